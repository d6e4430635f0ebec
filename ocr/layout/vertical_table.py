"""Ruled tables of vertical pages: tariffs and returns of the 1920s to 1940s.

Rows and columns are counted the way such a table is read, so that a record is a row here, too: row 0 is the strip at
the right, rows follow each other to the left; column 0 is the band at the top, columns follow each other downwards. A
table whose cells are set in lines is counted as on a horizontal page: rows downwards, columns to the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.quads import Quad, part, sides
from ocr.imaging.rules import Rules
from ocr.layout.arrange import page_direction
from ocr.layout.flow import to_flow
from ocr.layout.order import rows
from ocr.layout.table_search import find_tables
from ocr.layout.table_slots import Area, Slot
from ocr.layout.tables import Table

_FILLED = 0.85
"""Print that reaches this far down its cell fills it: running text between rules does, but for the ends of
paragraphs."""

_RAGGED = 0.5
_RAGGED_TIERS = 0.75
"""Share of the cells of a table that are not filled; with bands of like heights, which may be tiers of text, and with
two bands only, the second."""

_LIKE = 1.25
"""Bands whose heights differ by a smaller ratio are alike."""

_RECORDS = 2
"""So many strips have print in two bands or more."""

_THINNEST = 0.7
"""Narrowest strip and lowest band, in thicknesses of a box (which is 1.4 to 2.4 times that of its print)."""

_MOST_COLUMNS = 4
"""Columns of print that a cell holds at most."""

_MOST_CROSSING = 0.2
"""Share of the boxes that may run across a rule: columns of running text run across what only looks like one."""

_SLACK = 8.0
"""Pixels by which the frame may reach over the outermost cells."""

_SLANT = 0.35
"""A box is cut at a rule that passes its ends by this share of its thickness."""


@dataclass(frozen=True, slots=True)
class VerticalTable(Table):
    """A table whose cells hold columns, right to left; its slots are counted as this module says."""

    def cell_lines(self, boxes: NDArray[np.float64], members: Iterable[int]) -> dict[int, list[int]]:
        """`members` by the index of the cell they stand in; within a cell by columns, from right to left."""
        spans = to_flow(boxes, Direction.VERTICAL)
        held = Table.cell_lines(self, boxes, members)
        return {cell: rows(spans, inside) for cell, inside in held.items()}

    def rules_within(self, box: tuple[float, float, float, float]) -> list[float]:
        """Positions y of the flat rules that the column `box` runs across."""
        x0, y0, x1, y1 = box
        middle = np.array([[(x0 + x1) / 2, (y0 + y1) / 2]])
        ((x, y),) = self.bend.straight(middle).tolist()
        shift = (y0 + y1) / 2 - y
        feet = [cell.area[3] + shift for cell in self.cells if cell.area[0] <= x < cell.area[2]]
        margin = _SLANT * (x1 - x0)
        return sorted(foot for foot in feet if y0 + margin < foot < y1 - margin)


def find_vertical_tables(rules: Rules, boxes: NDArray[np.float64]) -> tuple[Table, ...]:
    """Ruled tables of a vertical page whose level text boxes are `boxes`, ``(n, 4)``, in pixels.

    Rules between columns and tiers of running text make a grid, too: a table is one where print leaves most cells
    open, and whose strips have print in several bands.
    """
    found: list[Table] = []
    for table in find_tables(rules):
        inside = boxes[table.members(boxes)] if len(boxes) else boxes
        if not len(inside):
            continue
        if page_direction([(x1 - x0, y1 - y0) for x0, y0, x1, y1 in inside.tolist()]) is Direction.HORIZONTAL:
            found.append(table)
            continue
        cells = _cells(table, inside)
        if not cells:
            continue
        trimmed = VerticalTable(_around(cells, table.box), cells, table.bend, table.ruled)
        held = inside[trimmed.members(inside)]
        if _is_table(trimmed, held):
            found.append(trimmed)
    return tuple(found)


def cut_at_rules(quads: Sequence[Quad], boxes: NDArray[np.float64], tables: Sequence[Table]) -> list[Quad]:
    """`quads`, whose level boxes are `boxes`, ``(n, 4)``, those that reach over cells cut at the rules between them."""
    result: list[Quad] = []
    for quad, (x0, y0, x1, y1) in zip(quads, boxes.tolist(), strict=True):
        width, height = sides(quad)
        own = Direction.VERTICAL if height > width else Direction.HORIZONTAL
        table = next((each for each in tables if each.members(np.array([[x0, y0, x1, y1]]))), None)
        upright = isinstance(table, VerticalTable)
        if table is None or upright != (own is Direction.VERTICAL):
            result.append(quad)
            continue
        low, high = (y0, y1) if upright else (x0, x1)
        shares = [(place - low) / (high - low) for place in table.rules_within((x0, y0, x1, y1))]
        ends = [0.0, *shares, 1.0]
        result += [part(quad, a, b, own) for a, b in pairwise(ends)] if shares else [quad]
    return result


def in_tables(boxes: NDArray[np.float64], tables: Sequence[Table]) -> list[bool]:
    """Which of `boxes`, ``(n, 4)``, stand in one of `tables`."""
    inside = {i for table in tables for i in table.members(boxes)}
    return [i in inside for i in range(len(boxes))]


def _cells(table: Table, boxes: NDArray[np.float64]) -> tuple[Slot, ...]:
    """The cells of `table` whose text boxes are `boxes`, counted as this module says.

    What lies between the rules of a double frame is no cell, nor is an area with many columns: rules and folds can
    join the table with running text.
    """
    thick = float(np.median(boxes[:, 2] - boxes[:, 0]))
    middles = table.bend.straight(
        np.stack([boxes[:, [0, 2]].mean(axis=1), boxes[:, [1, 3]].mean(axis=1)], axis=1)
    )
    kept = []
    for cell in table.cells:
        x0, y0, x1, y1 = cell.area
        inside = (middles[:, 0] >= x0) & (middles[:, 0] < x1) & (middles[:, 1] >= y0) & (middles[:, 1] < y1)
        if min(x1 - x0, y1 - y0) >= _THINNEST * thick and inside.sum() <= _MOST_COLUMNS:
            kept.append(cell)
    # Strips and bands of which nothing is left but as parts of wider cells were those between double rules.
    strips = sorted({cell.column for cell in kept if cell.columns == 1})
    bands = sorted({cell.row for cell in kept if cell.rows == 1})
    counted = []
    for cell in kept:
        across = [n for n, k in enumerate(strips) if cell.column <= k < cell.column + cell.columns]
        down = [n for n, k in enumerate(bands) if cell.row <= k < cell.row + cell.rows]
        if across and down:
            counted.append(Slot(len(strips) - 1 - across[-1], down[0], len(across), len(down), cell.area))
    return tuple(sorted(counted, key=lambda cell: (cell.row, cell.column)))


def _around(cells: Sequence[Slot], box: Area) -> Area:
    """The part of the frame `box` about `cells`, as far as it bends."""
    areas = np.array([cell.area for cell in cells])
    low, high = areas[:, :2].min(axis=0), areas[:, 2:].max(axis=0)
    slack = _SLACK
    return (
        max(box[0], float(low[0]) - slack),
        max(box[1], float(low[1]) - slack),
        min(box[2], float(high[0]) + slack),
        min(box[3], float(high[1]) + slack),
    )


def _is_table(table: VerticalTable, boxes: NDArray[np.float64]) -> bool:
    """Do the `boxes` of print inside the grid stand as in a table rather than as in ruled tiers?"""
    crossing = sum(bool(table.rules_within((x0, y0, x1, y1))) for x0, y0, x1, y1 in boxes.tolist())
    if not len(boxes) or crossing > _MOST_CROSSING * len(boxes):
        return False
    filled = 0
    bands: dict[int, int] = {}
    for number, members in table.cell_lines(boxes, range(len(boxes))).items():
        cell = table.cells[number]
        foot = table.bend.straight(boxes[members][:, [0, 3]])[:, 1].max()
        bands[cell.row] = bands.get(cell.row, 0) + 1
        filled += bool(foot - cell.area[1] >= _FILLED * (cell.area[3] - cell.area[1]))
    if sum(count > 1 for count in bands.values()) < _RECORDS:
        return False
    heights = np.diff(sorted({edge for cell in table.cells for edge in (cell.area[1], cell.area[3])}))
    tiers = len(heights) < 3 or float(heights.max()) < _LIKE * float(heights.min())
    return 1.0 - filled / len(table.cells) >= (_RAGGED_TIERS if tiers else _RAGGED)
