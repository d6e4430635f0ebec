"""Rows of a table whose rows no rules part: lines of text put together to rows of cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ocr.layout.table_columns import Aligned

_NEARER = 0.75
"""A line that is nearer to one row than this share of the usual blank between rows goes on with that row's cells."""


def grouped(table: Aligned, *, head: bool = False) -> list[list[int]]:
    """Indices of ``table.rows`` by row of cells; those of a `head` have a text in every column.

    A cell of several lines stands beside cells of one, level with its first line or about its middle. Lines that
    fill at most half as many columns as full rows do are joined to the nearest full row when they stand nearer to
    it than rows stand to each other, or when they leave the first column empty: then to the row above.
    """
    used = [{table.band_of(item) for item in row.items} for row in table.rows]
    most = len(table.bands) if head else max(map(len, used))
    full = [2 * len(columns) > most for columns in used]
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
