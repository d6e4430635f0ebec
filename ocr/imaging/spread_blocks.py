"""What stands on both sides of a blank: two pages, or columns of one, or the cells of a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.quads import Quad
from ocr.imaging.sight import Sight, boxes_on

_GAP_RATIO = 2.0
"""The gap is this many times as wide as any other that parts the print of a page from top to bottom."""

_TALL, _LEADING_RATIO = 2.0, 1.8
"""Boxes this many times as high as wide are columns of vertical print. A blank under the second number times as wide as
those between most of them parts columns, not pages."""

CROSSING = 0.03
"""Share of the print's height at which print may cross the gutter: a specking, a fold, a headline of two pages."""

_LEAST_FILLED = 0.25
"""Least share of a page's block of print that lies under its boxes; cells of wide tables leave most of it blank."""


def two_blocks(sight: Sight, quads: Sequence[Quad], start: float, end: float, *, shadow: bool) -> bool:
    """Is the print on both sides of the blank ``start..end`` that of two pages, not of one?"""
    boxes = boxes_on(sight, quads)
    left, right = boxes[boxes[:, 2] < (start + end) / 2], boxes[boxes[:, 0] > (start + end) / 2]
    if shadow and (len(left) >= 3 or len(right) >= 3):
        # One page may be blank.
        return not _ruled_across(sight, start, end) and not _is_between_columns(
            sight, left, right, end - start
        )
    if min(len(left), len(right)) < 4:
        return False
    if _ruled_across(sight, start, end):
        return False
    if min(_filled(side) for side in (left, right)) < _LEAST_FILLED:
        return False
    widest = max(_gap_within(sight, side) for side in (left, right))
    return end - start >= _GAP_RATIO * widest


def _is_between_columns(
    sight: Sight, left: NDArray[np.float64], right: NDArray[np.float64], gap: float
) -> bool:
    """Is the blank no wider than those between the columns of vertical print on both sides? A fold throws a shadow,
    too."""
    boxes = np.concatenate([left, right])
    tall = boxes[:, 3] - boxes[:, 1] >= _TALL * (boxes[:, 2] - boxes[:, 0])
    if min(len(left), len(right)) < 3 or tall.mean() < 0.5:
        return False
    gaps = [wide for side in (left, right) for wide in _gaps_within(sight, side)]
    return bool(gaps) and gap < _LEADING_RATIO * float(np.median(gaps))


def _filled(boxes: NDArray[np.float64]) -> float:
    """How much of the block that `boxes` make up is under them: cells of a wide table leave most of it blank."""
    x0, y0, x1, y1 = boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max()
    area = float(((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).sum())
    return area / max(1.0, float((x1 - x0) * (y1 - y0)))


def _gap_within(sight: Sight, boxes: NDArray[np.float64]) -> float:
    """The widest blank, pixels of the copy, that runs down the block of `boxes`."""
    return float(max(_gaps_within(sight, boxes), default=0))


def _gaps_within(sight: Sight, boxes: NDArray[np.float64]) -> list[int]:
    """How wide the blanks are, pixels of the copy, that run down the block of `boxes`."""
    x0, y0 = np.maximum(0, boxes[:, :2].min(axis=0)).astype(int)
    x1, y1 = boxes[:, 2:].max(axis=0).astype(int)
    block = sight.ink[y0:y1, x0:x1]
    return [b - a for a, b in runs(block.mean(axis=0) < CROSSING)] if block.size else []


def _ruled_across(sight: Sight, start: float, end: float) -> bool:
    """Do rules run across the blank, as those of a table do?"""
    height = sight.ink.shape[0]
    # Not at the very top and foot, where the desk or the scanner's edge shows.
    inner = sight.ink[round(0.05 * height) : round(0.95 * height), int(start) : max(int(start) + 1, int(end))]
    # One or two may be folds.
    return len(runs(inner.mean(axis=1) > 0.8)) >= 3


def runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open ranges in which `flags` is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
