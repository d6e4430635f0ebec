"""Reading order: one column, several columns, vertical columns, vertical columns in tiers.

Works on level boxes in the flow frame (`ocr.layout.flow`), so that "column" below also means "tier of a vertical page".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocr.layout.flow import Spans, thickness
from ocr.layout.gutter import DEEPEST, NO_HINTS, PASS, Hints, crossing, find_gutter
from ocr.layout.sides import FRAME

_EITHER_SIDE = 0.2
"""Least share of a heading across a gutter that stands on each side of it."""


def reading_order(spans: Spans, hints: Hints = NO_HINTS) -> list[list[int]]:
    """Blocks of indices into `spans`, in reading order.

    A block is a column, or a stretch of full-width lines between columns. Full-width lines part the page: the
    columns above them are read before, those below after. The result depends on the boxes, not on the
    order in which they come.
    """
    indices = np.lexsort((spans[:, 0], spans[:, 1]))
    return _read(spans, indices.tolist(), hints, 0)


def _read(spans: Spans, indices: list[int], hints: Hints, depth: int) -> list[list[int]]:
    if not indices:
        return []
    chosen = spans[indices]
    gutter = find_gutter(chosen, hints) if depth < DEEPEST else None
    if gutter is None:
        return [rows(spans, indices)]
    wide = _full_width(chosen, gutter)
    middles = (chosen[:, 1] + chosen[:, 3]) / 2
    blocks: list[list[int]] = []
    cuts = sorted(middles[wide].tolist())
    band = np.searchsorted(cuts, middles) if cuts else np.zeros(len(chosen), dtype=int)
    run: list[int] = []
    for number in range(len(cuts) + 1):
        inside = [(i, j) for i, j in enumerate(indices) if band[i] == number and not wide[i]]
        if inside:
            if run:
                blocks.append(rows(spans, run))
                run = []
            halves: tuple[list[int], list[int]] = ([], [])
            for i, j in inside:
                halves[int((chosen[i, 0] + chosen[i, 2]) / 2 >= gutter)].append(j)
            for side, half in enumerate(halves):
                blocks += _read(spans, half, hints.within(side), depth + 1)
        run += [j for i, j in enumerate(indices) if band[i] == number and wide[i]]
    if run:
        blocks.append(rows(spans, run))
    return blocks


def _full_width(spans: Spans, gutter: float) -> list[bool]:
    """Which boxes belong to no column: they pass the gutter well, or stand across it with nothing beside them.

    Those that stand across it must do so like a heading, a good part on either side: a column whose last full stop
    hangs below its tier belongs to that tier.
    """
    height = thickness(spans)
    wide = crossing(spans, gutter, PASS * height)
    across = crossing(spans, gutter, 0.25 * height)
    result = wide.copy()
    for i in np.flatnonzero(across & ~wide):
        beside = np.minimum(spans[:, 3], spans[i, 3]) - np.maximum(spans[:, 1], spans[i, 1]) > 0.3 * height
        beside[i] = False
        u0, _, u1, _ = spans[i]
        result[i] = not beside.any() and min(gutter - u0, u1 - gutter) >= _EITHER_SIDE * (u1 - u0)
    return [bool(value) for value in result]


def rows(spans: Spans, indices: Sequence[int]) -> list[int]:
    """`indices` into `spans` by line, top to bottom, and along each line.

    Boxes share a line when they overlap in v by more than half of the thinner one. The frame of a table stands where
    its first line stands: it would share a line with everything beside it.
    """
    if len(indices) < 2:
        return list(indices)
    chosen = spans[list(indices)]
    height = thickness(chosen)
    tall = chosen[:, 3] - chosen[:, 1] >= FRAME * height
    ends = dict(zip(indices, np.where(tall, chosen[:, 1] + height, chosen[:, 3]).tolist(), strict=True))
    by_place = sorted(indices, key=lambda i: (spans[i, 1] + ends[i], spans[i, 0]))
    found: list[list[int]] = []
    low = high = 0.0
    for i in by_place:
        v0, v1 = spans[i, 1], ends[i]
        shared = min(high, v1) - max(low, v0)
        if found and shared > 0.5 * min(high - low, v1 - v0):
            found[-1].append(i)
            # The row keeps the extent of its thickest box: growing by union would chain slanting neighbours.
            if v1 - v0 > high - low:
                low, high = v0, v1
        else:
            found.append([i])
            low, high = v0, v1
    return [i for row in found for i in sorted(row, key=lambda i: (spans[i, 0], spans[i, 2]))]
