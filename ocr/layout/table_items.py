"""Print in rows of items, as tables without rules are looked for: items of one row are parted by wide blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.layout.table_slots import Area

_BLANK = 0.9
"""Least blank between two items of a row, in heights of their boxes (a box is about 1.4 characters high)."""

Blanks = Sequence[Sequence[tuple[float, float]]]
"""For each box the wide blanks (x0, x1) between its characters, in pixels of the levelled page."""

_AROUND = 5
_REPEATED = 3
"""A blank within a box parts two items when it repeats at the same place in this many of the rows around it (so many
on either side): the detector takes a number and the name after it for one box."""

_PAST = 0.2
"""Boxes reach so many heights past their print."""

OVERLAP = 0.6
"""Lines nearer than so many heights of a box overlap: those of one cell are a whole one apart, those of cells of one
and of two lines side by side half of one."""

_SAME_ROW = 0.5
"""Boxes share a row when they overlap in height by this share of the thinner one."""


@dataclass(frozen=True, slots=True)
class Item:
    """Boxes (`members`, indices, left to right) that stand together, and the area they cover, in pixels; `seams` are
    the blanks (x0, x1) between one box and the next."""

    area: Area
    members: tuple[int, ...]
    seams: tuple[tuple[float, float], ...] = ()

    @property
    def width(self) -> float:
        return self.area[2] - self.area[0]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of items from left to right, from `top` to `bottom`."""

    top: float
    bottom: float
    items: tuple[Item, ...]

    @property
    def centre(self) -> float:
        """The mean height y of the middles of its items."""
        return float(np.mean([(item.area[1] + item.area[3]) / 2 for item in self.items]))


def item_rows(boxes: NDArray[np.float64], indices: Sequence[int], height: float) -> list[ItemRow]:
    """The boxes of `indices` as rows, top to bottom; `height` is the usual one of a box, in pixels.

    A box joins the row of the box that stands nearest to it on its left, so that rows may bend with the sheet.
    """
    rows: list[list[int]] = []
    for i in sorted(indices, key=lambda i: (boxes[i, 1] + boxes[i, 3], boxes[i, 0])):
        for row in reversed(rows[-3:]):
            near = min(row, key=lambda j: abs(boxes[j, 0] + boxes[j, 2] - boxes[i, 0] - boxes[i, 2]))
            shared = min(boxes[i, 3], boxes[near, 3]) - max(boxes[i, 1], boxes[near, 1])
            thinner = min(boxes[i, 3] - boxes[i, 1], boxes[near, 3] - boxes[near, 1])
            beside = all(
                min(boxes[i, 2], boxes[j, 2]) - max(boxes[i, 0], boxes[j, 0]) < 0.5 * thinner for j in row
            )
            if shared > _SAME_ROW * thinner and beside:
                row.append(i)
                break
        else:
            rows.append([i])
    found = [_row(boxes, row, _BLANK * height) for row in rows]
    return sorted(found, key=lambda row: row.top + row.bottom)


def parted_rows(rows: Sequence[ItemRow], blanks: Blanks) -> list[ItemRow]:
    """`rows` with items parted at blanks inside their boxes that repeat from row to row."""
    gaps = [_gaps(row, blanks) for row in rows]
    result = []
    for at, row in enumerate(rows):
        near = gaps[max(0, at - _AROUND) : at] + gaps[at + 1 : at + 1 + _AROUND]
        items: list[Item] = []
        for item in row.items:
            inner = sorted(
                blank
                for blank in _inner(item, blanks)
                if sum(any(_meet(blank, gap) for gap in found) for found in near) >= _REPEATED
            )
            items += _parts(item, inner)
        result.append(ItemRow(row.top, row.bottom, tuple(items)))
    return result


def _gaps(row: ItemRow, blanks: Blanks) -> list[tuple[float, float]]:
    """Blanks of a row, between its items and inside their boxes."""
    between = [(a.area[2], b.area[0]) for a, b in pairwise(row.items)]
    return between + [blank for item in row.items for blank in _inner(item, blanks)]


def _inner(item: Item, blanks: Blanks) -> list[tuple[float, float]]:
    return [*item.seams, *(blank for i in item.members for blank in blanks[i])]


def _seam(left: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, float]:
    """The blank between the print of two boxes, which reach past it."""
    middle = float(left[2] + right[0]) / 2
    half = max(float(right[0] - left[2]) / 2, _PAST * float(min(left[3] - left[1], right[3] - right[1])))
    return middle - half, middle + half


def _meet(blank: tuple[float, float], gap: tuple[float, float]) -> bool:
    return min(blank[1], gap[1]) - max(blank[0], gap[0]) > 0.5 * min(blank[1] - blank[0], gap[1] - gap[0])


def _parts(item: Item, inner: Sequence[tuple[float, float]]) -> list[Item]:
    x0, y0, x1, y1 = item.area
    starts, ends = [x0, *(b for _, b in inner)], [*(a for a, _ in inner), x1]
    return [
        Item((a, y0, b, y1), item.members, tuple(seam for seam in item.seams if a < seam[0] and seam[1] < b))
        for a, b in zip(starts, ends, strict=True)
        if b > a
    ]


def _row(boxes: NDArray[np.float64], members: list[int], blank: float) -> ItemRow:
    runs: list[list[int]] = []
    end = 0.0
    for i in sorted(members, key=lambda i: boxes[i, 0]):
        if runs and boxes[i, 0] - end < blank:
            runs[-1].append(i)
            end = max(end, float(boxes[i, 2]))
        else:
            runs.append([i])
            end = float(boxes[i, 2])
    items = tuple(
        Item(_hull(boxes, run), tuple(run), tuple(_seam(boxes[i], boxes[j]) for i, j in pairwise(run)))
        for run in runs
    )
    return ItemRow(min(item.area[1] for item in items), max(item.area[3] for item in items), items)


def _hull(boxes: NDArray[np.float64], members: Sequence[int]) -> Area:
    chosen = boxes[list(members)]
    x0, y0 = chosen[:, :2].min(axis=0).tolist()
    x1, y1 = chosen[:, 2:].max(axis=0).tolist()
    return (x0, y0, x1, y1)
