"""Tables: where they stand, their cells, and which boxes belong into which cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.layout.order import rows
from ocr.layout.table_bend import NO_BEND, Bend
from ocr.layout.table_slots import Area, Slot

_REACHES = 0.4
_INSET = 0.06
"""Boxes reach over the rules beside their print by less than so many heights; a rule is half as thick as the second."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table on the levelled page: its frame, ``(x0, y0, x1, y1)`` in pixels, and its cells row by row.

    Cells are given as if the table had no `bend`. `ruled`: upright rules part its columns; else they are told by their
    text.
    """

    box: Area
    cells: tuple[Slot, ...]
    bend: Bend = NO_BEND
    ruled: bool = True

    def members(self, boxes: NDArray[np.float64]) -> list[int]:
        """Indices of `boxes`, ``(n, 4)``, whose middle is inside the frame of this table."""
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        x0, y0, x1, y1 = self.box
        return [int(i) for i in np.flatnonzero((x0 <= x) & (x < x1) & (y0 <= y) & (y < y1))]

    def cell_lines(self, boxes: NDArray[np.float64], members: Iterable[int]) -> dict[int, list[int]]:
        """`members` by the index of the cell they stand in; within a cell by lines, top to bottom, then left to right.

        A box whose middle is in no cell belongs to the nearest one.
        """
        chosen = list(members)
        if not chosen:
            return {}
        middles = (
            np.stack([boxes[chosen, 0] + boxes[chosen, 2], boxes[chosen, 1] + boxes[chosen, 3]], axis=1) / 2
        )
        areas = np.array([cell.area for cell in self.cells])
        held: dict[int, list[int]] = {}
        for i, (x, y) in zip(chosen, self.bend.straight(middles).tolist(), strict=True):
            dx = np.maximum(np.maximum(areas[:, 0] - x, x - areas[:, 2]), 0.0)
            dy = np.maximum(np.maximum(areas[:, 1] - y, y - areas[:, 3]), 0.0)
            held.setdefault(int(np.argmin(dx + dy)), []).append(i)
        return {cell: rows(boxes, held[cell]) for cell in sorted(held)}

    def row_major(self, boxes: NDArray[np.float64], members: Iterable[int]) -> list[int]:
        """`members` in reading order: cell by cell, row by row."""
        return [i for held in self.cell_lines(boxes, members).values() for i in held]

    def rules_within(self, box: Area) -> list[float]:
        """Positions x of the upright rules that `box` runs across."""
        if not self.ruled:
            return []
        x0, y0, x1, y1 = box
        middle = np.array([[(x0 + x1) / 2, (y0 + y1) / 2]])
        (x, y) = self.bend.straight(middle)[0].tolist()
        shift = (x0 + x1) / 2 - x
        row = [cell.area for cell in self.cells if cell.area[1] <= y < cell.area[3]]
        edges = sorted({round((a[2] + b[0]) / 2 + shift, 1) for a, b in pairwise(sorted(row))})
        margin = 0.4 * (y1 - y0)
        return [edge for edge in edges if x0 + margin < edge < x1 - margin]

    def within(self, box: Area) -> tuple[float, float]:
        """The part of `box` (its ends x) inside the upright rules of its cell, if it reaches over them by less than
        print does: boxes reach past their print, and a rule reads as 1."""
        x0, y0, x1, y1 = box
        if not self.ruled:
            return x0, x1
        middle = np.array([[(x0 + x1) / 2, (y0 + y1) / 2]])
        ((x, y),) = self.bend.straight(middle).tolist()
        shift = (x0 + x1) / 2 - x
        for cell in self.cells:
            left, top, right, bottom = cell.area
            if left <= x < right and top <= y < bottom:
                most, least = _REACHES * (y1 - y0), _INSET * (y1 - y0)
                left, right = left + shift, right + shift
                start = left + least if least < left - x0 < most else x0
                end = right - least if least < x1 - right < most else x1
                return start, end
        return x0, x1


def frame(cells: Iterable[Slot], bend: Bend) -> Area:
    """The upright box that holds the bent table."""
    areas = np.array([cell.area for cell in cells])
    x0, y0, x1, y1 = areas[:, 0].min(), areas[:, 1].min(), areas[:, 2].max(), areas[:, 3].max()
    lift = [value for x, value in zip(bend.at_x, bend.lift, strict=True) if x0 <= x <= x1] or [0.0]
    lean = [value for y, value in zip(bend.at_y, bend.lean, strict=True) if y0 <= y <= y1] or [0.0]
    return (float(x0 + min(lean)), float(y0 + min(lift)), float(x1 + max(lean)), float(y1 + max(lift)))
