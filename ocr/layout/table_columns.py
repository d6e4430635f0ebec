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

_MANY_BANDS = 4
_MANY_ROWS = 6
"""So many columns do not stay apart over so many rows by chance."""

_STRAY = 0.12
"""Share of the rows whose items may stand where columns are parted."""

_PARTED = -0.15
"""Least blank between two columns, in heights, over the whole table. Boxes reach 0.2 heights past their print, so
that those of two columns may overlap."""

_PAST = 0.15
"""Heights by which a box may reach into a column that it is not in, for the same reason."""

_FAR = 1.5
_WIDER = 1.8
"""The next row of a table is at most this many heights away, or this many times as far as the rows before it."""

_BETWEEN = 1
"""Rows between two parts of a table that do not keep to its columns: a heading, or two cells taken for one."""

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
        later = _grow(rows, at + 1, height, blanks) if at + 1 < len(rows) else None
        # A head that does not stand over its columns ends the run early; the rows under it do better.
        reach = len(run.rows) if run else 0
        if run is None or len(run.rows) < _FEWEST or (later and len(later.rows) > reach):
            at += 1
            continue
        after = at + len(run.rows)
        above = rows[at - 1] if at > free else None
        # A head that the detector joined over several columns does not make them one.
        usual = usual_bands(run.rows)
        run = Aligned(run.rows, usual) if len(usual) > len(run.bands) else run
        if (
            above
            and run.rows[0].top - above.bottom <= _FAR * height
            and _covers(above, run.bands, height, blanks)
        ):
            run = Aligned((above, *run.rows), run.bands)
        before = found[-1] if found else None
        if (
            before
            and at - free <= _BETWEEN
            and _same(before.bands, run.bands)
            and _near(rows[free - 1 : at + 1], height)
        ):
            own = run.rows[-(after - at) :]
            found[-1] = Aligned((*before.rows, *rows[free:at], *own), _joined(before.bands, run.bands))
        else:
            found.append(run)
        at = free = after
    return found


def _covers(row: ItemRow, bands: Sequence[tuple[float, float]], height: float, blanks: Blanks) -> bool:
    """Does `row` have a text over every one of the columns `bands`, be it that the detector joined some of them?"""
    if is_head(row, bands):
        return True
    reached = [touched_bands(bands, item) for item in row.items]
    return [k for own in reached for k in own] == list(range(len(bands))) and all(
        len(own) < 2 or len(cuts(bands, item, height, blanks)) == len(own) - 1
        for own, item in zip(reached, row.items, strict=True)
    )


def _same(first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]]) -> bool:
    """Are these the same columns, and none of them reaches into the next?"""
    if len(first) != len(second):
        return False
    alike = all(min(a[1], b[1]) > max(a[0], b[0]) for a, b in zip(first, second, strict=True))
    return alike and all(a[1] < b[0] for a, b in pairwise(_joined(first, second)))


def _joined(
    first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]]
) -> tuple[tuple[float, float], ...]:
    return tuple((min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(first, second, strict=True))


def _near(rows: Sequence[ItemRow], height: float) -> bool:
    return all(below.top - above.bottom <= _FAR * height for above, below in pairwise(rows))


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
    if is_head(row, bands):  # one item to a column, wherever in it they stand
        return [
            (min(b0, item.area[0]), max(b1, item.area[2]))
            for (b0, b1), item in zip(bands, row.items, strict=True)
        ]
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
