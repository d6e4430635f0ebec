"""一, 二 and 三 in a column, told by their strokes: the recogniser takes a 一 that stands low in its cell for 二.

Faces of Taiwan set 一 at the foot of its body. With white above it, it is read as 二, a thin one as a dash or a comma;
what is printed there shows, because there is nothing but flat strokes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.reading.ctc import Glyph

_NUMERALS = "一二三"
_LIKE = frozenset("一二三—–-－―─_＿ー=＝≡，、,.。·・'’~～1l|ニ工")
"""What a character made of flat strokes is read as. What reads as anything else is left."""

_FLAT = 0.26
"""Height of a stroke with its lean and its knot, em."""

_LONGEST, _SHORTEST = 0.6, 0.3
"""Least width of the longest stroke, and of every one, em."""

_CRUMB = 0.06
"""Blobs under this share of the largest are specks."""

_SHADE = 0.3
"""Rows this dark against the darkest one, beside the strokes, may hold a worn stroke."""

_SURE = 0.95


def by_strokes(
    seen: Sequence[Glyph], ink: NDArray[np.bool_], image: Image, paper: int, em: float
) -> list[Glyph]:
    """What was `seen` in the cell of ``ink``, or the numeral that its strokes are; `image` is the cell in grey levels,
    square, on `paper`."""
    if not all(glyph.char in _LIKE for glyph in seen):
        return list(seen)
    count = strokes_of(ink, em)
    if (
        not count
        or any(glyph.char == _NUMERALS[count - 1] for glyph in seen)
        or _rows_inked(image, paper) != count
    ):
        return list(seen)
    best = max(seen, key=lambda glyph: glyph.probability, default=Glyph("", 0.0, 0.5, ()))
    others = ((best.char, 1.0 - _SURE),) if best.char else ()
    return [replace(best, char=_NUMERALS[count - 1], probability=_SURE, others=others)]


def strokes_of(ink: NDArray[np.bool_], em: float) -> int:
    """How many flat strokes, one above the other, the ``ink`` of a cell consists of: 1 to 3; 0 when it is anything
    else."""
    _, _, stats, _ = pieces_of(ink.astype(np.uint8))
    blobs = stats[1:]
    if not len(blobs):
        return 0
    areas = blobs[:, cv2.CC_STAT_AREA]
    blobs = blobs[areas >= _CRUMB * areas.max()]
    rows: list[tuple[int, int, int, int]] = []
    for left, top, wide, high, _ in sorted(blobs.tolist(), key=lambda blob: blob[1]):
        if rows and top < rows[-1][1]:
            before = rows.pop()
            rows.append(
                (
                    min(before[0], top),
                    max(before[1], top + high),
                    min(before[2], left),
                    max(before[3], left + wide),
                )
            )
        else:
            rows.append((top, top + high, left, left + wide))
    widths = [right - left for _, _, left, right in rows]
    flat = all(foot - top <= _FLAT * em for top, foot, _, _ in rows)
    if len(rows) > len(_NUMERALS) or not flat or min(widths) < _SHORTEST * em or max(widths) < _LONGEST * em:
        return 0
    return len(rows)


def _rows_inked(image: Image, paper: int) -> int:
    """In how many runs of rows the cell has shade: a worn stroke leaves some where its ink is gone."""
    dark = np.maximum(0, paper - image.astype(np.int16)).mean(axis=1)
    shaded = dark > _SHADE * dark.max(initial=1.0)
    return int(np.count_nonzero(np.diff(np.concatenate(([False], shaded)).astype(np.int8)) > 0))
