"""Merged cells of ruled tables set right by their text: where a rule between cells is lost, and where one shows through
from the back of the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.layout.table_false_rows import without_false_rows
from ocr.layout.table_head_cells import parted_heads
from ocr.layout.table_held import Held, by_column, columns_of, edges_before, parts_most, row_count
from ocr.layout.table_lean import straight_boxes
from ocr.layout.table_slots import Slot
from ocr.layout.tables import Table

_LEVEL = 0.3
"""Texts of one row of cells of one line stand level within so many heights."""


def merged_by_text(table: Table, boxes: NDArray[np.float64], height: float) -> Table:
    """`table` with its merged cells as the print in it says; `boxes`, ``(n, 4)`` on the levelled page, are `height`
    high.

    - Two rows are one when print goes across the rule between them and hardly any cell has print on both sides.
    - A cell over several columns or rows is parted where each of its texts stands in one of them, level with the other
      texts there, if a rule parts most of the other cells at that place.
    - A head over several columns is parted from the heads of those columns under it.
    """
    lines = table.cell_lines(boxes, table.members(boxes))
    flat = straight_boxes(boxes, table.bend)
    held = [Held(slot, flat[lines.get(k, [])].reshape(-1, 4)) for k, slot in enumerate(table.cells)]
    held = _parted_columns(_parted_rows(without_false_rows(held), height), height)
    held = parted_heads(held, height)
    cells = tuple(sorted((each.slot for each in held), key=lambda slot: (slot.row, slot.column)))
    return replace(table, cells=cells) if cells != table.cells else table


def _parted_rows(held: Sequence[Held], height: float) -> list[Held]:
    """Cells over several rows parted where their texts are level with those of the rows."""
    edges = edges_before(held, 1)
    levels = {
        row: float(np.median(found)) for row in range(row_count(held)) if (found := list(_levels(held, row)))
    }
    result: list[Held] = []
    for each in held:
        slot = each.slot
        if slot.rows < 2 or not all(row in levels for row in range(slot.row, slot.row + slot.rows)):
            result.append(each)
            continue
        middles = (each.boxes[:, 1] + each.boxes[:, 3]) / 2
        near = [_nearest(levels, y) for y in middles.tolist()]
        fits = all(abs(levels[row] - y) <= _LEVEL * height for row, y in zip(near, middles, strict=True))
        inner = range(slot.row, slot.row + slot.rows - 1)
        if len(set(near)) < slot.rows or not fits or not all(parts_most(held, row, 1) for row in inner):
            result.append(each)
            continue
        ys = [slot.area[1], *(edges[row + 1] for row in inner), slot.area[3]]
        for k, (top, bottom) in enumerate(pairwise(ys)):
            own = each.boxes[[row == slot.row + k for row in near]]
            area = (slot.area[0], top, slot.area[2], bottom)
            result.append(Held(Slot(slot.row + k, slot.column, 1, slot.columns, area), own))
    return result


def _nearest(levels: dict[int, float], y: float) -> int:
    return min(levels, key=lambda row: abs(levels[row] - y))


def _levels(held: Sequence[Held], row: int) -> Iterator[float]:
    """Heights y of the texts in cells of one line in `row`."""
    for each in held:
        if each.slot.row == row and each.slot.rows == 1 and len(each.boxes) == 1:
            yield float(each.boxes[0, 1] + each.boxes[0, 3]) / 2


def _parted_columns(held: Sequence[Held], height: float) -> list[Held]:
    """Cells over several columns parted where each of their texts stands in one."""
    edges = edges_before(held, 0)
    result: list[Held] = []
    for each in held:
        slot = each.slot
        inner = range(slot.column, slot.column + slot.columns - 1)
        columns = columns_of(each, edges, height)
        if (
            slot.columns < 2
            or None in columns
            or len(set(columns)) < 2
            or not all(parts_most(held, k, 0) for k in inner)
        ):
            result.append(each)
            continue
        result += by_column(each, slot, columns, edges)
    return result
