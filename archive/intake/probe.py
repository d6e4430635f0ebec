"""What a file is and which pages it has, before anything in it is read."""

from __future__ import annotations

import hashlib
import stat
from contextlib import closing
from pathlib import Path

from archive.errors import Empty, Refused, TooLarge, Unsupported
from archive.intake.frames import Frame, Probe
from archive.intake.limits import Limits
from archive.intake.raster import open_source
from archive.intake.sniff import HEAD_BYTES, foreign, sniff

__all__ = ["Frame", "Probe", "probe"]

_DEFAULT = Limits()
_ENDINGS = frozenset({"TIF", "TIFF", "JPG", "JPEG", "PNG", "JP2", "J2K", "JPX", "PDF"})


def probe(path: Path, limits: Limits = _DEFAULT) -> Probe:
    """What the file at `path` is: its media type by content, its SHA-256, and its pages.

    Sizes are held to `limits` before anything is decoded; missing ends are found by structure (see
    `archive.intake.complete`), so a page takes a few milliseconds. Pages that cannot be had are listed as
    frames with their trouble as long as one page is good; else the whole file is refused.

    Raises Empty, Unsupported, Damaged, Encrypted, TooLarge, or Refused itself when the file cannot be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused("It is no file but a folder, device or pipe.", "Give a file.")
        _check_bytes(status.st_size, limits)
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
            media_type = sniff(head)
            if media_type is None:
                raise _unsupported(path, head)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise Refused(
            f"It cannot be read ({error.strerror}).", "Check its permissions and the disk."
        ) from error
    with closing(open_source(path, media_type, limits)) as source:
        frames, remarks = source.frames()
    return Probe(media_type, digest, status.st_size, frames, remarks)


def _check_bytes(size: int, limits: Limits) -> None:
    if size == 0:
        raise Empty("It has no bytes.", "Copy or scan it again.")
    if size > limits.max_file_bytes:
        raise TooLarge(
            f"It has {size:,} bytes, more than the {limits.max_file_bytes:,} allowed.",
            "Split it into several files.",
        )


def _unsupported(path: Path, head: bytes) -> Unsupported:
    ending = path.suffix.lstrip(".").upper()
    claim = f", not {ending}" if ending in _ENDINGS else ""
    return Unsupported(
        f"It is {foreign(head)}{claim}.",
        "Give TIFF, JPEG, PNG, JPEG 2000 or PDF; export other documents to PDF.",
    )
