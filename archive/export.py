"""Taking the data away: notices and pages as rows of plain values, in the form promised to outsiders.

`NOTICE_FIELDS` and `PAGE_FIELDS` are that promise (docs/reference.md); fields may be added, never renamed.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from archive.catalogue import Archive
from archive.holdings import get_issue, issue_pages, list_issues
from archive.notice_records import Attachment, Notice
from archive.notices import issue_notices
from archive.reading_types import Reading
from archive.readings import current_readings, load_reading
from archive.records import Issue, Page

NOTICE_FIELDS = (
    "id",
    "series",
    "issue",
    "sequence",
    "title",
    "doc_number",
    "doc_number_printed",
    "kind",
    "issuers",
    "date",
    "date_printed",
    "date_edtf",
    "effective_date",
    "expiry_date",
    "pages",
    "text",
    "signature",
    "attachments",
    "cites",
    "relations",
    "clauses",
    "confidence",
    "disclosure",
    "provenance",
)
PAGE_FIELDS = (
    "id",
    "issue",
    "sequence",
    "image_sha256",
    "source_name",
    "frame",
    "width",
    "height",
    "direction",
    "lines",
    "engine",
    "confidence",
)


def notice_row(issue: Issue, notice: Notice) -> dict[str, Any]:
    """A notice as `NOTICE_FIELDS`: dates ISO or None, `pages` page ids [first, last]."""
    return {
        "id": notice.id,
        "series": issue.series,
        "issue": issue_summary(issue),
        "sequence": notice.sequence,
        "title": notice.title,
        "doc_number": notice.doc_number,
        "doc_number_printed": notice.doc_number_printed,
        "kind": notice.kind,
        "issuers": list(notice.issuers),
        "date": notice.date.isoformat() if notice.date else None,
        "date_printed": notice.date_printed,
        "date_edtf": notice.date_edtf,
        "effective_date": notice.effective_date.isoformat() if notice.effective_date else None,
        "expiry_date": notice.expiry_date.isoformat() if notice.expiry_date else None,
        "pages": list(notice.pages),
        "text": notice.text,
        "signature": notice.signature,
        "attachments": [_attachment_row(attachment) for attachment in notice.attachments],
        "cites": list(notice.cites),
        "relations": [
            {**asdict(relation), "date": relation.date or None, "parts": list(relation.parts)}
            for relation in notice.relations
        ],
        "clauses": [asdict(clause) for clause in notice.clauses],
        "confidence": round(notice.confidence, 4),
        "disclosure": notice.disclosure,
        "provenance": {
            "step": {"tool": notice.step.tool, "version": notice.step.version},
            "readings": list(notice.readings),
            "evidence": [{**asdict(evidence), "box": list(evidence.box)} for evidence in notice.evidence],
            "revision": notice.revision,
        },
    }


def page_row(page: Page, reading: Reading | None) -> dict[str, Any]:
    """A page as `PAGE_FIELDS`. A page that has not been read has no lines, engine and confidence None."""
    lines = reading.lines if reading else ()
    return {
        "id": page.id,
        "issue": page.issue_id,
        "sequence": page.sequence,
        "image_sha256": page.sha256,
        "source_name": page.source_name,
        "frame": page.frame,
        "width": page.width,
        "height": page.height,
        "direction": reading.direction if reading else None,
        "lines": [
            {
                "text": line.text,
                "box": list(line.box),
                "confidence": round(line.confidence, 4),
                "role": line.role,
            }
            for line in lines
        ],
        "engine": f"{reading.step.tool} {reading.step.version}" if reading else None,
        "confidence": round(reading.confidence, 4) if reading else None,
    }


def issue_summary(issue: Issue) -> dict[str, Any]:
    """An issue in short: id, title, number, date."""
    return {
        "id": issue.id,
        "title": issue.title,
        "number": issue.number,
        "date": issue.date.isoformat() if issue.date else None,
    }


def export_notices(archive: Archive, issue_ids: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Every notice (of some issues), by issue and printed order. Raises NotHeld for an unknown issue."""
    for issue in chosen_issues(archive, issue_ids):
        with archive.read() as connection:
            found = issue_notices(connection, issue.id)
        for notice in found:
            yield notice_row(issue, notice)


def export_pages(archive: Archive, issue_ids: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Every page (of some issues) with its newest reading. Raises NotHeld, FixityMismatch."""
    for page, reading in pages_with_readings(archive, issue_ids):
        yield page_row(page, reading)


def pages_with_readings(
    archive: Archive, issue_ids: Sequence[str] | None = None
) -> Iterator[tuple[Page, Reading | None]]:
    """Every page (of some issues) by issue and order, and its newest reading, or None when it has not been read.

    Raises NotHeld, FixityMismatch.
    """
    for issue in chosen_issues(archive, issue_ids):
        with archive.read() as connection:
            found = issue_pages(connection, issue.id)
            readings = current_readings(connection, issue.id)
        for page in found:
            derivative = readings.get(page.id)
            yield page, load_reading(archive.store, derivative) if derivative else None


def to_jsonl(rows: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    """One JSON object a line, UTF-8, keys in the order of the promise."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def to_csv(rows: Iterator[Mapping[str, Any]], fields: Sequence[str]) -> Iterator[str]:
    """CSV (RFC 4180) with a heading row, pieces of text to be written one after the other.

    Lists and objects are JSON inside their cell. A cell that a spreadsheet would take for a formula keeps its
    text: the reader must import it as text (docs/reference.md).
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(fields)
    for row in rows:
        writer.writerow([_cell(row[field]) for field in fields])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    if buffer.getvalue():
        yield buffer.getvalue()


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def _attachment_row(attachment: Attachment) -> dict[str, Any]:
    row = {"title": attachment.title, "text": attachment.text, "pages": list(attachment.pages)}
    if attachment.table is None:
        return row
    return {**row, "table": [list(cells) for cells in attachment.table]}


def chosen_issues(archive: Archive, issue_ids: Sequence[str] | None) -> list[Issue]:
    """The issues with these ids, all of them for None. Raises NotHeld."""
    with archive.read() as connection:
        if issue_ids is None:
            return list_issues(connection)
        return [get_issue(connection, issue_id) for issue_id in issue_ids]
