"""Leaders: rows of dots that lead the eye from an entry of a contents page to its page number."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.imaging.quads import Quad, sides

_WORK_SIDE = 2000
_DARKER = 20
"""The page is looked at on a copy of so many pixels on the long side; ink is so many grey levels darker than its
surroundings (dots fade when the copy is made)."""

_LARGEST = 0.3
_STEP = (0.12, 1.7)
"""A dot is up to 0.3 line heights wide and high; the next one follows after 0.12 to 1.7 line heights."""

_LEVEL = 0.1
_EVEN = 0.3
"""Dots of a row lie within a tenth of a line height of the one before; their steps differ by up to 30 %, or 1.5 pixels
of the copy."""

_STEEPEST = 0.05
"""How much a row may rise on the levelled page: near the spine of a curled page lines do."""

_BROKEN = 3.5
"""Rows of dots at most so many line heights apart are one."""

_LEAST = 5
"""As many dots are a leader: an ellipsis of the text has three or six, but no page number follows it."""

_MOST = 6000
"""More specks than this are a dirty sheet or a picture."""


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of dots, from the middle of the first to that of the last, pixels; `thick`: height of the page's lines."""

    start: tuple[float, float]
    end: tuple[float, float]
    thick: float

    @property
    def quad(self) -> Quad:
        """A box as high as a line around the dots."""
        (x0, y0), (x1, y1) = self.start, self.end
        half = self.thick / 2
        return np.array(
            [[x0, y0 - half], [x1, y1 - half], [x1, y1 + half], [x0, y0 + half]], dtype=np.float32
        )


def find_leaders(grey: Image, quads: Sequence[Quad], skew: float) -> list[Leader]:
    """The leaders on ``grey``, ``(height, width)``, a horizontal page that leans by `skew` radians, clockwise.

    `quads`, the boxes of its lines, tell how large print is.
    """
    if len(quads) < 3:
        return []
    height, width = grey.shape
    scale = min(1.0, _WORK_SIDE / max(height, width))
    thick = float(np.median([min(sides(quad)) for quad in quads])) * scale
    if thick < 8:
        return []
    small = cv2.resize(
        grey, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA
    )
    reach = max(15, 2 * int(thick) | 1)
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, reach, _DARKER)
    _, _, stats, middles = pieces_of(ink)
    sizes = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    dots = middles[1:][(sizes.max(axis=1) <= _LARGEST * thick) & (sizes.min(axis=1) >= 2)]
    if len(dots) > _MOST:
        return []
    level = np.array([[math.cos(skew), -math.sin(skew)], [math.sin(skew), math.cos(skew)]])
    return [
        Leader(_point(dots[run[0]] / scale), _point(dots[run[-1]] / scale), thick / scale)
        for run in _whole(_runs(dots @ level, thick), dots @ level, thick)
    ]


def _point(place: NDArray[np.float64]) -> tuple[float, float]:
    return float(place[0]), float(place[1])


def _whole(runs: list[list[int]], dots: NDArray[np.float64], thick: float) -> list[list[int]]:
    """`runs` that go on from each other joined: two dots that touch, or one that is lost, break a row."""
    joined: list[list[int]] = []
    for run in runs:
        x, y = dots[run[0]]
        before = [
            other
            for other in joined
            if 0 < x - dots[other[-1], 0] <= _BROKEN * thick
            and abs(y - dots[other[-1], 1]) <= 2 * _LEVEL * thick
        ]
        if before:
            before[0].extend(run)
        else:
            joined.append(list(run))
    return joined


def _runs(dots: NDArray[np.float64], thick: float) -> list[list[int]]:
    """Indices of the dots, ``(n, 2)`` on a levelled page, of each row of at least `_LEAST` at even steps."""
    rows: dict[int, list[int]] = defaultdict(list)
    bin_height = 2 * _LEVEL * thick
    for k in np.argsort(dots[:, 0]).tolist():
        rows[int(dots[k, 1] // bin_height)].append(k)
    following = {
        k: after for k in range(len(dots)) if (after := _next(dots, k, rows, bin_height, thick)) is not None
    }
    runs = []
    taken: set[int] = set()
    for k in np.argsort(dots[:, 0]).tolist():
        if k in taken or k not in following:
            continue
        run = [k, following[k]]
        step = dots[run[1], 0] - dots[k, 0]
        while (after := following.get(run[-1])) is not None:
            now = dots[after, 0] - dots[run[-1], 0]
            if abs(now - step) > max(1.5, _EVEN * step):
                break
            run.append(after)
            step += 0.3 * (now - step)
        if len(run) >= _LEAST and _straight(dots[run], thick):
            runs.append(run)
            taken |= set(run)
    return runs


def _straight(places: NDArray[np.float64], thick: float) -> bool:
    """Do these dots lie on one line, nearly level?"""
    slope, foot = np.polyfit(places[:, 0], places[:, 1], 1)
    off = np.abs(places[:, 1] - foot - slope * places[:, 0]).max()
    return bool(abs(slope) <= _STEEPEST and off <= 0.7 * _LEVEL * thick)


def _next(
    dots: NDArray[np.float64], k: int, rows: dict[int, list[int]], bin_height: float, thick: float
) -> int | None:
    """The nearest dot to the right of `k` in its row."""
    x, y = dots[k]
    row = int(y // bin_height)
    best: tuple[float, int] | None = None
    for near in (row - 1, row, row + 1):
        for other in rows.get(near, ()):
            step = float(dots[other, 0] - x)
            if step > _STEP[1] * thick:
                break
            if (
                step >= _STEP[0] * thick
                and abs(dots[other, 1] - y) <= _LEVEL * thick
                and (not best or step < best[0])
            ):
                best = (step, other)
    return best[1] if best else None
