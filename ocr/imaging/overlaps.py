"""Boxes of one line that reach into each other, parted at the blank between their print.

The detector's boxes reach past their print, in columns set close together into the next one's: its first or last
character is then read twice ("1625.8522" beside "2 经制革…").
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.image import Image, ink_mask
from ocr.imaging.quads import Quad, crop, part, sides

_SAME_LINE = 0.6
"""Boxes of one line share this much of the lower one's height."""

_LEAST = 0.15
_MOST = 1.2
"""Heights of a box by which two reach into each other; more is a line that was found twice."""

_AROUND = 0.35
"""The blank is looked for in what they share and so many heights beside it."""

_BLANK = 0.07
"""Least blank, in heights: that between two characters."""


def parted_boxes(
    grey: Image, quads: Sequence[Quad], boxes: NDArray[np.float64], still: Sequence[bool]
) -> list[Quad]:
    """`quads` of horizontal print on ``grey``, ``(height, width)``, those that reach into each other cut apart.

    `boxes`, ``(n, 4)``, are theirs on the levelled page. Those that are `still` stay as they are.
    """
    starts = [0.0] * len(quads)
    ends = [1.0] * len(quads)
    for left, right in _pairs(boxes, still):
        place = _blank(grey, quads[left], boxes[left], boxes[right])
        if place is None:
            continue
        ends[left] = min(ends[left], (place - boxes[left, 0]) / (boxes[left, 2] - boxes[left, 0]))
        starts[right] = max(starts[right], (place - boxes[right, 0]) / (boxes[right, 2] - boxes[right, 0]))
    return [
        part(quad, start, end, Direction.HORIZONTAL) if (start, end) != (0.0, 1.0) and start < end else quad
        for quad, start, end in zip(quads, starts, ends, strict=True)
    ]


def _pairs(boxes: NDArray[np.float64], still: Sequence[bool]) -> list[tuple[int, int]]:
    """Boxes of one line, left and right, that reach into each other."""
    found = []
    moving = [i for i in range(len(boxes)) if not still[i]]
    heights = boxes[:, 3] - boxes[:, 1]
    for k in moving:
        x0, y0, x1, y1 = boxes[k]
        lower = np.minimum(heights[k], heights)
        level = np.minimum(boxes[:, 3], y1) - np.maximum(boxes[:, 1], y0) >= _SAME_LINE * lower
        both = x1 - boxes[:, 0]
        after = (boxes[:, 0] > x0) & (boxes[:, 2] > x1)
        near = level & after & (both > _LEAST * lower) & (both < _MOST * lower)
        found += [(k, int(other)) for other in np.flatnonzero(near) if not still[int(other)]]
    return found


def _blank(grey: Image, quad: Quad, left: NDArray[np.float64], right: NDArray[np.float64]) -> float | None:
    """Where (x on the levelled page) the widest blank lies between the print of the box `left`, which is `quad`, and
    that of `right`; None without one."""
    width, height = sides(quad)
    low, high = right[0] - _AROUND * height, left[2] + _AROUND * height
    window = part(quad, (low - left[0]) / width, (high - left[0]) / width, Direction.HORIZONTAL)
    cut = crop(grey, window)
    edge = cut.shape[0] // 8  # the lines above and below
    inked = np.flatnonzero(ink_mask(cut[edge : cut.shape[0] - edge]).any(axis=0))
    # Where nothing is inked up to an end of the window the print of that side begins beyond it.
    inked = np.concatenate([[-1], inked, [cut.shape[1]]])
    gaps = np.diff(inked) - 1
    widest = int(gaps.argmax())
    if len(gaps) < 2 or gaps[widest] < _BLANK * height:
        return None
    middle = (inked[widest] + inked[widest + 1] + 1) / 2
    return float(low + middle / cut.shape[1] * (high - low))
