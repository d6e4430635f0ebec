"""Heads over several columns of a ruled table, whose rule from the heads under them is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocr.layout.table_held import Held, by_column, columns_of, edges_before, inner_columns
from ocr.layout.table_slots import Slot


def parted_heads(held: Sequence[Held], height: float) -> list[Held]:
    """Cells in the first row that hold a head over several columns, and heads of those columns under it, parted."""
    edges = edges_before(held, 0)
    cuts: dict[int, float] = {}
    for k, each in enumerate(held):
        slot = each.slot
        if slot.row or slot.columns < 2 or not all(n + 1 in edges for n in inner_columns(slot)):
            continue
        columns = columns_of(each, edges, height)
        over = [i for i, column in enumerate(columns) if column is None]
        under = [i for i, column in enumerate(columns) if column is not None]
        if not over or len({columns[i] for i in under}) < 2:
            continue
        foot, top = float(each.boxes[over, 3].max()), float(each.boxes[under, 1].min())
        middles = (each.boxes[:, 1] + each.boxes[:, 3]) / 2
        if middles[over].max() < middles[under].min() - 0.5 * height:
            cuts[k] = (foot + top) / 2
    if not cuts:
        return list(held)
    # Rows that are there already take the parts; else the first row becomes two.
    new = all(held[k].slot.rows == 1 for k in cuts)
    result: list[Held] = []
    for k, each in enumerate(held):
        slot = each.slot
        if k not in cuts:
            if new:
                slot = replace(slot, rows=slot.rows + 1) if slot.row == 0 else replace(slot, row=slot.row + 1)
            result.append(Held(slot, each.boxes))
            continue
        x0, y0, x1, y1 = slot.area
        upper = (each.boxes[:, 1] + each.boxes[:, 3]) / 2 < cuts[k]
        rows = max(2, slot.rows)
        result.append(Held(Slot(0, slot.column, 1, slot.columns, (x0, y0, x1, cuts[k])), each.boxes[upper]))
        lower = Slot(1, slot.column, rows - 1, slot.columns, (x0, cuts[k], x1, y1))
        rest = Held(lower, each.boxes[~upper])
        result += by_column(rest, lower, columns_of(rest, edges, height), edges)
    return result
