"""Where things stand on a page image, and which way its print runs.

Coordinates everywhere in `ocr`: pixels of the page image that was passed in, origin top left,
x to the right, y downwards; boxes are half-open, ``x0 <= x < x1``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Direction(StrEnum):
    """How the characters of a line, or the lines of a page, follow each other (CSS writing modes)."""

    HORIZONTAL = "horizontal-tb"
    VERTICAL = "vertical-rl"


class Box(NamedTuple):
    """An upright rectangle in pixels, ``(x0, y0, x1, y1)``, half-open, origin top left."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def area(self) -> int:
        return max(0, self.width) * max(0, self.height)

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def overlap(self, other: Box) -> int:
        """Area shared with `other`, in square pixels; 0 when they do not touch."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(0, width) * max(0, height)
