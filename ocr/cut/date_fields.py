"""The days of a notice: when it was signed and when it takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ocr.cut.parts import Parts
from ocr.cut.traced import Traced, join
from ocr.grammar.dates import PrintedDate, find_dates, whole_date


def read_date(parts: Parts) -> tuple[PrintedDate, Traced, str] | None:
    """The date of signing: under the signature, else that of promulgation (2024年10月28日…令第272号公布)."""
    if parts.date is not None:
        line = parts.date.traced
        whole = whole_date(line.text)
        found = whole if whole is not None else find_dates(line.text)[-1]
        rule = "signature-zero-restored" if found.repaired else "signature"
        return found, line.cut(found.start, found.end), rule
    source = join(row.traced for row in parts.promulgation)
    for found in find_dates(source.text):
        after = source.text[found.end : found.end + 40]
        if re.search(r"公布|发布|通过|令", after) and not source.text[: found.start].endswith("自"):
            return found, source.cut(found.start, found.end), "promulgation"
    return None


def read_effective(parts: Parts, text: Traced, signed: date | None) -> tuple[date, Traced, str] | None:
    """The day the notice takes effect, from its own clause; None when it has none or the day cannot be told."""
    for source, place in (
        (join(row.traced for row in parts.promulgation), "promulgation"),
        (text, "effect-clause"),
    ):
        for value, clause, rule in _effects(source, place):
            if value is not None:
                return value, clause, rule
            if signed is not None:
                return signed, clause, f"{rule}-on-publication"
    return None


_CLAUSE = re.compile(
    r"(?P<subject>(?:本|上述|以上|该|前款|此)[^。；\n]{0,30}?|修[订改]后的[^。；\n]{0,60}?|[，、。；\n（(\s]|^)?"
    r"(?:[自于從从於]|应当自|均自)(?P<when>[^。；\n自]{2,48}?)(?:零时|\s)?(?:起|开始)?(?:正式|统一|全面)?(?P<verb>施行|实施|實施|执行|執行|生效)"
)
_VALIDITY = re.compile(r"有效期(?:限)?自(?P<when>[^。；\n]{6,24}?日)起")
_ENGLISH_EFFECT = re.compile(
    r"(?:on and after|tak(?:es?|ing) effect (?:from|on)|with effect from|in force (?:from|on)"
    r"|com(?:es?|ing) into (?:force|operation) (?:from|on))\s(?P<when>.{0,40})",
    re.IGNORECASE | re.DOTALL,
)
_PUBLICATION = re.compile(
    r"(?:本[\u4e00-\u9fff]{2,4})?(?:发布|公布|印发|发出|颁布|下发|公告|签发|發佈|公佈)之?日"
)


def _effects(source: Traced, place: str) -> Iterator[tuple[date | None, Traced, str]]:
    """Effect clauses, those with a subject (本公告自…) before those without."""
    for match in _ENGLISH_EFFECT.finditer(source.text):
        if (dates := find_dates(match["when"])) and dates[0].start <= 4:
            yield dates[0].value, source.cut(match.start(), match.start("when") + dates[0].end), place
    hits = list(_CLAUSE.finditer(source.text))
    for match in _VALIDITY.finditer(source.text):
        if dates := find_dates(match["when"]):
            yield dates[0].value, source.cut(*match.span()), place
    hits.sort(key=lambda m: not (m["subject"] or "").strip("，、。；\n（( \t\u3000"))
    for match in hits:
        clause = source.cut(*match.span())
        found = find_dates(match["when"])
        if found and found[0].start == 0 and found[0].value is not None:
            yield found[0].value, clause, place
        elif _PUBLICATION.match(match["when"]):
            yield None, clause, place
