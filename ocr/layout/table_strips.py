"""Strips between the edges of a ruled table that hold no cells: between double rules, and beside the table."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocr.layout.table_sides import Edges

_HARDLY = 0.3
_FAR = 4.0
"""Outer strips of a table that its rules across run through less than this share of what they run through the others
are none of it when nothing stands there, or when they are so many times as wide as the others."""


_WITHIN = 3.0
"""A box stands between two edges when it reaches over them by less than so many pixels."""

_NARROW = 0.6
"""Two edges nearer than this share of the height of a box of print, which nothing stands between, are a double rule."""


def single_edges(
    at: list[float], flat: NDArray[np.uint8], boxes: NDArray[np.float64], *, across: bool = False
) -> list[float]:
    """Edges `at` with double rules made one, the better inked; `across`: they part columns."""
    if not len(boxes):
        return at
    low, high = (0, 2) if across else (1, 3)
    least = _NARROW * usual_height(boxes)
    result: list[float] = []
    for edge in at:
        if (
            result
            and edge - result[-1] < least
            and not _holds(boxes[:, low], boxes[:, high], result[-1], edge)
        ):
            inked = [float(Edges.band(flat, one).mean()) for one in (result[-1], edge)]
            result[-1] = result[-1] if inked[0] >= inked[1] else edge
        else:
            result.append(edge)
    return result


def trimmed(edges: Edges, boxes: NDArray[np.float64]) -> list[float]:
    """The places across `edges` without outer strips that hardly any of the edges run through: empty ones, and ones
    that are far wider than the others. ``boxes`` have x and y exchanged.

    Beside a table stand rules of the back of the sheet, above it the rule under the running head.
    """
    places = list(edges.across)
    for first in (True, False):
        while len(places) > 3:
            strip, inner = (places[:2], places[1:]) if first else (places[-2:], places[:-1])
            through = Edges(edges.flat, edges.sure, edges.at, strip).shares(edges.flat)[:, 0]
            usual = Edges(edges.flat, edges.sure, edges.at, inner).shares(edges.flat).mean()
            wide = strip[1] - strip[0] > _FAR * float(np.median(np.diff(inner)))
            middles = (boxes[:, 1] + boxes[:, 3]) / 2
            empty = len(boxes) > 0 and not np.any((middles > strip[0]) & (middles < strip[1]))
            if not (empty or wide) or float(through.mean()) >= _HARDLY * float(usual):
                break
            places = inner
    return places


def usual_height(boxes: NDArray[np.float64]) -> float:
    """The median height of `boxes`, ``(n, 4)``; 0.0 without any."""
    return float(np.median(boxes[:, 3] - boxes[:, 1])) if len(boxes) else 0.0


def _holds(starts: NDArray[np.float64], ends: NDArray[np.float64], low: float, high: float) -> bool:
    """Does a box stand between two edges?"""
    return bool(np.any((starts > low - _WITHIN) & (ends < high + _WITHIN)))
