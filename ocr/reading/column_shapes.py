"""What stands in a cell of a column, by its shape: a character, a mark, or a sign that vertical setting turns.

Marks (。、，：；) stand in the upper right of their cell, or in its middle, and in horizontal print in the lower left.
Brackets, dashes and leaders are turned clockwise in vertical print.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.pieces import pieces_of


class Shape(StrEnum):
    """What a cell holds."""

    CHARACTER = "character"
    MARK = "mark"
    TURNED = "turned"


class Extent(NamedTuple):
    """Rows and columns of pixels that ink stands on, half-open."""

    top: int
    bottom: int
    left: int
    right: int


_MARK = 0.5
"""Largest extent of a mark, em."""

_RING = 0.5
"""Least size of a numeral zero, em."""

_LEAST_RING = 8
"""The same in pixels: smaller ones have no corners to tell them by."""

_DOT = 0.25
"""Largest dot of a colon, em."""

_MAIN = 0.3
"""Blobs under this share of the largest are no part of a mark: those of ： are equal, that of ； is half its comma."""

_LARGE_MARK = 0.68
_FILLED = 0.75
"""The 、 of old metal type is larger, but it is one drop that fills its convex hull: 口 does not, 卜 and 二 neither."""

_BRACKET = 0.55
"""Largest height of a bracket lying on its side, em."""

_NARROW = 0.16
"""Largest width of a dash, em; leader dots may be twice as wide."""

_STROKE = 0.25
"""Most ink above each other in the middle of a bracket, em: more is 二 or another character."""

_TAIL = 0.24
"""Least length of the short arm of a corner bracket, em."""

_BEND = 0.05
"""How much both ends of a round bracket bend to the same side, em."""


def shape_of(ink: NDArray[np.bool_], em: float) -> Shape:
    """The shape of the ``ink`` of one cell, ``(height, width)``, of characters of `em` pixels."""
    extent = extent_of(main_ink(ink))
    if extent is None:
        return Shape.CHARACTER
    part = ink[extent.top : extent.bottom, extent.left : extent.right]
    height, width = part.shape
    if (
        max(height, width) < _MARK * em
        # Two dots above each other are no wider than this.
        or (width < 2 * _DOT * em and is_colon(ink, em))
        or (max(height, width) < _LARGE_MARK * em and _is_drop(part))
    ):
        return Shape.MARK
    if height > 0.8 * em and width < _NARROW * em:
        return Shape.TURNED  # a dash
    if height < _BRACKET * em and width > 0.3 * em and _is_bracket(part, em):
        return Shape.TURNED
    return Shape.CHARACTER


def is_circle(ink: NDArray[np.bool_], em: float) -> bool:
    """Is the ``ink`` of a cell one large ring: a numeral zero, which the recogniser may pass over?"""
    main = main_ink(ink)
    extent = extent_of(main)
    if extent is None:
        return False
    part = main[extent.top : extent.bottom, extent.left : extent.right].astype(np.uint8)
    high, wide = part.shape
    if not max(_RING * em, _LEAST_RING) <= min(high, wide) or max(high, wide) > 1.2 * min(high, wide) + 1:
        return False
    rows, columns = np.indices(part.shape)
    away = np.hypot((rows + 0.5) / high - 0.5, (columns + 0.5) / wide - 0.5)
    # A ring inks all around its edge and nothing in its middle nor in the corners.
    return bool(
        part[away < 0.3].mean() < 0.03
        and part[away > 0.56].mean() < 0.03
        and part[np.abs(away - 0.46) < 0.04].mean() > 0.5
    )


def is_colon(ink: NDArray[np.bool_], em: float) -> bool:
    """Is the ``ink`` of a cell two equal round dots, one above the other?"""
    _, _, stats, centres = pieces_of(main_ink(ink).astype(np.uint8))
    dots = stats[1:]
    if len(dots) != 2:
        return False
    wide, high, area = (
        dots[:, k].astype(float) for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA)
    )
    round_dots = bool(
        (np.abs(wide - high) <= 0.3 * np.maximum(wide, high) + 1).all() and max(*wide, *high) < _DOT * em
    )
    apart = np.abs(centres[1] - centres[2])
    return (
        round_dots and min(area) > 0.5 * max(area) and bool(apart[0] < _DOT / 2 * em and apart[1] > max(high))
    )


def main_ink(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """`ink` without blobs much smaller than its largest: specks beside a mark."""
    _, labels, stats, _ = pieces_of(ink.astype(np.uint8))
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.float64)
    areas[0] = 0.0
    return np.asarray((areas >= max(1.0, _MAIN * areas.max()))[labels], dtype=np.bool_)


def extent_of(ink: NDArray[np.bool_]) -> Extent | None:
    """Where there is ink; None when there is none."""
    left, top, wide, high = cv2.boundingRect(ink.view(np.uint8))
    return Extent(top, top + high, left, left + wide) if wide else None


def _is_drop(part: NDArray[np.bool_]) -> bool:
    """Is this ink one blob without hollows, longer than wide and slanting?"""
    points = cv2.findNonZero(main_ink(part).astype(np.uint8))
    hull = cv2.convexHull(points)
    area = cv2.contourArea(hull)
    height, width = part.shape
    count, _ = cv2.connectedComponents(main_ink(part).astype(np.uint8), connectivity=8)
    return count == 2 and min(height, width) > 0.4 * max(height, width) and len(points) > _FILLED * area


def _is_bracket(part: NDArray[np.bool_], em: float) -> bool:
    """Is this ink, cut to its extent, a bracket on its side: one stroke with an arm at one end, or bent?"""
    height, width = part.shape
    inked = part.any(axis=0)
    if inked.mean() < 0.85:
        return False
    places = np.flatnonzero(inked)
    top = part.argmax(axis=0)[places]
    foot = height - 1 - part[::-1].argmax(axis=0)[places]
    thick, centre, share = foot - top + 1, (foot + top) / 2, (places + 0.5) / width
    middle = (share > 0.3) & (share < 0.7)
    if not middle.any() or np.median(thick[middle]) > _STROKE * em:
        return False
    arms = [int(thick[side].max(initial=0)) for side in (share < 0.2, share > 0.8)]
    if max(arms) > _TAIL * em and min(arms) < 0.6 * max(arms):
        return True
    ends = [centre[side] for side in (share < 0.15, share > 0.85)]
    if not all(len(end) for end in ends):
        return False
    bends = [float(np.median(end) - np.median(centre[middle])) for end in ends]
    return bends[0] * bends[1] > 0 and min(abs(bend) for bend in bends) > _BEND * em
