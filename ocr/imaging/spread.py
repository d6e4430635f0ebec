"""Two pages of paper on one image: where the gutter between them runs."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.quads import Quad, sides
from ocr.imaging.sight import Sight, boxes_on

_LEAST_SHAPE = 1.1
"""A spread is at least this much wider than high: pages are up to 1.8 times as high as wide."""

_MIDDLE = (0.36, 0.64)
"""The gutter runs within these shares of the width: one page may show more of its margin than the other."""

_GAP = 0.035
"""Least blank between the print of two pages, share of the width: twice an inner margin of 7.5 mm on A3."""

_GAP_IN_SHADOW = 0.012
"""The same where the paper darkens towards the gutter."""

_GAP_RATIO = 2.0
"""The gap is this many times as wide as any other that parts the print of a page from top to bottom."""

_TALL, _LEADING_RATIO = 2.0, 1.8
"""Boxes this many times as high as wide are columns of vertical print. A blank under the second number times as wide as
those between most of them parts columns, not pages."""

_SHADOW = 0.12
"""Paper this share darker at the gutter than on both sides of it lies in its shadow."""

_CROSSING = 0.03
"""Share of the print's height at which print may cross the gutter: a specking, a fold, a headline of two pages."""

_LEAST_FILLED = 0.25
"""Least share of a page's block of print that lies under its boxes; cells of wide tables leave most of it blank."""


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
    if forced or (wide and _two_blocks(sight, quads, start, end, shadow=place is not None)):
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
    blank = np.asarray(joined).mean(axis=0) < _CROSSING
    low, high = (round(part * width) for part in _MIDDLE)
    best: tuple[float, float] | None = None
    for start, end in _runs(blank):
        # What reaches the edge is a margin; in a shadow, a blank page.
        if end <= low or start >= high or (near is None and (start == 0 or end == width)):
            continue
        if near is not None and not start - 0.02 * width <= near <= end + 0.02 * width:
            continue
        if best is None or end - start > best[1] - best[0]:
            best = float(start), float(end)
    return best


def _two_blocks(sight: Sight, quads: Sequence[Quad], start: float, end: float, *, shadow: bool) -> bool:
    """Is the print on both sides of the blank ``start..end`` that of two pages, not of one?"""
    boxes = boxes_on(sight, quads)
    left, right = boxes[boxes[:, 2] < (start + end) / 2], boxes[boxes[:, 0] > (start + end) / 2]
    if shadow and (len(left) >= 3 or len(right) >= 3):
        # One page may be blank.
        return not _ruled_across(sight, start, end) and not _is_between_columns(
            sight, left, right, end - start
        )
    if min(len(left), len(right)) < 4:
        return False
    if _ruled_across(sight, start, end):
        return False
    if min(_filled(side) for side in (left, right)) < _LEAST_FILLED:
        return False
    widest = max(_gap_within(sight, side) for side in (left, right))
    return end - start >= _GAP_RATIO * widest


def _is_between_columns(
    sight: Sight, left: NDArray[np.float64], right: NDArray[np.float64], gap: float
) -> bool:
    """Is the blank no wider than those between the columns of vertical print on both sides? A fold throws a shadow,
    too."""
    boxes = np.concatenate([left, right])
    tall = boxes[:, 3] - boxes[:, 1] >= _TALL * (boxes[:, 2] - boxes[:, 0])
    if min(len(left), len(right)) < 3 or tall.mean() < 0.5:
        return False
    gaps = [wide for side in (left, right) for wide in _gaps_within(sight, side)]
    return bool(gaps) and gap < _LEADING_RATIO * float(np.median(gaps))


def _filled(boxes: NDArray[np.float64]) -> float:
    """How much of the block that `boxes` make up is under them: cells of a wide table leave most of it blank."""
    x0, y0, x1, y1 = boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max()
    area = float(((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).sum())
    return area / max(1.0, float((x1 - x0) * (y1 - y0)))


def _gap_within(sight: Sight, boxes: NDArray[np.float64]) -> float:
    """The widest blank, pixels of the copy, that runs down the block of `boxes`."""
    return float(max(_gaps_within(sight, boxes), default=0))


def _gaps_within(sight: Sight, boxes: NDArray[np.float64]) -> list[int]:
    """How wide the blanks are, pixels of the copy, that run down the block of `boxes`."""
    x0, y0 = np.maximum(0, boxes[:, :2].min(axis=0)).astype(int)
    x1, y1 = boxes[:, 2:].max(axis=0).astype(int)
    block = sight.ink[y0:y1, x0:x1]
    return [b - a for a, b in _runs(block.mean(axis=0) < _CROSSING)] if block.size else []


def _ruled_across(sight: Sight, start: float, end: float) -> bool:
    """Do rules run across the blank, as those of a table do?"""
    height = sight.ink.shape[0]
    # Not at the very top and foot, where the desk or the scanner's edge shows.
    inner = sight.ink[round(0.05 * height) : round(0.95 * height), int(start) : max(int(start) + 1, int(end))]
    # One or two may be folds.
    return len(_runs(inner.mean(axis=1) > 0.8)) >= 3


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open ranges in which `flags` is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
