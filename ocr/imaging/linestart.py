"""Print before the box of a line that belongs to it.

The detector drops thin characters at the beginning of a line: the 二、 of an item, the dashes before a name in the
tariff (---其他).
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image, ink_mask
from ocr.imaging.quads import Quad, crop, part, sides
from ocr.page import Direction

REACH = 3.5
"""How far before a box print is looked for, in box thicknesses."""

_GAP = 0.75
"""Widest blank, in box thicknesses, between the box and that print, and within it."""

_LEAST = 0.45
"""Least extent of that print, in box thicknesses: less is a speck."""


_DASH = 0.015
"""Area of the smallest stroke that counts, in squared box thicknesses: a hyphen has 0.02, grain under 0.005."""


def with_start(grey: Image, quad: Quad, direction: Direction, others: Sequence[tuple[float, float]]) -> Quad:
    """`quad` lengthened towards its beginning over print that stands close before it.

    `others` are the stretches along `direction`, in box lengths from the beginning of `quad` (negative before
    it), that other boxes in the same line take: nothing is taken from them.
    """
    width, height = sides(quad)
    length, thick = (height, width) if direction is Direction.VERTICAL else (width, height)
    if thick < 8 or length < thick:
        return quad
    reach = REACH * thick / length
    reach = min([reach, *(-end for _, end in others if -reach < end <= 0)])
    if any(start < 0 < end for start, end in others) or reach * length < _LEAST * thick:
        return quad
    # A stretch of the line itself goes along, so that the threshold knows what its print looks like.
    window = part(quad, -reach, min(1.0, 3 * thick / length), direction)
    cut = crop(grey, window)
    ink = ink_mask(cut.T if direction is Direction.VERTICAL else cut)
    ink = ink & ~(ink.mean(axis=1) > 0.6)[:, None]  # without rules along the line
    tall = ink.shape[0]
    ink = _without_grain(ink)
    before = round(reach * length)
    band = ink[tall // 8 : tall - tall // 8, :before]
    filled = band.mean(axis=0)
    # A column of ink across the whole thickness is an upright rule: what is beyond belongs to the next cell.
    rules = np.flatnonzero(ink[:, :before].mean(axis=0) > 0.9)
    first = int(rules[-1]) + 3 if len(rules) else 0
    inked = [k for k in range(first, before) if filled[k] > 0.03]
    start = before
    for k in reversed(inked):
        if start - k > _GAP * thick:
            break
        start = k
    used = [k for k in inked if k >= start]
    if not used or used[-1] - start < _LEAST * thick:
        return quad
    return part(quad, -(before - start + 0.15 * thick) / length, 1.0, direction)


def _without_grain(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """`ink`, ``(thickness, length)``, without blobs smaller than a dash: the grain of a damaged scan."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    solid = stats[:, 4] >= _DASH * ink.shape[0] ** 2
    solid[0] = False
    return np.asarray(solid[labels], dtype=np.bool_)
