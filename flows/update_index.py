"""Bringing the index up to the catalogue: only notices whose revision differs are written again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive import Archive
from archive.notices import revisions
from flows.progress import Report
from index.catalogued import indexables
from index.errors import IndexMissing, IndexOutdated
from index.stamp import read_stamp
from index.write import indexed_revisions, open_writer


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
        for record in indexables(archive, changed):
            writer.put(record)
            report.advance()
    return IndexDone(len(changed), len(gone))


def _is_there(path: Path) -> bool:
    try:
        read_stamp(path)
    except (IndexMissing, IndexOutdated):
        return False
    return True
