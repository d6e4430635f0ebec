"""The folded texts of notices, fetched from the catalogue when the index alone cannot answer."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from index.fold import fold
from index.record import SourceText
from index.schema import Record

Texts = Callable[[Sequence[str]], Mapping[str, SourceText]]
"""Gives the texts of the notices with these ids; leaves out those that the catalogue no longer has."""

_BATCH: Final = 256
_CACHED_CHARACTERS: Final = 24_000_000  # 2 bytes each, Chinese


class FoldedTexts:
    """Folded texts of notices, all fields in one string, a line break between them. Safe for threads."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._cache: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def of(self, records: Sequence[Record]) -> Iterator[tuple[int, str | None]]:
        """Give the place in `records` and folded text of each notice; None for one that is gone."""
        missing: list[int] = []
        for n, text in enumerate(self._cached(records)):
            if text is None:
                missing.append(n)
            else:
                yield n, text
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            sources = self._texts([records[n].id for n in batch])
            for n in batch:
                source = sources.get(records[n].id)
                if source is None:
                    yield n, None
                    continue
                text = fold("\n".join(text for _, text in source.fields()))
                self._keep(records[n], text)
                yield n, text

    def _cached(self, records: Sequence[Record]) -> list[str | None]:
        with self._lock:
            texts = [self._cache.get((record.id, record.revision)) for record in records]
            for record, text in zip(records, texts, strict=True):
                if text is not None:
                    self._cache.move_to_end((record.id, record.revision))
        return texts

    def _keep(self, record: Record, text: str) -> None:
        with self._lock:
            self._size += len(text) - len(self._cache.pop((record.id, record.revision), ""))
            self._cache[record.id, record.revision] = text
            while self._size > _CACHED_CHARACTERS:
                _, oldest = self._cache.popitem(last=False)
                self._size -= len(oldest)
