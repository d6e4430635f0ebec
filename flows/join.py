"""Where what is *read* (`ocr`) becomes what is *kept* (`archive`): the only file that knows both."""

from __future__ import annotations

from collections.abc import Sequence

import archive.records as kept
import ocr.page as read
import ocr.section as cut


def step(value: read.Step) -> kept.Step:
    """A step, as the archive keeps it."""
    return kept.Step(value.tool, value.version, dict(value.settings))


def reading(page_id: str, text: read.PageText) -> kept.Reading:
    """What was read from a page, as the archive keeps it."""
    return kept.Reading(
        page_id=page_id,
        width=text.width,
        height=text.height,
        direction=text.direction.value,
        lines=tuple(
            kept.ReadLine(
                text=line.text,
                box=line.box,
                confidence=round(line.confidence, 4),
                role=line.role.value,
                direction=line.direction.value,
                bounds=line.bounds,
                block=line.block,
            )
            for line in text.lines
        ),
        step=step(text.step),
        confidence=round(text.confidence, 4),
        seals=tuple(text.seals),
        remarks=text.remarks,
    )


def page_text(value: kept.Reading) -> read.PageText:
    """A kept reading, as the cutter takes it: the inverse of `reading`."""
    return read.PageText(
        width=value.width,
        height=value.height,
        direction=read.Direction(value.direction),
        lines=tuple(
            read.Line(
                text=line.text,
                box=read.Box(*line.box),
                confidence=line.confidence,
                role=read.Role(line.role),
                direction=read.Direction(line.direction),
                bounds=line.bounds,
                block=line.block,
            )
            for line in value.lines
        ),
        step=read.Step(value.step.tool, value.step.version, dict(value.step.settings)),
        confidence=value.confidence,
        seals=tuple(read.Box(*box) for box in value.seals),
        remarks=value.remarks,
    )


def notices(
    issue_id: str, result: cut.Cut, page_ids: Sequence[str], readings: Sequence[int]
) -> list[kept.Notice]:
    """The sections of a cut as notices of an issue.

    `page_ids` and `readings` (derivative ids) stand in the order of the pages that were cut. Ids and
    revisions are given by the archive when it keeps them.
    """
    made_by = step(result.step)
    return [
        kept.Notice(
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
            effective_date=section.effective_date,
            pages=(page_ids[section.pages[0]], page_ids[section.pages[1]]),
            text=section.text,
            attachments=tuple(
                kept.Attachment(
                    item.title, item.text, (page_ids[item.pages[0]], page_ids[item.pages[1]]), item.table
                )
                for item in section.attachments
            ),
            cites=section.cites,
            relations=tuple(
                kept.Relation(item.kind, item.target, item.scope, item.evidence) for item in section.relations
            ),
            spans=tuple(
                kept.Span(span.field, span.start, span.end, page_ids[span.page], span.line, span.offset)
                for span in section.spans
            ),
            evidence=tuple(
                kept.Evidence(item.field, item.value, item.printed, item.rule, page_ids[item.page], item.box)
                for item in section.evidence
            ),
            confidence=round(section.confidence, 4),
            disclosure="",
            readings=tuple(readings[section.pages[0] : section.pages[1] + 1]),
            step=made_by,
        )
        for sequence, section in enumerate(result.sections, start=1)
    ]


def findings(issue_id: str, result: cut.Cut, page_ids: Sequence[str]) -> list[kept.Finding]:
    """The findings of a cut, as the archive keeps them."""
    return [
        kept.Finding(
            issue_id=issue_id,
            code=item.code,
            message=item.message,
            page_id=page_ids[item.page],
            box=None if item.box is None else item.box,
        )
        for item in result.findings
    ]
