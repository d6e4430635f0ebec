"""Where the characters of a column stand: cutting it into cells.

Chinese type stands on square bodies, one after the other at a constant pitch within a column (squeezed marks take
half a body; blanks part the members of a heading). The cells are found by dynamic programming over the rows of the
column, for several pitches at once: a cut costs the ink it goes through, a cell its distance from the pitch and
from standing in its middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.pieces import pieces_of
from ocr.reading.column_ink import ColumnInk
from ocr.reading.column_path import ROWS_AN_EM, Rows, best_path

_CUT = 30.0
"""Cost of a cut through a row that is all ink; a usual row of a character is a third ink."""


_SMALL = 0.5
"""Blobs of ink smaller than this both ways (em) may be marks, which stand anywhere in their cell."""

_NEAR = 0.15
"""A cut through ink moves to a blank row within this reach, em."""

_BEYOND = 0.5
"""Blank below the crop that the last body may take up, em."""


class Cell(NamedTuple):
    """One body of type: pixels along the column, half-open."""

    start: int
    end: int


def find_cells(column: ColumnInk) -> list[Cell]:
    """The cells of `column` from its top to its foot, in pixels of its crop; blanks between them are left out."""
    # A mark ends before its body does, and the crop with it.
    band = np.pad(column.ink[:, column.left : column.right], ((0, round(_BEYOND * column.em)), (0, 0)))
    length = len(band)
    step = column.em / ROWS_AN_EM
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
    rows = Rows(np.maximum.accumulate(places), costs, filled, solid)
    pairs, _ = best_path(rows, column.em)
    cells = [Cell(int(rows.places[start]), int(rows.places[end])) for start, end in pairs.tolist()]
    last = len(column.ink)
    return [
        Cell(start, min(end, last))
        for start, end in _refined(cells, band.sum(axis=1), column.em)
        if start < last
    ]


def _solid(band: NDArray[np.bool_], em: float) -> NDArray[np.bool_]:
    """The ink of `band` without small blobs."""
    _, labels, stats, _ = pieces_of(band.astype(np.uint8))
    solid = (stats[:, cv2.CC_STAT_WIDTH] >= _SMALL * em) | (stats[:, cv2.CC_STAT_HEIGHT] >= _SMALL * em)
    solid[0] = False
    return np.asarray(solid[labels], dtype=np.bool_)


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
