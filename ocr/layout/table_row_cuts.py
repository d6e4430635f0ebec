"""Rows of a ruled table that only the text parts."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.layout.table_columns import Aligned
from ocr.layout.table_items import Item, item_rows
from ocr.layout.table_rows import grouped
from ocr.layout.table_slots import Slot
from ocr.layout.tables import Table

_LEAST_SPLIT = 3
"""A ruled row becomes several when at least this many lines of at least two of its cells stand side by side."""


_FULL_LINE = 3.0
_ROOM = 1.4
"""A line of text that goes on in its cell is at least so many heights long and leaves less than so many free: the pads
at both ends of the cell and one character."""


def split_rows(table: Table, boxes: NDArray[np.float64], height: float) -> Table:
    """`table` with rows parted where lines of several cells stand side by side and no rule parts them."""
    held = table.cell_lines(boxes, table.members(boxes))
    last = max(cell.row + cell.rows for cell in table.cells)
    between: dict[int, list[float]] = {}
    for row in range(last):
        numbers = [k for k, cell in enumerate(table.cells) if cell.row == row and cell.rows == 1]
        lines = [i for k in numbers for i in held.get(k, ())]
        filled = sum(len(held.get(k, ())) >= _LEAST_SPLIT for k in numbers)
        if filled >= 2:
            areas = [table.cells[k].area for k in numbers]
            between[row] = _row_cuts(boxes, lines, areas, height)
    if not any(between.values()):
        return table
    before = [0]
    for row in range(last):
        before.append(before[-1] + 1 + len(between.get(row, ())))
    cells: list[Slot] = []
    for cell in table.cells:
        first, after = before[cell.row], before[cell.row + cell.rows]
        if cell.rows > 1 or not between.get(cell.row):
            cells.append(dataclasses.replace(cell, row=first, rows=after - first))
            continue
        x0, y0, x1, y1 = cell.area
        for k, (top, bottom) in enumerate(pairwise([y0, *between[cell.row], y1])):
            cells.append(Slot(first + k, cell.column, 1, cell.columns, (x0, top, x1, bottom)))
    return dataclasses.replace(table, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _row_cuts(
    boxes: NDArray[np.float64],
    lines: Sequence[int],
    areas: Sequence[tuple[float, float, float, float]],
    height: float,
) -> list[float]:
    """Positions y between rows of text in one ruled row; none when its cells rather hold text of several lines.

    Text that goes on fills its cell: a column of short items, one in nearly every line, speaks for rows.
    """
    bands = tuple((area[0], area[2]) for area in sorted(areas))
    table = Aligned(tuple(item_rows(boxes, lines, height)), bands)
    several = [row for row in table.rows if len({table.band_of(item) for item in row.items}) >= 2]
    if len(several) < _LEAST_SPLIT or len(several) < 0.6 * len(table.rows):
        return []
    if not any(
        len(items) >= 0.8 * len(several) and _are_short(items, band, height)
        for items, band in zip(table.columns(), bands, strict=True)
    ):
        return []
    groups = grouped(table)
    return [(table.rows[a[-1]].bottom + table.rows[b[0]].top) / 2 for a, b in pairwise(groups)]


def _are_short(items: Sequence[Item], band: tuple[float, float], height: float) -> bool:
    """Do most of `items` leave room in their column, so that none goes on in the next line?"""
    most = max(_FULL_LINE * height, band[1] - band[0] - _ROOM * height)
    return sum(item.width <= most for item in items) >= 0.7 * len(items)
