"""Rows of a ruled table that a rule of the back of the sheet, or a fold, parts: made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocr.layout.table_held import Held, row_count
from ocr.layout.table_slots import Slot

_ACROSS = 0.3
"""A flat rule goes through a text when it is this share of its height or more inside it."""


def without_false_rows(held: Sequence[Held]) -> list[Held]:
    """`held` with rows made one that a line parts which print goes across, where hardly any cell has print on both
    sides of it."""
    result = list(held)
    for row in range(row_count(result) - 2, -1, -1):
        above = {(h.slot.column, h.slot.columns): h for h in result if h.slot.row + h.slot.rows == row + 1}
        below = {(h.slot.column, h.slot.columns): h for h in result if h.slot.row == row + 1}
        over = [h for h in result if h.slot.row <= row < h.slot.row + h.slot.rows - 1]
        if above.keys() != below.keys() or not above:
            continue
        edge = float(np.median([h.slot.area[3] for h in above.values()]))
        struck = any(_goes_through(box, edge) for h in over for box in h.boxes)
        sides = [(len(above[k].boxes) > 0, len(below[k].boxes) > 0) for k in above]
        one_sided = sum(a != b for a, b in sides)
        if not struck or sum(a and b for a, b in sides) > 1 or one_sided < 2:
            continue
        rest = [h for h in result if h not in above.values() and h not in below.values()]
        joined = [_joined(above[k], below[k]) for k in above]
        result = [_without_row(h, row) for h in (*rest, *joined)]
    return result


def _goes_through(box: NDArray[np.float64], edge: float) -> bool:
    within = _ACROSS * (box[3] - box[1])
    return bool(box[1] + within < edge < box[3] - within)


def _joined(above: Held, below: Held) -> Held:
    one, two = above.slot, below.slot
    area = (one.area[0], one.area[1], two.area[2], two.area[3])
    slot = Slot(one.row, one.column, one.rows + two.rows, one.columns, area)
    return Held(slot, np.concatenate([above.boxes, below.boxes]))


def _without_row(held: Held, row: int) -> Held:
    """The slot counted without the edge under `row`."""
    slot = held.slot
    if slot.row > row:
        slot = replace(slot, row=slot.row - 1)
    elif slot.row + slot.rows > row + 1:
        slot = replace(slot, rows=slot.rows - 1)
    return Held(slot, held.boxes)
