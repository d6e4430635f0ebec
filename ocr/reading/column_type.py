"""Columns set in type of two sizes: the number or the date under the head of a notice is often set smaller.

    總稅務司署令　第四百八十五號

One pitch does not fit both, so the column is cut at the blank where the size changes.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocr.reading.column_ink import FACE_WIDTH, ColumnInk

_BLANK = 0.4
"""Least blank between two sizes of type, em."""

_UNLIKE = 1.12
"""Sizes of type next to each other differ at least by this ratio (five points to small four, the nearest two, 1.14)."""

_SHORTEST = 2.5
"""Shortest part, em of the whole column."""

_OUTSIDE = 0.1
"""The larger type stands out of the band of the whole column on either side by at most this, em."""

_WIDEST_SHARE = 0.8
"""The type of a part is as wide as this quantile of its characters: 一 and 關 fill their bodies, 月 does not."""


class TypePart(NamedTuple):
    """Rows `start` to `end` (half-open) of a column, `column`: that part of it, with characters of its own size."""

    start: int
    end: int
    column: ColumnInk


def parts_of_type(column: ColumnInk) -> list[TypePart]:
    """The parts of `column` from top to foot that are set in type of different sizes; one when it is of one size."""
    band = column.ink[:, column.left : column.right]
    blanks = _blanks(np.asarray(band.any(axis=1)), _BLANK * column.em)
    best: tuple[float, int] | None = None
    for top, foot in blanks:
        if min(top, len(band) - foot) < _SHORTEST * column.em:
            continue
        widths = [_width(part, column.em) for part in (band[:top], band[foot:])]
        if min(widths) <= 0:
            continue
        ratio = max(widths) / min(widths)
        if ratio >= _UNLIKE and (best is None or ratio > best[0]):
            best = (ratio, (top + foot) // 2)
    if best is None:
        return [TypePart(0, len(band), column)]
    cut = best[1]
    return [_part(column, 0, cut), _part(column, cut, len(band))]


def _blanks(inked: NDArray[np.bool_], least: float) -> list[tuple[int, int]]:
    """Runs of rows without ink between rows with ink, at least `least` long, half-open."""
    rows = np.flatnonzero(inked).tolist()
    return [(above + 1, below) for above, below in pairwise(rows) if below - above - 1 >= least]


def _part(column: ColumnInk, start: int, end: int) -> TypePart:
    """Rows `start` to `end` of `column`, with its characters' size and place told by these rows alone."""
    grey, ink = column.grey[start:end], column.ink[start:end]
    room = round(_OUTSIDE * column.em)
    low, high = max(0, column.left - room), min(ink.shape[1], column.right + room)
    extents = _extents(ink[:, low:high], column.em)
    size = float(np.quantile(extents[:, 1] - extents[:, 0], _WIDEST_SHARE)) / FACE_WIDTH
    centre = low + float(np.median(extents.mean(axis=1)))
    half = FACE_WIDTH * size / 2
    left, right = max(0, round(centre - half)), min(ink.shape[1], round(centre + half))
    return TypePart(start, end, replace(column, grey=grey, ink=ink, left=left, right=right, em=size))


def _width(band: NDArray[np.bool_], em: float) -> float:
    """Width in pixels of the type of ``band``; 0.0 without ink."""
    extents = _extents(band, em)
    return float(np.quantile(extents[:, 1] - extents[:, 0], _WIDEST_SHARE)) if len(extents) else 0.0


def _extents(band: NDArray[np.bool_], em: float) -> NDArray[np.int_]:
    """Between which pixels across there is ink in each window of ``band`` of the height of a character, ``(n, 2)``."""
    high = max(1, round(em))
    found = []
    for start in range(0, max(1, len(band) - high // 2), high):
        places = np.flatnonzero(band[start : start + high].sum(axis=0) > 0)
        if len(places):
            found.append((int(places[0]), int(places[-1]) + 1))
    return np.array(found, dtype=int).reshape(-1, 2)
