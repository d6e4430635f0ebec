"""Is an outline that of a seal? Judged by the ink at each depth within it and beyond."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.seal_outline import Outline

_RING = 0.85
"""A frame is inked on this share of its length at least. Print that is crossed by chance is on up to 0.4, a square
that is taken for a circle on 0.8."""

_CLEAR = 0.3
"""Beyond the frame so much less of the same length is inked."""

_SPOKES = 0.03
"""Share of the way round that ink may run on from the star to the letters: those stand clear of each other."""

_HEAVY = 2.6
_HEAVY_SHARE, _HEAVIEST = 0.05, 0.15
"""Thickness of a ring that no pen draws and no rule has: pixels of the copy (0.7 mm on A4), and shares of the radius;
that of a large O is more."""

_DEPTHS = np.arange(0.04, 1.36, 0.02)


def round_frame(outline: Outline, mask: Image, thick: Image) -> float | None:
    """The depth at which the frame of a round seal begins; None when this is none.

    There must be a closed thick ring, clear paper round it, and letters, but no solid picture, within.
    """
    inked, solid = outline.unrolled(mask, _DEPTHS), outline.unrolled(thick, _DEPTHS)
    ring = _ring(inked, solid)
    if ring is None:
        return None
    within = ring - 0.04 > _DEPTHS
    inside, belt = inked[within], inked[within & (_DEPTHS > 0.5)]
    # A belt that is inked all the way round is a second ring; a solid one is an emblem or a picture.
    if inside.mean() > 0.5 or np.median(belt.mean(axis=1)) > 0.6:
        return None
    lettered = belt.any(axis=0).reshape(40, -1).any(axis=1).mean()
    if lettered < 0.5 or belt.mean() < 0.06:
        return None
    # The star is solid and stands alone; a seal without one is told from a drawn circle by its heavy ring.
    star = solid[_DEPTHS < 0.25].mean() >= 0.45 and inked[(_DEPTHS > 0.3) & (_DEPTHS < 0.5)].mean() <= 0.35
    if inked[(_DEPTHS > 0.32) & (_DEPTHS < 0.58)].all(axis=0).mean() > _SPOKES:
        return None
    share = 1.0 - ring
    heavy = _HEAVY_SHARE <= share <= _HEAVIEST and share * min(outline.half) >= _HEAVY
    return ring if star or heavy else None


def _ring(inked: NDArray[np.bool_], solid: NDArray[np.bool_]) -> float | None:
    """The depth at which the thick frame of a seal begins, None when there is none."""
    cover, thick = inked.mean(axis=1), solid.mean(axis=1)
    edge = (_DEPTHS >= 0.88) & (_DEPTHS <= 1.04)
    # A frame that is not quite as fitted leaves a row and comes in on the next: any of the rows near will do.
    peak = int(np.flatnonzero(edge)[np.argmax(cover[edge])])
    near = slice(max(0, peak - 1), peak + 2)
    if inked[near].any(axis=0).mean() < _RING or solid[near].any(axis=0).mean() < 0.75 * _RING:
        return None
    beyond = cover[(_DEPTHS >= 1.1) & (_DEPTHS <= 1.26)]
    if beyond.max() > cover[peak] - _CLEAR or thick[(_DEPTHS >= 1.1) & (_DEPTHS <= 1.26)].max() > 0.35:
        return None
    low = peak
    while low > 0 and cover[low - 1] > 0.6 * cover[peak]:
        low -= 1
    return float(_DEPTHS[low]) if _DEPTHS[low] > 0.7 else None


def square_frame(outline: Outline, mask: Image, thick: Image) -> float | None:
    """The depth at which the frame of a square seal begins; None when this is none.

    There must be a heavy closed frame filled with large letters, that is square or leans. Boxed headings have thinner
    frames and are wide, cells of tables have both.
    """
    inked, solid = outline.unrolled(mask, _DEPTHS), outline.unrolled(thick, _DEPTHS)
    ring = _ring(inked, solid)
    if ring is None or ring > 0.92:
        return None
    frame = solid[(ring <= _DEPTHS) & (_DEPTHS <= 1.04)].any(axis=0)
    inside = solid[ring - 0.06 > _DEPTHS]
    # The four corners of the middle, from one end of the first axis to the next.
    corners = inside.reshape(len(inside), 4, -1).mean(axis=(0, 2))
    if frame.mean() < 0.9 or not 0.1 <= inside.mean() <= 0.6 or corners.min() < 0.3 * corners.max():
        return None
    square = max(outline.half) <= 1.08 * min(outline.half)
    return ring if square or abs(outline.angle) > math.radians(4.0) else None
