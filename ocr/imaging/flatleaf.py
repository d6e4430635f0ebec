"""A leaf set upright for reading, and the way back from its pixels to those of the image it lies on.

Coordinates are continuous: pixel ``i`` covers ``i <= x < i + 1``, so boxes and points share one system.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.imaging.bend import Bend
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.page import Leaf

Points = NDArray[np.float64]
Matrix = NDArray[np.floating]

_HALF = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
"""From OpenCV's coordinates, where whole numbers are the middles of pixels, to ours."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A part of an image, turned or rectified: `image`, ``(height, width)`` grey, and `matrix`, the homography
    from its pixels to those of the whole."""

    image: Image
    matrix: Matrix

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.image.shape[1], self.image.shape[0]

    def part(self, box: Box) -> View:
        """What lies inside `box`; no pixel is copied."""
        shift = np.array([[1, 0, box.x0], [0, 1, box.y0], [0, 0, 1]], dtype=np.float64)
        return View(self.image[box.y0 : box.y1, box.x0 : box.x1], self.matrix @ shift)

    def turned(self, turn: int) -> View:
        """Turned clockwise by `turn` degrees: 0, 90, 180 or 270."""
        if not turn:
            return self
        back = turn_back(turn, self.size)
        return View(np.ascontiguousarray(np.rot90(self.image, -turn // 90)), self.matrix @ back)

    def rectified(self, corners: Points) -> View:
        """The quadrilateral `corners`, ``(4, 2)`` in the order of a quad, drawn out to a rectangle.

        Its sides are as long as the longer of the opposite sides, so that no print loses pixels.
        """
        top, right, bottom, left = (
            float(np.linalg.norm(corners[(i + 1) % 4] - corners[i])) for i in range(4)
        )
        return self._warped(corners, max(1, round(max(top, bottom))), max(1, round(max(left, right))))

    def shrunk(self, share: float) -> View:
        """Smaller by the factor `share` (0..1)."""
        width, height = self.size
        small = max(1, round(width * share)), max(1, round(height * share))
        image = np.asarray(cv2.resize(self.image, small, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        back = np.diag([width / small[0], height / small[1], 1.0])
        return View(image, self.matrix @ back)

    def _warped(self, corners: Points, width: int, height: int) -> View:
        target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
        back = np.asarray(cv2.getPerspectiveTransform(target, corners.astype(np.float32)), dtype=np.float64)
        pull = np.linalg.inv(_HALF) @ back @ _HALF
        image = cv2.warpPerspective(
            self.image,
            pull,
            (width, height),
            flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return View(np.asarray(image, dtype=np.uint8), self.matrix @ back)


def whole(grey: Image) -> View:
    """All of ``grey``, as it is."""
    return View(grey, np.eye(3))


def turn_back(turn: int, size: tuple[int, int]) -> Matrix:
    """From pixels of an image of `size` (width, height) turned clockwise by `turn` degrees to its own."""
    width, height = size
    match turn:
        case 90:
            return np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1]], dtype=np.float64)
        case 180:
            return np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], dtype=np.float64)
        case 270:
            return np.array([[0, -1, width], [1, 0, 0], [0, 0, 1]], dtype=np.float64)
        case _:
            return np.eye(3)


def mapped(matrix: Matrix, points: NDArray[np.floating]) -> Points:
    """`points`, ``(n, 2)``, through the homography `matrix`."""
    full = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(full[:, :2] / full[:, 2:], dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class FlatLeaf:
    """A leaf ready to be read.

    `image` is ``(height, width)`` grey, upright and flat; `record` says what was done. `quads` are its text boxes when
    the detector has looked at it already. `matrix` and `bend` lead back to the image it lies on: see `to_page`.
    `front`: the leaf without print of the back, when it is known.
    """

    image: Image
    record: Leaf
    quads: list[Quad] | None
    matrix: Matrix
    bend: Bend | None = None
    remarks: tuple[str, ...] = ()
    front: Image | None = None

    @property
    def untouched(self) -> bool:
        """Is the leaf the whole image as it is?"""
        return self.bend is None and bool(np.array_equal(self.matrix, np.eye(3)))

    def to_page(self, points: NDArray[np.floating]) -> Points:
        """Where `points`, ``(n, 2)`` in pixels of the leaf, lie on the image, in its pixels."""
        flat = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        return mapped(self.matrix, self.bend.apply(flat) if self.bend else flat)

    def to_leaf(self, points: NDArray[np.floating]) -> Points:
        """Where `points`, ``(n, 2)`` in pixels of the image, lie on the leaf."""
        flat = mapped(np.linalg.inv(self.matrix), np.asarray(points, dtype=np.float64).reshape(-1, 2))
        return self.bend.undo(flat) if self.bend else flat

    def boxes_on_leaf(self, boxes: tuple[Box, ...]) -> tuple[Box, ...]:
        """`boxes` of the image in pixels of the leaf, cut at its edges; those beside it are left out."""
        if self.untouched:
            return boxes
        height, width = self.image.shape
        found = (box_around(self.to_leaf(outline(box)), width, height) for box in boxes)
        return tuple(box for box in found if box is not None)


def outline(box: Box) -> Points:
    """Corners and middles of the sides of `box`, ``(8, 2)``."""
    x0, y0, x1, y1 = box
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return np.array(
        [[x0, y0], [x, y0], [x1, y0], [x1, y], [x1, y1], [x, y1], [x0, y1], [x0, y]], dtype=np.float64
    )


def box_around(points: Points, width: int, height: int) -> Box | None:
    """The upright box around `points` inside an image of `width` × `height` pixels; None when nothing is inside."""
    # Coordinates that were whole before stay so: rounding errors must not add a pixel.
    low, high = points.min(axis=0) + 1e-6, points.max(axis=0) - 1e-6
    x0, y0 = max(0, math.floor(low[0])), max(0, math.floor(low[1]))
    x1, y1 = min(width, math.ceil(high[0])), min(height, math.ceil(high[1]))
    return Box(x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None
