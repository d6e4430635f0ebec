"""The sheet on the image: where scanner borders, or the desk it was photographed on, end and paper begins."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.imaging.image import Image
from ocr.imaging.outline import four_sides
from ocr.imaging.pieces import pieces_of
from ocr.imaging.small_copy import small_copy

_WORK_SIDE = 800
"""The sheet is looked for on a copy of this long side, pixels."""

_LEAST_STEP = 0.3
"""The background at a sheet's edge is darker than its paper by at least this share: shadows fall off gently."""

_PRINT = 0.02
"""Gaps of this share of the long side are closed to see the paper without its print: 6 mm on A4."""

_LEAST_SHEET = 0.15
"""A sheet covers at least this share of the image."""

_LEAST_BORDER = 0.004
"""Borders thinner than this share of the image's side stay: 1 mm on A4."""

_LEAST_TURN = 3.0
_LEAST_KEYSTONE = 0.02
"""A sheet whose edges lean by more degrees, or whose opposite sides differ by a larger share, was photographed;
less is the skew of a scan, which the reader follows without drawing the sheet out."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The paper on an image, in its pixels. `box` holds it.

    `corners`, ``(4, 2)`` in the order of a quad, when it must be drawn out to a rectangle; else None.
    """

    box: Box
    corners: NDArray[np.float64] | None


def find_sheet(grey: Image) -> Sheet | None:
    """The paper on ``grey``, ``(height, width)``; None when it fills the image or cannot be told from what is round it.

    Paper is lighter than what is round it, which must reach the edge of the image.
    """
    height, width = grey.shape
    if min(height, width) < 64:
        return None
    small, _ = small_copy(grey, _WORK_SIDE)
    size = small.shape[1], small.shape[0]
    ground = _ground(small)
    mask = _paper_mask(ground)
    if mask is None:
        return None
    outline = _outline(mask)
    if outline is None:
        return None
    ratio = np.array([width / size[0], height / size[1]])
    sides = four_sides(outline, size)
    if sides is not None and _is_photograph(sides, size) and _stands_out(ground, sides):
        corners = np.clip(sides * ratio, 0, (width, height))
        return Sheet(_box(corners, width, height), corners)
    box = _cropped(ground, outline)
    if box is None:
        return None
    points = np.array([[box.x0, box.y0], [box.x1, box.y1]]) * ratio
    return Sheet(_box(points, width, height), None)


def _ground(small: Image) -> Image:
    """The page without its print: dark things thinner than `_PRINT` closed, light specks in dark borders opened."""
    reach = max(3, round(_PRINT * max(small.shape)) | 1)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    return np.asarray(cv2.medianBlur(np.asarray(closed, dtype=np.uint8), 5), dtype=np.uint8)


def _paper_mask(ground: Image) -> NDArray[np.uint8] | None:
    """1 where there is paper; None when light and dark are not two."""
    _, mask = cv2.threshold(ground, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    light, dark = ground[mask > 0], ground[mask == 0]
    if not len(light) or len(dark) < 0.002 * ground.size:
        return None
    if float(np.median(dark)) > (1 - _LEAST_STEP) * float(np.median(light)):
        return None
    # Light scratches in a border are no paper, nor do they join what lies beyond to it.
    reach = max(3, round(0.75 * _PRINT * max(ground.shape)) | 1)
    framed = cv2.copyMakeBorder(mask, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0)
    opened = cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((reach, reach), np.uint8))
    return np.asarray(opened[reach:-reach, reach:-reach], dtype=np.uint8)


def _outline(mask: NDArray[np.uint8]) -> NDArray[np.float64] | None:
    """The convex outline, ``(n, 2)``, of the paper: its largest piece and others a quarter as large (a dark gutter
    parts a spread)."""
    count, labels, stats, _ = pieces_of(mask, 4)
    areas = stats[1:count, cv2.CC_STAT_AREA]
    if not len(areas) or areas.max() < _LEAST_SHEET * mask.size:
        return None
    kept = np.isin(labels, 1 + np.flatnonzero(areas >= 0.25 * areas.max())).astype(np.uint8)
    points = cv2.findNonZero(np.ascontiguousarray(kept))
    hull = cv2.convexHull(points).reshape(-1, 2).astype(np.float64)
    return hull + 0.5


