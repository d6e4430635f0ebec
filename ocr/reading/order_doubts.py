"""What tells that lines may stand in a wrong order or on each other, or cells of tables in wrong rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.line import FURNITURE, Line
from ocr.page import Grid

FEW_BLOCKS = 6
"""A page of so many blocks of text besides its tables has a plain order."""

_ON = 0.3
"""A character is on another line when its middle is nearer to that of the line, in thicknesses."""


def scattered(lines: Sequence[Line], tables: Sequence[Grid]) -> float:
    """Share (0..1) of the blocks of text beyond `FEW_BLOCKS`: the more, the less is sure about their order."""
    cells = {at for table in tables for cell in table.cells for at in cell.lines}
    blocks = {line.block for at, line in enumerate(lines) if at not in cells and line.role not in FURNITURE}
    return max(0.0, 1.0 - FEW_BLOCKS / len(blocks)) if blocks else 0.0


def headless_rows(tables: Sequence[Grid], lines: Sequence[Line]) -> int:
    """Characters in rows of tables with nothing in the first column, where the number or the name of a row stands.

    Such a row mostly belongs to the one above, or its cells stand in wrong columns. Other columns may be empty: many a
    tariff has a remark in one row of three.
    """
    found = 0
    for table in tables:
        headed = {
            row for cell in table.cells if cell.column == 0 for row in range(cell.row, cell.row + cell.rows)
        }
        bare = (cell for cell in table.cells if cell.row not in headed)
        found += sum(len(lines[at].text) for cell in bare for at in cell.lines)
    return found


def crossed(lines: Sequence[Line]) -> int:
    """Characters that stand on the middle of another line: print that was read twice, or lines across each other.

    By the middles of the lines, which lean and curl with them: upright boxes of leaning lines all overlap.
    """
    placed = [_Placed.of(line) for line in lines if line.middles and len(line.text) > 1]
    boxes = np.array([one.line.box for one in placed], dtype=np.float64).reshape(-1, 4)
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    meet = np.asarray(((low <= boxes[None, :, 2:]) & (boxes[None, :, :2] <= high)).all(axis=2))
    np.fill_diagonal(meet, val=False)
    found = 0
    for one, others in zip(placed, meet, strict=True):
        hit = np.zeros(one.x.shape, dtype=np.bool_)
        for k in np.flatnonzero(others):
            hit |= placed[k].holds(one.x, one.y)
        found += int(hit.sum())
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A line, the middles `x` and `y` of its characters, and its own middle `across` at places `along` it, rising."""

    line: Line
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    along: NDArray[np.float64]
    across: NDArray[np.float64]

    @classmethod
    def of(cls, line: Line) -> _Placed:
        """Of a line with bounds and middles."""
        along, across = np.array(line.bounds, dtype=np.float64), np.array(line.middles, dtype=np.float64)
        p, q = (along[1:] + along[:-1]) / 2, (across[1:] + across[:-1]) / 2
        x, y = (q, p) if line.along_y else (p, q)
        step = -1 if along[0] > along[-1] else 1
        return cls(line, x, y, along[::step], across[::step])

    def holds(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which points stand on the middle of the line?"""
        u, v = (y, x) if self.line.along_y else (x, y)
        off = np.abs(v - np.interp(u, self.along, self.across))
        inside = (u > self.along[0]) & (u < self.along[-1])
        return np.asarray(inside & (off < _ON * max(1, self.line.thickness)))
