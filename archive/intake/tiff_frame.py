"""What one directory of a TIFF promises, and whether all its strips or tiles are there."""

from __future__ import annotations

import os
from typing import IO

from PIL.TiffImagePlugin import COMPRESSION_INFO

from archive.errors import Damaged, Refused, Unsupported
from archive.intake.frames import Frame, true_dpi
from archive.intake.limits import Limits
from archive.intake.strict import RESCAN, check_size
from archive.intake.tiff import (
    BITS,
    COMPRESSION,
    COUNTS,
    HEIGHT,
    OFFSETS,
    ORIENTATION,
    PHOTOMETRIC,
    PLANAR,
    ROWS,
    SAMPLES,
    TILE_COUNTS,
    TILE_HEIGHT,
    TILE_OFFSETS,
    TILE_WIDTH,
    UNIT,
    WIDTH,
    X_RESOLUTION,
    Directory,
)  # fmt: skip

_UNITS_PER_INCH = {None: 1.0, 2: 1.0, 3: 2.54}

_TAIL = 64
"""Bytes at the end of a strip that are looked at; no compression writes so many zeros."""

_MALFORMED = "Open it in an image editor and save it as a new TIFF, or scan the page again."


def frame_of(stream: IO[bytes], directory: Directory, index: int, limits: Limits) -> Frame:
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
