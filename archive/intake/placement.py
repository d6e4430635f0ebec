"""Where an image lies on a PDF page, and how it must be turned to stand upright.

Affine matrices are six numbers ``(a, b, c, d, e, f)`` as in ISO 32000-1, 8.3.3: a point (x, y) goes to
(a·x + c·y + e, b·x + d·y + f). Images fill the unit square, their first row at its top. Pages are in points,
1/72 inch, y upwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]
Rect = tuple[float, float, float, float]
"""``(left, bottom, right, top)`` in points."""

_SLANT = math.sin(math.radians(0.2))
"""A turn of less than a fifth of a degree moves the corner of an A4 page by a millimetre: it counts as none."""


def concatenated(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first and `outer` to the result."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


@dataclass(frozen=True, slots=True)
class Turn:
    """What has to be done to an image's pixels: `swap` axes first, then flip top-bottom, left-right."""

    swap: bool
    vertical: bool
    horizontal: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """An image of `width` × `height` pixels drawn by `matrix` on a page."""

    matrix: Matrix
    width: int
    height: int

    @property
    def box(self) -> Rect:
        """The upright rectangle around it, in points of the unrotated page."""
        a, b, c, d, e, f = self.matrix
        xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def area(self) -> float:
        """Its area in square points."""
        a, b, c, d, _, _ = self.matrix
        return abs(a * d - b * c)

    @property
    def dpi(self) -> tuple[float, float]:
        """Pixels per inch along the image's own width and height; 0 where it has no extent."""
        a, b, c, d, _, _ = self.matrix
        across, up = math.hypot(a, b), math.hypot(c, d)
        return (72 * self.width / across if across else 0.0, 72 * self.height / up if up else 0.0)

    def share_of(self, page: Rect) -> tuple[float, float]:
        """Which part of the page it covers, and which part of it lies on the page; both 0..1."""
        left, bottom, right, top = self.box
        width = min(right, page[2]) - max(left, page[0])
        height = min(top, page[3]) - max(bottom, page[1])
        common = max(0.0, width) * max(0.0, height)
        whole, own = (page[2] - page[0]) * (page[3] - page[1]), (right - left) * (top - bottom)
        return (common / whole if whole > 0 else 0.0, common / own if own > 0 else 0.0)

    def turn(self, rotate: int) -> Turn | None:
        """How to turn the pixels so that they stand as on the page, itself shown turned by `rotate`.

        `rotate` is degrees clockwise (0, 90, 180, 270), the page's /Rotate. None when the image is slanted
        or skewed: then its own pixels cannot be used.
        """
        across, up = self.matrix[0:2], self.matrix[2:4]
        for _ in range(rotate % 360 // 90):
            across, up = (across[1], -across[0]), (up[1], -up[0])
        swap = abs(across[1]) > abs(across[0])
        if swap:
            along, off, rise, drift = across[1], across[0], up[0], up[1]
        else:
            along, off, rise, drift = across[0], across[1], up[1], up[0]
        if abs(off) > _SLANT * abs(along) or abs(drift) > _SLANT * abs(rise) or not along or not rise:
            return None
        if swap:  # the image's rows run up or down the page, its upward side points left or right
            return Turn(swap=True, vertical=along > 0, horizontal=rise > 0)
        return Turn(swap=False, vertical=rise < 0, horizontal=along < 0)
