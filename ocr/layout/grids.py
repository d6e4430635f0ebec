"""Tables as they are handed out: cells by row and column, with the indices of their lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.layout.tables import Table
from ocr.line import Line, Role
from ocr.page import Cell, Grid


def grids(tables: Sequence[Table], lines: Sequence[Line], boxes: NDArray[np.float64]) -> tuple[Grid, ...]:
    """The tables of a page whose `lines` are in reading order; `boxes`, ``(n, 4)``, are theirs on the levelled page.

    Only lines with the role of table cells are taken; rows and columns that hold no text stay. The box of a grid is
    the one that holds its lines. A table without lines is left out.
    """
    cells = [i for i, line in enumerate(lines) if line.role is Role.TABLE_CELL]
    found = []
    for table in tables:
        inside = set(table.members(boxes))
        held = table.cell_lines(boxes, [i for i in cells if i in inside])
        cells = [i for i in cells if i not in inside]
        if not held:
            continue
        box: Box | None = None
        for i in (i for own in held.values() for i in own):
            box = lines[i].box if box is None else box.union(lines[i].box)
        assert box is not None
        found.append(
            Grid(
                box,
                max(slot.row + slot.rows for slot in table.cells),
                max(slot.column + slot.columns for slot in table.cells),
                tuple(
                    Cell(slot.row, slot.column, slot.rows, slot.columns, tuple(held[number]))
                    for number, slot in enumerate(table.cells)
                    if number in held
                ),
            )
        )
    return tuple(found)
