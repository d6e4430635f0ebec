"""The lines of one notice into a `Section`, with evidence and spans for every field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ocr.cut.acts.listed_attachments import annexed_relations, attachment_relations
from ocr.cut.acts.relations import find_citations, find_relations
from ocr.cut.attached.attachments import read_attachment
from ocr.cut.fields.addressee_field import read_addressee
from ocr.cut.fields.date_fields import read_date, read_effective
from ocr.cut.fields.effect_fields import read_late_effective
from ocr.cut.fields.issuer_field import read_issuers
from ocr.cut.fields.issuer_print import issuer_spans
from ocr.cut.fields.kind_field import read_kind
from ocr.cut.fields.number_field import NumberReading, read_number
from ocr.cut.fields.signature import signed
from ocr.cut.heads.orders import subject_text
from ocr.cut.heads.start import THRESHOLD, Start
from ocr.cut.marks import read_marks
from ocr.cut.paragraphs import paragraphs
from ocr.cut.parts import Parts, take_apart
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.geometry import Box, Direction
from ocr.grammar.clauses import find_clauses
from ocr.grammar.dates.validity import find_expiry
from ocr.grammar.numbers.docnumber import DocNumber
from ocr.page import PageText
from ocr.section import Attachment, Evidence, Relation, Section


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
    if parts.title and parts.title[0].source.direction is Direction.VERTICAL:
        title = subject_text(title)
    text = _text(parts)
    attachments = [read_attachment(run, number, pages) for number, run in enumerate(parts.attachments, 1)]
    dated = read_date(parts, number.number.year if number else None)
    day = dated[0].value if dated else None
    effective = read_effective(parts, text, dated[0] if dated else None)
    effective = effective or read_late_effective(text, [reading.text for reading in attachments], day)
    issuers = read_issuers(parts, number, title)
    own = str(number.number) if number else ""
    lead = issuers[0].name if issuers else ""
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
            day.isoformat() if day else dated[0].edtf if dated else "",
            dated[1] if dated else None,
            dated[2] if dated else "",
            pages,
        ),
    ]
    addressee = read_addressee(parts, [rows[i] for i in start.addressee])
    evidence += _evidence("addressee", addressee.text, addressee, "addressee-lines", pages)
    if effective:
        evidence += _evidence("effective_date", effective[0].isoformat(), effective[1], effective[2], pages)
    expiry = find_expiry(text.text, effective[0] if effective else day)
    if expiry:
        clause = text.cut(expiry.start, expiry.end)
        evidence += _evidence("expiry_date", expiry.day.isoformat(), clause, "validity-clause", pages)
    for issuer in issuers:
        evidence += _evidence("issuers", issuer.name, issuer.printed, issuer.rule, pages)
    head = rows[start.first]
    reasons = "+".join(reason.value for reason in start.reasons)
    evidence.append(
        Evidence("start", f"{start.score:.1f}", head.text, reasons or "no-head", head.page, head.box)
    )
    signature = signed(parts.signers)
    spans = [*title.spans("title"), *text.spans("text")]
    number_print = number.printed if number else join(row.traced for row in parts.number)
    spans += number_print.spans("doc_number")
    if dated:
        spans += dated[1].spans("date")
    for count, reading in enumerate(attachments):
        for rule, printed in reading.left_out:
            evidence += _evidence(f"attachments.{count}.table", printed.text, printed, rule, pages)
        spans += reading.title.spans(f"attachments.{count}.title")
        spans += reading.text.spans(f"attachments.{count}.text")
        for r, row in enumerate(reading.cells):
            for c, cell in enumerate(row):
                spans += cell.spans(f"attachments.{count}.table.{r}.{c}")
    spans += signature.spans("signature")
    spans += addressee.spans("addressee")
    spans += issuer_spans(issuers)
    return Section(
        title=title.text,
        doc_number=own,
        doc_number_printed=number_print.text,
        kind=kind,
        issuers=tuple(issuer.name for issuer in issuers),
        date=day,
        date_printed=dated[1].text if dated else "",
        effective_date=effective[0] if effective else None,
        expiry_date=expiry.day if expiry else None,
        text=text.text,
        signature=signature.text,
        pages=(head.page, rows[end - 1].page),
        attachments=tuple(reading.attachment for reading in attachments),
        cites=find_citations(cited_in, own, lead),
        relations=_relations(text.text, [reading.attachment for reading in attachments], own, lead, day),
        clauses=find_clauses(text.text),
        spans=tuple(spans),
        evidence=tuple(evidence),
        confidence=_confidence(start, number, bool(dated), bool(title.text), rows[start.first : end]),
        date_edtf=dated[0].edtf if dated else "",
        addressee=addressee.text,
    )


def _relations(
    text: str, attachments: Sequence[Attachment], own: str, issuer: str, signed: date | None
) -> tuple[Relation, ...]:
    """What text and annexed rules say of others, what becomes of those that attachments list; each thing once."""
    found = (
        *find_relations(text, own, issuer, signed),
        *attachment_relations(attachments, text, own, issuer, signed),
        *annexed_relations(attachments, own, issuer, signed),
    )
    return tuple({(r.kind, r.target, r.scope): r for r in reversed(found)}.values())[::-1]


def _is_order(row: Row) -> bool:
    number = read_marks(row.text).number
    return number is not None and number.number.kind == "令"


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


def _confidence(
    start: Start, number: NumberReading | None, signed: bool, titled: bool, rows: Sequence[Row]
) -> float:
    """How sure the cut is, 0..1: half from the weight of its head, the rest from the fields that were found."""
    weight = min(1.0, max(0.0, (start.score - THRESHOLD) / 4.0))
    fields = 0.2 * (number is not None) + 0.1 * signed + 0.1 * titled
    read = sum(row.source.confidence for row in rows) / len(rows)
    return round(min(1.0, (0.3 + 0.3 * weight + fields) * (0.5 + 0.5 * read)), 3)
