"""Ruled tables: edges from their rules, and which sides of which cells are ruled.

Everything is in pixels of the masks of `ocr.imaging.rules`, inside the window of one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.rule_look import look_across
from ocr.imaging.rules import MIN_RULE
from ocr.layout.table_looks import printed_on_front
from ocr.layout.table_sides import Edges, crossed_by, held_sides, parted_texts, struck
from ocr.layout.table_slots import Slot, slots

_NEAR = 6.0
"""Pieces of rules within this many pixels across are one edge (1 mm on A4: rows are at least twice as high)."""

_OVERHANG = 14
"""Rules that reach this many pixels (2.5 mm) past the last edge across them end in an open cell."""

_MOST_EDGES = 400
"""More edges one way are no table: the page has room for 130 lines of the smallest print."""

_STRETCH = 0.2
_STRETCH_UPRIGHT = 0.35
"""Worn edges have an unbroken run of this share of their length; strokes of figures on top of each other make longer
runs than those of a row."""

_HARDLY = 0.3
_FAR = 4.0
"""Outer strips of a table that its rules across run through less than this share of what they run through the others
are none of it when nothing stands there, or when they are so many times as wide as the others."""

_APART = 0.05
"""Lines of print in two cells on top of each other stand this many heights of a box apart; those of one cell hardly at
all."""

_NARROW = 0.6
"""Two edges nearer than this share of the height of a box of print, which nothing stands between, are a double rule."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """The straight rules of one table as masks of 0 and 1, those of them that are `sure` (not only worn traces), the
    boxes of print on them, ``(n, 4)``, and the picture they were found on; None: they were not found on one."""

    flat: NDArray[np.uint8]
    upright: NDArray[np.uint8]
    sure: NDArray[np.uint8]
    boxes: NDArray[np.float64]
    grey: Image | None = None

    def turned(self) -> Ruled:
        """The same with x and y exchanged."""
        flat, upright, sure = (np.ascontiguousarray(mask.T) for mask in (self.upright, self.flat, self.sure))
        grey = None if self.grey is None else np.ascontiguousarray(self.grey.T)
        return Ruled(flat, upright, sure, self.boxes[:, [1, 0, 3, 2]], grey)


def ruled_slots(table: Ruled) -> tuple[Slot, ...]:
    """Slots of the table; ``()`` when its rules make none."""
    across = table.turned()
    ys, xs = _edges(table.flat), _edges(across.flat)
    if not (2 <= len(ys) <= _MOST_EDGES and 1 <= len(xs) <= _MOST_EDGES):
        return ()
    ys, xs = _printed(table, ys), _printed(across, xs, along=True)
    if len(ys) < 2 or not xs:
        return ()
    xs, ys, open_xs, open_ys = _opened(table, xs, ys)
    # An edge that no two edges across it hold a side of is a stroke that touches a rule.
    for _ in range(2):
        if len(ys) < 2 or len(xs) < 2:
            return ()
        ys = _kept(Edges(table.flat, table.sure, ys, xs), crossed_by(table.boxes, ys, xs), _STRETCH, open_ys)
        ys = _single(ys, table.flat, table.boxes)
        if len(ys) < 2:
            return ()
        crossed = crossed_by(across.boxes, xs, ys, along=True)
        xs = _kept(Edges(across.flat, across.sure, xs, ys), crossed, _STRETCH_UPRIGHT, open_xs)
        xs = _single(xs, across.flat, table.boxes, across=True)
    xs = _trimmed(Edges(table.flat, table.sure, ys, xs), across.boxes)
    ys = _trimmed(Edges(across.flat, across.sure, xs, ys), table.boxes)
    if len(ys) < 3 or len(xs) < 3:
        return ()
    below = held_sides(
        Edges(table.flat, table.sure, ys, xs),
        crossed_by(table.boxes, ys, xs),
        parted_texts(table.boxes, ys, xs, _APART * _height(table.boxes)),
    )
    right = held_sides(
        Edges(across.flat, across.sure, xs, ys),
        crossed_by(across.boxes, xs, ys, along=True),
        parted_texts(across.boxes, xs, ys),
    )
    return slots(xs, ys, right[1:-1].T, below[1:-1])


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


def _printed(table: Ruled, ys: list[float], *, along: bool = False) -> list[float]:
    """`ys` without creases and rules of the back of the sheet; `along`: print runs along y."""
    if table.grey is None:
        return ys
    looks, through = [], []
    for y in ys:
        band = Edges.band(table.flat, y)
        looks.append(look_across(table.grey, band, y))
        through.append(struck(table.boxes, band, y, along=along))
    return [y for y, real in zip(ys, printed_on_front(looks, through), strict=True) if real]


def _mean(group: Sequence[tuple[float, int]]) -> float:
    return sum(y * long for y, long in group) / sum(long for _, long in group)


def _opened(
    table: Ruled, xs: list[float], ys: list[float]
) -> tuple[list[float], list[float], set[float], set[float]]:
    """`xs` and `ys` with the open ends of the table, and which of them those are."""
    more_xs, more_ys = _open_ends(table.flat, xs, ys), _open_ends(table.turned().flat, ys, xs)
    return more_xs, more_ys, set(more_xs) - set(xs), set(more_ys) - set(ys)


def _open_ends(flat: NDArray[np.uint8], xs: list[float], ys: Sequence[float]) -> list[float]:
    """`xs` with an edge more at either end where most flat rules (at `ys`) reach past the last upright one.

    One rule that reaches out is a fold, or a rule of the page that the table stands on.
    """
    reach = [np.flatnonzero(Edges.band(flat, y)) for y in ys]
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


def _kept(edges: Edges, crossed: NDArray[np.bool_], stretch: float, always: set[float]) -> list[float]:
    keep = edges.ruled(crossed, stretch)
    return [at for at, ruled in zip(edges.at, keep, strict=True) if ruled or at in always]


def _single(
    at: list[float], flat: NDArray[np.uint8], boxes: NDArray[np.float64], *, across: bool = False
) -> list[float]:
    """Edges `at` with double rules made one, the better inked; `across`: they part columns."""
    if not len(boxes):
        return at
    low, high = (0, 2) if across else (1, 3)
    least = _NARROW * _height(boxes)
    result: list[float] = []
    for edge in at:
        if (
            result
            and edge - result[-1] < least
            and not _holds(boxes[:, low], boxes[:, high], result[-1], edge)
        ):
            inked = [float(Edges.band(flat, one).mean()) for one in (result[-1], edge)]
            result[-1] = result[-1] if inked[0] >= inked[1] else edge
        else:
            result.append(edge)
    return result


def _trimmed(edges: Edges, boxes: NDArray[np.float64]) -> list[float]:
    """The places across `edges` without outer strips that hardly any of the edges run through: empty ones, and ones
    that are far wider than the others. ``boxes`` have x and y exchanged.

    Beside a table stand rules of the back of the sheet, above it the rule under the running head.
    """
    places = list(edges.across)
    for first in (True, False):
        while len(places) > 3:
            strip, inner = (places[:2], places[1:]) if first else (places[-2:], places[:-1])
            through = Edges(edges.flat, edges.sure, edges.at, strip).shares(edges.flat)[:, 0]
            usual = Edges(edges.flat, edges.sure, edges.at, inner).shares(edges.flat).mean()
            wide = strip[1] - strip[0] > _FAR * float(np.median(np.diff(inner)))
            middles = (boxes[:, 1] + boxes[:, 3]) / 2
            empty = len(boxes) > 0 and not np.any((middles > strip[0]) & (middles < strip[1]))
            if not (empty or wide) or float(through.mean()) >= _HARDLY * float(usual):
                break
            places = inner
    return places


def _height(boxes: NDArray[np.float64]) -> float:
    return float(np.median(boxes[:, 3] - boxes[:, 1])) if len(boxes) else 0.0


def _holds(starts: NDArray[np.float64], ends: NDArray[np.float64], low: float, high: float) -> bool:
    """Does a box stand between two edges?"""
    return bool(np.any((starts > low - _NEAR / 2) & (ends < high + _NEAR / 2)))
