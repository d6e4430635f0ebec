"""A run of rows that keep to the same columns, grown row by row from its first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ocr.layout.table_columns import Aligned, cuts, is_head, touched_bands
from ocr.layout.table_items import Blanks, ItemRow

_PARTED = -0.15
"""Least blank between two columns, in heights, over the whole table. Boxes reach 0.2 heights past their print, so
that those of two columns may overlap."""


FAR = 1.5
_WIDER = 1.8
"""The next row of a table is at most this many heights away, or this many times as far as the rows before it."""


_PLAIN = 4
"""Lines of one item (the text of one cell going on) that may stand between two rows of several."""


def grown(rows: Sequence[ItemRow], at: int, height: float, blanks: Blanks) -> Aligned | None:
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
        if gap > max(FAR * height, _WIDER * float(np.median(gaps)) if len(gaps) > 1 else 0.0):
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
