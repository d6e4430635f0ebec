"""Print that a seal without colour was stamped upon: read with the seal and without; the seal's letters left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.geometry import Box, Direction
from ocr.imaging.flatleaf import FlatLeaf
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, bounding_box, order_corners, part, sides
from ocr.imaging.seal_trace import TracedSeal
from ocr.line import Line
from ocr.reading.line import read_line
from ocr.reading.models import Models
from ocr.reading.stamped_lines import has_date, moved, only_date, worth

_HEART, _BEYOND = 0.45, 1.06
"""Letters of a round seal stand about its middle: a box of print comes nearer to it than the first depth, or goes
beyond the edge to the second."""

_DATE_LIKE = re.compile("年.*月|月.*[日曰]")
"""What is worth looking for a date in."""


@dataclass(frozen=True, slots=True, eq=False)
class UnderSeals:
    """What was under the seals of one leaf that were erased (`ocr.imaging.seal_lift`): `page` is the image ``(height,
    width)`` with them, `seals` in its pixels."""

    page: Image
    seals: Sequence[TracedSeal]
    leaf: FlatLeaf

    def touches(self, quad: Quad) -> bool:
        """Does a seal reach into `quad` of the leaf?"""
        points = self._points(quad)
        return any(bool((seal.outline.depths(points) < 1.03).any()) for seal in self.seals)

    def joined(self, quads: Sequence[Quad], direction: Direction) -> list[Quad]:
        """`quads` of the leaf, those of one line that a seal's frame or star has parted made one again."""
        result: list[Quad] = []
        for quad in sorted(quads, key=lambda each: float(each.mean(axis=0)[_along(direction)])):
            before = next((k for k, other in enumerate(result) if self._parted(other, quad, direction)), None)
            if before is None:
                result.append(quad)
            else:
                result[before] = order_corners(np.concatenate([result[before], quad]))
        return result

    def read(self, quad: Quad, direction: Direction, models: Models, front: Image) -> Line | None:
        """Read `quad` of ``front``, the leaf without its seals, and of the leaf with them; None for a seal's letters.

        What reads as a date is kept before all else, then what holds more sure characters: frames cut
        through the characters that are under them, seals left in place hide them.
        """
        found = self._readings(quad, direction, models, front)
        best = max(found, key=worth, default=None)
        if best is not None and not has_date(best) and _DATE_LIKE.search(best.text):
            # Boxes end where a seal begins; where a date ends its grammar tells.
            for more in _longer(quad, direction):
                found = self._readings(more, direction, models, front)
                dates = [dated for line in found if (dated := only_date(line)) is not None]
                if dates:
                    best = max(dates, key=lambda line: line.confidence)
                    break
        if best is None or (self._is_letters(quad) and not has_date(best)):
            return None
        return best

    def _readings(self, quad: Quad, direction: Direction, models: Models, front: Image) -> list[Line]:
        """What `quad` reads as without the seals and with them."""
        height, width = front.shape
        thick = round(min(sides(quad)))
        x0, y0, x1, y1 = bounding_box(quad, width, height)
        window = Box(max(0, x0 - thick), max(0, y0 - thick), min(width, x1 + thick), min(height, y1 + thick))
        without = front[window.y0 : window.y1, window.x0 : window.x1]
        within = self._seen(window)
        local = np.asarray(quad - np.array([window.x0, window.y0]), dtype=np.float32)
        found: list[Line] = []
        for image in (without, within):
            line = read_line(image, local, direction, models, image)
            if line is not None:
                found.append(moved(line, window.x0, window.y0))
        return found

    def _parted(self, one: Quad, other: Quad, direction: Direction) -> bool:
        """Do the two stand on one line with nothing but a seal between them? `one` is the first of them."""
        along, across = _along(direction), 1 - _along(direction)
        thin, thick = sorted(float(np.ptp(quad[:, across])) for quad in (one, other))
        gap = float(other[:, along].min() - one[:, along].max())
        apart = abs(float(one[:, across].mean() - other[:, across].mean()))
        if apart > 0.35 * thin or thick > 1.6 * thin or not -0.5 * thick < gap < 2.5 * thick:
            return False
        if self._is_letters(one) or self._is_letters(other):
            return False
        ends = np.stack([one.mean(axis=0), other.mean(axis=0)])
        ends[0, along], ends[1, along] = one[:, along].max(), other[:, along].min()
        between = self.leaf.to_page(ends[:1] + (ends[1:] - ends[:1]) * np.linspace(0, 1, 9)[:, None])
        return any(bool((seal.outline.depths(between) < _BEYOND).mean() > 0.6) for seal in self.seals)

    def _is_letters(self, quad: Quad) -> bool:
        """Does `quad` lie where a seal has its letters: within it, a square one's frame or a round one's rim?"""
        points = self._points(quad)
        for seal in self.seals:
            depths = seal.outline.depths(points)
            if depths.max() < _BEYOND and (depths.min() > _HEART or seal.is_square):
                return True
        return False

    def _points(self, quad: Quad) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        """Points all over `quad`, on the image."""
        across, down = np.linspace(0, 1, 25), np.linspace(0, 1, 5)
        first, second, third, fourth = np.asarray(quad, dtype=np.float64)
        u, v = (values.reshape(-1, 1) for values in np.meshgrid(across, down))
        return self.leaf.to_page(
            (1 - v) * ((1 - u) * first + u * second) + v * ((1 - u) * fourth + u * third)
        )

    def _seen(self, window: Box) -> Image:
        """`window` of the leaf as it was before the seals were taken off."""
        if self.leaf.untouched:
            return self.page[window.y0 : window.y1, window.x0 : window.x1]
        ys, xs = np.mgrid[window.y0 : window.y1, window.x0 : window.x1]
        points = self.leaf.to_page(np.stack([xs.ravel() + 0.5, ys.ravel() + 0.5], axis=1)) - 0.5
        # OpenCV remaps images of less than 32,768 pixels a side.
        low = np.maximum(np.floor(points.min(axis=0)).astype(int) - 2, 0)
        high = np.ceil(points.max(axis=0)).astype(int) + 3
        part = self.page[low[1] : high[1], low[0] : high[0]]
        if not part.size:
            return self.leaf.image[window.y0 : window.y1, window.x0 : window.x1]
        places = (points - low).astype(np.float32).reshape(*xs.shape, 2)
        x, y = np.ascontiguousarray(places[..., 0]), np.ascontiguousarray(places[..., 1])
        return np.asarray(
            cv2.remap(part, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8
        )


def read_through(
    under: UnderSeals | None,
    grey: Image,
    quad: Quad,
    direction: Direction,
    models: Models,
    front: Image,
    usual: float = 0.0,
    again: bool = True,
) -> Line | None:
    """`read_line` (which see for the arguments), or `UnderSeals.read` where a seal was erased."""
    if under is None or not under.touches(quad):
        return read_line(grey, quad, direction, models, front, usual, again)
    return under.read(quad, direction, models, front)


def _along(direction: Direction) -> int:
    return 1 if direction is Direction.VERTICAL else 0


def _longer(quad: Quad, direction: Direction) -> Iterator[Quad]:
    """`quad` longer at its ends, by one character or three."""
    width, height = sides(quad)
    long, thick = (height, width) if direction is Direction.VERTICAL else (width, height)
    for start, end in ((0.0, 0.9), (0.9, 0.0), (0.9, 0.9), (2.4, 0.9), (0.9, 2.4)):
        yield part(quad, -start * thick / max(long, 1.0), 1 + end * thick / max(long, 1.0), direction)
