"""Columns of a block of print, found by the white between them: hardly any ink stands there."""

from __future__ import annotations

import math
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.quads import Quad

_LEANS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
"""Columns of a block lean by so many degrees."""

_LEAST_PITCH, _MOST_PITCH = 0.45, 0.9
"""From column to column, in thicknesses of a box: boxes are 1.4 times as thick as their print."""

_EVEN = 0.2
"""A column is wider or narrower than the usual one of its block by at most this share."""

_BLANK = 0.45
"""Between columns stands at most this share of the ink that stands in them."""

_ROOM = 1.25
"""Width of the box of a column, in widths of the column: boxes of the detector are wider than their print, too."""

_GAP = 1.6
"""A blank so many pitches long parts two columns that stand above each other."""

_LEAST_COLUMN = 1.5
"""Columns are at least so many pitches long."""

_INKED = 0.5
"""And at least this share of their rows has ink."""


def columns_of(ink: NDArray[np.uint8], thick: float) -> list[Quad]:
    """The columns in `ink`, ``(height, width)`` of 0 and 1, in its pixels; none when there is no white between them.

    `thick` is the usual thickness of a box, in its pixels.
    """
    tall = ink.shape[0]
    upright = {lean: _sheared(ink, lean) for lean in _LEANS}
    # Upright columns have the steepest sides.
    lean = max(_LEANS, key=lambda lean: float(np.var(np.diff(upright[lean].sum(axis=0).astype(np.float64)))))
    sums = upright[lean].sum(axis=0).astype(np.float64)
    cuts, pitch = _cuts(sums, thick)
    slope = math.tan(math.radians(lean))
    found: list[Quad] = []
    for left, right in pairwise(cuts):
        middle, half = (left + right) / 2, _ROOM * (right - left) / 2
        for top, foot in _stretches(upright[lean][:, left:right].sum(axis=1), pitch):
            ends = [(-half, top), (half, top), (half, foot), (-half, foot)]
            corners = [(middle + x - slope * (y - tall / 2), y) for x, y in ends]
            found.append(np.array(corners, dtype=np.float32))
    return found


def _sheared(ink: NDArray[np.uint8], lean: float) -> NDArray[np.uint8]:
    """`ink` with columns that lean by `lean` degrees upright, turned about its middle row."""
    tall, wide = ink.shape
    slope = math.tan(math.radians(lean))
    matrix = np.array([[1, slope, -slope * tall / 2], [0, 1, 0]], dtype=np.float64)
    return np.asarray(cv2.warpAffine(ink, matrix, (wide, tall), flags=cv2.INTER_NEAREST), dtype=np.uint8)


def _cuts(sums: NDArray[np.float64], thick: float) -> tuple[list[int], float]:
    """Where the columns whose ink `sums` counts are parted, and their pitch; nothing when they are not."""
    inked = np.flatnonzero(sums > 0.1 * np.percentile(sums, 90))
    least, most = max(3, round(_LEAST_PITCH * thick)), round(_MOST_PITCH * thick)
    if len(inked) < 2 or inked[-1] - inked[0] < least:
        return [], 0.0
    low, high = int(inked[0]), int(inked[-1]) + 1
    usual = float(np.mean(sums[low:high]))
    best: tuple[float, list[int], int] | None = None
    for pitch in range(least, most + 1):
        cuts = _parted(sums, low, high, pitch)
        inner = cuts[1:-1]
        blank = float(np.mean(sums[inner])) / usual if inner else 0.0
        if cuts and (best is None or blank < best[0]):
            best = blank, cuts, pitch
    return (best[1], float(best[2])) if best is not None and best[0] <= _BLANK else ([], 0.0)


def _parted(sums: NDArray[np.float64], low: int, high: int, pitch: int) -> list[int]:
    """Cuts about `pitch` apart from near `low` to near `high` with the least ink on them; none when that cannot be."""
    short, long = max(2, math.floor((1 - _EVEN) * pitch)), math.ceil((1 + _EVEN) * pitch)
    slack = pitch // 3
    cost = dict.fromkeys(range(low - slack, low + 1), 0.0)
    back: dict[int, int] = {}
    for place in range(low - slack + short, high + slack + 1):
        options = [
            (cost[before], before) for before in range(place - long, place - short + 1) if before in cost
        ]
        if not options:
            continue
        least, before = min(options)
        ink = float(sums[place]) if 0 <= place < len(sums) else 0.0
        if place not in cost or least + ink < cost[place]:
            cost[place], back[place] = least + ink, before
    ends = [place for place in range(high, high + slack + 1) if place in back]
    if not ends:
        return []
    cuts = [min(ends, key=lambda place: cost[place])]
    while cuts[-1] in back:
        cuts.append(back[cuts[-1]])
    return [min(max(cut, 0), len(sums)) for cut in reversed(cuts)]


def _stretches(sums: NDArray[np.integer], pitch: float) -> list[tuple[float, float]]:
    """From where to where the print of a column reaches whose rows hold `sums` of ink."""
    rows = np.flatnonzero(sums > 0)
    if not len(rows):
        return []
    parts = np.split(rows, np.flatnonzero(np.diff(rows) > _GAP * pitch) + 1)
    room = 0.1 * pitch
    return [
        (float(part[0]) - room, float(part[-1]) + 1 + room)
        for part in parts
        if part[-1] - part[0] >= _LEAST_COLUMN * pitch and len(part) > _INKED * (part[-1] - part[0])
    ]
