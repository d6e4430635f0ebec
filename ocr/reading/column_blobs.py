"""Blobs of ink of a column and the cells they belong to: cuts between cells are straight, characters are not."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.pieces import pieces_of
from ocr.reading.column_cells import Cell

_SMALL = 0.5
"""Blobs smaller than this both ways, em, are not cut through: they go to the cell that their middle is in."""

_OVER = 0.2
"""Other blobs likewise, unless they reach over the cut by more than this, em."""

_CRUMB = 0.003
"""Blobs smaller than this, square em, are specks and do not shape a cell."""

_DOT = 0.25
"""Largest dot of a colon, em."""


class Blobs:
    """The blobs of ``ink``, ``(length, width)`` of 0 and 1, dealt out to `cells`; `em` is the size of characters.

    `labels` numbers the blob of each pixel from 1, 0 is paper; `crumbs` says of each number whether it is a speck.
    """

    def __init__(self, ink: NDArray[np.uint8], cells: Sequence[Cell], em: float) -> None:
        _, labels, stats, centres = pieces_of(ink)
        self.labels = np.asarray(labels, dtype=np.int32)
        wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
        self._tops = stats[:, cv2.CC_STAT_TOP]
        self._feet = self._tops + high
        self._areas = stats[:, cv2.CC_STAT_AREA]
        self._middles = np.asarray(centres, dtype=np.float64)
        self._small = (wide < _SMALL * em) & (high < _SMALL * em)
        self._round = (np.maximum(wide, high) < _DOT * em) & (
            abs(wide - high) <= 0.3 * np.maximum(wide, high) + 1
        )
        self._em = em
        self.crumbs = self._areas < max(2.0, _CRUMB * em * em)
        self._homes = np.full(len(stats), -1)
        for number, (start, end) in enumerate(cells):
            self._homes[(self._middles[:, 1] >= start) & (self._middles[:, 1] < end)] = number
        self._homes[0] = -1
        for number, (start, _) in enumerate(cells):
            self._homes[self._upper_dots(number, start)] = number

    def belonging(self, number: int, cell: Cell) -> tuple[int, int, NDArray[np.bool_]]:
        """The ink of `cell`, the one of that `number`: its first and last row (half-open), and a mask of these rows."""
        start, end = cell
        home = self._homes == number
        over = np.maximum(start - self._tops, self._feet - end)
        own = home & (self._small | (over <= _OVER * self._em))
        # What has its middle elsewhere and reaches in a little belongs there.
        reaching = np.minimum(self._feet, end) - np.maximum(self._tops, start)
        foreign = ~home & (self._small | (reaching <= _OVER * self._em))
        low = min(start, int(self._tops[own].min(initial=start)))
        high = max(end, int(self._feet[own].max(initial=end)))
        marks, rows = self.labels[low:high], np.arange(low, high)
        inside = (rows >= start) & (rows < end)
        return (
            low,
            high,
            np.asarray((marks > 0) & ~foreign[marks] & (inside[:, None] | own[marks]), dtype=np.bool_),
        )

    def _upper_dots(self, number: int, start: int) -> NDArray[np.bool_]:
        """The blob above cell `number`, which begins at `start`, that is the upper dot of the colon whose lower dot is
        all there is in it."""
        large = np.flatnonzero((self._homes == number) & ~self.crumbs)
        if len(large) != 1 or not self._round[large[0]]:
            return np.zeros(len(self._homes), dtype=np.bool_)
        dot = large[0]
        aside, above = (self._middles[dot] - self._middles).T
        alike = (self._areas > 0.6 * self._areas[dot]) & (self._areas < 1.6 * self._areas[dot])
        near = (abs(aside) < 0.1 * self._em) & (above < 2.5 * _DOT * self._em)
        return np.asarray(self._round & alike & near & (self._middles[:, 1] < start), dtype=np.bool_)
