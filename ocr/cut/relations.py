"""What a notice says about others: numbers it cites, and what it does to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.grammar.numbers import NumberInText, find_numbers
from ocr.section import Relation

_N = "0-9０-９一二三四五六七八九十百"
_SCOPE = re.compile(
    rf"(?:中?的?)((?:附件[{_N}]{{0,3}}(?:[、，和及至][{_N}]{{1,3}}){{0,20}}|第[{_N}]{{1,5}}[条條款项章](?:第[{_N}]{{1,4}}[款项]){{0,2}}"
    rf"(?:[、，和及至]第?[{_N}]{{1,5}}[条條款项]?){{0,20}}|附件))"
)
_VERBS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "repeals",
        re.compile(
            r"(?:同时|相应|即行|一并|予以|均|應即|應予|即)?(?:废止|廢止|作廢)|不再执行"
            r"|(?:is|are) (?:hereby )?(?:cancell?ed|withdrawn|rescinded|revoked)",
            re.IGNORECASE,
        ),
    ),
    ("replaces", re.compile(r"(?:is|are) (?:hereby )?superseded", re.IGNORECASE)),
    ("suspends", re.compile(r"停止执行|暂停执行|停止实施")),
    ("expires", re.compile(r"(?:同时|相应|自行|即行)?(?<!已)失效")),
    ("amends", re.compile(r"(?:修改|修订|调整|修正)为|作(?:如下|以下)修改|予以(?:修改|修订|调整)")),
)
_REPEAL_BEFORE = re.compile(r"(?:决定|现|予以|同时)废止(?:《[^》]{0,120}》[（(]?)?$")
_FINAL_REPEAL = re.compile(r"(?:同时|相应|予以|均)?废止$")
_SENT = re.compile("案?[奉准據]$")
"""How an order begins that passes on another office's letter: 案准外交部…公函開."""
_LEAD_IN = re.compile("所有前[頒颁]$")
_GAP = re.compile(r"[、，,和与及以\s）)》」”]*(?:以及)?")
_SENTENCE = re.compile(r"[^。\n]+")


def find_citations(text: str, own: str, issuer: str) -> tuple[str, ...]:
    """Canonical numbers cited in `text`, first mention first, without `own`."""
    return tuple(dict.fromkeys(str(n.number) for n in find_numbers(text, issuer) if str(n.number) != own))


def find_relations(text: str, own: str, issuer: str) -> tuple[Relation, ...]:
    """Relations that the sentences of `text` state about numbered instruments, in order."""
    found: list[Relation] = []
    for sentence in _SENTENCE.finditer(text):
        body = sentence.group().rstrip("；")
        numbers = [n for n in find_numbers(body, issuer) if str(n.number) != own]
        if numbers:
            found += _in_sentence(body, numbers)
    return tuple(dict.fromkeys(found))


_WINDOW = 1200
"""How far a sentence is read on either side of a number, in characters: keeps hostile text linear."""


def _in_sentence(body: str, numbers: list[NumberInText]) -> Iterator[Relation]:
    """Each run of listed numbers, with the verb that follows it before the next run, or the 根据 before it."""
    at = 0
    runs = _runs(body, numbers)
    for count, run in enumerate(runs):
        end = runs[count + 1][0].start if count + 1 < len(runs) else len(body)
        stated = list(_issued_and_repealed(body, run))
        if not stated and not _amending(body, run):
            stated = list(_run(body, run, body[run[-1].end : end], at))
        yield from stated
        at = run[-1].end


def _issued_and_repealed(body: str, run: list[NumberInText]) -> Iterator[Relation]:
    """…令第124号公布、根据…令第198号修改的《…办法》同时废止: the number that 公布 follows is repealed."""
    rest = body[run[-1].end : run[-1].end + _WINDOW]
    end = _FINAL_REPEAL.search(rest)
    if end is None or not rest.startswith(("公布", "发布", "印发")):
        return
    between = re.sub(r"《[^》]*》|（[^）]*）", "", rest[: end.start()])
    if not re.search(r"，(?!并?(?:根据|经|以及))", between):
        for number in run:
            yield Relation("repeals", str(number.number), "", body[run[0].start :])


def _amending(body: str, run: list[NumberInText]) -> bool:
    """根据…令第198号修改的《…办法》: the number amended the instrument that is spoken of; nothing new is said."""
    lead = re.split(r"[，。；》]", body[max(0, run[0].start - _WINDOW) : run[0].start])[-1]
    after = body[run[-1].end : run[-1].end + _WINDOW].split("《", maxsplit=1)[0]
    return re.search(r"根据|经", lead) is not None and re.search(r"修[改正订]", after) is not None


def _runs(body: str, numbers: list[NumberInText]) -> list[list[NumberInText]]:
    runs: list[list[NumberInText]] = []
    for number in numbers:
        if runs and _GAP.fullmatch(body, runs[-1][-1].end, number.start):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _run(body: str, run: list[NumberInText], tail: str, floor: int) -> Iterator[Relation]:
    scope_match = _SCOPE.match(tail)
    for kind, verb in _VERBS:
        match = verb.search(tail)
        if match is None or not _belongs(tail[: match.start()], kind):
            continue
        begin = run[0].start
        if begins := _LEAD_IN.search(body[max(0, begin - 8) : begin]):
            begin -= len(begins.group())
        if kind == "amends" and body.endswith(("将", "把", "对"), 0, begin):
            begin -= 1
        evidence = body[begin : run[-1].end + match.end()]
        for number in run:
            scope = scope_match.group(1) if scope_match and number is run[-1] else ""
            stated = "repeals_in_part" if kind == "repeals" and scope else kind
            yield Relation(stated, str(number.number), scope, evidence)
        return
    lead = body[floor : run[0].start]
    if (sent := _SENT.search(lead)) and (opens := re.match("[內内]?[開开]", tail)):
        evidence = lead[sent.start() :] + body[run[0].start : run[-1].end] + opens.group()
        yield Relation("forwards", str(run[0].number), "", evidence)
        return
    if undone := _REPEAL_BEFORE.search(lead):
        for number in run:
            yield Relation(
                "repeals", str(number.number), "", lead[undone.start() :] + body[run[0].start : run[-1].end]
            )
        return
    basis = max(lead.rfind(word) for word in ("根据", "依据"))
    if basis >= 0 and "，" not in re.sub(r"《[^》]*》|（[^）]*）", "", lead[basis:]):
        after = re.match(r"(?:的?(?:有关|相关)?(?:规定|要求|精神|内容))?", tail)
        evidence = body[floor + basis : run[-1].end + (after.end() if after else 0)]
        for number in run:
            yield Relation("based_on", str(number.number), "", evidence)


def _belongs(between: str, kind: str) -> bool:
    """Is the verb said of the number? Only a scope, a title or a short link may stand between."""
    bare = re.sub(r"《[^》]{0,120}》|（[^）]{0,120}）|“[^”]{0,120}”|，?自[^，。]{2,24}起", "", between)
    limit = 24 if kind == "amends" else 16
    return len(re.sub(_SCOPE, "", bare)) <= limit
