"""Two pages of paper on one image: where the gutter between them runs."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.imaging.quads import Quad, sides
from ocr.imaging.sight import Sight
from ocr.imaging.spread_blocks import CROSSING, runs, two_blocks

_LEAST_SHAPE = 1.1
"""A spread is at least this much wider than high: pages are up to 1.8 times as high as wide."""

_MIDDLE = (0.36, 0.64)
"""The gutter runs within these shares of the width: one page may show more of its margin than the other."""

_GAP = 0.035
"""Least blank between the print of two pages, share of the width: twice an inner margin of 7.5 mm on A3."""

_GAP_IN_SHADOW = 0.012
"""The same where the paper darkens towards the gutter."""


_SHADOW = 0.12
"""Paper this share darker at the gutter than on both sides of it lies in its shadow."""


def find_page_gutter(sight: Sight, quads: Sequence[Quad], *, forced: bool = False) -> int | None:
    """Where, x in pixels of the image seen, the gutter of a spread runs; None for one page.

    Two pages stand side by side when the image is wider than high and a blank runs down its middle that is wide
    enough for two margins, or lies in a shadow, with print on both sides and none across. Columns of one page have
    narrower blanks, tables have rules or rows across. `quads` are the text boxes. `forced`: a person says that there
    are two pages; then the likeliest place is given whatever the rules say.
    """
    height, width = sight.ink.shape
    if (width < _LEAST_SHAPE * height or height < 32) and not forced:
        return None
    place = _shadow(sight)
    gap = _widest_blank(sight, quads, near=place)
    if gap is None:
        found = place if place is not None else width / 2
        return round(found / sight.scale) if forced else None
    start, end = gap
    wide = end - start >= (_GAP if place is None else _GAP_IN_SHADOW) * width
    middle = (start + end) / 2 if place is None else float(np.clip(place, start, end))
    if forced or (wide and two_blocks(sight, quads, start, end, shadow=place is not None)):
        return round(middle / sight.scale)
    return None


def _shadow(sight: Sight) -> float | None:
    """Where, x on the copy, a shadow runs down the middle of the sheet; None without one."""
    paper = sight.paper
    height, width = paper.shape
    reach = max(2, round(0.05 * width))
    low, high = (round(share * width) for share in _MIDDLE)
    if low - reach < 0 or high + reach > width:
        return None
    rows = paper[round(0.04 * height) : round(0.96 * height)]
    # Darker than both sides at the same height, at most heights.
    beside = np.minimum(rows[:, low - reach : high - reach], rows[:, low + reach : high + reach])
    share = 1 - rows[:, low:high] / np.maximum(beside, 1)
    depth = np.percentile(share, 30, axis=0)
    best = int(np.argmax(depth))
    return float(low + best) if depth[best] >= _SHADOW else None


def _widest_blank(sight: Sight, quads: Sequence[Quad], near: float | None) -> tuple[float, float] | None:
    """The widest blank, x on the copy, that runs down the middle; that at the shadow `near` when there is one."""
    ink = sight.ink
    width = ink.shape[1]
    rows = np.flatnonzero(ink[:, round(0.03 * width) : round(0.97 * width)].any(axis=1))
    if len(rows) < 8:
        return None
    # Spaces between the words of a headline are no blank between pages.
    thick = float(np.median([min(sides(quad)) for quad in quads])) * sight.scale if quads else 8.0
    body = ink[rows[0] : rows[-1] + 1].astype(np.uint8)
    joined = cv2.morphologyEx(body, cv2.MORPH_CLOSE, np.ones((1, max(3, round(1.5 * thick))), np.uint8))
    blank = np.asarray(joined).mean(axis=0) < CROSSING
    low, high = (round(part * width) for part in _MIDDLE)
    best: tuple[float, float] | None = None
    for start, end in runs(blank):
        # What reaches the edge is a margin; in a shadow, a blank page.
        if end <= low or start >= high or (near is None and (start == 0 or end == width)):
            continue
        if near is not None and not start - 0.02 * width <= near <= end + 0.02 * width:
            continue
        if best is None or end - start > best[1] - best[0]:
            best = float(start), float(end)
    return best
