"""Runs of rows that keep to the same columns: where a table without upright rules begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ocr.layout.table_columns import Aligned, cuts, is_head, touched_bands, usual_bands
from ocr.layout.table_growth import FAR, grown
from ocr.layout.table_items import Blanks, Item, ItemRow

_FEWEST = 3
"""Rows of a run, its head left out."""


_BETWEEN = 1
"""Rows between two parts of a table that do not keep to its columns: a heading, or two cells taken for one."""


_LEVEL = 0.35
"""Boxes of lines on top of each other share no more than this of their height."""


def aligned_runs(rows: Sequence[ItemRow], height: float, blanks: Blanks) -> list[Aligned]:
    """Longest runs of `rows` (top to bottom) that keep to the same columns; `height` is that of a box.

    A run begins and ends with a row of at least two items; a head whose items stand over the columns, centred or
    not, belongs to it. A box over two columns is taken for two when it has a blank between them (`blanks`).
    """
    found: list[Aligned] = []
    at = free = 0
    while at < len(rows):
        run = grown(rows, at, height, blanks)
        later = grown(rows, at + 1, height, blanks) if at + 1 < len(rows) else None
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
            and run.rows[0].top - above.bottom <= FAR * height
            and _covers(above, run.bands, height, blanks)
        ):
            run = Aligned((above, *run.rows), run.bands)
        run = _with_upper(run, rows[free : at - (run.rows[0] is above)])
        start = after - len(run.rows)
        whole = _one(found[-1], rows[free:start], run, height) if found and start - free <= _BETWEEN else None
        if whole:
            found[-1] = whole
        else:
            found.append(run)
        at = free = after
    return found


def _one(above: Aligned, between: Sequence[ItemRow], below: Aligned, height: float) -> Aligned | None:
    """Two runs and the rows `between` them as one; None when they do not keep to the same columns, by all their items
    or by their usual ones (a fold makes boxes too wide), or stand too far apart."""
    rows = (*above.rows, *between, *below.rows)
    if not _near(rows[len(above.rows) - 1 : len(rows) - len(below.rows) + 1], height):
        return None
    if _same(above.bands, below.bands):
        return Aligned(rows, _joined(above.bands, below.bands))
    first, second = usual_bands(above.rows), usual_bands(below.rows)
    return Aligned(rows, _joined(first, second)) if _same(first, second) else None


def _with_upper(run: Aligned, before: Sequence[ItemRow]) -> Aligned:
    """`run` with those lines of its head that stand half a line higher: beside texts of two lines those of one are set
    level with their middle."""
    rows = list(run.rows)
    for row in reversed(before):
        within = all(
            x1 > run.bands[0][0] and x0 < run.bands[-1][1] for x0, _, x1, _ in (i.area for i in row.items)
        )
        if not within or not any(_beside(a, b) for a in row.items for b in rows[0].items):
            break
        rows.insert(0, row)
    return Aligned(tuple(rows), run.bands)


def _beside(one: Item, two: Item) -> bool:
    """Do two items overlap in height as lines on top of each other do not?"""
    shared = min(one.area[3], two.area[3]) - max(one.area[1], two.area[1])
    return shared > _LEVEL * min(one.area[3] - one.area[1], two.area[3] - two.area[1])


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
    return all(below.top - above.bottom <= FAR * height for above, below in pairwise(rows))
