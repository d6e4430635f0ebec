"""Ruled tables: edges from their rules, and which sides of which cells are ruled.

Everything is in pixels of the masks of `ocr.imaging.rules`, inside the window of one table.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocr.layout.table_edges import Ruled, found_edges, opened_edges, printed_edges
from ocr.layout.table_sides import Edges, crossed_by, held_sides, parted_texts
from ocr.layout.table_slots import Slot, slots
from ocr.layout.table_strips import single_edges, trimmed, usual_height

_MOST_EDGES = 400
"""More edges one way are no table: the page has room for 130 lines of the smallest print."""

_STRETCH = 0.2
_STRETCH_UPRIGHT = 0.35
"""Worn edges have an unbroken run of this share of their length; strokes of figures on top of each other make longer
runs than those of a row."""


_APART = 0.05
"""Lines of print in two cells on top of each other stand this many heights of a box apart; those of one cell hardly at
all."""


def ruled_slots(table: Ruled) -> tuple[Slot, ...]:
    """Slots of the table; ``()`` when its rules make none."""
    across = table.turned()
    ys, xs = found_edges(table.flat), found_edges(across.flat)
    if not (2 <= len(ys) <= _MOST_EDGES and 1 <= len(xs) <= _MOST_EDGES):
        return ()
    ys, xs = printed_edges(table, ys), printed_edges(across, xs, along=True)
    if len(ys) < 2 or not xs:
        return ()
    xs, ys, open_xs, open_ys = opened_edges(table, xs, ys)
    # An edge that no two edges across it hold a side of is a stroke that touches a rule.
    for _ in range(2):
        if len(ys) < 2 or len(xs) < 2:
            return ()
        ys = _kept(Edges(table.flat, table.sure, ys, xs), crossed_by(table.boxes, ys, xs), _STRETCH, open_ys)
        ys = single_edges(ys, table.flat, table.boxes)
        if len(ys) < 2:
            return ()
        crossed = crossed_by(across.boxes, xs, ys, along=True)
        xs = _kept(Edges(across.flat, across.sure, xs, ys), crossed, _STRETCH_UPRIGHT, open_xs)
        xs = single_edges(xs, across.flat, table.boxes, across=True)
    xs = trimmed(Edges(table.flat, table.sure, ys, xs), across.boxes)
    ys = trimmed(Edges(across.flat, across.sure, xs, ys), table.boxes)
    if len(ys) < 3 or len(xs) < 3:
        return ()
    below = held_sides(
        Edges(table.flat, table.sure, ys, xs),
        crossed_by(table.boxes, ys, xs),
        parted_texts(table.boxes, ys, xs, _APART * usual_height(table.boxes)),
    )
    right = held_sides(
        Edges(across.flat, across.sure, xs, ys),
        crossed_by(across.boxes, xs, ys, along=True),
        parted_texts(across.boxes, xs, ys),
    )
    return slots(xs, ys, right[1:-1].T, below[1:-1])


def _kept(edges: Edges, crossed: NDArray[np.bool_], stretch: float, always: set[float]) -> list[float]:
    keep = edges.ruled(crossed, stretch)
    return [at for at, ruled in zip(edges.at, keep, strict=True) if ruled or at in always]
