"""Where what is *read* (`ocr`) becomes what is *kept* (`archive`): the only file that knows both."""

from __future__ import annotations

from collections.abc import Sequence

import archive.reading_types as kept
import ocr.page as read
import ocr.section as cut
from archive import notice_records, records
from archive.correction_records import BEGINS, Correction
from archive.overrides import ReadingOverride
from ocr.cut import Ruling
from ocr.geometry import Box, Direction
from ocr.grammar.clauses import Clause
from ocr.line import Doubt, Line, Role


def step(value: read.Step) -> records.Step:
    """A step, as the archive keeps it."""
    return records.Step(value.tool, value.version, dict(value.settings))


def reading(page_id: str, text: read.PageText) -> kept.Reading:
    """What was read from a page, as the archive keeps it."""
    return kept.Reading(
        page_id=page_id,
        width=text.width,
        height=text.height,
        direction=text.direction.value,
        lines=tuple(_kept_line(line) for line in text.lines),
        step=step(text.step),
        confidence=round(text.confidence, 4),
        seals=tuple(text.seals),
        remarks=text.remarks,
        leaves=tuple(
            kept.ReadLeaf(
                leaf.box, leaf.turn, round(leaf.skew, 2), leaf.flattened, leaf.direction.value, leaf.blank
            )
            for leaf in text.leaves
        ),
        tables=tuple(
            kept.ReadGrid(
                grid.box,
                grid.rows,
                grid.columns,
                tuple(kept.ReadCell(c.row, c.column, c.rows, c.columns, c.lines) for c in grid.cells),
            )
            for grid in text.tables
        ),
        pictures=tuple(text.pictures),
        missed=tuple(text.missed),
        expected_error=None if text.expected_error is None else round(text.expected_error, 4),
        dpi=text.dpi,
    )


def override(value: ReadingOverride) -> read.Override:
    """What a person said about an issue's pages, as the reader takes it."""
    direction = None if value.direction is None else Direction(value.direction)
    return read.Override(direction, value.turn, value.leaves, value.columns)


def page_text(value: kept.Reading) -> read.PageText:
    """A kept reading, as the cutter takes it: the inverse of `reading`."""
    return read.PageText(
        width=value.width,
        height=value.height,
        direction=Direction(value.direction),
        lines=tuple(_read_line(line) for line in value.lines),
        step=read.Step(value.step.tool, value.step.version, dict(value.step.settings)),
        confidence=value.confidence,
        seals=tuple(Box(*box) for box in value.seals),
        remarks=value.remarks,
        leaves=tuple(
            read.Leaf(
                Box(*leaf.box), leaf.turn, leaf.skew, leaf.flattened, Direction(leaf.direction), leaf.blank
            )
            for leaf in value.leaves
        ),
        tables=tuple(
            read.Grid(
                Box(*grid.box),
                grid.rows,
                grid.columns,
                tuple(read.Cell(c.row, c.column, c.rows, c.columns, c.lines) for c in grid.cells),
            )
            for grid in value.tables
        ),
        pictures=tuple(Box(*box) for box in value.pictures),
        missed=tuple(Box(*box) for box in value.missed),
        expected_error=value.expected_error,
        dpi=value.dpi,
    )


def _kept_line(line: Line) -> kept.ReadLine:
    return kept.ReadLine(
        text=line.text,
        box=line.box,
        confidence=round(line.confidence, 4),
        role=line.role.value,
        direction=line.direction.value,
        bounds=line.bounds,
        block=line.block,
        turn=line.turn,
        middles=line.middles,
        thickness=line.thickness,
        confidences=tuple(round(value, 3) for value in line.confidences),
        doubts=tuple(
            kept.ReadDoubt(doubt.at, tuple((char, round(share, 3)) for char, share in doubt.others))
            for doubt in line.doubts
        ),
    )


def _read_line(line: kept.ReadLine) -> Line:
    return Line(
        text=line.text,
        box=Box(*line.box),
        confidence=line.confidence,
        role=Role(line.role),
        direction=Direction(line.direction),
        bounds=line.bounds,
        block=line.block,
        turn=line.turn,
        middles=line.middles,
        thickness=line.thickness,
        confidences=line.confidences,
        doubts=tuple(Doubt(doubt.at, doubt.others) for doubt in line.doubts),
    )


def notices(
    issue_id: str, result: cut.Cut, page_ids: Sequence[str], readings: Sequence[int]
) -> list[notice_records.Notice]:
    """The sections of a cut as notices of an issue.

    `page_ids` and `readings` (derivative ids) stand in the order of the pages that were cut. Ids and
    revisions are given by the archive when it keeps them.
    """
    made_by = step(result.step)
    return [
        notice_records.Notice(
            id="",
            issue_id=issue_id,
            sequence=sequence,
            title=section.title,
            doc_number=section.doc_number,
            doc_number_printed=section.doc_number_printed,
            kind=section.kind,
            issuers=section.issuers,
            date=section.date,
            date_printed=section.date_printed,
            date_edtf=section.date_edtf,
            addressee=section.addressee,
            effective_date=section.effective_date,
            expiry_date=section.expiry_date,
            pages=(page_ids[section.pages[0]], page_ids[section.pages[1]]),
            text=section.text,
            signature=section.signature,
            attachments=tuple(_kept_attachment(item, page_ids) for item in section.attachments),
            cites=section.cites,
            relations=tuple(
                notice_records.Relation(
                    item.kind,
                    item.target,
                    item.scope,
                    item.evidence,
                    item.date.isoformat() if item.date else "",
                    item.parts,
                )
                for item in section.relations
            ),
            clauses=_kept_clauses(section.clauses),
            spans=tuple(
                notice_records.Span(
                    span.field, span.start, span.end, page_ids[span.page], span.line, span.offset
                )
                for span in section.spans
            ),
            evidence=tuple(
                notice_records.Evidence(
                    item.field, item.value, item.printed, item.rule, page_ids[item.page], item.box
                )
                for item in section.evidence
            ),
            confidence=round(section.confidence, 4),
            disclosure="",
            readings=tuple(readings[section.pages[0] : section.pages[1] + 1]),
            step=made_by,
        )
        for sequence, section in enumerate(result.sections, start=1)
    ]


def rulings(said: Sequence[Correction], page_ids: Sequence[str]) -> list[Ruling]:
    """What people said about where notices begin, as the cutter takes it: of the pages that are cut."""
    return [
        Ruling(page_ids.index(item.page_id), Box(*item.box), item.field == BEGINS)
        for item in said
        if item.box is not None and item.page_id in page_ids
    ]


def _kept_attachment(item: cut.Attachment, page_ids: Sequence[str]) -> notice_records.Attachment:
    return notice_records.Attachment(
        title=item.title,
        text=item.text,
        pages=(page_ids[item.pages[0]], page_ids[item.pages[1]]),
        table=item.table,
        label=item.label,
        clauses=_kept_clauses(item.clauses),
        head_rows=item.head_rows,
        merged=item.merged,
    )


def _kept_clauses(clauses: Sequence[Clause]) -> tuple[notice_records.Clause, ...]:
    return tuple(
        notice_records.Clause(c.level.value, c.label, c.depth, c.start, c.end, c.anchor) for c in clauses
    )


def findings(issue_id: str, result: cut.Cut, page_ids: Sequence[str]) -> list[notice_records.Finding]:
    """The findings of a cut, as the archive keeps them."""
    return [
        notice_records.Finding(
            issue_id=issue_id,
            code=item.code,
            message=item.message,
            page_id=page_ids[item.page],
            box=None if item.box is None else item.box,
        )
        for item in result.findings
    ]
