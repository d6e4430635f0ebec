"""The directories of a TIFF.

Pillow reads the pixels; it is not asked for the structure because it stops at the first directory it
cannot decode, and so loses the good pages behind a bad one.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import IO, Literal

from archive.errors import Damaged, TooLarge
from archive.intake.limits import Limits
from archive.intake.strict import RESCAN

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
