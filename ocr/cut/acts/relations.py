"""What a notice says about others: numbers it cites, and what it does to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ocr.cut.acts.act import Act
from ocr.cut.acts.act_days import act_day
from ocr.cut.acts.brackets import groups
from ocr.cut.acts.mention import BARE, INSTRUMENT, NORM, Mention
from ocr.cut.acts.mention_lists import Unit, lists_of
from ocr.cut.acts.mentions import Marked, mark, short_names
from ocr.cut.acts.repeal_lists import body_list_relations, body_lists
from ocr.cut.acts.sentences import REACH, acts_on
from ocr.grammar.numbers.find import find_numbers
from ocr.grammar.scopes import SCOPE, scope_parts
from ocr.section import Relation

_AMENDING = re.compile("修[改正订].*的?决定")
"""根据…令第170号《关于修改〈…办法〉的决定》修正 tells the history of a rule, not what it rests on."""
_LEAD_IN = re.compile("所有前[頒颁]$")


def find_citations(text: str, own: str, issuer: str) -> tuple[str, ...]:
    """Canonical numbers cited in `text`, first mention first, without `own`."""
    numbers = find_numbers(_unbroken(text), issuer)
    return tuple(dict.fromkeys(str(n.number) for n in numbers if str(n.number) != own))


def find_relations(text: str, own: str, issuer: str, signed: date | None = None) -> tuple[Relation, ...]:
    """Relations that the sentences of `text` state about other instruments, in order, each once.

    `own` is the notice's number, `issuer` who a number without one belongs to, `signed` the day that 自发布之日起
    means. A target without a number is the title as printed. Time is linear in the length of the text.
    """
    found: list[Relation] = []
    names: dict[str, Mention] = {}
    plain = _unbroken(text)
    at = 0
    for listed in [*body_lists(plain, issuer), None]:
        for start, end in _sentences(plain, at, listed.start if listed else len(plain)):
            sentence = plain[start:end].rstrip("；")
            if _CITING.search(sentence):
                marked = mark(sentence, issuer, names)
                stated = (r for r in _stated(marked, signed) if r.target != own)
                found += (replace(r, evidence=_as_printed(r.evidence, sentence, text, start)) for r in stated)
                names = short_names(marked, names)
        if listed:
            found += body_list_relations(text, listed, own, issuer, signed)
            at = listed.end
    return tuple({(r.kind, r.target, r.scope): r for r in reversed(found)}.values())[::-1]


_BROKEN = re.compile(r"(?<=[告令署第年、和及与字])\n(?=[0-9０-９]|第[0-9０-９])")
"""A break taken for that of a paragraph within a number: 海关总署公告 / 2003年第24号."""


def _unbroken(text: str) -> str:
    """`text` with a blank for each break within a number: of the same length."""
    return _BROKEN.sub(" ", text)


def _as_printed(evidence: str, sentence: str, text: str, start: int) -> str:
    begin = start + sentence.index(evidence)
    return text[begin : begin + len(evidence)]


_CITING = re.compile("[号號]|《|(?i:n[oº°])")


def _sentences(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where the sentences and lines of ``text[begin:stop]`` are; what stands in quotation marks ends none."""
    quoted = {begin + g.start: begin + g.end for g in groups(text[begin:stop]) if g.kind == "“"}
    start = at = begin
    while at < stop:
        if at in quoted:
            at = quoted[at]
            continue
        if text[at] in "。\n":
            yield start, at
            start = at + 1
        at += 1
    yield start, stop


def _stated(marked: Marked, signed: date | None) -> Iterator[Relation]:
    """For each list of mentions what is said of it, by the words between it and the next ones."""
    lists = lists_of(marked)
    for count, units in enumerate(lists):
        start, end = units[0][0], units[-1][1]
        before = lists[count - 1][-1][1] if count else 0
        behind = lists[count + 1][0][0] if count + 1 < len(lists) else len(marked.text)
        lead, words = marked.text[before:start], marked.text[end:behind]
        bare = not any(mention.numbered for _, _, mention in units)
        for act in acts_on(lead, words, bare):
            yield from _relations(marked, units, act, signed)


def _relations(marked: Marked, units: Sequence[Unit], act: Act, signed: date | None) -> Iterator[Relation]:
    first, last = units[0][0], units[-1][1]
    start = first - act.lead
    if lead_in := _LEAD_IN.search(marked.text[max(0, start - 8) : start]):
        start -= len(lead_in.group())
    end = last + act.behind
    evidence = marked.printed(start, end)
    day = _day(marked, first, last, act, signed)
    scope = marked.printed(last + act.scope_start, last + act.scope_end).strip()
    parts = scope_parts(marked.text[last + act.scope_start : last + act.scope_end].replace(BARE, ""))
    if act.kind == "based_on" and any(_AMENDING.search(mention.target) for _, _, mention in units):
        return
    for _, _, mention in units:
        if act.kind == "based_on" and not mention.numbered:
            continue
        if not mention.numbered and not (NORM if act.kind == "amends" else INSTRUMENT).search(mention.target):
            continue
        worded = act.kind == "repeals_in_part" and not parts
        last_one = mention is units[-1][2]
        named, anchors = (scope, parts) if worded or last_one else ("", ())
        if not anchors and act.kind != "based_on" and (inner := SCOPE.match(mention.inner)):
            named, anchors = inner.group(), scope_parts(inner.group())
        kind = act.kind
        if kind in ("repeals", "repeals_in_part"):
            kind = "repeals_in_part" if named else "repeals"
        yield Relation(kind, mention.target, named, evidence, day, anchors)


def _day(marked: Marked, first: int, last: int, act: Act, signed: date | None) -> date | None:
    """From when: 自…起 between the list and its verb, else behind it, else before the list."""
    end = last + act.behind
    places = [(last, end)]
    if act.kind not in ("based_on", "forwards", "interprets"):
        rest = re.compile(r"[^。；]{0,80}").match(marked.text, end)
        floor = max(0, first - REACH)
        clause = max(marked.text.rfind("；", floor, first) + 1, floor)
        places += [(end, rest.end() if rest else end), (clause, first)]
    return act_day(marked, places, signed)
