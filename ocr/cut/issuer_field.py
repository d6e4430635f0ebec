"""Who issued a notice: the names in its head, else under it, else in its title, else by the office of its signer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ocr.cut.marks import dates_in, read_marks
from ocr.cut.number_field import NumberReading
from ocr.cut.parts import Parts
from ocr.cut.signature import OFFICE_ENDINGS
from ocr.cut.stream import Row
from ocr.cut.traced import Traced
from ocr.grammar.authorities import authority_of
from ocr.grammar.english_offices import INSPECTORATE
from ocr.grammar.issuer_lines import split_issuers
from ocr.grammar.issuers import CUSTOMS, PrintedIssuer, find_issuers
from ocr.grammar.numbers import NumberStyle
from ocr.grammar.worn_names import UNSURE
from ocr.section import Span

_SIGNERS = (
    (re.compile("總稅務司"), "海關總稅務司署"),
    (re.compile("总税务司"), "海关总税务司署"),
    (re.compile("署長"), "財政部關務署"),
    (re.compile("署长"), CUSTOMS),
    (re.compile("Inspector[ -]General", re.IGNORECASE), INSPECTORATE),
)
"""Whose office the signer's rank names, in a gazette of the customs."""
_UNSURE = 0.8
"""Lines of this confidence have 30 % of their characters wrong, see docs/benchmarks.md."""


@dataclass(frozen=True, slots=True)
class IssuerReading:
    """An issuer's name, where it is printed, and the rule that found it; ``…-damaged`` when it was mended."""

    name: str
    printed: Traced
    rule: str


def read_issuers(parts: Parts, number: NumberReading | None, title: Traced) -> tuple[IssuerReading, ...]:
    """Issuers in printed order without repeats.

    Those of masthead and number first, then those of the signature; a 署-number has none in its head, so that its
    signature or its title (海关总署关于…的通知) tells. What has no name at all is of the office whose head signs it
    (總稅務司 and a name), an Inspector General's Circular of the Inspectorate.
    """
    found = _in_head(parts, number)
    for row in parts.signers:
        for issuer in signature_issuers(row):
            if not any(same_body(issuer.name, known.name) for known in found):
                found.append(_reading(row, issuer, "signature"))
    if not found and (lead := next(find_issuers(title.text), None)) and lead.start == 0:
        found.append(IssuerReading(lead.name, title, "title"))
    if not found and number and number.number.issuer == "I.G.":
        found.append(IssuerReading(INSPECTORATE, number.printed, "number"))
    if not found:
        found += _by_rank(parts.signers)
    return tuple({reading.name: reading for reading in reversed(found)}.values())[::-1]


def same_body(one: str, other: str) -> bool:
    """Do two printed names plainly mean one body (国家税务总局, 税务总局; 国家发展改革委, 发改委)?"""
    if one == other or one.endswith(other) or other.endswith(one):
        return True
    known = authority_of(one)
    return known is not None and known is authority_of(other)


def signature_issuers(row: Row) -> tuple[PrintedIssuer, ...]:
    """Issuers on a line of the signature, date on the same line or not."""
    marks = read_marks(row.text)
    if marks.issuers or marks.date or marks.signer:
        return marks.issuers
    found = dates_in(row.text)
    text = row.text[: found[0].start] if found else row.text
    known = tuple(find_issuers(text)) or split_issuers(text, _doubts(row))
    if known or found or text[-1] not in OFFICE_ENDINGS:
        return known
    return (PrintedIssuer(0, len(text), text),)


def issuer_spans(issuers: Sequence[IssuerReading]) -> Iterator[Span]:
    """Spans into the names joined by newlines, where the print holds the name letter for letter."""
    at = 0
    for issuer in issuers:
        place = issuer.printed.text.find(issuer.name)
        if place >= 0:
            for span in issuer.printed.cut(place, place + len(issuer.name)).spans("issuers"):
                yield Span(span.field, span.start + at, span.end + at, span.page, span.line, span.offset)
        at += len(issuer.name) + 1


def _in_head(parts: Parts, number: NumberReading | None) -> list[IssuerReading]:
    placed = [
        _reading(row, issuer, "masthead")
        for row in parts.number
        for issuer in read_marks(row.text).issuers
        or (number.issuers if number and read_marks(row.text).number else ())
    ]
    if number is None or not number.issuers:
        if number and number.number.issuer and number.number.style is not NumberStyle.ENGLISH:
            return [IssuerReading(number.number.issuer, number.printed, "number")]
        return placed or _doubted(parts.number) or (_leading(parts.number) if number is None else [])
    where = {reading.name: reading for reading in reversed(placed)}
    return [
        where.get(issuer.name, IssuerReading(issuer.name, number.printed, "masthead"))
        for issuer in number.issuers
    ]


def _doubted(rows: Sequence[Row]) -> list[IssuerReading]:
    """Issuers on lines of the head that are told with the reader's doubts only."""
    return [
        _reading(row, issuer, "masthead") for row in rows for issuer in split_issuers(row.text, _doubts(row))
    ]


def _leading(rows: Sequence[Row]) -> list[IssuerReading]:
    """The issuer that the line of a number begins with which itself could not be read."""
    lead = next(find_issuers(rows[-1].text), None) if rows else None
    return [_reading(rows[-1], lead, "masthead")] if lead and lead.start == 0 else []


def _by_rank(rows: Sequence[Row]) -> list[IssuerReading]:
    for row in rows:
        for rank, office in _SIGNERS:
            if match := rank.match(row.text.replace(" ", "").replace("\u3000", "")):
                return [IssuerReading(office, row.traced.cut(0, match.end()), "signer")]
    return []


def _reading(row: Row, issuer: PrintedIssuer, rule: str) -> IssuerReading:
    printed = row.traced.cut(issuer.start, issuer.end)
    return IssuerReading(issuer.name, printed, f"{rule}-damaged" if issuer.worn else rule)


def _doubts(row: Row) -> Mapping[int, frozenset[str]]:
    """What else the reader says may stand at a character of ``row.text``."""
    first = row.traced.pieces[0].offset if row.traced.pieces else 0
    line, end = row.source, first + len(row.text)
    found = {
        doubt.at - first: {other for other, _ in doubt.others}
        for doubt in line.doubts
        if first <= doubt.at < end
    }
    for at, sure in enumerate(line.confidences[first:end]):
        if sure < _UNSURE:
            found.setdefault(at, set()).add(UNSURE)
    return {at: frozenset(others) for at, others in found.items()}
