"""One commit of the index, opened: every notice numbered from 0, its facts as arrays, its postings.

A view never changes. Searches that began on one finish on it, while new ones get the view of the next
commit (Whoosh's own ``Searcher.refresh()`` goes on serving what is gone).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.postings import Counts, Ids
from index.schema import TEXT_FIELDS, Record
from index.segments import Segment

Mask = NDArray[np.bool_]
_EMPTY: Final = (np.empty(0, np.int32), np.empty(0, np.float32))
_CACHED_POSTINGS: Final = 6_000_000  # 8 bytes each


@dataclass(frozen=True, slots=True)
class Labels:
    """A label per notice: `codes` index `names`, which are sorted; code 0 is the empty name.

    Of several issuers the label is all their names, with line breaks between.
    """

    names: tuple[str, ...]
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, values: Sequence[str]) -> Labels:
        """Number the distinct values."""
        names = ("", *sorted(set(values) - {""}))
        code = {name: n for n, name in enumerate(names)}
        return cls(names, np.fromiter((code[v] for v in values), np.int32, len(values)))

    def mask(self, wanted: Sequence[str]) -> Mask:
        """Mark the notices with one of the wanted labels."""
        chosen = np.array([name in set(wanted) for name in self.names], dtype=np.bool_)
        return chosen[self.codes]


class View:
    """What one commit holds. `count` numbers are in use; `live` marks those that were not removed."""

    def __init__(self, segments: Sequence[tuple[Segment, frozenset[int]]]) -> None:
        self.segments = tuple(segment for segment, _ in segments)
        self._bases: list[int] = []
        records: list[Record] = []
        gone: list[int] = []
        for segment, deleted in segments:
            self._bases.append(len(records))
            gone += [len(records) + n for n in deleted]
            records += segment.records
        self.records: Final = records
        self.count: Final = len(records)
        self.live: Final = np.ones(self.count, dtype=np.bool_)
        self.live[gone] = False
        self.days: Final = np.fromiter((r.day for r in records), np.int32, self.count)
        self.years: Final = _years(self.days)
        self.kinds: Final = Labels.of([r.kind for r in records])
        self.series: Final = Labels.of([r.series for r in records])
        self.issuers: Final = Labels.of(["\n".join(r.issuers) for r in records])
        by_id = sorted(range(self.count), key=lambda n: records[n].id)
        self.sorted_ids: Final = [records[n].id for n in by_id]
        self.id_order: Final = np.empty(self.count, dtype=np.int32)
        self.id_order[by_id] = np.arange(self.count, dtype=np.int32)
        lengths = np.array([r.lengths for r in records], dtype=np.float32).reshape(
            self.count, len(TEXT_FIELDS)
        )
        self.lengths: Final = dict(zip(TEXT_FIELDS, lengths.T, strict=True))
        self._cache: OrderedDict[tuple[str, str], tuple[Ids, Counts]] = OrderedDict()
        self._cached = 0
        self._lock = threading.Lock()

    def frequency(self, field: str, term: str) -> int:
        """Count the notices with this term in this field, removed ones included."""
        return sum(segment.frequency(field, term) for segment in self.segments)

    def postings(self, field: str, term: str) -> tuple[Ids, Counts]:
        """Give the notices with this term in this field, ascending, and how often they have it."""
        key = field, term
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return self._cache[key]
        found = self._read(field, term)
        with self._lock:
            if key not in self._cache:
                self._cache[key] = found
                self._cached += len(found[0])
            while self._cached > _CACHED_POSTINGS:
                _, (ids, _) = self._cache.popitem(last=False)
                self._cached -= len(ids)
        return found

    def terms_from(self, field: str, prefix: str) -> Iterator[str]:
        """Give the distinct terms of a field that start with `prefix`."""
        found = {term for segment in self.segments for term in segment.terms_from(field, prefix)}
        return iter(sorted(found))

    def _read(self, field: str, term: str) -> tuple[Ids, Counts]:
        parts = [
            (found[0] + np.int32(base), found[1])
            for segment, base in zip(self.segments, self._bases, strict=True)
            if (found := segment.postings(field, term)) is not None
        ]
        if not parts:
            return _EMPTY
        if len(parts) == 1:
            return parts[0]
        return np.concatenate([ids for ids, _ in parts]), np.concatenate([counts for _, counts in parts])


def _years(days: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give the year of each ordinal day; 0 for no date (day 0)."""
    since_1970 = days.astype(np.int64) - date(1970, 1, 1).toordinal()
    years = since_1970.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + np.int32(1970)
    return np.where(days > 0, years, np.int32(0)).astype(np.int32)
