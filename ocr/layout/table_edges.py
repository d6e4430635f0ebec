"""The edges of a ruled table: its rules in a row, without strokes, creases, double rules, and rules of the back.

Everything is in pixels of the masks of `ocr.imaging.rules`, inside the window of one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.imaging.rule_look import look_across
from ocr.imaging.rules import MIN_RULE
from ocr.layout.table_looks import printed_on_front
from ocr.layout.table_sides import Edges, struck

_NEAR = 6.0
"""Pieces of rules within this many pixels across are one edge (1 mm on A4: rows are at least twice as high)."""


_OVERHANG = 14
"""Rules that reach this many pixels (2.5 mm) past the last edge across them end in an open cell."""


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
        flat, upright, sure = (
            np.asarray(cv2.transpose(mask), dtype=np.uint8) for mask in (self.upright, self.flat, self.sure)
        )
        grey = None if self.grey is None else np.asarray(cv2.transpose(self.grey), dtype=np.uint8)
        return Ruled(flat, upright, sure, self.boxes[:, [1, 0, 3, 2]], grey)


def found_edges(flat: NDArray[np.uint8]) -> list[float]:
    """Positions y of flat rules, rising; pieces at about the same height are one edge."""
    count, _, stats, middles = pieces_of(flat)
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


def printed_edges(table: Ruled, ys: list[float], *, along: bool = False) -> list[float]:
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


def opened_edges(
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
