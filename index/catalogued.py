"""Notices of the catalogue as the index takes them, and the few that changed put into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from archive import Archive
from archive.holdings import list_issues
from archive.notice_records import Notice
from archive.notices import get_notices
from archive.records import Issue
from index.record import Indexable
from index.web.texts import source_text
from index.write import open_writer

NOTICES_AT_A_TIME = 500


def indexables(archive: Archive, ids: Iterable[str]) -> Iterator[Indexable]:
    """The notices with these ids, fetched in pieces; ids that are not held are left out."""
    wanted = sorted(ids)
    with archive.read() as connection:
        issues = {issue.id: issue for issue in list_issues(connection)}
        for start in range(0, len(wanted), NOTICES_AT_A_TIME):
            for notice in get_notices(connection, wanted[start : start + NOTICES_AT_A_TIME]).values():
                yield as_indexable(issues[notice.issue_id], notice)


def put_in_index(archive: Archive, path: Path, ids: Iterable[str]) -> None:
    """Bring these notices in the index at `path` up to date. Raises IndexBusy while another writer is at work."""
    with open_writer(path) as writer:
        for record in indexables(archive, ids):
            writer.put(record)


def as_indexable(issue: Issue, notice: Notice) -> Indexable:
    """A notice of the catalogue as the index takes it."""
    texts = source_text(notice)
    return Indexable(
        id=notice.id,
        title=texts.title,
        doc_number=notice.doc_number,
        doc_number_printed=notice.doc_number_printed,
        kind=notice.kind,
        issuers=notice.issuers,
        series=issue.series,
        date=notice.date,
        text=texts.text,
        attachments=texts.attachments,
        issue_id=issue.id,
        revision=notice.revision,
    )
