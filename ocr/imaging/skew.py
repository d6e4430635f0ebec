"""How far a page is turned, and box positions with that turn taken out.

Positions are turned, not pixels: crops follow the print, and boxes handed out stay those of the page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.quads import Quad, sides

_MAX_SKEW = math.radians(15)


def page_skew(quads: Sequence[Quad]) -> float:
    """Median angle of the long boxes, in radians, clockwise positive; 0.0 when there are none to judge by.

    Only boxes at least four times as long as thick count, each by its length: short ones have no direction.
    Angles over 15° are not skew of a scan and are left out.
    """
    angles: list[float] = []
    weights: list[float] = []
    for quad in quads:
        width, height = sides(quad)
        if max(width, height) < 4 * min(width, height):
            continue
        x, y = (
            (quad[1] + quad[2] - quad[0] - quad[3])
            if width >= height
            else (quad[3] + quad[2] - quad[0] - quad[1])
        )
        angle = math.atan2(y, x) if width >= height else math.atan2(-x, y)
        if abs(angle) <= _MAX_SKEW:
            angles.append(angle)
            weights.append(max(width, height))
    if not angles:
        return 0.0
    order = np.argsort(angles)
    total = np.cumsum(np.array(weights)[order])
    return float(np.array(angles)[order][int(np.searchsorted(total, total[-1] / 2))])


def level(points: NDArray[np.floating], skew: float, size: tuple[int, int]) -> NDArray[np.float64]:
    """`points`, ``(…, 2)`` in pixels of a page of `size` (width, height), turned back by `skew` about its middle."""
    middle = np.array(size, dtype=np.float64) / 2
    cos, sin = math.cos(skew), math.sin(skew)
    return np.asarray((points - middle) @ np.array([[cos, -sin], [sin, cos]]) + middle, dtype=np.float64)


def level_image(image: NDArray[np.uint8], skew: float) -> NDArray[np.uint8]:
    """`image` turned back by `skew` about its middle, the same size, corners filled with white."""
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), math.degrees(skew), 1.0)
    return np.asarray(cv2.warpAffine(image, turn, (width, height), borderValue=255), dtype=np.uint8)
