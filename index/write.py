"""Writing the index: put and remove notices, all of it or nothing.

    with open_writer(path) as writer:
        writer.put(notice)
        writer.remove("n-17")

leaves the block with a commit, or drops everything when the block raises. A process killed at any moment
leaves the last good generation.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexBusy, IndexMissing, IndexOutdated
from index.inverting import create_whoosh, open_whoosh
from index.record import Indexable
from index.schema import RECORD, analyse
from index.segments import open_segments
from index.stamp import (
    LOCK,
    Stamp,
    check_is_ours,
    is_generation,
    new_folder_name,
    read_stamp,
    stamped_folder,
    write_stamp,
)


class Writer:
    """Takes changes until the block ends. Made by `open_writer`; for one thread."""

    def __init__(self, folder: Path) -> None:
        self._committed = _places(folder)
        self._written: dict[str, int] = {}
        self._whoosh, self._inverter = open_whoosh(folder)

    def put(self, notice: Indexable) -> None:
        """Add a notice, or replace the one with the same id."""
        fields, record = analyse(notice)
        self.remove(notice.id)
        place = self._whoosh.docnum
        self._whoosh.add_document(**{RECORD: record.dump()})
        for name, counts in fields.items():
            self._inverter.put(name, place, counts)
        self._written[notice.id] = place

    def remove(self, id_: str) -> bool:
        """Take a notice out; tell whether it was there."""
        if (place := self._written.pop(id_, None)) is not None:
            # Whoosh's own update_document looks only at what was committed, and would leave two copies.
            self._whoosh.newsegment.delete_document(place)
            return True
        if (place := self._committed.pop(id_, None)) is not None:
            self._whoosh.delete_document(place)
            return True
        return False

    def finish(self, *, commit: bool) -> None:
        """End the session: make the changes count, or drop them. `open_writer` calls it."""
        if commit:
            self._whoosh.commit()
        else:
            self._whoosh.cancel()


@contextmanager
def open_writer(path: Path, *, rebuild: bool = False) -> Iterator[Writer]:
    """Open the index at `path` for one session of changes; make it when there is none.

    With `rebuild`, or when another version made the index, the session starts from nothing beside the live
    index, and takes its place on success. Raises IndexBusy while another writer is at work, IndexUnknown
    for a folder that is not ours.
    """
    check_is_ours(path)
    path.mkdir(parents=True, exist_ok=True)
    with _lock(path):
        live = _live_folder(path)
        _sweep(path)
        if live is not None and not rebuild:
            with _session(path / live) as writer:
                yield writer
            return
        folder = new_folder_name()
        create_whoosh(path / folder)
        with _session(path / folder) as writer:
            yield writer
        write_stamp(path, Stamp.of_this_version(folder))
        _sweep(path)


def indexed_revisions(path: Path) -> dict[str, str]:
    """Give the revision of every notice in the index by id; nothing when it has to be built anew.

    Raises IndexUnknown for a folder that is not ours.
    """
    try:
        folder = path / read_stamp(path).folder
    except (IndexMissing, IndexOutdated):
        return {}
    revisions: dict[str, str] = {}
    segments = open_segments(folder, {})
    for segment, deleted in segments:
        revisions |= {r.id: r.revision for n, r in enumerate(segment.records) if n not in deleted}
        segment.close()
    return revisions


@contextmanager
def _session(folder: Path) -> Iterator[Writer]:
    writer = Writer(folder)
    try:
        yield writer
    except BaseException:
        writer.finish(commit=False)
        raise
    writer.finish(commit=True)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with (path / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexBusy(
                f"Another writer is at work on the index at {path}.",
                "Wait until it has finished, then try again.",
            ) from None
        yield


def _live_folder(path: Path) -> str | None:
    try:
        return read_stamp(path).folder
    except (IndexMissing, IndexOutdated):
        return None


def _places(folder: Path) -> dict[str, int]:
    """Where each committed notice stands, by id, numbered as Whoosh's writer numbers them."""
    places: dict[str, int] = {}
    base = 0
    segments = open_segments(folder, {})
    for segment, deleted in segments:
        places |= {r.id: base + n for n, r in enumerate(segment.records) if n not in deleted}
        base += segment.count
        segment.close()
    return places


def _sweep(path: Path) -> None:
    """Delete the folders of rebuilds that were killed or replaced; readers keep the files they have open."""
    live = stamped_folder(path)
    for entry in path.iterdir():
        if is_generation(entry.name) and entry.name != live:
            shutil.rmtree(entry, ignore_errors=True)
