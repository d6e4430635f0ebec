"""Fields of a notice, each with the print it rests on and the rule that read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ocr.cut.marks import dates_in, part_number, read_marks
from ocr.cut.parts import OFFICE_ENDINGS, Parts
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.grammar.dates import PrintedDate, find_dates, whole_date
from ocr.grammar.issuers import PrintedIssuer, find_issuers, issuers_before
from ocr.grammar.numbers import DocNumber, NumberInText, NumberStyle, find_numbers

_KIND_IN_TITLE = re.compile(
    r"(公告|通告|通知|决定|決定|批复|批復|复函|函|通令|訓令|令|布告|佈告|行政裁定|通报)[）)]?$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A field as read: its `value`, the print it rests on and the `rule` that read it."""

    field: str
    value: str
    printed: Traced
    rule: str


@dataclass(frozen=True, slots=True)
class NumberReading:
    """Document number of a notice: taken apart, as printed, and the issuers printed with it."""

    number: DocNumber
    printed: Traced
    issuers: tuple[PrintedIssuer, ...]
    rule: str


def read_number(parts: Parts) -> NumberReading | None:
    """The notice's own number: from its head lines, else from the promulgation under its title."""
    if parts.number:
        return _from_head(parts.number)
    source = join(row.traced for row in parts.promulgation)
    for found in find_numbers(source.text):
        if found.number.kind in ("令", "公告"):
            return NumberReading(
                found.number, source.cut(found.start, found.end), (), "number-in-promulgation"
            )
    return None


def _from_head(rows: Sequence[Row]) -> NumberReading | None:
    lines = [row.traced for row in rows]
    whole = join(lines)
    issuers = _head_issuers(rows)
    last = read_marks(rows[-1].text)
    if last.number is not None and (len(rows) == 1 or last.number.issuers):
        found = last.number
        number = _with_issuer(found.number, issuers)
        return NumberReading(
            number, lines[-1].cut(found.start, found.end), _placed(lines[-1], found), "number-line"
        )
    # The heading says issuers and 文种, the number stands on the line below.
    packed = _packed(rows)
    for found in find_numbers(packed)[:1]:
        return NumberReading(_with_issuer(found.number, issuers), whole, issuers, "number-under-masthead")
    return None


def _with_issuer(number: DocNumber, issuers: Sequence[PrintedIssuer]) -> DocNumber:
    """The number with the first issuer of its masthead, if it was printed without one."""
    if number.issuer or not issuers or number.style not in (NumberStyle.ANNUAL, NumberStyle.SERIAL):
        return number
    return replace(number, issuer=issuers[0].name)


def _packed(rows: Sequence[Row]) -> str:
    """Masthead and number in one string without the blanks of letter-spaced print."""
    text = "".join(re.sub(r"[ \t\u3000]", "", row.text) for row in rows[:-1])
    part = part_number(rows[-1].text)
    if part is None:
        return text + rows[-1].text
    year = f"{part['year']}年" if part["year"] else ""
    mark = "號" if "號" in rows[-1].text else "号"
    return f"{text}{year}第{part['number']}{mark}"


def _head_issuers(rows: Sequence[Row]) -> tuple[PrintedIssuer, ...]:
    return tuple(issuer for row in rows for issuer in read_marks(row.text).issuers)


def _placed(line: Traced, found: NumberInText) -> tuple[PrintedIssuer, ...]:
    """The issuers printed with a number, with their places in its line."""
    kind = line.text.find(found.number.kind)
    before = issuers_before(line.text, kind if kind > 0 else found.end)
    return before or tuple(i for i in find_issuers(line.text[: found.end]))


def read_issuers(parts: Parts, number: NumberReading | None, title: str) -> tuple[tuple[str, ...], str]:
    """Issuers in printed order without repeats, and the rule.

    Those of masthead and number first, then those of the signature; a 署-number has none in its head, so that its
    signature or its title (海关总署关于…的通知) tells.
    """
    names = [issuer.name for issuer in (number.issuers if number else ())]
    rule = "masthead" if names else ""
    if not names and number and number.number.issuer and number.number.style is not NumberStyle.ENGLISH:
        names, rule = [number.number.issuer], "number"
    if not names:
        names += [issuer.name for row in parts.number for issuer in read_marks(row.text).issuers]
        rule = "masthead" if names else ""
    for row in parts.signers:
        for issuer in signature_issuers(row):
            if not any(same_body(issuer.name, known) for known in names):
                names.append(issuer.name)
                rule = rule or "signature"
    if not names and (lead := next(find_issuers(title), None)) and lead.start == 0:
        names, rule = [lead.name], "title"
    return tuple(dict.fromkeys(names)), rule


def same_body(one: str, other: str) -> bool:
    """Do two printed names plainly mean one body (国家税务总局, 税务总局)?"""
    return one == other or one.endswith(other) or other.endswith(one)


def signature_issuers(row: Row) -> tuple[PrintedIssuer, ...]:
    """Issuers on a line of the signature, date on the same line or not."""
    marks = read_marks(row.text)
    if marks.issuers or marks.date or marks.signer:
        return marks.issuers
    found = dates_in(row.text)
    text = row.text[: found[0].start] if found else row.text
    known = tuple(find_issuers(text))
    if known or found or text[-1] not in OFFICE_ENDINGS:
        return known
    return (PrintedIssuer(0, len(text), text),)


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


def read_kind(parts: Parts, number: NumberReading | None, title: str) -> str:
    """文种 as printed: in the masthead or number, else the last word of the title."""
    if number is not None and number.number.style is NumberStyle.ENGLISH:
        return number.number.kind.split()[-1].lower()
    if number is not None and number.number.style is not NumberStyle.LETTERED:
        return number.number.kind
    for row in parts.number:
        if kind := read_marks(row.text).masthead:
            return kind
    match = _KIND_IN_TITLE.search(title)
    return match.group(1) if match else ""
