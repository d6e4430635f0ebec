"""Taking the data away: notices and pages as rows of plain values, in the form promised to outsiders.

`PAGE_FIELDS` is that promise for pages (docs/reference.md), `archive.exported_notice.NOTICE_FIELDS` for notices; fields
may be added, never renamed. One issue at a time is in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from archive.catalogue import Archive
from archive.exported_notice import notice_row
from archive.holdings import get_issue, issue_pages, issue_serial, list_issues
from archive.notice_records import Notice
from archive.notices import issue_notices
from archive.reading_types import Reading
from archive.readings import current_readings, load_reading
from archive.records import Issue, Page
from archive.tables import notices

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


def export_notices(archive: Archive, issue_ids: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Every notice (of some issues), by issue and printed order. Raises NotHeld for an unknown issue."""
    for issue, notice in notices_with_issues(archive, issue_ids):
        yield notice_row(issue, notice)


def notices_with_issues(
    archive: Archive, issue_ids: Sequence[str] | None = None
) -> Iterator[tuple[Issue, Notice]]:
    """Every notice (of some issues) with its issue, by issue and printed order. Raises NotHeld."""
    for issue in chosen_issues(archive, issue_ids):
        with archive.read() as connection:
            found = issue_notices(connection, issue.id)
        for notice in found:
            yield issue, notice


def count_notices(archive: Archive, issue_ids: Sequence[str] | None = None) -> int:
    """How many notices `export_notices` gives. Raises NotHeld."""
    query = sa.select(sa.func.count()).select_from(notices)
    with archive.read() as connection:
        if issue_ids is None:
            return int(connection.execute(query).scalar_one())
        serials = [issue_serial(get_issue(connection, issue_id).id) for issue_id in issue_ids]
        return sum(int(connection.execute(query.where(notices.c.issue == n)).scalar_one()) for n in serials)


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


def chosen_issues(archive: Archive, issue_ids: Sequence[str] | None) -> list[Issue]:
    """The issues with these ids, all of them for None. Raises NotHeld."""
    with archive.read() as connection:
        if issue_ids is None:
            return list_issues(connection)
        return [get_issue(connection, issue_id) for issue_id in issue_ids]
