"""The lines of one notice into a `Section`, with evidence and spans for every field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ocr.cut.attachments import read_attachment
from ocr.cut.date_fields import read_date, read_effective
from ocr.cut.issuer_field import read_issuers, signature_issuers
from ocr.cut.kind_field import read_kind
from ocr.cut.marks import dates_in, read_marks
from ocr.cut.number_field import NumberReading, read_number
from ocr.cut.paragraphs import paragraphs
from ocr.cut.parts import Parts, take_apart
from ocr.cut.relations import find_citations, find_relations
from ocr.cut.start import THRESHOLD, Start
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.geometry import Box
from ocr.grammar.clauses import find_clauses
from ocr.grammar.docnumber import DocNumber
from ocr.grammar.validity import find_expiry
from ocr.page import PageText
from ocr.section import Evidence, Section, Span


def read_section(
    rows: Sequence[Row],
    start: Start,
    end: int,
    pages: Sequence[PageText],
    listed: DocNumber | None = None,
) -> Section:
    """The notice on ``rows[start.first:end]``. `listed` is its number in the table of contents, used when its own
    print does not give one.
    """
    ruling = any(read_marks(rows[i].text).masthead == "令" or _is_order(rows[i]) for i in start.number)
    parts = take_apart(rows, start, end, ruling)
    number = read_number(parts)
    if number is None and listed is not None:
        printed = join(row.traced for row in (parts.number or parts.title))
        number = NumberReading(listed, printed, (), "number-from-contents")
    elif number is not None and listed is not None and number.number == replace(listed, issuer=""):
        number = replace(number, number=listed, rule="issuer-from-contents")
    title = join(row.traced for row in (parts.title or parts.tail_title))
    text = _text(parts)
    attachments = [read_attachment(run, pages) for run in parts.attachments]
    signed = read_date(parts)
    day = signed[0].value if signed else None
    effective = read_effective(parts, text, day)
    issuers, issuer_rule = read_issuers(parts, number, title.text)
    own = str(number.number) if number else ""
    lead = issuers[0] if issuers else ""
    cited_in = "\n".join([text.text, *(reading.printed for reading in attachments)])
    kind = read_kind(parts, number, title.text)
    evidence = [
        *_evidence(
            "doc_number", own, number.printed if number else None, number.rule if number else "", pages
        ),
        *_evidence("title", title.text, title, "title-lines" if parts.title else "rule-title", pages),
        *_evidence("kind", kind, number.printed if number else title, "number" if number else "title", pages),
        *_evidence(
            "date",
            day.isoformat() if day else "",
            signed[1] if signed else None,
            signed[2] if signed else "",
            pages,
        ),
    ]
    if effective:
        evidence += _evidence("effective_date", effective[0].isoformat(), effective[1], effective[2], pages)
    expiry = find_expiry(text.text, effective[0] if effective else day)
    if expiry:
        clause = text.cut(expiry.start, expiry.end)
        evidence += _evidence("expiry_date", expiry.day.isoformat(), clause, "validity-clause", pages)
    issuer_print = _issuer_print(parts, number, issuers, title)
    for name, printed in issuer_print:
        evidence += _evidence("issuers", name, printed, issuer_rule, pages)
    head = rows[start.first]
    reasons = "+".join(reason.value for reason in start.reasons)
    evidence.append(
        Evidence("start", f"{start.score:.1f}", head.text, reasons or "no-head", head.page, head.box)
    )
    signature = _signature(parts)
    spans = [*title.spans("title"), *text.spans("text")]
    if number:
        spans += number.printed.spans("doc_number")
    if signed:
        spans += signed[1].spans("date")
    for count, reading in enumerate(attachments):
        spans += reading.text.spans(f"attachments.{count}.text")
        for r, row in enumerate(reading.cells):
            for c, cell in enumerate(row):
                spans += cell.spans(f"attachments.{count}.table.{r}.{c}")
    spans += signature.spans("signature")
    spans += _issuer_spans(issuers, issuer_print)
    return Section(
        title=title.text,
        doc_number=own,
        doc_number_printed=number.printed.text if number else "",
        kind=kind,
        issuers=issuers,
        date=day,
        date_printed=signed[1].text if signed else "",
        effective_date=effective[0] if effective else None,
        expiry_date=expiry.day if expiry else None,
        text=text.text,
        signature=signature.text,
        pages=(head.page, rows[end - 1].page),
        attachments=tuple(reading.attachment for reading in attachments),
        cites=find_citations(cited_in, own, lead),
        relations=find_relations(text.text, own, lead),
        clauses=find_clauses(text.text),
        spans=tuple(spans),
        evidence=tuple(evidence),
        confidence=_confidence(start, number, bool(signed), bool(title.text), rows[start.first : end]),
    )


def _is_order(row: Row) -> bool:
    number = read_marks(row.text).number
    return number is not None and number.number.kind == "令"


def _signature(parts: Parts) -> Traced:
    """Who signed, a line each; of a line that holds the date, too, what stands before the date."""
    lines = []
    for row in parts.signers:
        found = dates_in(row.text)
        line = row.traced.cut(0, found[0].start).strip() if found else row.traced
        lines += [line] if line.text else []
    return join(lines, "\n")


def _text(parts: Parts) -> Traced:
    """Promulgation line, body and a rule that follows; the signature between them is left out."""
    promulgation = join(row.traced for row in parts.promulgation)
    rest = (paragraphs(parts.body), paragraphs(parts.tail))
    return join((part for part in (promulgation, *rest) if part.text), "\n")


def _evidence(
    field: str, value: str, printed: Traced | None, rule: str, pages: Sequence[PageText]
) -> Iterator[Evidence]:
    if not value or printed is None or not printed.pieces:
        return
    first = printed.pieces[0]
    box: Box | None = None
    for piece in printed.pieces:
        if piece.page == first.page:
            part = pages[piece.page].lines[piece.line].span_box(piece.offset, piece.offset + piece.length)
            box = part if box is None else box.union(part)
    if box is not None:
        yield Evidence(field, value, printed.text, rule, first.page, box)


def _issuer_print(
    parts: Parts, number: NumberReading | None, issuers: Sequence[str], title: Traced
) -> list[tuple[str, Traced]]:
    """For each issuer where its name is printed: in the head, else in the signature, else in the title."""
    found: dict[str, Traced] = {}
    for row in parts.number:
        line, marks = row.traced, read_marks(row.text)
        printed = marks.issuers or (number.issuers if number and marks.number else ())
        for issuer in printed:
            found.setdefault(issuer.name, line.cut(issuer.start, issuer.end))
    for row in parts.signers:
        for issuer in signature_issuers(row):
            found.setdefault(issuer.name, row.traced.cut(issuer.start, issuer.end))
    if number is not None:
        found.setdefault(number.number.issuer, number.printed)
    return [(name, found.get(name, title)) for name in issuers]


def _issuer_spans(issuers: Sequence[str], printed: Sequence[tuple[str, Traced]]) -> Iterator[Span]:
    """Spans into the issuers joined by newlines, where the print holds the name letter for letter."""
    at = 0
    for name, trace in printed:
        place = trace.text.find(name)
        if place >= 0:
            for span in trace.cut(place, place + len(name)).spans("issuers"):
                yield Span(span.field, span.start + at, span.end + at, span.page, span.line, span.offset)
        at += len(name) + 1


def _confidence(
    start: Start, number: NumberReading | None, signed: bool, titled: bool, rows: Sequence[Row]
) -> float:
    """How sure the cut is, 0..1: half from the weight of its head, the rest from the fields that were found."""
    weight = min(1.0, max(0.0, (start.score - THRESHOLD) / 4.0))
    fields = 0.2 * (number is not None) + 0.1 * signed + 0.1 * titled
    read = sum(row.source.confidence for row in rows) / len(rows)
    return round(min(1.0, (0.3 + 0.3 * weight + fields) * (0.5 + 0.5 * read)), 3)
