"""Bringing the index up to the catalogue: only notices whose revision differs are written again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive import Archive
from archive.holdings import list_issues
from archive.notice_records import Notice
from archive.notices import get_notices, revisions
from archive.records import Issue
from flows.progress import Report
from index.errors import IndexMissing, IndexOutdated
from index.record import Indexable
from index.stamp import read_stamp
from index.web.texts import source_text
from index.write import indexed_revisions, open_writer

NOTICES_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class IndexDone:
    """How many notices were written to the index, and how many were taken out of it."""

    written: int
    removed: int


def update_index(archive: Archive, path: Path, report: Report, rebuild: bool = False) -> IndexDone:
    """Make the index in `path` hold exactly the notices of the catalogue.

    With `rebuild` it is made anew beside the live one, which answers until the new one is complete.
    Raises IndexBusy, IndexUnknown.
    """
    with archive.read() as connection:
        wanted = revisions(connection)
    held = {} if rebuild else indexed_revisions(path)
    gone = held.keys() - wanted.keys()
    changed = {notice_id for notice_id, revision in wanted.items() if held.get(notice_id) != revision}
    if not gone and not changed and not rebuild and _is_there(path):
        return IndexDone(0, 0)
    report.begin("indexing 索引", len(changed), "notices")
    with open_writer(path, rebuild=rebuild) as writer:
        for notice_id in gone:
            writer.remove(notice_id)
        for record in _records(archive, changed):
            writer.put(record)
            report.advance()
    return IndexDone(len(changed), len(gone))


def _is_there(path: Path) -> bool:
    try:
        read_stamp(path)
    except (IndexMissing, IndexOutdated):
        return False
    return True


def _records(archive: Archive, ids: set[str]) -> Iterator[Indexable]:
    with archive.read() as connection:
        issues = {issue.id: issue for issue in list_issues(connection)}
        wanted = sorted(ids)
        for start in range(0, len(wanted), NOTICES_AT_A_TIME):
            for notice in get_notices(connection, wanted[start : start + NOTICES_AT_A_TIME]).values():
                yield as_indexable(issues[notice.issue_id], notice)


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
