"""Where the lines of a page begin and end. Everything is in the flow frame, see `ocr.layout.flow`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.layout.flow import Spans, thickness
from ocr.layout.sides import LONG

LEAST_LINES = 8
"""So many long lines show where a page's lines begin and end."""

_SAME_EDGE = 0.7
"""Lines begin, or end, at one place when they do so within this many line heights."""

_EDGE_SHARE = 0.15
"""Lines with this share of all print (by length) begin, or end, at the edge of the text: of ragged lines few end there,
and paragraphs of one line begin farther in."""


@dataclass(frozen=True, slots=True)
class TypeArea:
    """Where the lines of a page begin and end, `low` and `high` along them, and their `height`, pixels of the flow."""

    low: float
    high: float
    height: float


def type_area(spans: Spans) -> TypeArea | None:
    """The edges that many long lines of `spans` share; None when there are too few."""
    height = thickness(spans)
    lengths = spans[:, 2] - spans[:, 0]
    if (lengths >= LONG * height).sum() < LEAST_LINES:
        return None
    low = _edge(spans[:, 0], lengths, _SAME_EDGE * height)
    high = -_edge(-spans[:, 2], lengths, _SAME_EDGE * height)
    return TypeArea(low, high, height) if high - low >= LONG * height else None


def _edge(places: NDArray[np.float64], weights: NDArray[np.float64], near: float) -> float:
    """The lowest of `places` from which enough of the weight lies near; else the place of most weight."""
    order = np.argsort(places)
    rising = places[order]
    total = np.concatenate([[0.0], np.cumsum(weights[order])])
    shares = (total[np.searchsorted(rising, rising + near, side="right")] - total[:-1]) / total[-1]
    enough = np.flatnonzero(shares >= _EDGE_SHARE)
    return float(rising[enough[0] if len(enough) else int(np.argmax(shares))])
