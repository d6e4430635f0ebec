"""The circle, ellipse or rectangle that the frame of a seal is, found among the outermost points of a piece of ink.

Print sticks out of it: so the shape that most points lie on is taken, not the one that is nearest to all (random
sample consensus, Fischler and Bolles 1981, with a fixed seed).
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.seal_outline import Outline, Shape

Points = NDArray[np.float64]
"""``(n, 2)``: x and y in pixels."""


def envelope(piece: NDArray[np.bool_]) -> Points:
    """The outermost ink of `piece` in each of 240 directions from its middle, and as seen from its four sides."""
    tall, wide = piece.shape
    ys, xs = np.nonzero(piece)
    rows = np.flatnonzero(piece.any(axis=1))
    columns = np.flatnonzero(piece.any(axis=0))
    first, last = piece.argmax(axis=1)[rows], wide - 1 - piece[:, ::-1].argmax(axis=1)[rows]
    upper, lower = piece.argmax(axis=0)[columns], tall - 1 - piece[::-1].argmax(axis=0)[columns]
    x, y = xs - wide / 2, ys - tall / 2
    sector = ((np.arctan2(y, x) + math.pi) * (240 / (2 * math.pi))).astype(int) % 240
    order = np.lexsort((np.hypot(x, y), sector))
    outer = order[np.flatnonzero(np.append(np.diff(sector[order]) != 0, True))]
    found = [
        np.stack([xs[outer], ys[outer]], axis=1),
        np.stack([first, rows], axis=1),
        np.stack([last, rows], axis=1),
        np.stack([columns, upper], axis=1),
        np.stack([columns, lower], axis=1),
    ]
    return np.unique(np.concatenate(found), axis=0).astype(np.float64)


def fit_circle(points: Points, least: float, most: float) -> tuple[Outline, NDArray[np.bool_]] | None:
    """The circle that most of `points` lie on, and which do; None when fewer than a third of one is covered."""
    if len(points) < 30:
        return None
    rng = np.random.default_rng(len(points))
    three = points[rng.integers(0, len(points), (250, 3))]
    a, b, c = three[:, 0], three[:, 1], three[:, 2]
    ab, ac = b - a, c - a
    twice = 2 * (ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0])
    with np.errstate(divide="ignore", invalid="ignore"):
        p, q = (ab**2).sum(axis=1), (ac**2).sum(axis=1)
        middles = (
            a + np.stack([ac[:, 1] * p - ab[:, 1] * q, ab[:, 0] * q - ac[:, 0] * p], axis=1) / twice[:, None]
        )
        radii = np.hypot(*(middles - a).T)
    fits = np.isfinite(radii) & (radii >= least) & (radii <= most)
    middles, radii = middles[fits], radii[fits]
    if not len(radii):
        return None
    some = points[:: 1 + len(points) // 300]
    away = np.abs(np.hypot(*(some[None] - middles[:, None]).transpose(2, 0, 1)) - radii[:, None])
    close = away <= 1.0 + 0.012 * radii[:, None]
    best = int(np.argmax(close.sum(axis=1) / radii))
    middle, radius = middles[best], float(radii[best])
    near = np.abs(np.hypot(*(points - middle).T) - radius) <= 1.0 + 0.012 * radius
    for _ in range(3):
        x, y = points[near].T
        solved, *_ = np.linalg.lstsq(
            np.stack([2 * x, 2 * y, np.ones(len(x))], axis=1), x**2 + y**2, rcond=None
        )
        middle = solved[:2]
        radius = math.sqrt(max(1.0, float(solved[2] + middle @ middle)))
        if not least <= radius <= most:
            return None
        near = np.abs(np.hypot(*(points - middle).T) - radius) <= 1.0 + 0.02 * radius
        if near.sum() < 10:
            return None
    x, y = (points[near] - middle).T
    if len(np.unique(((np.arctan2(y, x) + math.pi) * (36 / (2 * math.pi))).astype(int) % 36)) < 12:
        return None
    return Outline(Shape.ROUND, (float(middle[0]), float(middle[1])), (radius, radius)), near


def fit_oval(points: Points, least: float, most: float) -> Outline | None:
    """The ellipse, up to 1.8 times as long as wide, that most of `points` lie on."""
    rng = np.random.default_rng(len(points))
    best: tuple[float, Outline] | None = None
    flat = points.astype(np.float32)
    for _ in range(80):
        some = flat[rng.choice(len(flat), 6, replace=False)]
        try:
            (x, y), (wide, tall), angle = cv2.fitEllipseDirect(some)
        except (
            cv2.error
        ):  # "Iterations do not converge": six points that lie on no ellipse (drawn page 70042)
            continue
        if not (math.isfinite(x) and least <= min(wide, tall) / 2 and max(wide, tall) / 2 <= most):
            continue
        if max(wide, tall) > 1.8 * min(wide, tall):
            continue
        outline = Outline(Shape.ROUND, (x, y), (wide / 2, tall / 2), math.radians(angle))
        near = float((np.abs(outline.depths(points) - 1.0) < 0.03).mean())
        if best is None or near > best[0]:
            best = near, outline
    return best[1] if best is not None and best[0] >= 0.5 else None


def fit_square(points: Points, least: float, most: float) -> Outline | None:
    """The rectangle, up to 1.8 times as long as wide, whose four sides most of `points` lie on."""
    best: tuple[int, Outline] | None = None
    for degrees in range(-44, 46, 2):
        turn = math.radians(degrees)
        cos, sin = math.cos(turn), math.sin(turn)
        along = (points[:, 0] * cos + points[:, 1] * sin, points[:, 1] * cos - points[:, 0] * sin)
        (u0, u1, first), (v0, v1, second) = (_two_sides(values) for values in along)
        half = (u1 - u0) / 2, (v1 - v0) / 2
        if min(half) < least or max(half) > min(most, 1.8 * min(half)) or min(first, second) < min(half):
            continue
        u, v = (u0 + u1) / 2, (v0 + v1) / 2
        if best is None or first + second > best[0]:
            middle = (u * cos - v * sin, u * sin + v * cos)
            best = first + second, Outline(Shape.SQUARE, middle, half, turn)
    return best[1] if best is not None else None


def _two_sides(values: Points) -> tuple[float, float, int]:
    """Where most of `values` stand in the lower and in the upper half of their range, and how many do."""
    low = float(values.min())
    counts = np.bincount(np.floor(values - low).astype(int))
    counts = np.convolve(counts, np.ones(3, int), mode="same")
    half = len(counts) // 2
    first = int(np.argmax(counts[:half])) if half else 0
    last = len(counts) - 1 - int(np.argmax(counts[half:][::-1]))
    return low + first - 0.5, low + last + 1.5, int(counts[first] + counts[last])
