"""From the detector's map of "how likely is text here" to boxes: differentiable binarisation (Liao et al. 2020).

The thresholds are those RapidOCR 3.10.0 uses for PP-OCRv6; boxes are not rounded to whole pixels of the small map,
which are four pixels of the page.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.quads import Quad, order_corners

_LIKELY = 0.3
_LEAST_MEAN = 0.5
"""A pixel is text from the first probability on; a box stays when the mean inside it reaches the second."""

_GROWTH = 1.6
"""The network is taught shrunken boxes: each side moves out by area × this / perimeter."""

_LEAST_SIDE = 3.0
_LEAST_GROWN = 5.0
"""Boxes with a shorter side, in pixels of the map before and after growing, are specks."""

MOST_BOXES = 4000
"""More boxes than this on a page are noise; the largest are kept."""


def boxes_of(likely: NDArray[np.float32]) -> list[Quad]:
    """Boxes of text on the map `likely`, ``(height, width)`` of probabilities, in its pixels."""
    mask = cv2.dilate((likely > _LIKELY).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    if len(contours) > MOST_BOXES:
        contours = sorted(contours, key=len, reverse=True)[:MOST_BOXES]
    found = []
    for contour in contours:
        middle, (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < _LEAST_SIDE:
            continue
        corners = cv2.boxPoints((middle, (width, height), angle))
        if _mean_inside(likely, corners) < _LEAST_MEAN:
            continue
        more = width * height * _GROWTH / (width + height)
        if min(width, height) + more < _LEAST_GROWN:
            continue
        found.append(order_corners(cv2.boxPoints((middle, (width + more, height + more), angle))))
    return found


def _mean_inside(likely: NDArray[np.float32], corners: NDArray[np.generic]) -> float:
    height, width = likely.shape
    points = np.asarray(corners, dtype=np.float32)
    left, top = np.clip(np.floor(points.min(axis=0)).astype(int), 0, (width - 1, height - 1))
    right, bottom = np.clip(np.ceil(points.max(axis=0)).astype(int), 0, (width - 1, height - 1))
    mask = np.zeros((bottom - top + 1, right - left + 1), np.uint8)
    cv2.fillPoly(mask, [(points - (left, top)).astype(np.int32)], (1,))
    return float(cv2.mean(np.ascontiguousarray(likely[top : bottom + 1, left : right + 1]), mask)[0])
