"""Ruled tables: edges from their rules, and which sides of which cells are ruled.

Everything is in pixels of the masks of `ocr.imaging.rules`, inside the window of one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.rules import MIN_RULE
from ocr.layout.table_slots import Slot, slots

_NEAR = 6.0
"""Pieces of rules within this many pixels across are one edge (1 mm on A4: rows are at least twice as high)."""

_REACH = 3
"""A side is looked for this many pixels to either side of its edge."""

_RULED = 0.6
"""Share of a side that ink covers on a clean print."""

_FAINT = 0.25
"""Share of an edge, from end to end, that makes it one even where no single side is covered well."""

_WORN = 0.4
"""A side is there when it is covered this much as well as the better sides of its edge."""

_OVERHANG = 14
"""Rules that reach this many pixels (2.5 mm) past the last edge across them end in an open cell."""

_MOST_EDGES = 400
"""More edges one way are no table: the page has room for 130 lines of the smallest print."""


def ruled_slots(flat: NDArray[np.uint8], upright: NDArray[np.uint8]) -> tuple[Slot, ...]:
    """Slots of the table whose straight rules are in the masks `flat` and `upright`; ``()`` when they make none."""
    ys, xs = _edges(flat), _edges(np.ascontiguousarray(upright.T))
    if not (2 <= len(ys) <= _MOST_EDGES and 1 <= len(xs) <= _MOST_EDGES):
        return ()
    across_xs, across_ys = _open_ends(flat, xs, ys), _open_ends(np.ascontiguousarray(upright.T), ys, xs)
    open_xs, open_ys = set(across_xs) - set(xs), set(across_ys) - set(ys)
    xs, ys = across_xs, across_ys
    # An edge that no two edges across it hold a side of is a stroke that touches a rule.
    for _ in range(2):
        if len(ys) < 2 or len(xs) < 2:
            return ()
        across = _covered(flat, ys, xs)
        ys = [y for y, shares in zip(ys, across, strict=True) if y in open_ys or _is_edge(shares, xs)]
        if len(ys) < 2:
            return ()
        down = _covered(np.ascontiguousarray(upright.T), xs, ys)
        xs = [x for x, shares in zip(xs, down, strict=True) if x in open_xs or _is_edge(shares, ys)]
    if len(ys) < 3 or len(xs) < 3:
        return ()
    across = _covered(flat, ys, xs)
    down = _covered(np.ascontiguousarray(upright.T), xs, ys)
    below = np.array([_present(shares) for shares in across[1:-1]])
    right = np.array([_present(shares) for shares in down[1:-1]]).T
    return slots(xs, ys, right, below)


def _edges(flat: NDArray[np.uint8]) -> list[float]:
    """Positions y of flat rules, rising; pieces at about the same height are one edge."""
    count, _, stats, middles = cv2.connectedComponentsWithStats(flat, connectivity=8)
    pieces = sorted(
        (float(middles[label][1]), int(stats[label][2]))
        for label in range(1, count)
        if stats[label][2] >= MIN_RULE / 2 and stats[label][3] <= 2 * _NEAR
    )
    groups: list[list[tuple[float, int]]] = []
    for piece in pieces:
        if groups and piece[0] - _mean(groups[-1]) <= _NEAR:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_mean(group) for group in groups if sum(long for _, long in group) >= MIN_RULE]


def _mean(group: Sequence[tuple[float, int]]) -> float:
    return sum(y * long for y, long in group) / sum(long for _, long in group)


def _open_ends(flat: NDArray[np.uint8], xs: list[float], ys: Sequence[float]) -> list[float]:
    """`xs` with an edge more at either end where most flat rules (at `ys`) reach past the last upright one.

    One rule that reaches out is a fold, or a rule of the page that the table stands on.
    """
    reach = [np.flatnonzero(_band(flat, y)) for y in ys]
    starts = sorted(float(found[0]) for found in reach if len(found))
    ends = sorted(float(found[-1]) for found in reach if len(found))
    if len(starts) < 2:
        return xs
    start, end = starts[len(starts) // 2], ends[(len(ends) - 1) // 2]
    result = list(xs)
    if start < xs[0] - _OVERHANG:
        result.insert(0, start)
    if end > xs[-1] + _OVERHANG:
        result.append(end)
    return result


def _band(flat: NDArray[np.uint8], y: float) -> NDArray[np.bool_]:
    """Where along x there is ink within reach of the height `y`."""
    low, high = max(0, round(y) - _REACH), round(y) + _REACH + 1
    return np.asarray(flat[low:high].any(axis=0), dtype=np.bool_)


def _covered(flat: NDArray[np.uint8], ys: Sequence[float], xs: Sequence[float]) -> NDArray[np.float64]:
    """``(len(ys), len(xs) - 1)``: the share of each side that is inked, its ends left out."""
    result = np.zeros((len(ys), len(xs) - 1))
    for number, y in enumerate(ys):
        total = np.concatenate([[0], np.cumsum(_band(flat, y))])
        for side, (x0, x1) in enumerate(pairwise(xs)):
            inset = min(_REACH, (x1 - x0) / 4)
            low, high = round(x0 + inset), max(round(x0 + inset) + 1, round(x1 - inset))
            low, high = min(low, len(total) - 1), min(high, len(total) - 1)
            result[number, side] = (total[high] - total[low]) / max(1, high - low)
    return result


def _is_edge(shares: NDArray[np.float64], across: Sequence[float]) -> bool:
    """Is one side ruled well, or the whole edge at least faintly?"""
    lengths = np.diff(np.asarray(across))
    return bool(shares.max() >= _RULED or (shares * lengths).sum() >= _FAINT * lengths.sum())


def _present(shares: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which sides of an edge are there, against how well its better sides are inked."""
    inked = shares[shares >= 0.1]
    if not len(inked):
        return np.zeros(len(shares), dtype=np.bool_)
    return np.asarray(shares >= max(0.12, _WORN * float(np.percentile(inked, 75))), dtype=np.bool_)
