"""Ruled tables: found by their rules, read cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.rules import MIN_RULE, Rules
from ocr.layout.order import rows

_MIN_CELLS = 4

_FILLED = 0.6
"""Share of a table's frame that its cells fill; rules that meet by chance (seals, shadows) leave more open."""


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table on the levelled page: its frame and its cells, ``(x0, y0, x1, y1)`` in pixels.

    `cells` are in row-major order: by the row in which a cell begins, then from left to right.
    """

    box: tuple[float, float, float, float]
    cells: tuple[tuple[float, float, float, float], ...]

    def members(self, boxes: NDArray[np.float64]) -> list[int]:
        """Indices of `boxes`, ``(n, 4)``, whose middle is inside the frame of this table."""
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        x0, y0, x1, y1 = self.box
        return [int(i) for i in np.flatnonzero((x0 <= x) & (x < x1) & (y0 <= y) & (y < y1))]

    def row_major(self, boxes: NDArray[np.float64], members: Iterable[int]) -> list[int]:
        """`members` cell by cell; within a cell by lines, from top to bottom, then left to right.

        Print outside all cells (where a rule is broken, areas between rules are not closed) comes after the cells
        before and above it.
        """
        held: dict[tuple[int, bool], list[int]] = {}
        for i in members:
            cell = self._cell(boxes[i])
            place = (self._last_before(boxes[i]), True) if cell is None else (cell, False)
            held.setdefault(place, []).append(i)
        return [i for place in sorted(held) for i in rows(boxes, held[place])]

    def rules_within(self, box: tuple[float, float, float, float]) -> list[float]:
        """Positions x of the upright rules that `box` runs across."""
        x0, y0, x1, y1 = box
        middle = (y0 + y1) / 2
        row = [cell for cell in self.cells if cell[1] <= middle < cell[3]]
        edges = sorted({round((a[2] + b[0]) / 2, 1) for a, b in pairwise(row)})
        margin = 0.4 * (y1 - y0)
        return [edge for edge in edges if x0 + margin < edge < x1 - margin]

    def _cell(self, box: NDArray[np.float64]) -> int | None:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for number, (x0, y0, x1, y1) in enumerate(self.cells):
            if x0 <= x < x1 and y0 <= y < y1:
                return number
        return None

    def _last_before(self, box: NDArray[np.float64]) -> int:
        """The last cell that ends above the middle of `box`, or stands left of it in the same row; -1 without one."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        before = [k for k, (_, y0, x1, y1) in enumerate(self.cells) if y1 <= y or (y0 <= y and x1 <= x)]
        return max(before, default=-1)


def find_tables(rules: Rules) -> tuple[Table, ...]:
    """Ruled tables of at least two rows and two columns.

    A table is a connected set of rules; its cells are the closed white areas between them, so merged cells come
    out as one. Coordinates are pixels of the levelled page.
    """
    scale = rules.scale
    both = cv2.dilate(rules.flat | rules.upright, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(both, connectivity=8)
    tables = []
    for label in range(1, count):
        left, top, wide, tall, _ = (int(value) for value in stats[label])
        if wide < 2 * MIN_RULE or tall < MIN_RULE:
            continue
        window = (labels[top : top + tall, left : left + wide] == label).astype(np.uint8)
        cells = _cells(window, left, top)
        if _is_grid(cells, wide * tall):
            frame = (left / scale, top / scale, (left + wide) / scale, (top + tall) / scale)
            tables.append(Table(frame, tuple(_scaled(cell, 1 / scale) for cell in _row_major(cells))))
    return tuple(tables)


_Cell = tuple[float, float, float, float]


def _scaled(cell: _Cell, factor: float) -> _Cell:
    return (cell[0] * factor, cell[1] * factor, cell[2] * factor, cell[3] * factor)


def _cells(window: NDArray[np.uint8], left: int, top: int) -> list[_Cell]:
    """Closed white areas of a table's `window`, those that touch its border left out."""
    tall, wide = window.shape
    padded = np.pad(1 - window, 1, constant_values=1)
    count, _, stats, _ = cv2.connectedComponentsWithStats(padded.astype(np.uint8), connectivity=4)
    cells = []
    for x, y, w, h, area in stats[1:count]:
        outside = x == 0 or y == 0 or x + w == wide + 2 or y + h == tall + 2
        if not outside and w >= 8 and h >= 8 and area >= 0.6 * w * h:
            cells.append(
                (float(x - 1 + left), float(y - 1 + top), float(x - 1 + left + w), float(y - 1 + top + h))
            )
    return cells


def _is_grid(cells: list[_Cell], area: int) -> bool:
    """At least four cells, in two rows and two columns, that fill most of the frame."""
    return (
        len(cells) >= _MIN_CELLS
        and sum((c[2] - c[0]) * (c[3] - c[1]) for c in cells) >= _FILLED * area
        and max(c[0] for c in cells) >= min(c[2] for c in cells)
        and max(c[1] for c in cells) >= min(c[3] for c in cells)
    )


def _row_major(cells: list[_Cell]) -> list[_Cell]:
    """By the row a cell begins in (tops within 8 pixels are one row), then by x."""
    rows: list[list[_Cell]] = []
    for cell in sorted(cells, key=lambda c: (c[1], c[0])):
        if rows and cell[1] - rows[-1][0][1] <= 8:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [cell for row in rows for cell in sorted(row)]
