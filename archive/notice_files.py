"""Taking notices away as files of the formats that other programs take: one file a notice, one a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.catalogue import Archive
from archive.export import chosen_issues
from archive.formats.akn import Surroundings, to_akn
from archive.formats.akn_known import Known, known
from archive.formats.gongwen import to_gongwen
from archive.holdings import issue_pages
from archive.notice_records import Attachment, Notice
from archive.notices import issue_notices
from archive.readings import get_derivatives
from archive.records import Derivative, Issue, Page
from archive.row_text import csv_line
from archive.statements import all_statements


@dataclass(frozen=True, slots=True)
class NoticeFormat:
    """A format of one file a notice: the ending of its files, and how a notice is written."""

    ending: str
    media_type: str
    write: Callable[[Notice, Surroundings], bytes]


NOTICE_FORMATS: Mapping[str, NoticeFormat] = {
    "akn": NoticeFormat(".akn.xml", "application/akn+xml", to_akn),
    "gbt33480": NoticeFormat(".gbt33480.xml", "application/xml", lambda notice, _: to_gongwen(notice)),
}
"""By the word that ``wengao export notices --format`` takes."""

TABLE_FIELDS = (
    "file",
    "notice",
    "doc_number",
    "notice_title",
    "date",
    "attachment",
    "attachment_title",
    "first_page",
    "last_page",
    "rows",
    "columns",
)
"""Columns of the list of tables, ``tables.csv``; `attachment` counts from 1."""


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A file made from a notice: `name` is its path inside the export, ``i7/i7n3.akn.xml``."""

    notice_id: str
    name: str
    data: bytes


def surroundings(
    issue: Issue, notice: Notice, pages: Sequence[Page], readings: Sequence[Derivative], others: Known
) -> Surroundings:
    """What the formats need beside the notice; `pages` are those of its issue, `readings` those it was cut from."""
    place = {page.id: page.sequence for page in pages}
    first, last = (place.get(page_id, 0) for page_id in notice.pages)
    read: dt.date | None = max((reading.created.date() for reading in readings), default=None)
    return Surroundings(issue, (first, last), read, others)


def export_notice_files(
    archive: Archive, form: NoticeFormat, issue_ids: Sequence[str] | None = None
) -> Iterator[NoticeFile]:
    """Every notice (of some issues) as a file, by issue and printed order; one issue at a time is in memory.

    Raises NotHeld.
    """
    chosen = chosen_issues(archive, issue_ids)
    with archive.read() as connection:
        others = known(all_statements(connection))
    for issue in chosen:
        with archive.read() as connection:
            pages = issue_pages(connection, issue.id)
            found = [
                (notice, get_derivatives(connection, notice.readings))
                for notice in issue_notices(connection, issue.id)
            ]
        for notice, readings in found:
            data = form.write(notice, surroundings(issue, notice, pages, readings, others))
            yield NoticeFile(notice.id, f"{issue.id}/{notice.id}{form.ending}", data)


def table_csv(table: Sequence[Sequence[str]]) -> str:
    """A table as CSV: its rows as they are read, no heading of ours; cells guarded (`archive.row_text.guarded`)."""
    return "".join(csv_line(row) for row in table)


def export_tables(
    archive: Archive, issue_ids: Sequence[str] | None = None, *, lead: str = ""
) -> Iterator[NoticeFile]:
    """Every table of every attachment as a CSV file, ``i7/i7n3-2.csv`` for the second attachment of i7n3.

    Last comes ``tables.csv``, which lists them (`TABLE_FIELDS`). `lead` stands at the head of each file (a byte
    order mark). Raises NotHeld.
    """
    listed = [csv_line(TABLE_FIELDS)]
    for issue in chosen_issues(archive, issue_ids):
        with archive.read() as connection:
            found = issue_notices(connection, issue.id)
        for notice in found:
            for number, attachment in enumerate(notice.attachments, start=1):
                if attachment.table is None:
                    continue
                name, table = f"{issue.id}/{notice.id}-{number}.csv", attachment.table
                listed.append(_listed(name, notice, number, attachment, table))
                yield NoticeFile(notice.id, name, (lead + table_csv(table)).encode())
    yield NoticeFile("", "tables.csv", (lead + "".join(listed)).encode())


def _listed(
    name: str, notice: Notice, number: int, attachment: Attachment, table: Sequence[Sequence[str]]
) -> str:
    """A line of ``tables.csv``."""
    of_notice = (notice.id, notice.doc_number, notice.title, notice.date or "")
    of_table = (*attachment.pages, len(table), max(map(len, table), default=0))
    return csv_line((name, *of_notice, number, attachment.title, *of_table))
