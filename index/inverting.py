"""Turning notices into posting lists within bounded memory: the place of Whoosh's own sorting pool.

Whoosh sorts one tuple per posting (54 notices/s on a core); here each term has an array that grows, and
the arrays go to disk in order of their terms when there are too many postings for memory.
"""

from __future__ import annotations

import heapq
import marshal
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import whoosh.index
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.writing import SegmentWriter

from index.postings import write_postings
from index.schema import schema

_IN_MEMORY: Final = 6_000_000  # postings: 8 bytes each, and some 150 for each distinct term
_SHIFT: Final = 16
_MOST: Final = (1 << _SHIFT) - 1  # a count above this is kept as this
_FEW: Final = 32  # postings below which numpy costs more than it saves
Postings = tuple[str, bytes, list[int], list[int]]
"""Field, term, document numbers, counts."""


class Inverter:
    """Collects postings in ascending order of documents; gives them back term by term."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._terms: dict[str, dict[str, array[int]]] = {}
        self._held = 0
        self._runs: list[BinaryIO] = []
        self.fieldnames: set[str] = set()

    def put(self, field: str, document: int, counts: Mapping[str, int]) -> None:
        """Add the terms of one field of one document."""
        terms = self._terms.setdefault(field, {})
        base = document << _SHIFT
        for term, count in counts.items():
            postings = terms.get(term)
            if postings is None:
                postings = terms[term] = array("Q")
            postings.append(base | (count if count < _MOST else _MOST))
        self._held += len(counts)
        if self._held > _IN_MEMORY:
            self._spill()

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Add one posting, as Whoosh does when it merges segments."""
        field, term, document, weight, _ = item
        self.put(field, document, {term.decode("utf-8", "surrogatepass"): int(weight)})

    def iter_postings(self) -> Iterator[Postings]:
        """Give every term's posting list, in order of field and term."""
        runs = [*map(_read_run, self._runs), self._sorted()]
        merged = heapq.merge(*runs, key=itemgetter(0))
        for key, parts in groupby(merged, key=itemgetter(0)):
            field, _, term = key.partition(b"\0")
            packed = array("Q", b"".join(part for _, part in parts))
            if len(packed) < _FEW:
                ids, counts = [p >> _SHIFT for p in packed], [p & _MOST for p in packed]
            else:
                numbers = np.frombuffer(packed, dtype=np.uint64)
                ids = (numbers >> np.uint64(_SHIFT)).tolist()
                counts = (numbers & np.uint64(_MOST)).tolist()
            yield field.decode(), term, ids, counts

    def cleanup(self) -> None:
        """Delete what was spilt."""
        for run in self._runs:
            run.close()
        self._runs.clear()
        self._terms.clear()

    def _sorted(self) -> Iterator[tuple[bytes, bytes]]:
        for field in sorted(self._terms):
            prefix = field.encode() + b"\0"
            keyed = [(prefix + t.encode("utf-8", "surrogatepass"), p) for t, p in self._terms[field].items()]
            for key, postings in sorted(keyed, key=itemgetter(0)):
                yield key, postings.tobytes()

    def _spill(self) -> None:
        run = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed by `cleanup`
        for item in self._sorted():
            marshal.dump(item, run)
        self._runs.append(run)
        self._terms.clear()
        self._held = 0


def _read_run(run: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    run.seek(0)
    while True:
        try:
            yield marshal.load(run)
        except EOFError:
            return


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Postings]) -> None:
        """Write whole posting lists where Whoosh's own takes single postings."""
        field = None
        for name, term, ids, counts in items:
            if name != field:
                if field is not None:
                    self.finish_field()
                self.start_field(name, schema[name])
                field = name
            info = W3TermInfo()
            info._weight = float(sum(counts))
            info._maxweight = float(max(counts))
            info._df = len(ids)
            info._minid, info._maxid = ids[0], ids[-1]
            start = self._postfile.tell()
            write_postings(self._postfile, ids, counts)
            info.set_extent(start, self._postfile.tell() - start)
            self._btext = term
            key = self._fieldid.to_bytes(2, "big") + term
            self._tindex.add(key, info.to_bytes())
        if field is not None:
            self.finish_field()


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec, fed with whole posting lists."""

    length_stats = False  # else a lookup per posting; our lengths are in the record

    def field_writer(self, storage: Any, segment: Any) -> _FieldWriter:
        """Open the writer of terms and postings of one segment."""
        return _FieldWriter(self, storage, segment)


def create_whoosh(folder: Path) -> None:
    """Make the folder, with an empty Whoosh index in it."""
    folder.mkdir()
    whoosh.index.create_in(str(folder), schema())


def open_whoosh(folder: Path) -> tuple[SegmentWriter, Inverter]:
    """Open Whoosh's writer on a folder, with an inverter as its pool."""
    # Not compound: Whoosh reads a compound file into memory as a whole.
    writer = whoosh.index.open_dir(str(folder)).writer(codec=_Codec(), compound=False)
    writer.pool = inverter = Inverter(str(folder))
    return writer, inverter
