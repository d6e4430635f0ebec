"""Rows of a table whose rows no rules part: lines of text put together to rows of cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ocr.layout.table_columns import Aligned
from ocr.layout.table_items import OVERLAP, ItemRow

_NEARER = 0.75
"""A line that is nearer to one row than this share of the usual blank between rows goes on with that row's cells."""

_SOONER = 0.87
_LATER = 1.1
"""Lines of one row follow each other after less than the first share of the usual step from the line before to a row;
where rows have no blank between them, after about as much."""

_ALWAYS = 0.8
"""A column with a text in this share of the rows has one in all."""

_KEYED = 0.8
"""Of every two lines of a table so many on the average have something in the first column, if that tells its rows."""


def grouped(table: Aligned, *, head: bool = False) -> list[list[int]]:
    """Indices of ``table.rows`` by row of cells; those of a `head` have a text in every column.

    Lines that overlap stand side by side. A cell of several lines stands beside cells of one, level with its first line
    or about its middle. Lines that fill at most half as many columns as full rows do are joined to the nearest full row
    when they stand nearer to it than rows stand to each other, or when they leave the first column empty: then to the
    row above. So are lines in which most cells of a row go on.
    """
    strips = _strips(table.rows)
    rows = [_beside([table.rows[i] for i in strip]) for strip in strips]
    groups = _grouped(Aligned(tuple(rows), table.bands), head)
    return [[i for strip in group for i in strips[strip]] for group in groups]


def _strips(rows: Sequence[ItemRow]) -> list[list[int]]:
    """Indices of `rows`, those that overlap together."""
    heights = [item.area[3] - item.area[1] for row in rows for item in row.items]
    least = OVERLAP * float(np.median(heights)) if heights else 0.0
    strips: list[list[int]] = []
    for i, row in enumerate(rows):
        if strips and row.centre - rows[i - 1].centre < least:
            strips[-1].append(i)
        else:
            strips.append([i])
    return strips


def _beside(rows: Sequence[ItemRow]) -> ItemRow:
    """`rows` as one."""
    items = sorted((item for row in rows for item in row.items), key=lambda item: item.area[0])
    return ItemRow(min(row.top for row in rows), max(row.bottom for row in rows), tuple(items))


def _grouped(table: Aligned, head: bool) -> list[list[int]]:
    """As `grouped`, for lines that do not overlap."""
    used = [{table.band_of(item) for item in row.items} for row in table.rows]
    most = len(table.bands) if head else max(map(len, used))
    on = set() if head else _going_on(table, used)
    full = [2 * len(columns) > most and i not in on for i, columns in enumerate(used)]
    if head and sum(full) == 1:
        return [list(range(len(used)))]
    gaps = [after.top - before.bottom for before, after in pairwise(table.rows)]
    between = [gap for gap, one, two in zip(gaps, full, full[1:], strict=False) if one and two]
    usual = float(np.median(between)) if between else max(gaps, default=0.0)
    owner = list(range(len(used)))
    for i in range(len(used)):
        if full[i]:
            continue
        above, below = _distance(table, full, i, -1), _distance(table, full, i, 1)
        nearest = min(above, below)
        # Pitches, not blanks, are compared: blanks between boxes can be nothing at all.
        if nearest[0] < _NEARER * _pitch(table, full):
            owner[i] = nearest[1]
        elif above[1] >= 0 and 0 not in used[i] and above[0] - usual < 2 * _pitch(table, full):
            owner[i] = above[1]
    groups: dict[int, list[int]] = {}
    for i, row in enumerate(owner):
        groups.setdefault(row, []).append(i)
    return _whole(sorted(groups.values()))


def _going_on(table: Aligned, used: Sequence[set[int]]) -> set[int]:
    """Lines that only go on with cells of the line before: the first column, which numbers or names the rows, is empty
    in them, as is every column that is empty before (but for those that no row leaves empty, where the line before
    begins a row), and they follow it sooner than rows do.

    Where rows follow each other no later than lines, two columns or more must be empty, and no cell may go on that
    had room for the whole of it.
    """
    known = [i for i, columns in enumerate(used) if 0 in columns]
    steps = [_middle(table, i) - _middle(table, i - 1) for i in known if i]
    if 2 * len(known) < _KEYED * len(used) or not steps:
        return set()
    pitch = float(np.median(steps))
    always = {k for k in range(len(table.bands)) if sum(k in used[i] for i in known) >= _ALWAYS * len(known)}
    found: set[int] = set()
    for i in range(1, len(used)):
        before = used[i - 1] | (always if 0 in used[i - 1] else set())
        if 0 in used[i] or not used[i] <= before:
            continue
        step = _middle(table, i) - _middle(table, i - 1)
        sooner = step <= _SOONER * pitch
        level = step <= _LATER * pitch and used[i] <= used[i - 1] and len(used[i]) <= len(used[i - 1]) - 2
        if sooner or (level and _is_wrapped(table, i)):
            found.add(i)
    return found


def _is_wrapped(table: Aligned, i: int) -> bool:
    """Does line `i` go on only with cells that had no room for it on the line before?"""
    wide = [band[1] - band[0] for band in table.bands]
    before = {table.band_of(item): item.width for item in table.rows[i - 1].items}
    return all(
        before[k] + item.width > wide[k] for item in table.rows[i].items for k in (table.band_of(item),)
    )


def _middle(table: Aligned, i: int) -> float:
    return (table.rows[i].top + table.rows[i].bottom) / 2


def _distance(table: Aligned, full: Sequence[bool], i: int, step: int) -> tuple[float, int]:
    """From line `i` to the next full one upwards (`step` -1) or downwards: the steps between lines, the largest of
    them, and that line; infinity and -1 without one."""
    at, widest = i, 0.0
    while 0 <= at + step < len(full):
        widest = max(widest, abs(_middle(table, at + step) - _middle(table, at)))
        at += step
        if full[at]:
            return (widest, at)
    return (float("inf"), -1)


def _pitch(table: Aligned, full: Sequence[bool]) -> float:
    """Usual distance between the middles of full lines that follow each other."""
    steps = [
        _middle(table, i + 1) - _middle(table, i) for i in range(len(full) - 1) if full[i] and full[i + 1]
    ]
    if not steps:
        steps = [_middle(table, i + 1) - _middle(table, i) for i in range(len(full) - 1)]
    return float(np.median(steps)) if steps else 0.0


def _whole(groups: Sequence[list[int]]) -> list[list[int]]:
    """Groups that are runs of lines: what stands between two lines of a row belongs to it."""
    result: list[list[int]] = []
    for group in groups:
        if result and group[0] < result[-1][-1]:
            result[-1] = sorted({*result[-1], *group})
        else:
            result.append(list(group))
    return result
