"""How large the print of a line is, and how black: measured on its ink, not on its box.

Boxes of the detector swell with short lines (税。 alone in a line got a box 35 % thicker than its neighbours).
"""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.image import Image, grey_levels, ink_mask
from ocr.imaging.pieces import pieces_of

_LARGE = 2000
"""Larger pages, in pixels of the long side, are measured on a copy of half the size: a quarter of 0.13 s."""


def ink_size(cut: Image) -> float:
    """Thickness of the print in a crop ``(thickness, length)``, in pixels; 0.0 without ink.

    It is the run of inked rows with the most ink, small gaps (of 三 or 二) closed.
    """
    ink = ink_mask(cut)
    # Ink over most of the length is a rule.
    sums = np.where(ink.mean(axis=1) > 0.8, 0, ink.sum(axis=1))
    rows = np.flatnonzero(sums >= max(2, 0.01 * ink.shape[1]))
    if not len(rows):
        return 0.0
    parts = np.split(rows, np.flatnonzero(np.diff(rows) > 0.2 * ink.shape[0]) + 1)
    best = max(parts, key=lambda part: float(sums[part].sum()))
    return float(best[-1] - best[0] + 1)


def print_size(grey: Image) -> tuple[float, int]:
    """Size of most characters on a page, in pixels (upper quartile of its blobs of ink), and the number of blobs.

    Blobs under 6 pixels, and slender ones, are specks and strokes and do not count. 0.0 on a page without any.
    """
    shrink = 2 if max(grey.shape) > _LARGE and min(grey.shape) > 1 else 1
    if shrink > 1:
        # By two exactly: OpenCV halves twenty times as fast as it shrinks by anything else.
        tall, wide = grey.shape[0] // 2, grey.shape[1] // 2
        halved = cv2.resize(grey[: 2 * tall, : 2 * wide], (wide, tall), interpolation=cv2.INTER_AREA)
        grey = np.asarray(halved, dtype=np.uint8)
    ink = ink_mask(grey).astype(np.uint8)
    count, _, stats, _ = pieces_of(ink)
    wide, tall = shrink * stats[1:count, 2], shrink * stats[1:count, 3]
    longest, shortest = np.maximum(wide, tall), np.minimum(wide, tall)
    blobs = longest[(shortest >= 6) & (longest <= 3 * shortest) & (longest < 300)]
    return (float(np.percentile(blobs, 75)), len(blobs)) if len(blobs) else (0.0, 0)


def contrast(cut: Image) -> float:
    """How much darker the print is than its paper, in grey levels (0..255)."""
    dark, light = grey_levels(cut, (2, 90))
    return float(light - dark)
