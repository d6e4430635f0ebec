"""Curl: lines of print that bend because the paper does, measured and taken out.

The bend is measured without finding lines: rows of print are bands of ink, and the bands of two neighbouring strips
of the page match when one is shifted by what the lines rise between the strips.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.bend import LONG, Bend
from ocr.imaging.bend_proof import stands_in_line
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, sides
from ocr.imaging.small_copy import small_copy

_WORK_SIDE = 1200
_STRIPS = 30
"""Measured on a copy of this long side, pixels, in this many strips across the lines."""

_LEAST_MATCH = 0.5
"""Least correlation of two strips that says how the lines run on."""

_LEAST_SHOWN = 5.0
"""Least thickness of a line on that copy, in pixels: below it bands blur into each other."""

_STIFFNESS = 4.0
"""Weight that keeps slopes of neighbouring strips alike, against that of one match."""


def measure_bend(grey: Image, quads: Sequence[Quad], direction: Direction) -> Bend | None:
    """How the lines of the leaf ``grey``, ``(height, width)``, bend; None when there is too little print to tell.

    `quads` are its text boxes, `direction` how its lines run. A common lean of all lines (skew) is not counted.
    """
    vertical = direction is Direction.VERTICAL
    thicknesses = [
        min(width, height)
        for width, height in map(sides, quads)
        if (height > width) == vertical and max(width, height) >= LONG * min(width, height)
    ]
    if len(thicknesses) < 3:
        return None
    height, width = grey.shape
    scale = min(1.0, _WORK_SIDE / max(height, width))
    thick = float(np.percentile(thicknesses, 25)) * scale
    if thick < _LEAST_SHOWN or min(height, width) * scale < _STRIPS:
        return None
    bands = _bands(grey, thick, vertical=vertical)
    shifts, places, weights = _shifts(bands, thick)
    if np.count_nonzero(weights.sum(axis=1) > 0) < _STRIPS // 3:
        return None
    slope, fan = _fit(shifts, places, weights)
    knots = (np.arange(_STRIPS) + 0.5) / _STRIPS * (height if vertical else width)
    # From shifts between strips, in pixels of the copy, to shifts on the leaf.
    offset = np.concatenate([[0.0], np.cumsum(slope)]) / scale
    fanned = np.concatenate([[0.0], np.cumsum(fan)])
    weight = np.concatenate([weights.sum(axis=1), [0.0]]) + np.concatenate([[0.0], weights.sum(axis=1)])
    middle = (width if vertical else height) / 2
    # What is common to all lines is skew, and stays; the shift at the middle of the leaf tells it.
    line = np.polynomial.Polynomial.fit(knots, offset + fanned * middle, 1, w=np.sqrt(weight) + 1e-3)
    bent = offset - line(knots)
    shift = scale * bent[:, None] + fanned[:, None] * np.arange(bands.shape[1])
    if not stands_in_line(bands, shift, scale * float(knots[1] - knots[0])):
        return None
    return Bend(direction, knots, bent, fanned)


def _bands(grey: Image, thick: float, *, vertical: bool) -> NDArray[np.float32]:
    """Ink of each strip by its place across the lines, ``(_STRIPS, length)``, with the paper's tone taken out."""
    small, _ = small_copy(grey, _WORK_SIDE)
    if vertical:
        small = np.asarray(cv2.transpose(small), dtype=np.uint8)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    ink = cv2.subtract(paper, small)
    strips = cv2.resize(ink.astype(np.float32), (_STRIPS, small.shape[0]), interpolation=cv2.INTER_AREA).T
    reach = 2 * int(1.5 * thick) + 1
    return np.asarray(strips - cv2.blur(strips, (reach, 1)), dtype=np.float32)


def _shifts(
    bands: NDArray[np.float32], thick: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Shift between neighbouring strips in windows of about six lines: shifts and weights, ``(strips - 1, windows)``,
    and the windows' middles ``(windows,)``, in pixels of the copy."""
    length = bands.shape[1]
    window = max(16, round(8 * thick))
    # Lines stand at least 1.1 boxes apart; a shift of half of that could be either way.
    most = max(2, int(0.55 * thick))
    power = cv2.blur(bands * bands, (window, 1))
    matches = np.full((2 * most + 1, bands.shape[0] - 1, length), -1.0, dtype=np.float32)
    for number, lag in enumerate(range(-most, most + 1)):
        low, high = max(0, -lag), min(length, length - lag)
        product = np.zeros((bands.shape[0] - 1, length), dtype=np.float32)
        product[:, low:high] = bands[:-1, low:high] * bands[1:, low + lag : high + lag]
        other = np.ones_like(product)
        other[:, low:high] = power[1:, low + lag : high + lag]
        matches[number] = cv2.blur(product, (window, 1)) / np.sqrt(np.maximum(power[:-1] * other, 1e-6))
    places = np.arange(window // 2, length, window // 2)
    matches = matches[:, :, places]
    best = np.clip(matches.argmax(axis=0), 1, 2 * most - 1)
    rows, columns = np.indices(best.shape)
    before, at, after = (matches[best + step, rows, columns].astype(np.float64) for step in (-1, 0, 1))
    curve = np.minimum(before - 2 * at + after, -1e-6)
    shifts = best - most + np.clip(0.5 * (before - after) / curve, -0.5, 0.5)
    # Strips with hardly any ink match by chance.
    inked = power[:-1][:, places] > 0.1 * np.median(power[power > 0]) if (power > 0).any() else at > 1
    weights = np.where(inked & (at >= _LEAST_MATCH), at, 0.0)
    return shifts, places.astype(np.float64), weights


def _fit(
    shifts: NDArray[np.float64], places: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Slope and fan of each pair of strips that explain `shifts` best: ``shift = slope + fan · place``.

    Least squares, matches that disagree weighing less from round to round (Cauchy weights); the slopes of
    neighbours are drawn together, which also bridges gutters and blanks.
    """
    pairs = shifts.shape[0]
    scale = float(places.max())
    near = places / scale - 0.5
    second = np.diff(np.eye(pairs), 2, axis=0)
    stiff = _STIFFNESS * second.T @ second
    # A fan is paid for: without lines high and low on the leaf nothing tells it from slope.
    base = np.block(
        [[stiff, np.zeros((pairs, pairs))], [np.zeros((pairs, pairs)), stiff + 0.5 * np.eye(pairs)]]
    )
    base += 1e-6 * np.eye(2 * pairs)
    robust = weights.copy()
    slope, fan = np.zeros(pairs), np.zeros(pairs)
    for _ in range(6):
        ones, one, two = robust.sum(axis=1), (robust * near).sum(axis=1), (robust * near**2).sum(axis=1)
        normal = base + np.block([[np.diag(ones), np.diag(one)], [np.diag(one), np.diag(two)]])
        known = np.concatenate([(robust * shifts).sum(axis=1), (robust * shifts * near).sum(axis=1)])
        solved = np.linalg.solve(normal, known)
        slope, fan = solved[:pairs], solved[pairs:]
        rest = shifts - slope[:, None] - fan[:, None] * near
        robust = weights / (1 + (rest / 0.5) ** 2)
    return slope - 0.5 * fan, fan / scale