def _is_photograph(corners: NDArray[np.float64], size: tuple[int, int]) -> bool:
    """Do the sides lean, or differ, more than those of a scanned sheet?"""
    sides = np.roll(corners, -1, axis=0) - corners
    top, right, bottom, left = (float(np.linalg.norm(side)) for side in sides)
    if min(top, right, bottom, left) < 0.2 * min(size):
        return False
    leans = np.degrees(np.arctan2(sides[:, 1], sides[:, 0])) % 90
    lean = float(np.minimum(leans, 90 - leans).max())
    keystone = max(abs(top - bottom) / max(top, bottom), abs(left - right) / max(left, right))
    return lean > _LEAST_TURN or keystone > _LEAST_KEYSTONE


def _stands_out(ground: Image, corners: NDArray[np.float64]) -> bool:
    """Is it dark outside every side of `corners` that lies inside the image, and is there at least one such side?"""
    seen = 0
    middle = corners.mean(axis=0)
    reach = 0.015 * max(ground.shape)
    for k in range(4):
        a, b = corners[k], corners[(k + 1) % 4]
        points = a + (b - a) * np.linspace(0.1, 0.9, 24)[:, None]
        normal = np.array([(b - a)[1], -(b - a)[0]]) / max(1e-6, float(np.linalg.norm(b - a)))
        if (normal @ (middle - a)) > 0:
            normal = -normal
        inner, outer = _values(ground, points - reach * normal), _values(ground, points + reach * normal)
        known = (inner >= 0) & (outer >= 0)
        if known.sum() < 8:
            continue
        seen += 1
        if float(np.median(outer[known] / np.maximum(inner[known], 1))) > 1 - _LEAST_STEP:
            return False
    return seen > 0


def _values(ground: Image, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Grey levels at `points`; -1 outside the image."""
    x, y = np.floor(points[:, 0]).astype(int), np.floor(points[:, 1]).astype(int)
    height, width = ground.shape
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    found = np.full(len(points), -1.0)
    found[inside] = ground[y[inside], x[inside]]
    return found


def _cropped(ground: Image, outline: NDArray[np.float64]) -> Box | None:
    """The upright box around `outline`, of the copy; None when no side of it has a border beyond.

    A side counts when the paper ends there with a step: the box goes to the edge of the image elsewhere.
    """
    height, width = ground.shape
    (x0, y0), (x1, y1) = np.floor(outline.min(axis=0)), np.ceil(outline.max(axis=0))
    borders = [(x0, width), (y0, height), (width - x1, width), (height - y1, height)]
    cuts = [0, 0, 0, 0]
    for side, (cut, length) in enumerate(borders):
        if cut >= max(2.0, _LEAST_BORDER * length) and _dark_beyond(ground, side, int(cut)):
            cuts[side] = int(cut)
    if not any(cuts):
        return None
    return Box(cuts[0], cuts[1], width - cuts[2], height - cuts[3])


def _dark_beyond(ground: Image, side: int, cut: int) -> bool:
    """Is the strip of `cut` pixels at `side` (0 left, 1 top, 2 right, 3 bottom) dark, and the paper by it light?"""
    # The side comes to the left.
    turned = (ground, ground.T, ground[:, ::-1], ground.T[:, ::-1])[side]
    outer = turned[:, :cut]
    inner = turned[:, cut + 2 : cut + 2 + max(4, turned.shape[1] // 20)]
    if not inner.size:
        return False
    paper = float(np.percentile(inner, 75))
    return float(np.median(outer)) <= (1 - _LEAST_STEP) * paper


def _box(points: NDArray[np.float64], width: int, height: int) -> Box:
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    left, top = int(np.clip(x0, 0, width - 1)), int(np.clip(y0, 0, height - 1))
    right, bottom = int(np.clip(np.ceil(x1), left + 1, width)), int(np.clip(np.ceil(y1), top + 1, height))
    return Box(left, top, right, bottom)
