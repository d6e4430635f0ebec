"""Rules: the printed lines that frame tables and part running heads from the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.imaging.skew import level_image
from ocr.imaging.small_copy import small_copy

_WORK_SIDE = 1600
"""Rules are looked for on a copy with this long side in pixels (about 140 dpi for A4)."""

MIN_RULE = 40
"""Shortest rule, in pixels of that copy: 7 mm on A4, longer than the strokes of any text character."""

_SLANTS = (-0.045, 0.0, 0.045)
"""Rules are looked for along these slopes (2.6°): on a curled page a thin rule that is level on the whole runs for
fewer pixels than `MIN_RULE` along any one row."""

_DARKER = 20
_FAINT = 9
"""A rule is darker than the paper around it by this many grey levels somewhere, and by the fewer all along: worn
rules go on where they are faint. What is faint everywhere is a rule on the other side of the sheet."""

_PARTING = 0.8
"""A rule stands between two boxes when it runs along this share of their height."""

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
        width = self.flat.shape[1] / self.scale
        return [y for x0, y, x1 in self.flat_rules() if x1 - x0 >= _SEPARATOR * width]

    def flat_rules(self) -> list[tuple[float, float, float]]:
        """Flat rules as x0, y, x1 in pixels of the page, from top to bottom."""
        if not self.flat.any():
            return []
        height = self.flat.shape[0]
        x, y, across, down = cv2.boundingRect(self.flat)
        # With as much room as rules spread over.
        x, y, right, foot = max(0, x - 50), max(0, y - 10), x + across + 50, y + down + 10
        inked = self.flat[y:foot, x:right]
        # A rule that is not quite level, or is broken, spreads over a few rows.
        spread = cv2.morphologyEx(inked, cv2.MORPH_CLOSE, np.ones((5, 25), np.uint8))
        count, _, stats, _ = pieces_of(spread)
        found = [
            ((x + left) / self.scale, (y + top + tall / 2) / self.scale, (x + left + wide) / self.scale)
            for left, top, wide, tall, _ in stats[1:count].tolist()
            if wide >= MIN_RULE and tall <= 0.01 * height + 4
        ]
        return sorted(found, key=lambda rule: rule[1])

    def columns(self) -> list[float]:
        """Positions x, in pixels of the page, of upright rules at least 30 % of the page high, rising."""
        upright = np.asarray(cv2.transpose(self.upright), dtype=np.uint8)
        return Rules(upright, np.zeros_like(upright), self.scale).separators()

    def part(self, one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
        """Does an upright rule stand between two boxes side by side, x0, y0, x1, y1 in pixels of the page?

        It must run along most of the height that both share, and may touch the ends of the boxes.
        """
        left, right = (one, other) if one[0] + one[2] <= other[0] + other[2] else (other, one)
        spare = 0.25 * min(left[3] - left[1], right[3] - right[1])
        x0, x1 = sorted((left[2] - spare, right[0] + spare))
        y0, y1 = max(left[1], right[1]), min(left[3], right[3])
        a, b, top, foot = (max(0, round(float(place) * self.scale)) for place in (x0, x1, y0, y1))
        band = self.upright[top:foot, a : b + 1]
        return bool(band.size) and float(band.any(axis=1).mean()) >= _PARTING


def find_rules(grey: Image, skew: float) -> Rules:
    """Rules on `grey`, ``(height, width)``, with `skew` (radians) taken out: runs of ink longer than any stroke."""
    return rules_of(*levelled_copy(grey, skew))


def levelled_copy(grey: Image, skew: float) -> tuple[Image, float]:
    """The copy of `grey` that rules are looked for on, `skew` (radians) taken out, and its pixels a pixel of `grey`."""
    small, scale = small_copy(grey, _WORK_SIDE)
    if abs(skew) > 0.001:
        small = level_image(small, skew)
    return small, scale


def rules_of(small: Image, scale: float) -> Rules:
    """Rules on a `levelled_copy` with `scale` pixels a pixel of the page."""
    # Against the paper around it: one threshold for the page would make rules of shadows.
    sure, weak = (
        np.asarray(
            cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, darker),
            dtype=np.uint8,
        )
        for darker in (_DARKER, _FAINT)
    )
    flat, upright = (_rules_along(sure, weak, flat=way) for way in (True, False))
    return Rules(flat, upright, scale)


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


def _rules_along(sure: NDArray[np.uint8], weak: NDArray[np.uint8], *, flat: bool) -> NDArray[np.uint8]:
    runs = _runs(sure, (0.0,), flat=flat)
    return _grown(runs, _runs(weak, _SLANTS, flat=flat)) if runs.any() else runs


def _grown(sure: NDArray[np.uint8], weak: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """`sure` and the connected pieces of `weak` that hold enough of it."""
    count, labels = cv2.connectedComponents(weak, connectivity=8)
    held = np.bincount(labels[sure > 0], minlength=count)
    held[0] = 0
    return np.asarray(((held >= MIN_RULE // 2)[labels] | (sure > 0)).astype(np.uint8))


def _runs(ink: NDArray[np.uint8], slants: Sequence[float], *, flat: bool) -> NDArray[np.uint8]:
    """Ink that runs at least `MIN_RULE` pixels along one axis, or along one of `slants` to it, small breaks
    closed.

    Thick runs are no rules: they are opened away, so that photographs and black borders leave nothing.
    """
    level = ink if flat else np.asarray(cv2.transpose(ink), dtype=np.uint8)
    closed = np.asarray(cv2.morphologyEx(level, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8)), dtype=np.uint8)
    runs = np.zeros_like(closed)
    for slope in slants:
        along = cv2.morphologyEx(sheared(closed, -slope), cv2.MORPH_OPEN, np.ones((1, MIN_RULE), np.uint8))
        runs |= sheared(np.asarray(along, dtype=np.uint8), slope)
    runs &= closed
    solid = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((9, 1), np.uint8))
    found = np.asarray(cv2.subtract(runs, solid), dtype=np.uint8)
    return found if flat else np.asarray(cv2.transpose(found), dtype=np.uint8)


def sheared(mask: NDArray[np.uint8], slope: float) -> NDArray[np.uint8]:
    """`mask` with every column moved down by `slope` times its x from the middle, whole pixels."""
    if not slope:
        return mask
    height, width = mask.shape
    down = np.round(slope * (np.arange(width) - width / 2)).astype(int)
    # Columns that move alike stand side by side; as rows they are moved in one piece of memory.
    columns = np.asarray(cv2.transpose(mask), dtype=np.uint8)
    moved = np.zeros_like(columns)
    for first, last in pairwise([0, *(np.flatnonzero(np.diff(down)) + 1).tolist(), width]):
        by = int(down[first])
        low, high = max(0, by), min(height, height + by)
        if low < high:
            moved[first:last, low:high] = columns[first:last, low - by : high - by]
    return np.asarray(cv2.transpose(moved), dtype=np.uint8)
