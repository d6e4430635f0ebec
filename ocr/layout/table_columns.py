"""Columns of a table without upright rules: bands of x that its items keep to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ocr.layout.table_items import Blanks, Item, ItemRow

_ASIDE = 0.6
"""Items of one column stand within this many heights of each other by their left ends, right ends or middles."""

_ALIGNED = 0.7
"""Share of the items of a column that must."""

_MANY_BANDS = 4
_MANY_ROWS = 6
"""So many columns do not stay apart over so many rows by chance."""

_STRAY = 0.12
"""Share of the rows whose items may stand where columns are parted."""


_PAST = 0.15
"""Heights by which a box may reach into a column that it is not in, for the same reason."""


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
    """Do the items of every column that has three or more line up? Of many columns in many rows, of half of them."""
    found = [_lines_up(items, height) for items in table.columns() if len(items) >= 3]
    many = len(table.bands) >= _MANY_BANDS and len(table.rows) >= _MANY_ROWS
    return 2 * sum(found) >= len(found) if many else all(found)


def _lines_up(items: Sequence[Item], height: float) -> bool:
    ends = np.array([(item.area[0], item.area[2], (item.area[0] + item.area[2]) / 2) for item in items])
    near = np.abs(ends - np.median(ends, axis=0)) <= _ASIDE * height
    return bool(near.mean(axis=0).max() >= _ALIGNED)


def usual_bands(rows: Sequence[ItemRow]) -> tuple[tuple[float, float], ...]:
    """Columns of `rows`: what the items of the fullest rows (one in six, two at least) cover.

    Items over several columns, as heads have, do not join them; nor does a head that is centred over columns set flush.
    """
    bands = _bands(rows[1:])
    if len(rows) > 2 and is_head(rows[0], bands):
        return bands
    return _bands(rows)


def _bands(rows: Sequence[ItemRow]) -> tuple[tuple[float, float], ...]:
    counts = sorted((len(row.items) for row in rows), reverse=True)
    most = counts[min(len(counts) - 1, max(1, len(counts) // 6))] if counts else 0
    chosen = [row for row in rows if len(row.items) >= most]
    ends = np.array([i.area[::2] for row in chosen for i in row.items]).reshape(-1, 2)
    if not len(ends):
        return ()
    places = np.unique(ends)
    middles = (places[1:] + places[:-1]) / 2
    over = (ends[:, :1] < middles) & (middles < ends[:, 1:])
    # One box that the detector made too wide does not join two columns.
    covered = over.sum(axis=0) > _STRAY * len(chosen)
    bands: list[tuple[float, float]] = []
    for at in np.flatnonzero(covered).tolist():
        if bands and bands[-1][1] == places[at]:
            bands[-1] = (bands[-1][0], float(places[at + 1]))
        else:
            bands.append((float(places[at]), float(places[at + 1])))
    return tuple(bands)


def touched_bands(bands: Sequence[tuple[float, float]], item: Item) -> list[int]:
    """The columns that the print of `item` reaches into."""
    past = _PAST * (item.area[3] - item.area[1])
    shared = [min(item.area[2], b1) - max(item.area[0], b0) for b0, b1 in bands]
    reached = [k for k, width in enumerate(shared) if width > past]
    return reached or [k for k, width in enumerate(shared) if width > 0.0][:1]


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
