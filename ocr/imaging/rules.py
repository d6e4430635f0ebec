"""Rules: the printed lines that frame tables and part running heads from the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.skew import level_image

_WORK_SIDE = 1600
"""Rules are looked for on a copy with this long side in pixels (about 140 dpi for A4)."""

MIN_RULE = 40
"""Shortest rule, in pixels of that copy: 7 mm on A4, longer than the strokes of any text character."""

_SEPARATOR = 0.3
"""A rule this long (share of the page's width) parts what stands above it from what stands below."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of a levelled page as masks of 0 and 1, ``(height, width)`` of a copy of it.

    `flat` run along x, `upright` along y; a pixel of the page is `scale` pixels of the masks.
    """

    flat: NDArray[np.uint8]
    upright: NDArray[np.uint8]
    scale: float

    def separators(self) -> list[float]:
        """Positions y, in pixels of the page, of flat rules at least 30 % of the page wide, rising."""
        height, width = self.flat.shape
        # A rule that is not quite level, or is broken, spreads over a few rows.
        spread = cv2.morphologyEx(self.flat, cv2.MORPH_CLOSE, np.ones((5, 25), np.uint8))
        count, _, stats, _ = cv2.connectedComponentsWithStats(spread, connectivity=8)
        found = [
            (top + tall / 2) / self.scale
            for _, top, wide, tall, _ in stats[1:count].tolist()
            if wide >= _SEPARATOR * width and tall <= 0.01 * height + 4
        ]
        return sorted(found)

    def columns(self) -> list[float]:
        """Positions x, in pixels of the page, of upright rules at least 30 % of the page high, rising."""
        turned = Rules(np.ascontiguousarray(self.upright.T), np.ascontiguousarray(self.flat.T), self.scale)
        return turned.separators()


def find_rules(grey: Image, skew: float) -> Rules:
    """Rules on `grey`, ``(height, width)``, with `skew` (radians) taken out: runs of ink longer than any stroke."""
    height, width = grey.shape
    scale = min(1.0, _WORK_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    if abs(skew) > 0.001:
        small = level_image(small, skew)
    # Against the paper around it: one threshold for the page would make rules of shadows.
    dark = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 20)
    ink = np.asarray(dark, dtype=np.uint8)
    return Rules(_runs(ink, flat=True), _runs(ink, flat=False), scale)


def paint_rules(segments: Sequence[tuple[float, float, float, float]], size: tuple[int, int]) -> Rules:
    """Rules given as thin rectangles or lines, x0, y0, x1, y1 in pixels of a page of `size` (width, height)."""
    width, height = size
    scale = min(1.0, _WORK_SIDE / max(width, height))
    shape = (max(1, round(height * scale)), max(1, round(width * scale)))
    flat, upright = np.zeros(shape, dtype=np.uint8), np.zeros(shape, dtype=np.uint8)
    for x0, y0, x1, y1 in np.asarray(segments, dtype=np.float64).reshape(-1, 4) * scale:
        target = flat if x1 - x0 >= y1 - y0 else upright
        left, right = (int(np.clip(x, 0, shape[1] - 1)) for x in (x0, x1))
        top, bottom = (int(np.clip(y, 0, shape[0] - 1)) for y in (y0, y1))
        target[top : bottom + 1, left : right + 1] = 1
    return Rules(flat, upright, scale)


def _runs(ink: NDArray[np.uint8], *, flat: bool) -> NDArray[np.uint8]:
    """Ink that runs at least `MIN_RULE` pixels along one axis, small breaks closed.

    Thick runs are no rules: they are opened away, so that photographs and black borders leave nothing.
    """
    along = (1, MIN_RULE) if flat else (MIN_RULE, 1)
    bridge = (1, 3) if flat else (3, 1)
    thick = (9, 1) if flat else (1, 9)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(bridge, np.uint8))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(along, np.uint8))
    solid = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones(thick, np.uint8))
    return np.asarray(cv2.subtract(runs, solid), dtype=np.uint8)
