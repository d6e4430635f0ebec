"""Where a line of print really ends: boxes of the detector stop short of a last full stop, or begin after 一、.

A box is lengthened along its line while print of the line goes on, with gaps no wider than those between characters.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.percentiles import percentile, row_percentile
from ocr.imaging.quads import Quad, crop, part, sides

_REACH = 2.4
"""How far beyond its ends a box is looked at, in box heights: three characters."""

_GAP = 0.65
"""Widest blank that print goes on after, in box heights: nine tenths of a character, less than half a gutter."""

_LEAST_MARK = 0.09
"""A mark is at least this wide or this high, in box heights; less is a speck."""

_INK = 0.42
"""Ink is darker than its paper by this share of the contrast of the line."""

_RULE = 0.9
_THIN = 0.15
"""Ink over the first share of the height, and no wider than the second, is a rule, and the line ends before it."""

_LEAST_GAIN = 0.25
"""Boxes are lengthened by this many heights at least: less is blank that they are padded with anyway."""

_LONG_STROKE = 1.1
"""Ink that runs on for more box heights than any stroke of a character (0.7) is a fold or a rule."""

_SPARE = 0.06


def reach_ends(
    grey: Image, quads: Sequence[Quad], direction: Direction, still: Sequence[bool], avoid: Sequence[Box]
) -> list[Quad]:
    """`quads` on ``grey``, ``(height, width)``, each lengthened to where its print ends; never into another one.

    Boxes that are `still` stay as they are. None grows into a box of `avoid` (seals: what is left of their ink).
    """
    middles = np.array([quad.mean(axis=0) for quad in quads]).reshape(-1, 2)
    result = []
    for k, quad in enumerate(quads):
        width, height = sides(quad)
        length, thick = (height, width) if direction is Direction.VERTICAL else (width, height)
        if thick < 8 or length < 1.0 * thick or still[k]:
            result.append(quad)
            continue
        away = np.abs(middles - middles[k]).max(axis=1)
        near = [
            quads[other]
            for other in np.flatnonzero(away < length + (_REACH + 12) * thick).tolist()
            if other != k
        ]
        more = [_more(grey, quad, direction, thick, at_end) for at_end in (False, True)]
        more = [
            _free(quad, near, direction, thick, amount, at_end == 1) for at_end, amount in enumerate(more)
        ]
        more = [0.0 if _enters(quad, direction, thick, a, e == 1, avoid) else a for e, a in enumerate(more)]
        longer = part(quad, -more[0] / length, 1 + more[1] / length, direction) if max(more) > 0 else quad
        result.append(longer)
    return result


def _enters(
    quad: Quad, direction: Direction, thick: float, more: float, at_end: bool, avoid: Sequence[Box]
) -> bool:
    """Does `quad`, lengthened by `more` pixels at one end, reach into one of `avoid`?"""
    if more <= 0:
        return False
    width, height = sides(quad)
    length = height if direction is Direction.VERTICAL else width
    start, end = (1.0, 1 + more / length) if at_end else (-more / length, 0.0)
    x, y = part(quad, start, end, direction).mean(axis=0).tolist()
    half = 0.5 * more
    return any(
        box.x0 - half < x < box.x1 + half and box.y0 - 0.3 * thick < y < box.y1 + 0.3 * thick for box in avoid
    )


def _more(grey: Image, quad: Quad, direction: Direction, thick: float, at_end: bool) -> float:
    """How much farther print goes on at one end, in pixels."""
    width, height = sides(quad)
    length = height if direction is Direction.VERTICAL else width
    # Two heights of the line itself show how black it is and where its blank begins.
    inner = min(length, 2.0 * thick)
    share, kept = _REACH * thick / length, inner / length
    window = part(quad, 1 - kept, 1 + share, direction) if at_end else part(quad, -share, kept, direction)
    cut = np.rot90(crop(grey, window)) if direction is Direction.VERTICAL else crop(grey, window)
    if not at_end:
        cut = cut[:, ::-1]
    ink = _ink(np.ascontiguousarray(cut), round(inner))
    inked = np.flatnonzero(ink.any(axis=0))
    inked = inked[inked >= inner - _GAP * thick]
    end = inner
    last = inner - _GAP * thick
    tall = ink.shape[0]
    start = 0
    while start < len(inked):
        stop = start
        while stop + 1 < len(inked) and inked[stop + 1] == inked[stop] + 1:
            stop += 1
        first, final = int(inked[start]), int(inked[stop]) + 1
        blob = ink[:, first:final]
        rows = np.flatnonzero(blob.any(axis=1))
        high = rows[-1] - rows[0] + 1
        start = stop + 1
        if final <= inner:
            last = final
            continue
        if first - last > _GAP * thick or _is_rule(final - first, int(high), tall) or final >= ink.shape[1]:
            break
        if max(final - first, high) < _LEAST_MARK * thick:
            continue
        last = final
        end = final + _SPARE * thick
    return float(end - inner) if end - inner >= _LEAST_GAIN * thick else 0.0


def _ink(cut: Image, inner: int) -> NDArray[np.bool_]:
    """Ink of a crop by the contrast of its first `inner` columns; a line's neighbours above and below left out."""
    tall = cut.shape[0]
    smooth = np.asarray(cv2.GaussianBlur(cut, (3, 3), 0), dtype=np.uint8)
    dark, light = (percentile(smooth[:, :inner], percent) for percent in (3, 80))
    if light - dark < 25:
        return np.zeros(cut.shape, dtype=np.bool_)
    paper = row_percentile(np.asarray(cv2.transpose(smooth), dtype=np.uint8), 80)
    # Column by column for shadows; but the paper of a column that is all rule is that of the line.
    paper = np.clip(paper, light - 0.35 * (light - dark), light + 10)
    ink = smooth < (paper - _INK * (light - dark))[None, :]
    # What hangs in from the lines above and below touches the edge and is thin.
    edge = _edge(tall)
    ink[:edge], ink[tall - edge :] = False, False
    # A fold or a rule along the line would join everything.
    flat = np.ones((1, max(3, round(_LONG_STROKE * tall))), np.uint8)
    runs = cv2.dilate(cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, flat), np.ones((3, 1), np.uint8))
    return np.asarray(ink & (runs == 0), dtype=np.bool_)


def _is_rule(wide: int, high: int, tall: int) -> bool:
    return high >= _RULE * (tall - 2 * _edge(tall)) and wide <= _THIN * tall


def _edge(tall: int) -> int:
    return max(1, tall // 10)


def _free(
    quad: Quad, near: Sequence[Quad], direction: Direction, thick: float, more: float, at_end: bool
) -> float:
    """`more` pixels, or none when another box stands there: half of its first character would be read twice."""
    if more <= 0:
        return 0.0
    along = quad[3] - quad[0] if direction is Direction.VERTICAL else quad[1] - quad[0]
    along = along / max(float(np.linalg.norm(along)), 1.0)
    across = np.array([-along[1], along[0]])
    origin = quad.mean(axis=0)
    own = (quad - origin) @ along
    for other in near:
        places, heights = (other - origin) @ along, (other - origin) @ across
        if min(heights.max(), 0.5 * thick) - max(heights.min(), -0.5 * thick) < 0.25 * thick:
            continue
        ahead = places.min() - own.max() if at_end else own.min() - places.max()
        passes = places.max() > own.max() if at_end else places.min() < own.min()
        if passes and ahead < more:
            return 0.0
    return more
