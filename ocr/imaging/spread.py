"""Two pages of paper on one image: where the gutter between them runs, and what belongs to a neighbouring page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, sides
from ocr.imaging.skew import level, level_image

_WORK_SIDE = 1000
"""Measured on a copy of this long side, pixels."""

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

_SHADOW = 0.12
"""Paper this share darker at the gutter than on both sides of it lies in its shadow."""

_CROSSING = 0.03
"""Share of the print's height at which print may cross the gutter: a specking, a fold, a headline of two pages."""

_LEAST_FILLED = 0.25
"""Least share of a page's block of print that lies under its boxes; cells of wide tables leave most of it blank."""

_BROAD = 0.35
"""The shadow of a gutter keeps this share of its depth at 1 % of the width to both sides, 2 mm on A4."""

_STRIP_SHADOW = 0.15
_BLACK = 0.6
"""Least darkness of the gutter beside a neighbouring page, and of what is no paper at all."""

_STRIP = 0.2
"""What shows of a neighbouring page is at most this share of the width."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """An image, upright, seen from afar: `ink` and the tone of its `paper`, each ``(height, width)`` of a small copy;
    a pixel of the image is `scale` pixels of the copy. `skew`, radians, is taken out of both."""

    ink: NDArray[np.bool_]
    paper: NDArray[np.float32]
    scale: float
    skew: float = 0.0


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


def neighbour_strips(sight: Sight, quads: Sequence[Quad]) -> tuple[int, int]:
    """How many pixels at the left and the right of the image seen show a neighbouring page.

    A strip of it lies beyond the shadow of the gutter, and its print, if any, is cut by the edge of the image.
    """
    height, width = sight.ink.shape
    if min(height, width) < 64:
        return 0, 0
    boxes = _boxes(sight, quads)
    left = _strip(sight.paper, boxes)
    turned = boxes[:, [2, 1, 0, 3]].copy()
    turned[:, [0, 2]] = width - turned[:, [0, 2]]
    right = _strip(np.ascontiguousarray(sight.paper[:, ::-1]), turned)
    return round(left / sight.scale), round(right / sight.scale)


def look(grey: Image, skew: float = 0.0) -> Sight:
    """What can be seen of ``grey``, ``(height, width)``, from afar, levelled: a gutter that leans is no column."""
    height, width = grey.shape
    scale = min(1.0, _WORK_SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    if abs(skew) > 0.002:
        small = level_image(small, skew)
    reach = max(3, (max(size) // 60) | 1)
    # Print is closed upwards as well as sideways, but a shadow that runs down the page must stay.
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, max(3, reach // 2)), np.uint8))
    paper = cv2.GaussianBlur(np.asarray(paper, dtype=np.uint8), (5, 5), 0)
    ink = small.astype(np.float32) < 0.75 * np.maximum(paper, 1)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    specks = stats[:, cv2.CC_STAT_AREA] <= 3
    specks[0] = False
    return Sight(np.asarray(ink & ~specks[labels], dtype=np.bool_), paper.astype(np.float32), scale, skew)


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
    boxes = _boxes(sight, quads)
    left, right = boxes[boxes[:, 2] < (start + end) / 2], boxes[boxes[:, 0] > (start + end) / 2]
    if shadow and (len(left) >= 3 or len(right) >= 3):
        return not _ruled_across(sight, start, end)  # one page may be blank
    if min(len(left), len(right)) < 4:
        return False
    if _ruled_across(sight, start, end):
        return False
    if min(_filled(side) for side in (left, right)) < _LEAST_FILLED:
        return False
    widest = max(_gap_within(sight, side) for side in (left, right))
    return end - start >= _GAP_RATIO * widest


def _filled(boxes: NDArray[np.float64]) -> float:
    """How much of the block that `boxes` make up is under them: cells of a wide table leave most of it blank."""
    x0, y0, x1, y1 = boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max()
    area = float(((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).sum())
    return area / max(1.0, float((x1 - x0) * (y1 - y0)))


def _gap_within(sight: Sight, boxes: NDArray[np.float64]) -> float:
    """The widest blank, pixels of the copy, that runs down the block of `boxes`."""
    x0, y0 = np.maximum(0, boxes[:, :2].min(axis=0)).astype(int)
    x1, y1 = boxes[:, 2:].max(axis=0).astype(int)
    block = sight.ink[y0:y1, x0:x1]
    if not block.size:
        return 0.0
    return float(max((b - a for a, b in _runs(block.mean(axis=0) < _CROSSING)), default=0))


def _ruled_across(sight: Sight, start: float, end: float) -> bool:
    """Do rules run across the blank, as those of a table do?"""
    height = sight.ink.shape[0]
    # Not at the very top and foot, where the desk or the scanner's edge shows.
    inner = sight.ink[round(0.05 * height) : round(0.95 * height), int(start) : max(int(start) + 1, int(end))]
    return int((inner.mean(axis=1) > 0.8).sum()) >= 3


def _strip(paper: NDArray[np.float32], boxes: NDArray[np.float64]) -> int:
    """Width, on the copy, of the strip at the left that shows a neighbouring page; 0 for none."""
    height, width = paper.shape
    most, reach = round(_STRIP * width), max(2, round(0.04 * width))
    rows = paper[round(0.05 * height) : round(0.95 * height)]
    inside = np.percentile(rows[:, most : most + 3 * reach], 75, axis=1, keepdims=True)
    dark = 1 - np.percentile(rows[:, : most + reach] / np.maximum(inside, 1), 70, axis=0)
    # A wedge of dark border may be left where the sheet leans.
    border = np.flatnonzero(dark[: max(1, round(0.03 * width))] > _BLACK)
    edge = int(border[-1]) + 1 if len(border) else 0
    while len(border) and edge < 0.05 * width and dark[edge] >= _STRIP_SHADOW:
        edge += 1
    valley = edge + int(np.argmax(dark[edge:most]))
    if dark[valley] < _STRIP_SHADOW or valley - edge < max(2, 0.004 * width):
        return 0
    # The neighbour's paper is lighter again beyond the gutter, and the page's own on this side.
    if (
        dark[edge : max(edge + 1, valley)].min() > 0.6 * dark[valley]
        or dark[valley:].min() > 0.4 * dark[valley]
    ):
        return 0
    crossing = (boxes[:, 0] < valley - 0.01 * width) & (boxes[:, 2] > valley + 0.02 * width)
    # A crease is narrow; beyond one only print cut by the edge of the image is a neighbour's.
    beside = max(1, round(0.01 * width))
    broad = min(dark[max(0, valley - beside)], dark[valley + beside]) >= _BROAD * dark[valley]
    whole = (boxes[:, 2] < valley + 0.01 * width) & (boxes[:, 0] > edge + 0.02 * width)
    if crossing.any() or (whole.any() and not broad):
        return 0
    return valley


def _boxes(sight: Sight, quads: Sequence[Quad]) -> NDArray[np.float64]:
    """Upright boxes of `quads` on the copy, ``(n, 4)`` of x0, y0, x1, y1: as long and thick as the quad."""
    if not quads:
        return np.zeros((0, 4))
    height, width = sight.ink.shape
    middles = level(np.stack(quads).mean(axis=1) * sight.scale, sight.skew, (width, height))
    halves = np.array([sides(quad) for quad in quads]) / 2 * sight.scale
    return np.concatenate([middles - halves, middles + halves], axis=1)


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open ranges in which `flags` is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
