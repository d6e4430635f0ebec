"""The cells of a table as slots: areas between its edges, merged where no side parts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Area = tuple[float, float, float, float]
"""x0, y0, x1, y1 in pixels."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a cell: its first row and column from 0, how many it spans, and its area in pixels of the levelled
    page with the table's bend taken out."""

    row: int
    column: int
    rows: int
    columns: int
    area: Area


def slots(
    xs: Sequence[float], ys: Sequence[float], right: NDArray[np.bool_], below: NDArray[np.bool_]
) -> tuple[Slot, ...]:
    """Slots between the edges `xs` and `ys`, row by row.

    `right`, ``(rows, columns - 1)``: does a side part each area from the next in its row? `below`, ``(rows - 1,
    columns)``: from the one under it? Areas that nothing parts are one slot; a group of them that is no
    rectangle (a broken rule) is merged along its rows only.
    """
    rows, columns = len(ys) - 1, len(xs) - 1
    group = _groups(rows, columns, right, below)
    along = _groups(rows, columns, right, np.ones_like(below))
    places: dict[tuple[bool, int], list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            number = int(group[row, column])
            whole = _is_rectangle(group == number)
            key = (whole, number if whole else int(along[row, column]))
            places.setdefault(key, []).append((row, column))
    found = []
    for held in places.values():
        (r0, c0), (r1, c1) = held[0], held[-1]
        area = (xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])
        found.append(Slot(r0, c0, r1 - r0 + 1, c1 - c0 + 1, area))
    return tuple(sorted(found, key=lambda slot: (slot.row, slot.column)))


def whole_slots(xs: Sequence[float], ys: Sequence[float]) -> tuple[Slot, ...]:
    """Slots between the edges `xs` and `ys`, none merged."""
    rows, columns = len(ys) - 1, len(xs) - 1
    return slots(xs, ys, np.ones((rows, columns - 1), dtype=bool), np.ones((rows - 1, columns), dtype=bool))


def _groups(rows: int, columns: int, right: NDArray[np.bool_], below: NDArray[np.bool_]) -> NDArray[np.int64]:
    parent = list(range(rows * columns))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not right[row, column]:
                parent[root(here + 1)] = root(here)
            if row + 1 < rows and not below[row, column]:
                parent[root(here + columns)] = root(here)
    return np.array([root(i) for i in range(rows * columns)], dtype=np.int64).reshape(rows, columns)


def _is_rectangle(mask: NDArray[np.bool_]) -> bool:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return bool(mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].all())
