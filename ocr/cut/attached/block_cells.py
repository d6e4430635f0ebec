"""Cells of a table that the page's layout gave no grid: rows and columns by where the lines stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ocr.cut.stream import Row
from ocr.geometry import Box, Direction

Spread = tuple[int, int, int, int]
"""Along from and to, across from and to; pixels."""


def spread(box: Box, vertical: bool) -> Spread:
    """The box as (along0, along1, across0, across1), both rising in the direction of reading."""
    return (box.y0, box.y1, -box.x1, -box.x0) if vertical else (box.x0, box.x1, box.y0, box.y1)


def block_cells(cells: Sequence[Row]) -> list[list[list[int]]]:
    """Rows of cells, each the indices of its lines in `cells`, in reading order; every row has as many."""
    vertical = cells[0].source.direction is Direction.VERTICAL
    places = [spread(cell.box, vertical) for cell in cells]
    columns = _bands([(a0, a1) for a0, a1, _, _ in places])
    lines = _row_bands(places, columns)
    filled: dict[tuple[int, int], list[int]] = {}
    for i in sorted(range(len(cells)), key=lambda i: (places[i][2], places[i][0])):
        a0, a1, c0, c1 = places[i]
        filled.setdefault((_band(lines, (c0 + c1) / 2), _band(columns, (a0 + a1) / 2)), []).append(i)
    merged = _merge_columns(len(columns), set(filled))
    grid: list[list[list[int]]] = [[[] for _ in range(max(merged) + 1)] for _ in lines]
    for (row, column), members in filled.items():
        grid[row][merged[column]] += members
    return [row for row in grid if any(row)]


def _merge_columns(count: int, filled: set[tuple[int, int]]) -> list[int]:
    """New number of each column: neighbours that no row fills both of are one (a short head over short cells)."""
    rows = [{row for row, column in filled if column == c} for c in range(count)]
    numbers = [0] * count
    current: set[int] = set(rows[0])
    for c in range(1, count):
        if current & rows[c]:
            numbers[c] = numbers[c - 1] + 1
            current = set(rows[c])
        else:
            numbers[c] = numbers[c - 1]
            current |= rows[c]
    return numbers


def _bands(extents: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Disjoint ranges that the extents cover; extents that touch by less than a fifth stay apart."""
    result: list[tuple[int, int]] = []
    for low, high in sorted(extents):
        if result and low < result[-1][1] - 0.2 * min(high - low, result[-1][1] - result[-1][0]):
            result[-1] = (result[-1][0], max(high, result[-1][1]))
        else:
            result.append((low, high))
    return result


def _row_bands(places: Sequence[Spread], columns: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Rows of the table: bands that no line crosses, and then a line that belongs to a taller cell put back.

    A cell of two or three lines stands beside cells of one, centred: its outer lines make bands of their own, nearer
    to the rest of their row than rows are to each other.
    """
    bands = _bands([(c0, c1) for _, _, c0, c1 in places])
    used: list[set[int]] = [set() for _ in bands]
    for a0, a1, c0, c1 in places:
        used[_band(bands, (c0 + c1) / 2)].add(_band(columns, (a0 + a1) / 2))
    most = max(map(len, used))
    full = [len(columns_used) * 2 > most for columns_used in used]
    gaps = [after[0] - before[1] for before, after in pairwise(bands)]
    between = [gap for gap, one, two in zip(gaps, full, full[1:], strict=False) if one and two]
    height = median(c1 - c0 for _, _, c0, c1 in places)
    limit = 0.75 * median(between) if between else 0.62 * height
    result = [bands[0]]
    whole = full[0]
    for at, gap in enumerate(gaps, 1):
        if gap < limit and not (whole and full[at]):
            result[-1] = (result[-1][0], bands[at][1])
            whole = whole or full[at]
        else:
            result.append(bands[at])
            whole = full[at]
    return result


def _band(bands: Sequence[tuple[int, int]], at: float) -> int:
    """The band that holds `at`, or the nearest one."""
    return min(
        range(len(bands)),
        key=lambda i: (
            0.0 if bands[i][0] <= at <= bands[i][1] else min(abs(bands[i][0] - at), abs(bands[i][1] - at))
        ),
    )
