"""The pages of a TIFF, from its directories alone.

Pillow reads the pixels; it is not asked for the structure because it stops at the first directory it
cannot decode, and so loses the good pages behind a bad one.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import IO, Literal

from PIL.TiffImagePlugin import COMPRESSION_INFO

from archive.errors import Damaged, Refused, TooLarge, Unsupported
from archive.intake.frames import Frame, true_dpi
from archive.intake.limits import Limits
from archive.intake.strict import RESCAN, check_size

SUBFILE, OLD_SUBFILE, WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC = 254, 255, 256, 257, 258, 259, 262
OFFSETS, ORIENTATION, SAMPLES, ROWS, COUNTS, X_RESOLUTION, PLANAR, UNIT = (
    273,
    274,
    277,
    278,
    279,
    282,
    284,
    296,
)
TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_COUNTS = 322, 323, 324, 325

_WANTED = frozenset(
    {SUBFILE, OLD_SUBFILE, WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, OFFSETS, ORIENTATION, SAMPLES, ROWS,
     COUNTS, X_RESOLUTION, PLANAR, UNIT, TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_COUNTS}
)  # fmt: skip
_TYPES = {
    1: ("B", 1),
    3: ("H", 2),
    4: ("I", 4),
    5: ("II", 8),
    6: ("b", 1),
    8: ("h", 2),
    9: ("i", 4),
    16: ("Q", 8),
}
_UNITS_PER_INCH = {None: 1.0, 2: 1.0, 3: 2.54}

_TAIL = 64
"""Bytes at the end of a strip that are looked at; no compression writes so many zeros."""

_MALFORMED = "Open it in an image editor and save it as a new TIFF, or scan the page again."


@dataclass(frozen=True, slots=True)
class Directory:
    """One image file directory (TIFF 6.0, section 2) at byte `offset`; `tags` holds those of use here."""

    offset: int
    tags: dict[int, tuple[int, ...]]

    def first(self, tag: int, default: int) -> int:
        """The first value of `tag`, or `default`."""
        return self.tags.get(tag, (default,))[0]

    @property
    def reduced(self) -> bool:
        """Whether it is a thumbnail or a mask of another page, and no page itself."""
        return bool(self.first(SUBFILE, 0) & 0b101) or self.first(OLD_SUBFILE, 1) == 2


@dataclass(frozen=True, slots=True)
class Directories:
    """The directories of a file in their order; `fault` says why there are no more, if not by plan."""

    all: tuple[Directory, ...]
    fault: Damaged | None
    looped: bool


def directories(stream: IO[bytes], limits: Limits) -> Directories:
    """Walk the chain of directories of the TIFF (classic or BigTIFF) in `stream`.

    A chain that leads back into itself ends there. Raises TooLarge beyond `limits.max_pages`.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    header = stream.read(16)
    order: Literal["<", ">"] = "<" if header[:2] == b"II" else ">"
    big = header[2:4] in {b"+\x00", b"\x00+"}
    if len(header) < (16 if big else 8):
        return Directories((), Damaged("It ends within its header.", RESCAN), looped=False)
    (at,) = struct.unpack(order + "Q", header[8:16]) if big else struct.unpack(order + "I", header[4:8])
    found: list[Directory] = []
    seen: set[int] = set()
    while at:
        if at in seen:
            return Directories(tuple(found), None, looped=True)
        if len(found) >= limits.max_pages:
            raise TooLarge(
                f"It has more than the {limits.max_pages:,} pages allowed.", "Split it into several files."
            )
        seen.add(at)
        try:
            directory, at = _directory(stream, size, at, order, big=big)
        except struct.error:
            reason = f"The directory of page {len(found) + 1}, at byte {at:,} of {size:,}, is not all there."
            return Directories(tuple(found), Damaged(reason, RESCAN), looped=False)
        found.append(directory)
    return Directories(tuple(found), None, looped=False)


def _directory(stream: IO[bytes], size: int, at: int, order: str, *, big: bool) -> tuple[Directory, int]:
    """The directory at `at` and where the next one is. Raises struct.error where the file ends too soon."""
    if at >= size:
        raise struct.error
    stream.seek(at)
    (number,) = struct.unpack(order + ("Q" if big else "H"), stream.read(8 if big else 2))
    width = 20 if big else 12
    if number * width > size:
        raise struct.error
    table = stream.read(number * width)
    (following,) = struct.unpack(order + ("Q" if big else "I"), stream.read(8 if big else 4))
    tags: dict[int, tuple[int, ...]] = {}
    for start in range(0, len(table), width):
        tag, kind = struct.unpack(order + "HH", table[start : start + 4])
        if tag not in _WANTED or kind not in _TYPES:
            continue
        values = _values(stream, size, table[start + 4 : start + width], kind, order, big=big)
        if values:
            tags.setdefault(tag, values)
    return Directory(at, tags), following


