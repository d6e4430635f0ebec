"""What a notice says about others: numbers it cites, and what it does to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ocr.cut.act import Act
from ocr.cut.act_days import act_day
from ocr.cut.acts import REACH, acts_on
from ocr.cut.brackets import groups
from ocr.cut.mention import Mention
from ocr.cut.mention_lists import Unit, lists_of
from ocr.cut.mentions import Marked, mark, short_names
from ocr.cut.repeal_lists import body_list_relations, body_lists
from ocr.grammar.numbers import find_numbers
from ocr.grammar.scopes import SCOPE, scope_parts
from ocr.section import Relation

_NORM = re.compile(
    "(?:办法|规定|规则|细则|通知|公告|通告|决定|条例|规范|规程|意见|批复|函|解释|令|方案|制度)(?:[（(〔].{1,12}[）)〕])?$"
)
_INSTRUMENT = re.compile(
    "(?:办法|规定|规则|细则|通知|公告|通告|决定|条例|规范|规程|意见|批复|函|解释|令|方案|制度|协议|安排|注释|要求|标准|目录|清单|名录|表|名单|程序|措施|通报|议定书)"
    "(?:[（(〔].{1,12}[）)〕])?$"
)
_LEAD_IN = re.compile("所有前[頒颁]$")


def find_citations(text: str, own: str, issuer: str) -> tuple[str, ...]:
    """Canonical numbers cited in `text`, first mention first, without `own`."""
    return tuple(dict.fromkeys(str(n.number) for n in find_numbers(text, issuer) if str(n.number) != own))


def find_relations(text: str, own: str, issuer: str, signed: date | None = None) -> tuple[Relation, ...]:
    """Relations that the sentences of `text` state about other instruments, in order, each once.

    `own` is the notice's number, `issuer` who a number without one belongs to, `signed` the day that 自发布之日起
    means.
    A target without a number is the title as printed. Time is linear in the length of the text.
    """
    found: list[Relation] = []
    names: dict[str, Mention] = {}
    at = 0
    for listed in [*body_lists(text, issuer), None]:
        for sentence in _sentences(text[at : listed.start if listed else len(text)]):
            if _CITING.search(sentence):
                marked = mark(sentence, issuer, names)
                found += (r for r in _stated(marked, signed) if r.target != own)
                names = short_names(marked, names)
        if listed:
            found += body_list_relations(text, listed, own, issuer, signed)
            at = listed.end
    return tuple({(r.kind, r.target, r.scope): r for r in reversed(found)}.values())[::-1]


_CITING = re.compile("[号號]|《|(?i:n[oº°])")


def _sentences(text: str) -> Iterator[str]:
    """Sentences and lines; what stands in quotation marks ends none."""
    quoted = {group.start: group.end for group in groups(text) if group.kind == "“"}
    start = at = 0
    while at < len(text):
        if at in quoted:
            at = quoted[at]
            continue
        if text[at] in "。\n":
            yield text[start:at].rstrip("；")
            start = at + 1
        at += 1
    yield text[start:].rstrip("；")


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
    for _, _, mention in units:
        if act.kind == "based_on" and not mention.numbered:
            continue
        if not mention.numbered and not (_NORM if act.kind == "amends" else _INSTRUMENT).search(
            mention.target
        ):
            continue
        worded = act.kind == "repeals_in_part" and not scope_parts(scope)
        named = scope if worded or mention is units[-1][2] else ""
        if not scope_parts(named) and (inner := SCOPE.match(mention.inner)):
            named = inner.group()
        kind = act.kind
        if kind in ("repeals", "repeals_in_part"):
            kind = "repeals_in_part" if named else "repeals"
        yield Relation(kind, mention.target, named, evidence, day, scope_parts(named))


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
