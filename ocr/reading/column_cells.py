"""Where the characters of a column stand: cutting it into cells.

Chinese type stands on square bodies, one after the other at a constant pitch within a column (squeezed marks take
half a body; blanks part the members of a heading). The cells are found by dynamic programming over the rows of the
column, for several pitches at once: a cut costs the ink it goes through, a cell its distance from the pitch and
from standing in its middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.pieces import pieces_of
from ocr.reading.column_ink import ColumnInk

_ROWS = 12
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

_CUT = 30.0
"""Cost of a cut through a row that is all ink; a usual row of a character is a third ink."""

_BLANK = 0.03
_FIRST_BLANK = 2.0
"""Cost of a blank row between cells, and of the first of them."""

_SMALL = 0.5
"""Blobs of ink smaller than this both ways (em) may be marks, which stand anywhere in their cell."""

_NEAR = 0.15
"""A cut through ink moves to a blank row within this reach, em."""

_NEVER = 1e6


class Cell(NamedTuple):
    """One body of type: pixels along the column, half-open."""

    start: int
    end: int


def find_cells(column: ColumnInk) -> list[Cell]:
    """The cells of `column` from its top to its foot, in pixels of its crop; blanks between them are left out."""
    band = column.ink[:, column.left : column.right]
    length = len(band)
    step = column.em / _ROWS
    count = max(1, int(np.ceil(length / step)))
    profile = band.mean(axis=1)
    solid = _solid(band, column.em).sum(axis=1) >= 2
    filled = band.sum(axis=1) >= 2
    # A cut on a row may lie anywhere half a row up or down: there where the least ink is.
    edges = np.minimum(np.round(np.arange(count + 1) * step).astype(int), length)
    half = max(1, round(step / 2))
    around = np.pad(profile, half, mode="edge")
    around = np.append(around, around[-1])
    windows = np.lib.stride_tricks.sliding_window_view(around, 2 * half + 1)[edges]
    # Of rows with equal ink the nearest.
    chosen = (windows + 1e-6 * np.abs(np.arange(-half, half + 1))).argmin(axis=1)
    costs = _CUT * windows[np.arange(count + 1), chosen]
    places = np.clip(edges + chosen - half, 0, length)
    costs[0] = costs[-1] = 0.0
    places[0], places[-1] = 0, length
    rows = _Rows(np.maximum.accumulate(places), costs, filled, solid)
    pairs, _ = _best_path(rows, column.em)
    cells = [Cell(int(rows.places[start]), int(rows.places[end])) for start, end in pairs.tolist()]
    return _refined(cells, band.sum(axis=1), column.em)


class _Rows:
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


def _solid(band: NDArray[np.bool_], em: float) -> NDArray[np.bool_]:
    """The ink of `band` without small blobs."""
    _, labels, stats, _ = pieces_of(band.astype(np.uint8))
    solid = (stats[:, cv2.CC_STAT_WIDTH] >= _SMALL * em) | (stats[:, cv2.CC_STAT_HEIGHT] >= _SMALL * em)
    solid[0] = False
    return np.asarray(solid[labels], dtype=np.bool_)


def _best_path(rows: _Rows, em: float) -> tuple[NDArray[np.int_], float]:
    """Edges of the cells by rows, pairs of first and last, for the pitch that costs least a cell."""
    count = len(rows.places)
    pitches = _PITCHES * _ROWS
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


def _skips(rows: _Rows) -> list[float | None]:
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


def _prices(rows: _Rows, heights: NDArray[np.int_], em: float) -> NDArray[np.float64]:
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


def _refined(cells: Sequence[Cell], ink: NDArray[np.int_], em: float) -> list[Cell]:
    """`cells` with their ends moved to the nearest blank row, if there is one within `_NEAR`; `ink` counts by row."""
    blank = np.flatnonzero(np.append(ink, 0) < 1)
    moved = [start for start, _ in cells] + [end for _, end in cells]
    for number, edge in enumerate(moved):
        if edge < len(ink) and ink[edge] and len(blank):
            nearest = int(blank[np.argmin(np.abs(blank - edge))])
            if abs(nearest - edge) <= _NEAR * em:
                moved[number] = nearest
    pairs = zip(moved[: len(cells)], moved[len(cells) :], strict=True)
    return [Cell(start, end) for start, end in pairs if start < end]
