"""The segments of a Whoosh index, opened for reading."""

from __future__ import annotations

import mmap
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import whoosh.index
from whoosh.reading import SegmentReader, TermNotFound

from index.postings import Counts, Ids, read_postings
from index.schema import RECORD, Record, load_records

_CHUNK = 1000  # records parsed at a time


class Segment:
    """One segment: never changes but for which of its documents are deleted.

    Whoosh's readers seek in shared files, so one lock guards the term dictionary; postings are read
    from a map of the file and need none.
    """

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self.id: str = reader.segment().segment_id()
        self.count: int = reader.doc_count_all()
        column = reader.column_reader(RECORD, translate=False)
        rows = list(column)
        self.records: list[Record] = []
        for start in range(0, len(rows), _CHUNK):
            self.records += load_records(rows[start : start + _CHUNK])
        self._terms = reader._terms
        # Whoosh's own view of a file is copied into memory as a whole; ours is paged in as it is read.
        self._postings = mmap.mmap(self._terms._postfile.file.fileno(), 0, access=mmap.ACCESS_READ)

    def frequency(self, field: str, term: str) -> int:
        """Count the documents with this term, deleted ones included."""
        info = self._info(field, term)
        return 0 if info is None else info[1]

    def postings(self, field: str, term: str) -> tuple[Ids, Counts] | None:
        """Read the documents with this term and how often they have it."""
        info = self._info(field, term)
        return None if info is None else read_postings(self._postings, info[0])

    def terms_from(self, field: str, prefix: str) -> Iterator[str]:
        """Give the terms of a field that start with `prefix`, in order."""
        start = prefix.encode()
        found: list[str] = []
        with self._lock, suppress(TermNotFound):
            for name, term in self._terms.terms_from(field, start):
                if name != field or not term.startswith(start):
                    break
                found.append(term.decode())
        return iter(found)

    def _info(self, field: str, term: str) -> tuple[int, int] | None:
        with self._lock:
            try:
                info = self._terms.term_info(field, term.encode("utf-8", "surrogatepass"))
            except TermNotFound:
                return None
        offset, _ = info.extent()
        return offset, info.doc_frequency()

    def close(self) -> None:
        """Let go of the files."""
        self._postings.close()
        self._reader.close()


def open_segments(folder: Path, known: Mapping[str, Segment]) -> list[tuple[Segment, frozenset[int]]]:
    """Open the segments of the last commit in `folder`, each with its deleted documents.

    `known` holds segments that are open already, by id; they are used again. Raises FileNotFoundError when a
    writer has just deleted the files; the next try finds its commit.
    """
    opened: list[tuple[Segment, frozenset[int]]] = []
    reader = whoosh.index.open_dir(str(folder)).reader()
    for leaf, _ in reader.leaf_readers():
        if leaf.doc_count_all() == 0:
            continue
        stored = leaf.segment()
        segment = known.get(stored.segment_id())
        if segment is None:
            segment = Segment(leaf)
        else:
            leaf.close()
        opened.append((segment, frozenset(stored.deleted_docs())))
    return opened


def latest_commit(folder: Path) -> int:
    """Number the last commit in `folder` without opening it; -1 if there is none."""
    return max((int(path.stem.rpartition("_")[2]) for path in folder.glob("_MAIN_*.toc")), default=-1)
