"""Issuers on the lines that name them: what is printed there, and what else the reader says it may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ocr.cut.fields.signature import OFFICE_ENDINGS
from ocr.cut.marks import dates_in, read_marks
from ocr.cut.stream import Row
from ocr.cut.traced import Traced
from ocr.grammar.issuers.find import PrintedIssuer, find_issuers
from ocr.grammar.issuers.issuer_lines import split_issuers
from ocr.grammar.issuers.worn_cost import UNSURE
from ocr.section import Span

_UNSURE = 0.8
"""Lines of this confidence have 30 % of their characters wrong, see docs/benchmarks.md."""


@dataclass(frozen=True, slots=True)
class IssuerReading:
    """An issuer's name, where it is printed, and the rule that found it; ``…-damaged`` when it was mended."""

    name: str
    printed: Traced
    rule: str


def signature_issuers(row: Row) -> tuple[PrintedIssuer, ...]:
    """Issuers on a line of the signature, date on the same line or not."""
    marks = read_marks(row.text)
    if marks.issuers or marks.date or marks.signer:
        return marks.issuers
    found = dates_in(row.text)
    text = row.text[: found[0].start] if found else row.text
    known = tuple(find_issuers(text)) or split_issuers(text, doubts_of(row))
    if known or found or text[-1] not in OFFICE_ENDINGS:
        return known
    return (PrintedIssuer(0, len(text), text),)


def reading_of(row: Row, issuer: PrintedIssuer, rule: str) -> IssuerReading:
    """An issuer printed on a line, found there by `rule`."""
    printed = row.traced.cut(issuer.start, issuer.end)
    return IssuerReading(issuer.name, printed, f"{rule}-damaged" if issuer.worn else rule)


def doubts_of(row: Row) -> Mapping[int, frozenset[str]]:
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


def issuer_spans(issuers: Sequence[IssuerReading]) -> Iterator[Span]:
    """Spans into the names joined by newlines, where the print holds the name letter for letter."""
    at = 0
    for issuer in issuers:
        place = issuer.printed.text.find(issuer.name)
        if place >= 0:
            for span in issuer.printed.cut(place, place + len(issuer.name)).spans("issuers"):
                yield Span(span.field, span.start + at, span.end + at, span.page, span.line, span.offset)
        at += len(issuer.name) + 1
