"""The edge of a neighbouring page that a scan shows beyond the gutter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.quads import Quad
from ocr.imaging.sight import Sight, boxes_on

_BROAD = 0.35
"""The shadow of a gutter keeps this share of its depth at 1 % of the width to both sides, 2 mm on A4."""

_STRIP_SHADOW = 0.15
_BLACK = 0.6
"""Least darkness of the gutter beside a neighbouring page, and of what is no paper at all."""

_STRIP = 0.2
"""What shows of a neighbouring page is at most this share of the width."""


def neighbour_strips(sight: Sight, quads: Sequence[Quad]) -> tuple[int, int]:
    """How many pixels at the left and the right of the image seen show a neighbouring page.

    A strip of it lies beyond the shadow of the gutter, and its print, if any, is cut by the edge of the image.
    """
    height, width = sight.ink.shape
    if min(height, width) < 64:
        return 0, 0
    boxes = boxes_on(sight, quads)
    left = _strip(sight.paper, boxes)
    turned = boxes[:, [2, 1, 0, 3]].copy()
    turned[:, [0, 2]] = width - turned[:, [0, 2]]
    right = _strip(np.ascontiguousarray(sight.paper[:, ::-1]), turned)
    return round(left / sight.scale), round(right / sight.scale)


def _strip(paper: NDArray[np.float32], boxes: NDArray[np.float64]) -> int:
    """Width, on the copy, of the strip at the left that shows a neighbouring page; 0 for none."""
    height, width = paper.shape
    most, reach = round(_STRIP * width), max(2, round(0.04 * width))
    rows = paper[round(0.05 * height) : round(0.95 * height)]
    inside = np.percentile(rows[:, most : most + 3 * reach], 75, axis=1, keepdims=True)
    # Most pages show no shadow: that can be counted, with a little to spare, in a tenth of the time.
    shaded = (rows[:, :most] <= (1 - _STRIP_SHADOW + 0.001) * np.maximum(inside, 1)).sum(axis=0)
    if not len(shaded) or shaded.max() <= 0.7 * (len(rows) - 1):
        return 0
    dark = 1 - np.percentile(rows[:, : most + reach] / np.maximum(inside, 1), 70, axis=0)
    # A wedge of dark border may be left where the sheet leans.
    border = np.flatnonzero(dark[: max(1, round(0.03 * width))] > _BLACK)
    edge = int(border[-1]) + 1 if len(border) else 0
    while len(border) and edge < 0.05 * width and dark[edge] >= _STRIP_SHADOW:
        edge += 1
    valley = edge + int(np.argmax(dark[edge:most]))
    if dark[valley] < _STRIP_SHADOW or valley - edge < max(2, 0.004 * width):
        return 0
    # The neighbour's paper is lighter again beyond the gutter, and the page's own on this side.
    if (
        dark[edge : max(edge + 1, valley)].min() > 0.6 * dark[valley]
        or dark[valley:].min() > 0.4 * dark[valley]
    ):
        return 0
    crossing = (boxes[:, 0] < valley - 0.01 * width) & (boxes[:, 2] > valley + 0.02 * width)
    # A crease is narrow; beyond one only print cut by the edge of the image is a neighbour's.
    beside = max(1, round(0.01 * width))
    broad = min(dark[max(0, valley - beside)], dark[valley + beside]) >= _BROAD * dark[valley]
    whole = (boxes[:, 2] < valley + 0.01 * width) & (boxes[:, 0] > edge + 0.02 * width)
    if crossing.any() or (whole.any() and not broad):
        return 0
    return valley
