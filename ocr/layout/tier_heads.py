"""Where a column is to be cut from a head that stands above it, of which the detector gave it a character.

Everything is in the flow frame: on a vertical page a head is thick along u, and long along v.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.layout.flow import Spans
from ocr.layout.tier_columns import TierColumn

_TALL = 1.5
"""A box this many times as long as thick is a column; others may be a head, or a character of one."""

_LEVEL = 0.35
"""What belongs to a head begins and ends with it, or within it: it reaches beyond by so many of its thicknesses at
most."""

_FILLED = 0.5
"""It is as high as this share of the head's thickness at least."""

_BESIDE = 0.6
"""It stands no farther from the head than so many of its thicknesses, and not within it for more than `_WITHIN`."""

_WITHIN = 0.9

_NEAR = 4.2
_LIKE = 1.5
_TOGETHER = 0.45
_BEGINNING = 2
"""So many columns of the same size, within the first number of thicknesses, begin below the head; thicknesses differ by
the second ratio at most, places by the third number of thicknesses."""


def head_blanks(columns: Sequence[TierColumn], spans: Spans) -> dict[int, tuple[float, float]]:
    """The blanks (start, end) along u between a head and the column below it, by the number of the column.

    `spans`, ``(n, 4)``, are the boxes of `columns`. A character cut from one column may show that there is another one
    in the next.
    """
    across, along = spans[:, 3] - spans[:, 1], spans[:, 2] - spans[:, 0]
    heads = list(spans[along < _TALL * across])
    found: dict[int, tuple[float, float]] = {}
    waiting = {
        number: below
        for number, column in enumerate(columns)
        if (below := [blank for blank in column.first if _is_below(columns, spans, number, blank)])
    }
    while True:
        now = {
            number: blank
            for number, below in waiting.items()
            for blank in below
            if any(_belongs(columns[number], blank, head) for head in heads)
        }
        if not now:
            return found
        found |= now
        for number, (start, _) in now.items():
            del waiting[number]
            u0, v0, _, v1 = columns[number].span
            heads.append(np.array([u0, v0, start, v1]))


def _belongs(column: TierColumn, blank: tuple[float, float], head: NDArray[np.float64]) -> bool:
    """Does what `column` has before `blank` stand in one row with `head`?"""
    u0, v0, _, v1 = column.span
    thick = head[2] - head[0]
    level = u0 > head[0] - _LEVEL * thick and blank[0] < head[2] + _LEVEL * thick
    apart = max(head[1] - v1, v0 - head[3])
    return bool(
        level and blank[0] - u0 >= _FILLED * thick and -_WITHIN * column.thick < apart <= _BESIDE * thick
    )


def _is_below(columns: Sequence[TierColumn], spans: Spans, number: int, blank: tuple[float, float]) -> bool:
    """Do the columns beside `number` begin at `blank`, or leave one there?"""
    own = columns[number].thick
    start, end = blank
    spare = _TOGETHER * own
    thick = np.maximum(spans[:, 3] - spans[:, 1], 1.0)
    away = np.abs(spans[:, 1] + spans[:, 3] - spans[number, 1] - spans[number, 3]) / 2
    beside = (away <= _NEAR * own) & (np.maximum(thick, own) <= _LIKE * np.minimum(thick, own))
    beside &= spans[:, 2] - spans[:, 0] >= thick
    beside[number] = False
    beginning = int((beside & (start - spare < spans[:, 0]) & (spans[:, 0] < end + spare)).sum())
    if beginning < _BEGINNING:
        return False
    going = sum(
        not any(low < end + spare and high > start - spare for low, high in columns[other].first)
        for other in np.flatnonzero(
            beside & (spans[:, 0] <= start - spare) & (spans[:, 2] > end + spare)
        ).tolist()
    )
    return beginning > 2 * going
