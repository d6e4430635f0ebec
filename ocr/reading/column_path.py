"""The cheapest way to cut the rows of a column into cells, by dynamic programming, for several pitches at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

ROWS_AN_EM = 12
"""Rows an em that the cuts are looked for on."""

_PITCHES = np.linspace(0.92, 1.4, 17)
"""Pitches tried, in em. Wider set text is cells with blanks between them."""

_LEAST, _MOST = 0.75, 1.25
"""Height of a cell, in pitches."""

_SPREAD = 0.07
"""Distance from the pitch, in pitches, that costs 1."""

_OFF_CENTRE = 0.35
"""Distance of a character's margins above and below from each other, in em, that costs 1."""

_TALLEST = 1.04
"""Ink in a cell that is higher than this, em, costs: it is more than a character."""

_BLANK = 0.03
_FIRST_BLANK = 2.0
"""Cost of a blank row between cells, and of the first of them."""

_NEVER = 1e6


class Rows:
    """The column in rows: pixel and cost of the cut at each row's edge, first and last solid ink after and before it.

    `filled` and `solid` say of each row of pixels whether it has any ink, and any that is no mark.
    """

    def __init__(
        self,
        places: NDArray[np.int_],
        costs: NDArray[np.float64],
        filled: NDArray[np.bool_],
        solid: NDArray[np.bool_],
    ) -> None:
        self.places, self.costs = places, costs
        length = len(filled)
        index = np.arange(length)
        self.after = np.append(np.minimum.accumulate(np.where(solid, index, length)[::-1])[::-1], length)[
            places
        ]
        self.before = np.concatenate(([0], np.maximum.accumulate(np.where(solid, index + 1, 0))))[places]
        self.top = np.append(np.minimum.accumulate(np.where(filled, index, length)[::-1])[::-1], length)[
            places
        ]
        self.foot = np.concatenate(([0], np.maximum.accumulate(np.where(filled, index + 1, 0))))[places]
        self.inked = np.concatenate(([0], np.cumsum(filled)))[places]


def best_path(rows: Rows, em: float) -> tuple[NDArray[np.int_], float]:
    """Edges of the cells by rows, pairs of first and last, for the pitch that costs least a cell."""
    count = len(rows.places)
    pitches = _PITCHES * ROWS_AN_EM
    heights = np.arange(int(_LEAST * pitches[0]), int(_MOST * pitches[-1]) + 2)
    off = (heights[None] / pitches[:, None] - 1.0) / _SPREAD
    uneven = np.where(
        (heights >= _LEAST * pitches[:, None]) & (heights <= _MOST * pitches[:, None]), off**2, _NEVER
    )
    prices = _prices(rows, heights, em)
    shortest, highest = int(heights[0]), int(heights[-1])
    # By pitch and edge, after as many places before the column as the highest cell needs; and what it costs to reach
    # the start of each cell that ends at an edge, the lowest cell first.
    total = np.full((len(pitches), highest + count), np.inf)
    total[:, highest] = 0.0
    before = np.lib.stride_tricks.sliding_window_view(total, len(heights), axis=1)[:, :, ::-1]
    origin = np.zeros((len(pitches), count), dtype=np.int64)
    skips = _skips(rows)
    # No cell is lower than the lowest: so many edges at a time do not wait for each other, but for blank rows.
    for first in range(1, count, shortest):
        last = min(first + shortest, count)
        cost = before[:, first:last] + uneven[:, None]
        cost += prices[None, first:last]
        total[:, highest + first : highest + last] = cost.min(axis=2)
        origin[:, first:last] = np.arange(first, last) - shortest - cost.argmin(axis=2)
        for edge in range(first, last):
            skip = skips[edge]
            if skip is None:
                continue
            cell, blank = total[:, highest + edge], total[:, highest + edge - 1] + skip
            cheaper = blank <= cell
            np.copyto(cell, blank, where=cheaper)
            np.copyto(origin[:, edge], edge - 1, where=cheaper)
    best: tuple[float, NDArray[np.int_]] = (np.inf, np.zeros((0, 2), dtype=int))
    for number in range(len(pitches)):
        came_from = origin[number].tolist()
        pairs = []
        edge = count - 1
        while edge > 0:
            start = came_from[edge]
            if edge - start > 1:
                pairs.append((start, edge))
            edge = start
        if pairs and total[number, -1] / len(pairs) < best[0]:
            best = (float(total[number, -1]) / len(pairs), np.array(pairs[::-1]))
    return best[1], best[0]


def _skips(rows: Rows) -> list[float | None]:
    """What it costs to leave out the row that ends at each edge; None for rows with ink."""
    skips: list[float | None] = [None]
    for before, inked in pairwise(rows.inked.tolist()):
        if inked != before:
            skips.append(None)
        elif inked in (0, rows.inked[-1]):
            skips.append(0.0)
        else:
            skips.append(_FIRST_BLANK if skips[-1] is None else _BLANK)
    return skips


def _prices(rows: Rows, heights: NDArray[np.int_], em: float) -> NDArray[np.float64]:
    """What a cell of each of `heights` that ends at each edge costs, ``(edges, heights)``, whatever the pitch."""
    ends = np.arange(len(rows.places))[:, None]
    starts = np.maximum(ends - heights[None], 0)
    above = rows.after[starts] - rows.places[starts]
    below = rows.places[ends] - rows.before[ends]
    extent = rows.before[ends] - rows.after[starts]
    price = np.where(extent > 0, ((above - below) / em / _OFF_CENTRE) ** 2, 0.0)
    tall = (rows.foot[ends] - rows.top[starts]) / em - _TALLEST
    price += np.where(tall > 0, (tall / _SPREAD) ** 2, 0.0)
    price[rows.inked[starts] == rows.inked[ends]] = _NEVER  # no ink: not a cell
    return np.asarray(price + rows.costs[ends])
