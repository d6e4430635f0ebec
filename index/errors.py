"""What can go wrong while finding.

IndexingError
├── IndexMissing       there is no index at this path yet
├── IndexOutdated      made by another version of the schema, the fold or Whoosh: it has to be rebuilt
├── IndexUnknown       the folder holds something that wengao did not put there
├── IndexBusy          another writer is at work
└── RequestInvalid     a search request that cannot be answered
    └── CursorInvalid  a cursor that is damaged, or belongs to another search
"""

from __future__ import annotations


class IndexingError(Exception):
    """Base of all errors of `index`. `remedy` says what to do about it, in one sentence."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process boundaries: made again from what they were made of."""
        return type(self), (self.reason, self.remedy)


class IndexMissing(IndexingError):
    """There is no index at this path yet."""


class IndexOutdated(IndexingError):
    """The index was made by another version of the schema, the fold or Whoosh."""


class IndexUnknown(IndexingError):
    """The folder holds something that wengao did not put there; postings are pickles, so it is not opened."""


class IndexBusy(IndexingError):
    """Another writer is at work on this index."""


class AddressUnusable(IndexingError):
    """The server cannot listen there: the port is taken, not ours to take, or the host is another machine."""


class RequestInvalid(IndexingError):
    """A search request that cannot be answered: a bad size, sort order or range of dates."""


class CursorInvalid(RequestInvalid):
    """A cursor that is damaged, or belongs to another search."""
