"""Columns of a table without upright rules: bands of x that its items keep to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ocr.layout.table_items import Blanks, Item, ItemRow

_FEWEST = 3
"""Rows of a run, its head left out."""

_ASIDE = 0.6
"""Items of one column stand within this many heights of each other by their left ends, right ends or middles."""

_ALIGNED = 0.7
"""Share of the items of a column that must."""

_PARTED = 0.5
"""Least blank between two columns, in heights, over the whole table."""

_FAR = 1.5
_WIDER = 1.8
"""The next row of a table is at most this many heights away, or this many times as far as the rows before it."""

_PLAIN = 4
"""Lines of one item (the text of one cell going on) that may stand between two rows of several."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Rows that keep to `bands`, (x0, x1) from left to right, at least two."""

    rows: tuple[ItemRow, ...]
    bands: tuple[tuple[float, float], ...]

    def band_of(self, item: Item) -> int:
        """The column that `item` stands in: the one it shares most with, or the nearest."""
        shared = [min(item.area[2], x1) - max(item.area[0], x0) for x0, x1 in self.bands]
        return int(np.argmax(shared))

    def columns(self) -> list[list[Item]]:
        """The items of each column; those that reach over several are in none."""
        found: list[list[Item]] = [[] for _ in self.bands]
        for item in (item for row in self.rows for item in row.items):
            if len(touched_bands(self.bands, item)) < 2:
                found[self.band_of(item)].append(item)
        return found


def aligned_runs(rows: Sequence[ItemRow], height: float, blanks: Blanks) -> list[Aligned]:
    """Longest runs of `rows` (top to bottom) that keep to the same columns; `height` is that of a box.

    A run begins and ends with a row of at least two items; a head whose items stand over the columns, centred or
    not, belongs to it. A box over two columns is taken for two when it has a blank between them (`blanks`).
    """
    found: list[Aligned] = []
    at = free = 0
    while at < len(rows):
        run = _grow(rows, at, height, blanks)
        if run is None or len(run.rows) < _FEWEST:
            at += 1
            continue
        after = at + len(run.rows)
        above = rows[at - 1] if at > free else None
        if above and run.rows[0].top - above.bottom <= _FAR * height and is_head(above, run.bands):
            run = Aligned((above, *run.rows), run.bands)
        found.append(run)
        at = free = after
    return found


def is_head(row: ItemRow, bands: Sequence[tuple[float, float]]) -> bool:
    """Does `row` have an item over every one of the columns `bands`, clear of the others?"""
    if len(row.items) != len(bands):
        return False
    around = [(float("-inf"), float("-inf")), *bands, (float("inf"), float("inf"))]
    return all(
        before[1] < item.area[0] and item.area[2] < after[0]
        for before, item, after in zip(around, row.items, around[2:], strict=False)
    )


def is_straight(table: Aligned, height: float) -> bool:
    """Do the items of every column that has three or more line up?"""
    return all(_lines_up(items, height) for items in table.columns() if len(items) >= 3)


def _lines_up(items: Sequence[Item], height: float) -> bool:
    ends = np.array([(item.area[0], item.area[2], (item.area[0] + item.area[2]) / 2) for item in items])
    near = np.abs(ends - np.median(ends, axis=0)) <= _ASIDE * height
    return bool(near.mean(axis=0).max() >= _ALIGNED)


def _grow(rows: Sequence[ItemRow], at: int, height: float, blanks: Blanks) -> Aligned | None:
    """The run that begins with row `at`; None when there is none."""
    if len(rows[at].items) < 2:
        return None
    bands = [(item.area[0], item.area[2]) for item in rows[at].items]
    most = len(bands)
    taken, kept, plain = 1, 1, 0
    kept_bands = bands
    gaps: list[float] = []
    for row, before in zip(rows[at + 1 :], rows[at:], strict=False):
        gap = row.top - before.bottom
        if gap > max(_FAR * height, _WIDER * float(np.median(gaps)) if len(gaps) > 1 else 0.0):
            break
        most = max(most, len(row.items))
        wider = _widened(bands, row, height, blanks, most)
        plain = plain + 1 if len(row.items) < 2 else 0
        if wider is None or plain > _PLAIN:
            break
        gaps.append(max(gap, 0.0))
        bands = wider
        taken += 1
        if len(row.items) >= 2:
            kept, kept_bands = taken, bands
    return Aligned(tuple(rows[at : at + kept]), tuple(kept_bands)) if kept > 1 else None


def _widened(
    bands: Sequence[tuple[float, float]], row: ItemRow, height: float, blanks: Blanks, most: int
) -> list[tuple[float, float]] | None:
    """`bands` with the items of `row` in them; None when the row does not keep to them.

    Items that stand in a gap open a column, as long as there are no more columns than a row has items (`most`);
    one that reaches over two columns without a blank, or a single one in no column, ends the table.
    """
    result = list(bands)
    matched = 0
    for item in row.items:
        x0, x1 = item.area[0], item.area[2]
        touched = touched_bands(result, item)
        if len(touched) > 1:
            if not cuts(result, item, height, blanks):
                return None
            matched += len(touched)
        elif touched:
            matched += 1
            b0, b1 = result[touched[0]]
            result[touched[0]] = (min(b0, x0), max(b1, x1))
        else:
            result.append((x0, x1))
            result.sort()
    if matched < min(2, len(row.items)) or len(result) > most:
        return None
    parted = all(b[0] - a[1] >= _PARTED * height for a, b in pairwise(result))
    return result if parted else None


def touched_bands(bands: Sequence[tuple[float, float]], item: Item) -> list[int]:
    """The columns that `item` reaches into."""
    return [k for k, (b0, b1) in enumerate(bands) if min(item.area[2], b1) - max(item.area[0], b0) > 0.0]


def cuts(
    bands: Sequence[tuple[float, float]], item: Item, height: float, blanks: Blanks
) -> list[tuple[int | None, float]]:
    """Where `item`, which reaches over several columns, is to be cut: index of the box, and x.

    None for the index where one of its boxes ends anyway. Empty when the item has no blank between two of the columns,
    that is, when it is one piece.
    """
    found: list[tuple[int | None, float]] = []
    inside: list[tuple[int | None, float]] = [(i, (a + b) / 2) for i in item.members for a, b in blanks[i]]
    inside += [(None, (a + b) / 2) for a, b in item.seams]
    for left, right in pairwise(touched_bands(bands, item)):
        low, high = bands[left][1] - height, bands[right][0] + height
        places = [place for place in inside if low <= place[1] <= high]
        if not places:
            return []
        found.append(min(places, key=lambda place: (abs(place[1] - (low + high) / 2), place[0] is not None)))
    return found
