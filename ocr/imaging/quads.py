"""Four-cornered text boxes: corner order, length and thickness, padding, cutting, cropping.

A quad is a float array ``(4, 2)`` of ``(x, y)`` in page pixels: top left, top right, bottom right, bottom
left *of the upright page*, so that edge 0→1 runs along a horizontal line and edge 0→3 down a column.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image

Quad = NDArray[np.float32]


def order_corners(points: NDArray[np.generic]) -> Quad:
    """Put the corners of a rectangle, ``(4, 2)`` in any order, into the order of a quad.

    The rectangle's own axes decide: the edge pair within 45° of the page's x axis runs along x. Sorting
    corners by x, as the detector does, turns a tall box with a little skew on its side (61 % instead of
    9 % character errors on a skewed vertical page).
    """
    corners = np.asarray(points, dtype=np.float32)
    (_, _), (width, height), angle = cv2.minAreaRect(corners)
    if width == 0 and height == 0:
        return corners
    turn = math.radians((angle + 45.0) % 90.0 - 45.0)
    along = np.array([math.cos(turn), math.sin(turn)])
    across = np.array([-along[1], along[0]])
    middle = corners.mean(axis=0)
    u = (corners - middle) @ along
    v = (corners - middle) @ across
    box = [(u.min(), v.min()), (u.max(), v.min()), (u.max(), v.max()), (u.min(), v.max())]
    return np.array([middle + a * along + b * across for a, b in box], dtype=np.float32)


def sides(quad: Quad) -> tuple[float, float]:
    """Mean width (edges along x) and mean height (edges along y) of `quad`, in pixels."""
    # Asked for thousands of times a page: four times as fast without numpy.
    first, second, third, fourth = quad.tolist()
    width = (math.dist(first, second) + math.dist(third, fourth)) / 2
    return width, (math.dist(second, third) + math.dist(fourth, first)) / 2


def part(quad: Quad, start: float, end: float, direction: Direction) -> Quad:
    """The part of `quad` between the fractions `start` and `end` of its length along `direction`.

    Fractions may lie outside 0..1: the quad grows then.
    """
    first, second, third, fourth = quad
    if direction is Direction.VERTICAL:
        left, right = fourth - first, third - second
        edges = [first + left * start, second + right * start, second + right * end, first + left * end]
    else:
        top, bottom = second - first, third - fourth
        edges = [first + top * start, first + top * end, fourth + bottom * end, fourth + bottom * start]
    return np.array(edges, dtype=np.float32)


def pad_ends(quad: Quad, direction: Direction, share: float) -> Quad:
    """Lengthen `quad` at both ends along `direction` by `share` of its thickness."""
    width, height = sides(quad)
    length, thickness = (height, width) if direction is Direction.VERTICAL else (width, height)
    if length == 0:
        return quad
    more = share * thickness / length
    return part(quad, -more, 1 + more, direction)


def thinner(quad: Quad, share: float) -> Quad:
    """`quad` of a horizontal line without `share` of its height, half of it above and half below."""
    first, second, third, fourth = quad
    left, right = (fourth - first) * (share / 2), (third - second) * (share / 2)
    return np.array([first + left, second + right, third - right, fourth - left], dtype=np.float32)


def bounding_box(quad: Quad, width: int, height: int) -> Box:
    """The upright box around `quad`, inside a page of `width` × `height` pixels, at least one pixel each way."""
    x0, y0 = np.floor(quad.min(axis=0)).astype(int)
    x1, y1 = np.ceil(quad.max(axis=0)).astype(int)
    left, top = min(max(int(x0), 0), width - 1), min(max(int(y0), 0), height - 1)
    return Box(left, top, min(max(int(x1), left + 1), width), min(max(int(y1), top + 1), height))


def crop_size(quad: Quad) -> tuple[int, int]:
    """Width and height in pixels of what `crop` cuts out."""
    top, right, bottom, left = np.sqrt(np.square(quad[[1, 2, 3, 0]] - quad).sum(axis=1)).tolist()
    return max(1, int(max(top, bottom))), max(1, int(max(left, right)))


def crop(grey: Image, quad: Quad) -> Image:
    """What stands inside `quad`, turned upright: ``(height, width)`` of its longer edges, at least 1 × 1.

    Beyond the page's edge the border pixels are repeated.
    """
    width, height = crop_size(quad)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(np.asarray(quad, dtype=np.float32), target)
    cut = cv2.warpPerspective(
        grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(cut, dtype=np.uint8)
