"""From the detector's map of "how likely is text here" to boxes: differentiable binarisation (Liao et al. 2020).

The thresholds are those RapidOCR 3.10.0 uses for PP-OCRv6; boxes are not rounded to whole pixels of the small map,
which are four pixels of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.quads import Quad, order_corners

_LIKELY = 0.3
_LEAST_MEAN = 0.5
"""A pixel is text from the first probability on; a box stays when the mean inside it reaches the second."""

_SURER = (0.5, 0.7, 0.85)
_LEAST_PART_MEAN = 0.65
"""What hangs together and fills no rectangle is looked at again with these first probabilities; its parts stay when the
mean inside them reaches the second number, which two columns with the blank between them do not, or with the last
of the first ones `_LEAST_MEAN`."""

_MOST_OF = 0.5
_LINE = 4.0
"""A lone part of such a piece stays when it is as long as this share of it, and so many times as long as thick."""

_GROWTH = 1.6
"""The network is taught shrunken boxes: each side moves out by area × this / perimeter."""

_LEAST_SIDE = 3.0
_LEAST_GROWN = 5.0
"""Boxes with a shorter side, in pixels of the map before and after growing, are specks."""

MOST_BOXES = 4000
"""More boxes than this on a page are noise; the largest are kept."""


def boxes_of(likely: NDArray[np.float32]) -> list[Quad]:
    """Boxes of text on the map `likely`, ``(height, width)`` of probabilities, in its pixels."""
    text = (likely > _LIKELY).astype(np.uint8)
    mask = np.asarray(cv2.dilate(text, np.ones((2, 2), np.uint8)), dtype=np.uint8)
    found = []
    loose: list[NDArray[np.generic]] = []
    for contour in _contours(mask):
        corners, mean = _rectangle(likely, contour)
        if corners is None:
            continue
        if mean >= _LEAST_MEAN:
            found.append(corners)
        else:
            loose.append(contour)
    found += _parted(likely, mask, loose)
    grown = (_grown(corners) for corners in found)
    return [quad for quad in grown if quad is not None]


def _parted(
    likely: NDArray[np.float32], mask: NDArray[np.uint8], loose: Sequence[NDArray[np.generic]]
) -> list[NDArray[np.float32]]:
    """Rectangles within the pieces of `mask` that the contours `loose` run around, which do not fill a rectangle.

    Lines that hang together at a few doubtful places, a fold, a stamp or print of the back, fall apart when the
    network is asked for more certainty.
    """
    if not loose:
        return []
    found = []
    labels = np.asarray(cv2.connectedComponents(mask, connectivity=8)[1])
    for contour in loose:
        x, y, wide, tall = cv2.boundingRect(np.asarray(contour))
        x0, y0 = (int(place) for place in np.asarray(contour).reshape(-1, 2)[0])
        label = labels[y0, x0]
        if not label:
            continue  # the rim of a hole
        window = np.s_[y : y + tall, x : x + wide]
        piece = np.where(labels[window] == label, likely[window], 0).astype(np.float32)
        parts: list[NDArray[np.float32]] = []
        todo = [(piece, 0)]
        while todo:
            rest, step = todo.pop()
            for inner in _contours((rest > _SURER[step]).astype(np.uint8)):
                corners, mean = _rectangle(rest, inner)
                if corners is None:
                    continue
                last = step + 1 == len(_SURER)
                if mean >= (_LEAST_MEAN if last else _LEAST_PART_MEAN):
                    parts.append(np.asarray(corners + np.array([x, y], dtype=np.float32), dtype=np.float32))
                elif not last:
                    inside = np.zeros(rest.shape, np.uint8)
                    cv2.drawContours(inside, [np.asarray(inner)], 0, (1,), cv2.FILLED)
                    todo.append((np.where(inside > 0, rest, 0).astype(np.float32), step + 1))
        # A lone core of a doubtful piece is the digit of "· 1 ·": its ink is looked at whole, as what was missed.
        found += parts if len(parts) > 1 else [part for part in parts if _is_line(part, max(wide, tall))]
    return found


def _is_line(part: NDArray[np.float32], whole: float) -> bool:
    """Is the rectangle `part` a line, and most of a piece `whole` pixels long?"""
    shorter, longer = sorted(float(np.linalg.norm(part[k] - part[k - 1])) for k in (1, 2))
    return longer >= _MOST_OF * whole and longer >= _LINE * shorter


def _contours(mask: NDArray[np.uint8]) -> Sequence[NDArray[np.generic]]:
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    if len(contours) > MOST_BOXES:
        contours = sorted(contours, key=len, reverse=True)[:MOST_BOXES]
    return contours


def _rectangle(
    likely: NDArray[np.float32], contour: NDArray[np.generic]
) -> tuple[NDArray[np.float32] | None, float]:
    """The corners of the least rectangle around `contour`, None when it is a speck, and the mean of `likely` in it."""
    rectangle = cv2.minAreaRect(np.asarray(contour))
    if min(rectangle[1]) < _LEAST_SIDE:
        return None, 0.0
    corners = np.asarray(cv2.boxPoints(rectangle), dtype=np.float32)
    return corners, _mean_inside(likely, corners)


def _grown(corners: NDArray[np.float32]) -> Quad | None:
    """The box of the print that the rectangle `corners` is the shrunken box of; None for a speck."""
    middle, (width, height), angle = cv2.minAreaRect(corners)
    more = width * height * _GROWTH / (width + height)
    if min(width, height) + more < _LEAST_GROWN:
        return None
    return order_corners(cv2.boxPoints((middle, (width + more, height + more), angle)))


def _mean_inside(likely: NDArray[np.float32], corners: NDArray[np.generic]) -> float:
    height, width = likely.shape
    points = np.asarray(corners, dtype=np.float32)
    left, top = np.clip(np.floor(points.min(axis=0)).astype(int), 0, (width - 1, height - 1))
    right, bottom = np.clip(np.ceil(points.max(axis=0)).astype(int), 0, (width - 1, height - 1))
    mask = np.zeros((bottom - top + 1, right - left + 1), np.uint8)
    cv2.fillPoly(mask, [(points - (left, top)).astype(np.int32)], (1,))
    return float(cv2.mean(np.ascontiguousarray(likely[top : bottom + 1, left : right + 1]), mask)[0])
