"""The outline of a seal: an ellipse or a rectangle, and how ink lies at each depth within it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box

_AROUND = 240
"""Points of an outline that are looked at."""


class Shape(Enum):
    ROUND = auto()  # a circle or an ellipse
    SQUARE = auto()  # a square or a rectangle


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the outer edge of a seal runs, in pixels of the page.

    `half` are its half axes (half its sides) before it was turned by `angle` (radians, clockwise on the page). The
    *depth* of a point is 0 in the middle and 1 on the edge: distances as shares of the half axes.
    """

    shape: Shape
    middle: tuple[float, float]
    half: tuple[float, float]
    angle: float = 0.0

    @property
    def box(self) -> Box:
        """The upright box around it, at least a pixel; it may reach beyond the page."""
        points = self.points(1.0)
        x0, y0 = np.floor(points.min(axis=0)).astype(int).tolist()
        x1, y1 = np.ceil(points.max(axis=0)).astype(int).tolist()
        return Box(x0, y0, x1 + 1, y1 + 1)

    def box_within(self, width: int, height: int) -> Box | None:
        """The part of `box` that lies on a page of `width` × `height` pixels; None when there is none."""
        x0, y0, x1, y1 = self.box
        box = Box(max(0, x0), max(0, y0), min(width, x1), min(height, y1))
        return box if box.x0 < box.x1 and box.y0 < box.y1 else None

    def scaled(self, factor: float) -> Outline:
        """The same outline on a copy of the page that is `factor` times as large."""
        (x, y), (a, b) = self.middle, self.half
        return Outline(self.shape, (x * factor, y * factor), (a * factor, b * factor), self.angle)

    def points(self, depth: float) -> NDArray[np.float64]:
        """Points, ``(240, 2)``, at `depth` in equal steps around the middle, the first at the end of the first axis."""
        x, y = self._around(np.array([depth]))
        return np.stack([x[0], y[0]], axis=1)

    def _around(self, depths: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """x and y, ``(len(depths), 240)`` each, of the `points` at each of `depths`."""
        around = np.arange(_AROUND) * (2 * math.pi / _AROUND)
        u, v = np.cos(around), np.sin(around)
        if self.shape is Shape.SQUARE:
            far = np.maximum(np.abs(u), np.abs(v))
            u, v = u / far, v / far
        u, v = u * self.half[0] * depths[:, None], v * self.half[1] * depths[:, None]
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        return self.middle[0] + cos * u - sin * v, self.middle[1] + sin * u + cos * v

    def depths(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """The depth of each of `points`, ``(..., 2)`` x and y."""
        x, y = points[..., 0] - self.middle[0], points[..., 1] - self.middle[1]
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        u, v = (cos * x + sin * y) / self.half[0], (cos * y - sin * x) / self.half[1]
        if self.shape is Shape.SQUARE:
            return np.asarray(np.maximum(np.abs(u), np.abs(v)), dtype=np.float64)
        return np.asarray(np.hypot(u, v), dtype=np.float64)

    def depth_map(self, window: Box) -> NDArray[np.float64]:
        """The depth of each pixel inside `window`, ``(height, width)``."""
        ys, xs = np.mgrid[window.y0 : window.y1, window.x0 : window.x1]
        return self.depths(np.stack([xs + 0.5, ys + 0.5], axis=-1))

    def unrolled(self, mask: NDArray[np.uint8], depths: NDArray[np.float64]) -> NDArray[np.bool_]:
        """``(len(depths), 240)``: is there ink on `mask`, ``(height, width)``, at each depth and point around?

        Beyond the mask there is none.
        """
        x, y = (places.astype(np.float32) for places in self._around(depths))
        found = cv2.remap(mask, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
        return np.asarray(found, dtype=np.uint8) > 0
