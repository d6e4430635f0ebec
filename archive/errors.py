"""What can go wrong in the archive.

ArchiveError
├── Refused               a file that cannot become pages; the batch goes on without it
│   ├── Empty             it has no bytes, or no page
│   ├── Unsupported       not a format we take, whatever its name says
│   ├── Damaged           truncated or malformed
│   ├── Encrypted         locked by a password
│   └── TooLarge          more pixels, pages or bytes than the limits allow
├── ManifestInvalid       the batch's CSV cannot be understood; nothing was taken in
├── NotHeld               no such issue, page, notice or blob here
│   └── Gone              a notice that was here: a newer cut did not find it again
├── NotCorrectable        a correction that cannot be made: no such field, no reason given, not a date
├── FixityMismatch        a stored blob no longer has the bytes it was stored with
├── CatalogueUnusable     the database cannot be opened, or was made by a newer version
└── StoreUnusable         the store's URL is of no kind that can be opened here
"""

from __future__ import annotations


class ArchiveError(Exception):
    """Base of all errors of `archive`. `remedy` says what to do about it, in one sentence."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process boundaries: made again from what they were made of."""
        return type(self), (self.reason, self.remedy)


class Refused(ArchiveError):
    """A file, or one page of it, that cannot be taken in. `code` is stable and machine-readable."""

    code = "refused"


class Empty(Refused):
    """The file has no bytes, or no page."""

    code = "empty"


class Unsupported(Refused):
    """Not a format we take, judged by its content and not by its name."""

    code = "unsupported"


class Damaged(Refused):
    """The file is truncated or malformed."""

    code = "damaged"


class Encrypted(Refused):
    """The file is locked by a password."""

    code = "encrypted"


class TooLarge(Refused):
    """The file announces more pixels, pages or bytes than the limits allow (a decompression bomb)."""

    code = "too-large"


class ManifestInvalid(ArchiveError):
    """The batch's manifest cannot be understood; nothing was taken in."""


class NotHeld(ArchiveError):
    """There is no such issue, page, notice or blob in this archive."""


class NotCorrectable(ArchiveError):
    """A correction that cannot be made: no such field or place, nothing changed, no reason given, not a date."""


class Gone(NotHeld):
    """There was such a notice; `continued_by` is the id of the one that holds its text now, or ""."""

    def __init__(self, reason: str, remedy: str, continued_by: str = "") -> None:
        super().__init__(reason, remedy)
        self.continued_by = continued_by

    def __reduce__(self) -> tuple[object, ...]:
        """With `continued_by`."""
        return type(self), (self.reason, self.remedy, self.continued_by)


class FixityMismatch(ArchiveError):
    """A stored blob no longer has the bytes it was stored with."""


class CatalogueUnusable(ArchiveError):
    """The database cannot be opened, or was made by a newer version of wengao."""


class StoreUnusable(ArchiveError):
    """The URL of the store is of no known kind, or of one whose driver is not installed."""
