"""The cells of a ruled table with the print in them, and its edges as most of them have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.layout.table_slots import Slot

_OVER = 0.3
"""A box stands in one column or row when it reaches over its edges by at most so many heights of a box."""


_MOST = 0.5
"""A rule between two rows or columns that parts this share of their cells parts all that have a text on either side."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A slot and the boxes in it, ``(n, 4)`` as if the table had no bend."""

    slot: Slot
    boxes: NDArray[np.float64]


def by_column(
    each: Held, slot: Slot, columns: Sequence[int | None], edges: dict[int, float]
) -> Iterator[Held]:
    """`slot` cut at the edges of its columns, each part with those boxes that stand in it."""
    inner = range(slot.column, slot.column + slot.columns - 1)
    xs = [slot.area[0], *(edges[k + 1] for k in inner), slot.area[2]]
    for k, (left, right) in enumerate(pairwise(xs)):
        own = each.boxes[[column == slot.column + k for column in columns]]
        area = (left, slot.area[1], right, slot.area[3])
        yield Held(Slot(slot.row, slot.column + k, slot.rows, 1, area), own)


def inner_columns(slot: Slot) -> range:
    """The columns of `slot` but the last: those before its inner edges."""
    return range(slot.column, slot.column + slot.columns - 1)


def columns_of(each: Held, edges: dict[int, float], height: float) -> list[int | None]:
    """The column that each text stands in; None for one over several."""
    slot = each.slot
    inner = [edges[k + 1] for k in inner_columns(slot) if k + 1 in edges]
    found: list[int | None] = []
    for x0, _, x1, _ in each.boxes.tolist():
        first = slot.column + sum(edge < x0 + _OVER * height for edge in inner)
        last = slot.column + sum(edge < x1 - _OVER * height for edge in inner)
        found.append(first if first == last else None)
    return found


def edges_before(held: Sequence[Held], axis: int) -> dict[int, float]:
    """Where the edges before each column (`axis` 0) or row but the first are."""
    places: dict[int, list[float]] = {}
    for each in held:
        start = each.slot.row if axis else each.slot.column
        if start:
            places.setdefault(start, []).append(each.slot.area[axis])
    return {k: float(np.median(found)) for k, found in places.items()}


def parts_most(held: Sequence[Held], number: int, axis: int) -> bool:
    """Does the edge after column (`axis` 0) or row `number` part most cells along it?"""
    parted = whole = 0
    for each in held:
        slot = each.slot
        start, count = (slot.row, slot.rows) if axis else (slot.column, slot.columns)
        weight = slot.columns if axis else slot.rows
        if start + count == number + 1:
            parted += weight
        elif start <= number < start + count - 1:
            whole += weight
    return parted >= _MOST * (parted + whole)


def row_count(held: Sequence[Held]) -> int:
    """Rows of the table."""
    return max((each.slot.row + each.slot.rows for each in held), default=0)
