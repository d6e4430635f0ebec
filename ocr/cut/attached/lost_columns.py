"""Columns of a table whose parting rule was not seen: in row after row a cell holds lines side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ocr.cut.attached.block_cells import Spread, spread
from ocr.cut.stream import Row
from ocr.geometry import Direction
from ocr.page import Cell, Grid

_LEAST = 3
_MOSTLY = 0.6
"""So many cells of a column, and this share of them, hold lines side by side when it is two columns."""

_GAP = 0.5
"""Least blank between the two, in ems: words of a line that was read in two parts stand nearer."""

_LEVEL = 0.5
"""Lines side by side share this much of the lower one's height."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """The blank in a cell, pixels along, on the lean of its row."""

    row: int
    low: int
    high: int


def with_lost_columns(grid: Grid, rows: Mapping[int, Row]) -> Grid:
    """`grid` with such columns parted; `rows` are the lines of its cells by their index.

    Lines of one cell stand below each other; where most cells of a column hold some that stand beside each other, with
    a blank at the same place, a rule between them was lost to wear.
    """
    column = 0
    while column < grid.columns:
        gaps = _gaps(grid, column, rows)
        if gaps:
            grid = _parted(grid, column, gaps, rows)
        column += 1
    return grid


def _gaps(grid: Grid, column: int, rows: Mapping[int, Row]) -> list[_Gap]:
    cells = [cell for cell in grid.cells if cell.column == column and cell.columns == 1]
    found = [gap for cell in cells if (gap := _gap(cell, rows)) is not None]
    return found if len(found) >= max(_LEAST, _MOSTLY * len(cells)) else []


def _gap(cell: Cell, rows: Mapping[int, Row]) -> _Gap | None:
    """The widest blank that parts lines of `cell` which stand beside each other."""
    lines = [rows[line] for line in cell.lines if line in rows]
    if len(lines) < 2:
        return None
    places = sorted(_place(line) for line in lines)
    em = lines[0].em
    best: _Gap | None = None
    end = places[0][1]
    for at in range(1, len(places)):
        low, high = end, places[at][0]
        wide = max(_GAP * em, best.high - best.low if best else 0.0)
        if high - low >= wide and _level(places[:at], places[at:]):
            best = _Gap(cell.row, low, high)
        end = max(end, places[at][1])
    return best


def _level(left: Sequence[Spread], right: Sequence[Spread]) -> bool:
    return any(
        min(a[3], b[3]) - max(a[2], b[2]) >= _LEVEL * min(a[3] - a[2], b[3] - b[2])
        for a in left
        for b in right
    )


def _place(row: Row) -> Spread:
    return spread(row.box, row.source.direction is Direction.VERTICAL)


def _parted(grid: Grid, column: int, gaps: Sequence[_Gap], rows: Mapping[int, Row]) -> Grid:
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.column > column:
            cells.append(replace(cell, column=cell.column + 1))
        elif cell.column + cell.columns <= column:
            cells.append(cell)
        elif cell.columns > 1:
            cells.append(replace(cell, columns=cell.columns + 1))
        else:
            near = min(gaps, key=lambda gap: abs(gap.row - cell.row))
            cells += _halves(cell, near, rows)
    return replace(grid, columns=grid.columns + 1, cells=tuple(cells))


def _halves(cell: Cell, gap: _Gap, rows: Mapping[int, Row]) -> list[Cell]:
    """`cell` as two; as one over both columns when a line of it goes through the blank."""
    places = {line: _place(rows[line]) for line in cell.lines if line in rows}
    reach = _GAP * next((rows[line].em for line in places), 0.0)
    if any(start < gap.low - reach and end > gap.high + reach for start, end, _, _ in places.values()):
        return [replace(cell, columns=2)]
    middle = (gap.low + gap.high) / 2
    left = tuple(line for line, (start, end, _, _) in places.items() if (start + end) / 2 < middle)
    right = tuple(line for line in places if line not in left)
    halves = [replace(cell, lines=left), replace(cell, column=cell.column + 1, lines=right)]
    return [half for half in halves if half.lines]
