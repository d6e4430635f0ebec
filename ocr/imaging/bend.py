"""A bend of the paper: how far print is shifted across its lines, for points and for pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, sides

LONG = 8.0
"""A box this many times as long as thick is a line whose bend counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Bend:
    """How far the print of a leaf is shifted across its lines: by ``offset(u) + fan(u) · v`` pixels.

    u runs along the lines, v across them: x and y of a horizontal leaf, y and x of a vertical one. `knots` are
    rising u in pixels, `offset` and `fan` are linear between them.
    """

    direction: Direction
    knots: NDArray[np.float64]
    offset: NDArray[np.float64]
    fan: NDArray[np.float64]

    def shift(self, u: NDArray[np.float64], v: NDArray[np.float64]) -> NDArray[np.float64]:
        """Shift at places `u`, `v` of equal shape, in pixels."""
        return np.interp(u, self.knots, self.offset) + np.interp(u, self.knots, self.fan) * v

    def apply(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where `points`, ``(n, 2)`` of the flat leaf, lie on the bent one."""
        u, v = (1, 0) if self.direction is Direction.VERTICAL else (0, 1)
        bent = points.copy()
        bent[:, v] += self.shift(points[:, u], points[:, v])
        return bent

    def undo(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where `points`, ``(n, 2)`` of the bent leaf, lie on the flat one."""
        u, v = (1, 0) if self.direction is Direction.VERTICAL else (0, 1)
        fan = np.interp(points[:, u], self.knots, self.fan)
        flat = points.copy()
        flat[:, v] = (points[:, v] - np.interp(points[:, u], self.knots, self.offset)) / (1 + fan)
        return flat

    def flatten(self, grey: Image) -> Image:
        """``grey``, ``(height, width)`` bent, with its lines straight; the same size."""
        height, width = grey.shape
        vertical = self.direction is Direction.VERTICAL
        along = np.arange(height if vertical else width) + 0.5
        offset = np.interp(along, self.knots, self.offset).astype(np.float32)
        fan = np.interp(along, self.knots, self.fan).astype(np.float32)
        flat = np.empty_like(grey)
        xs = np.arange(width, dtype=np.float32)
        # In bands: two maps of the whole page would take eight times its memory.
        for top in range(0, height, 256):
            ys = np.arange(top, min(height, top + 256), dtype=np.float32)
            x, y = np.broadcast_arrays(xs[None, :], ys[:, None])
            if vertical:
                rows = slice(top, top + len(ys))
                x = x + offset[rows, None] + fan[rows, None] * (x + np.float32(0.5))
            else:
                y = y + offset[None, :] + fan[None, :] * (y + np.float32(0.5))
            band = cv2.remap(
                grey,
                np.ascontiguousarray(x),
                np.ascontiguousarray(y),
                cv2.INTER_CUBIC,
                borderMode=cv2.BORDER_REPLICATE,
            )
            flat[top : top + len(ys)] = band
        return flat

    def depth(self, quads: Sequence[Quad]) -> float:
        """How far the lines in `quads` bend away from straight, in their thicknesses; that of the most bent fifth.

        0.0 without lines long enough to tell.
        """
        vertical = self.direction is Direction.VERTICAL
        found, thicknesses = [], []
        for quad in quads:
            width, height = sides(quad)
            long, thick = (height, width) if vertical else (width, height)
            if long < LONG * thick or thick <= 0:
                continue
            start, end = ((quad[0] + quad[1]) / 2, (quad[3] + quad[2]) / 2) if vertical else (
                (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2
            )  # fmt: skip
            points = start + (end - start) * np.linspace(0, 1, 16)[:, None]
            u, v = (points[:, 1], points[:, 0]) if vertical else (points[:, 0], points[:, 1])
            shift = self.shift(u, v)
            straight = np.polynomial.Polynomial.fit(u, shift, 1)(u)
            found.append(float(np.ptp(shift - straight)))
            thicknesses.append(thick)
        if len(found) < 3:
            return 0.0
        # Boxes of bent lines swell: the thinner ones tell the height of a line.
        return float(np.percentile(found, 80) / np.percentile(thicknesses, 25))
