"""How a table without rules bends, told by its text: rows by their middles, columns by the ends of their boxes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.layout.table_bend import NO_BEND, Bend
from ocr.layout.table_items import item_rows

_STEEPEST = 0.06
_STEP = 0.002
"""Columns are tried with leans up to the first (3.4°; levelling sets the rows level, not the columns upright), in steps
of the second, x over y."""

_BIN = 0.3
"""Ends of boxes within this many heights of each other stand in line."""

_GAIN = 1.1
"""A lean is taken when it sets this many times as many pairs of ends in line as none does."""

_FEWEST = 8
"""Boxes, and rows of several items, that a bend is told by at least."""

_DEGREE = 3
_OFF = 0.5
"""Rows follow a curve of this degree; boxes further than so many heights off (second lines of a cell) are left out."""

_LEAST = 0.15
"""A bend of less than this many heights over the whole is none."""


def text_bend(boxes: NDArray[np.float64], height: float) -> Bend:
    """The bend of print in rows and columns; `boxes`, ``(n, 4)`` in pixels of the levelled page, are `height` high.

    `NO_BEND` when there are too few to tell.
    """
    if len(boxes) < _FEWEST:
        return NO_BEND
    at_y, lean = _lean(boxes, height)
    at_x, lift = _lift(boxes, height)
    return Bend(at_x, lift, at_y, lean)


def straight_boxes(boxes: NDArray[np.float64], bend: Bend) -> NDArray[np.float64]:
    """`boxes` where they would stand without `bend`, as large as they are."""
    middles, halves = (boxes[:, :2] + boxes[:, 2:]) / 2, (boxes[:, 2:] - boxes[:, :2]) / 2
    moved = bend.straight(middles)
    return np.concatenate([moved - halves, moved + halves], axis=1)


def _lean(boxes: NDArray[np.float64], height: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    middle_y = (boxes[:, 1] + boxes[:, 3]) / 2
    low, high = float(middle_y.min()), float(middle_y.max())
    ends = [boxes[:, 0], boxes[:, 2], (boxes[:, 0] + boxes[:, 2]) / 2]
    slopes = np.arange(-_STEEPEST, _STEEPEST + _STEP / 2, _STEP)
    scores = np.array([_in_line([x - slope * middle_y for x in ends], height) for slope in slopes])
    best, none = int(scores.argmax()), int(np.abs(slopes).argmin())
    slope = float(slopes[best])
    if scores[best] < _GAIN * scores[none] or abs(slope) * (high - low) < _LEAST * height:
        return (), ()
    centre = (low + high) / 2
    return (low, high), (slope * (low - centre), slope * (high - centre))


def _in_line(ends: Sequence[NDArray[np.float64]], height: float) -> float:
    """How many pairs of ends stand in line."""
    pairs = 0.0
    for x in ends:
        order = np.sort(x)
        near = np.searchsorted(order, order + _BIN * height, side="right") - np.arange(len(order)) - 1
        pairs += float(near.sum())
    return pairs


def _lift(boxes: NDArray[np.float64], height: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    rows = [
        [i for item in row.items for i in item.members]
        for row in item_rows(boxes, range(len(boxes)), height)
        if len(row.items) >= 2
    ]
    if len(rows) < _FEWEST:
        return (), ()
    members = np.array([i for row in rows for i in row])
    owner = np.array([k for k, row in enumerate(rows) for _ in row])
    x = (boxes[members, 0] + boxes[members, 2]) / 2
    y = (boxes[members, 1] + boxes[members, 3]) / 2
    low, high = float(x.min()), float(x.max())
    unit = 2 * (x - low) / max(high - low, 1.0) - 1
    curve = np.zeros(_DEGREE + 1)
    for _ in range(4):
        rest = y - np.polynomial.polynomial.polyval(unit, curve)
        levels = np.array([np.median(rest[owner == k]) for k in range(len(rows))])[owner]
        kept = np.abs(rest - levels) <= _OFF * height
        if kept.sum() < 2 * _FEWEST:
            return (), ()
        powers = np.polynomial.polynomial.polyvander(unit[kept], _DEGREE)
        curve = np.linalg.lstsq(powers, (y - levels)[kept], rcond=1e-6)[0]
    places = np.linspace(-1, 1, 17)
    lift = np.polynomial.polynomial.polyval(places, curve)
    lift -= float(lift.mean())
    if float(np.ptp(lift)) < _LEAST * height:
        return (), ()
    return tuple((low + (places + 1) / 2 * (high - low)).tolist()), tuple(lift.tolist())
