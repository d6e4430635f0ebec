"""Tables of flat rules alone: three-line tables (三线表), and those with a rule under every row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.rules import Rules
from ocr.layout.table_bend import Bend
from ocr.layout.table_columns import Aligned
from ocr.layout.table_items import ItemRow, item_rows
from ocr.layout.table_rows import grouped

_SAME_END = 1.5
"""Rules of one table begin and end within this many heights of a box of each other."""

_MANY = 4
"""So many stretches between rules, none with more lines than a cell has, are rows; fewer are head and body."""

_CELL_LINES = 6


@dataclass(frozen=True, slots=True)
class Flats:
    """Flat rules at the heights `ys`, at least three, from `left` to `right`, in pixels."""

    left: float
    right: float
    ys: tuple[float, ...]

    def holds(self, box: NDArray[np.float64]) -> bool:
        """Is the middle of `box` (x0, y0, x1, y1) between the rules?"""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return bool(self.left <= x <= self.right and self.ys[0] <= y <= self.ys[-1])

    def grouped(self, run: Aligned) -> list[list[int]]:
        """Indices of ``run.rows`` by row of cells: what stands between two rules, or by the text alone."""
        place = np.searchsorted(self.ys, [(row.top + row.bottom) / 2 for row in run.rows])
        stretches = [np.flatnonzero(place == k).tolist() for k in sorted(set(place.tolist()))]
        if len(stretches) >= _MANY and max(map(len, stretches)) <= _CELL_LINES:
            return stretches
        result = []
        for number, stretch in enumerate(stretches):
            part = Aligned(tuple(run.rows[i] for i in stretch), run.bands)
            head = number == 0 and len(stretches) > 1
            result += [[stretch[k] for k in group] for group in grouped(part, head=head)]
        return result


def open_frames(
    rules: Rules, bend: Bend, boxes: NDArray[np.float64], free: Sequence[int], height: float
) -> Iterator[Flats]:
    """Runs of at least three rules of equal ends with rows of several items between all of them.

    A rule under a running head is as long as the tables below it: what stands between it and them is no row of
    several items. `boxes` stand as if there were no `bend`; `free` are the indices of those that stand in no other
    table; `height` is that of a box.
    """
    flats = [_straight(rule, bend) for rule in rules.flat_rules()]
    used: set[int] = set()
    for first, (left, _, right) in enumerate(flats):
        if first in used:
            continue
        same = [
            k
            for k in range(first, len(flats))
            if k not in used and max(abs(flats[k][0] - left), abs(flats[k][2] - right)) < _SAME_END * height
        ]
        used.update(same)
        run: list[float] = []
        for above, below in pairwise(same):
            stretch = Flats(left, right, (flats[above][1], flats[below][1]))
            if _is_tabular(item_rows(boxes, [i for i in free if stretch.holds(boxes[i])], height)):
                run = [*(run or stretch.ys[:1]), stretch.ys[1]]
                continue
            if len(run) >= 3:
                yield Flats(left, right, tuple(run))
            run = []
        if len(run) >= 3:
            yield Flats(left, right, tuple(run))


def _straight(rule: tuple[float, float, float], bend: Bend) -> tuple[float, float, float]:
    x0, y, x1 = rule
    ends = bend.straight(np.array([[x0, y], [x1, y]]))
    return (float(ends[0, 0]), float(bend.straight(np.array([[(x0 + x1) / 2, y]]))[0, 1]), float(ends[1, 0]))


def _is_tabular(rows: Sequence[ItemRow]) -> bool:
    return bool(rows) and sum(len(row.items) >= 2 for row in rows) >= 0.5 * len(rows)
