"""One frame for both writing directions, so that layout is written once.

In the flow frame `u` runs along a line in reading direction and `v` from one line to the next: a
horizontal page has u = x, v = y; a vertical one (columns from right to left) u = y, v = -x. Two columns of a
horizontal page and two tiers of a vertical one are then the same thing: a gutter at some u.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction

Spans = NDArray[np.float64]
"""``(n, 4)``: u0, v0, u1, v1 of each box in the flow frame, u0 <= u1, v0 <= v1."""


def to_flow(boxes: NDArray[np.floating], direction: Direction) -> Spans:
    """Level boxes, ``(n, 4)`` of x0, y0, x1, y1 in pixels, in the flow frame of `direction`."""
    spans = np.asarray(boxes, dtype=np.float64).reshape(-1, 4)
    if direction is Direction.VERTICAL:
        return np.asarray(spans[:, [1, 2, 3, 0]] * np.array([1.0, -1.0, 1.0, -1.0]))
    return spans


def from_flow(spans: Spans, direction: Direction) -> NDArray[np.float64]:
    """The inverse of `to_flow`."""
    if direction is Direction.VERTICAL:
        return np.asarray(spans[:, [3, 0, 1, 2]] * np.array([-1.0, 1.0, -1.0, 1.0]))
    return spans


def thickness(spans: Spans) -> float:
    """Median thickness of lines (extent along v), in pixels; 1.0 when there are none."""
    return float(np.median(spans[:, 3] - spans[:, 1])) if len(spans) else 1.0