def _values(
    stream: IO[bytes], size: int, entry: bytes, kind: int, order: str, *, big: bool
) -> tuple[int, ...]:
    letter, width = _TYPES[kind]
    (count,) = struct.unpack(order + ("Q" if big else "I"), entry[: 8 if big else 4])
    inline = entry[8:] if big else entry[4:]
    length = count * width
    if length > size:  # the values cannot all be in the file
        raise struct.error
    if length > len(inline):
        (where,) = struct.unpack(order + ("Q" if big else "I"), inline)
        if where + length > size:
            raise struct.error
        stream.seek(where)
        inline = stream.read(length)
    return struct.unpack(f"{order}{count * len(letter)}{letter[0]}", inline[:length])


def frame(stream: IO[bytes], directory: Directory, index: int, limits: Limits) -> Frame:
    """The page that `directory` (number `index`) describes in the file `stream`."""
    width, height = directory.first(WIDTH, 0), directory.first(HEIGHT, 0)
    trouble: Refused | None = None
    try:
        check_size(width, height, limits)
        _check_data(stream, directory, width, height)
    except Refused as refused:
        trouble = refused
    if directory.first(ORIENTATION, 1) in {5, 6, 7, 8}:
        width, height = height, width
    return Frame(index, width, height, _dpi(directory), trouble=trouble)


def _dpi(directory: Directory) -> float | None:
    per_inch = _UNITS_PER_INCH.get(directory.tags.get(UNIT, (None,))[0])
    resolution = directory.tags.get(X_RESOLUTION, ())
    if per_inch is None or len(resolution) < 2 or not resolution[1]:
        return None
    return true_dpi(resolution[0] / resolution[1] * per_inch)


def _check_data(stream: IO[bytes], directory: Directory, width: int, height: int) -> None:
    """Raises Unsupported or Damaged unless all strips or tiles are there, and of a known compression."""
    size = stream.seek(0, os.SEEK_END)
    compression = directory.first(COMPRESSION, 1)
    if compression not in COMPRESSION_INFO:
        raise Unsupported(
            f"Its pixels are compressed in a way that cannot be read here (TIFF compression {compression}).",
            "Save it again with LZW, Deflate or CCITT Group 4 compression.",
        )
    if compression == 6:  # JPEG as of TIFF 6.0 keeps its data elsewhere; decoding will tell
        return
    tiled = TILE_OFFSETS in directory.tags
    offsets = directory.tags.get(TILE_OFFSETS if tiled else OFFSETS, ())
    counts = directory.tags.get(TILE_COUNTS if tiled else COUNTS, ())
    needed = _pieces(directory, width, height, tiled=tiled)
    if len(offsets) < needed:
        raise Damaged(f"It names {len(offsets)} of the {needed} strips or tiles of its picture.", _MALFORMED)
    if any(offset >= size for offset in offsets):
        raise Damaged(
            f"Part of its picture lies beyond the end of the file, at byte {size:,}: it is cut off.", RESCAN
        )
    short = max((offset + count - size for offset, count in zip(offsets, counts, strict=False)), default=0)
    if short > 0:
        raise Damaged(f"It is cut off: {short:,} bytes of its picture are missing.", RESCAN)
    if compression != 1 and offsets and len(counts) == len(offsets):
        _check_tail(stream, *max(zip(offsets, counts, strict=True)), jpeg=compression == 7)
    subsampled = directory.first(PHOTOMETRIC, 1) == 6
    if compression == 1 and not tiled and not subsampled and len(counts) >= needed:
        _check_uncompressed(directory, width, height, sum(counts))


def _check_tail(stream: IO[bytes], offset: int, count: int, *, jpeg: bool) -> None:
    """Raises Damaged when the last strip or tile in the file ends in zeros, or a JPEG without its end.

    A transfer that broke off can leave a file of full length whose end was never written.
    """
    taken = min(count, _TAIL)
    stream.seek(offset + count - taken)
    tail = stream.read(taken)
    if (taken == _TAIL and not tail.strip(b"\x00")) or (jpeg and count and b"\xff\xd9" not in tail):
        raise Damaged("It is cut off: the end of its picture was never written.", RESCAN)


def _check_uncompressed(directory: Directory, width: int, height: int, present: int) -> None:
    samples = directory.first(SAMPLES, 1)
    bits = directory.first(BITS, 1)
    row = (
        (width * bits + 7) // 8 * samples
        if directory.first(PLANAR, 1) == 2
        else (width * bits * samples + 7) // 8
    )
    if 0 < present < row * height:
        raise Damaged(f"{row * height - present:,} bytes of its picture are missing.", RESCAN)


def _pieces(directory: Directory, width: int, height: int, *, tiled: bool) -> int:
    planes = directory.first(SAMPLES, 1) if directory.first(PLANAR, 1) == 2 else 1
    if tiled:
        across = -(-width // max(1, directory.first(TILE_WIDTH, width)))
        down = -(-height // max(1, directory.first(TILE_HEIGHT, height)))
        return across * down * planes
    rows = min(height, max(1, directory.first(ROWS, height)))
    return -(-height // rows) * planes
