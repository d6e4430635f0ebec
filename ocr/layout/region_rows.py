"""Horizontal text on a vertical sheet: lines of one size, one below the other, as in a framed note or a caption."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.layout.flow import to_flow
from ocr.layout.order import rows

_WIDE = 1.5
"""A box this many times as wide as high is a horizontal line."""

_ALIKE = 1.5
_BESIDE = 1.5
_BELOW = 0.8
_SHARED = 0.3
"""Lines of one text differ in height by the first ratio at most; the second and third are the widest blanks beside and
below a line, the last is what those beside each other share at least, in heights of the lower of both."""

_ROWS = 1.8
_CHARACTERS = 12.0
"""A text is so many times as high as its lines at least, and they are together so many times as long as high: a head
in one line is none."""


def row_runs(
    boxes: NDArray[np.float64],
    is_parted: Callable[[NDArray[np.float64], NDArray[np.float64]], bool] = lambda one, other: False,
) -> list[list[int]]:
    """Indices of the `boxes`, ``(n, 4)`` of x0, y0, x1, y1, of each horizontal text, in rising order.

    `is_parted`: does a rule stand between two boxes?

    Whatever stands in the middle of such a text belongs to it; where columns do, it is none.
    """
    wide, tall = boxes[:, 2] - boxes[:, 0], np.maximum(boxes[:, 3] - boxes[:, 1], 1.0)
    lines = np.flatnonzero(wide >= _WIDE * tall)
    groups: list[list[int]] = []
    for i in lines.tolist():
        near = [
            group
            for group in groups
            if any(not is_parted(boxes[i], boxes[group[k]]) for k in _near(boxes[i], boxes[group]))
        ]
        groups = [group for group in groups if group not in near] + [
            [i, *(j for group in near for j in group)]
        ]
    found = []
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    for group in groups:
        low, high = boxes[group, :2].min(axis=0), boxes[group, 2:].max(axis=0)
        long = float((wide[group] / tall[group]).sum())
        if high[1] - low[1] < _ROWS * np.median(tall[group]) or long < _CHARACTERS:
            continue
        within = np.flatnonzero(((middles > low) & (middles < high)).all(axis=1))
        columns = [k for k in within.tolist() if tall[k] >= _WIDE * wide[k]]
        if sum(tall[k] / max(wide[k], 1.0) for k in columns) <= 0.25 * long:
            found.append(sorted({*group, *within.tolist()}))
    return found


def in_rows(boxes: NDArray[np.float64], chosen: list[int], *, backward: bool) -> list[int]:
    """`chosen` of the `boxes` by row from the top, and along each row: from the right when it runs `backward`.

    Tall ones, what the detector took for a column in such a text, come last.
    """
    if backward:
        boxes = boxes[:, [2, 1, 0, 3]] * np.array([-1.0, 1.0, -1.0, 1.0])
    tall = [i for i in chosen if boxes[i, 3] - boxes[i, 1] >= _WIDE * (boxes[i, 2] - boxes[i, 0])]
    return rows(to_flow(boxes, Direction.HORIZONTAL), [i for i in chosen if i not in tall]) + tall


def _near(box: NDArray[np.float64], others: NDArray[np.float64]) -> list[int]:
    """Which of `others` stand beside `box`, in the same row, or in the row above or below."""
    height, heights = box[3] - box[1], others[:, 3] - others[:, 1]
    lower = np.minimum(height, heights)
    apart = np.maximum(others[:, 0] - box[2], box[0] - others[:, 2])
    under = np.maximum(others[:, 1] - box[3], box[1] - others[:, 3])
    beside = (under <= -_SHARED * lower) & (apart <= _BESIDE * lower)
    below = (apart <= -lower) & (under <= _BELOW * lower)
    alike = np.maximum(height, heights) <= _ALIKE * lower
    near: NDArray[np.bool_] = (beside | below) & alike
    return [int(k) for k in np.flatnonzero(near)]
