"""Print that the detector missed: ink outside all boxes that has the size of characters.

A line that was not found has no confidence, so nothing would show that it is missing: page numbers like —1— are too
small on the detector's copy of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, bounding_box
from ocr.layout.flow import to_flow

_WORK_SIDE = 1600
_MOST = 40
"""More candidates than this are not missed print but a picture or a dirty sheet; none is taken then."""

_MOST_NUMBERS = 6
_NUMBER_MARGIN = 0.16
_LONGEST_NUMBER = 6.0
"""Page numbers stand in the outermost 16 % of the page's height, are up to six line heights long, and few."""

_APART = 0.5
"""A page number is this many line heights away from all other print."""

_LEAST_INK = 14
"""Ink of a page number, in pixels of the copy: two hyphens and a 1."""


def leftover_quads(
    grey: Image, quads: Sequence[Quad], direction: Direction, avoid: Sequence[Box]
) -> list[Quad]:
    """Boxes of ink outside `quads` and `avoid` that look like short lines of print, at most forty.

    `grey` is ``(height, width)``. A candidate is a quarter to 1.1 times as thick as the median box, 1 to 12 times
    as long as that is thick, and not at the edge of the sheet.
    """
    look = _Look.of(grey, quads, direction, avoid)
    if look is None:
        return []
    found = [piece for piece in look.pieces if look.is_line(piece) and look.length(piece) <= 12]
    return [look.quad(piece, 0.2 * look.thick) for piece in found] if len(found) <= _MOST else []


def number_quads(grey: Image, quads: Sequence[Quad], avoid: Sequence[Box]) -> list[Quad]:
    """Boxes of small ink that stands alone at the head or the foot of a horizontal page: page numbers, or specks.

    At most six; what they are shows when they are read. `quads` include those of `leftover_quads`.
    """
    look = _Look.of(grey, quads, Direction.HORIZONTAL, avoid)
    if look is None:
        return []
    found = []
    margin = _NUMBER_MARGIN * look.ink.shape[0]
    for piece in look.pieces:
        left, top, wide, tall = piece
        middle = top + tall / 2
        fits = 0.2 * look.thick <= tall <= 0.9 * look.thick and 0.2 <= look.length(piece) <= _LONGEST_NUMBER
        at_edge = middle < margin or middle > look.ink.shape[0] - margin
        if not fits or not at_edge or look.ink[top : top + tall, left : left + wide].sum() < _LEAST_INK:
            continue
        gap = _APART * look.thick
        if _shared(look.boxes, (left - gap, top - gap, left + wide + gap, top + tall + gap)).any():
            continue
        found.append(look.quad(piece, 0.5 * tall))
    return found if len(found) <= _MOST_NUMBERS else []


def uncovered(
    grey: Image, quads: Sequence[Quad], direction: Direction, avoid: Sequence[Box]
) -> tuple[Box, ...]:
    """Boxes of ink outside `quads` and `avoid` that looks like print, of any length, from top to bottom.

    None when there are more than forty pieces of it: that is a picture, or dirt.
    """
    look = _Look.of(grey, quads, direction, avoid)
    if look is None:
        return ()
    found = [look.quad(piece, 0.0) for piece in look.pieces if look.is_line(piece)]
    boxes = sorted(
        (bounding_box(quad, grey.shape[1], grey.shape[0]) for quad in found), key=lambda b: (b.y0, b.x0)
    )
    return tuple(boxes) if len(boxes) <= _MOST else ()


_Piece = tuple[int, int, int, int]
"""Left, top, width, height of a piece of joined ink, pixels of the copy."""


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """A copy of the page with the ink that no box covers; `boxes` ``(n, 4)`` and `thick` in its pixels."""

    ink: NDArray[np.uint8]
    joined: NDArray[np.uint8]
    pieces: list[_Piece]
    boxes: NDArray[np.float64]
    thick: float
    scale: float
    direction: Direction

    @classmethod
    def of(
        cls, grey: Image, quads: Sequence[Quad], direction: Direction, avoid: Sequence[Box]
    ) -> _Look | None:
        """None when there are too few boxes to tell the size of the print."""
        if len(quads) < 3:
            return None
        height, width = grey.shape
        scale = min(1.0, _WORK_SIDE / max(height, width))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        boxes = np.stack([np.concatenate([q.min(axis=0), q.max(axis=0)]) for q in quads]) * scale
        widths = [min(np.linalg.norm(q[1] - q[0]), np.linalg.norm(q[3] - q[0])) for q in quads]
        thick = float(np.median(widths)) * scale
        if thick < 8:
            return None
        reach = max(3, int(thick) | 1)
        ink = cv2.adaptiveThreshold(
            small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(15, 2 * reach + 1), 30
        )
        for quad in quads:
            cv2.fillConvexPoly(ink, (quad * scale).astype(np.int32), 0)
        for box in avoid:
            x0, y0, x1, y1 = (int(place * scale) for place in box)
            ink[y0 : y1 + 1, x0 : x1 + 1] = 0
        edge = reach // 2
        ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
        kernel = np.ones((reach, 3) if direction is Direction.VERTICAL else (3, reach), np.uint8)
        joined = cv2.morphologyEx(np.asarray(ink, dtype=np.uint8), cv2.MORPH_CLOSE, kernel)
        _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        pieces = [(left, top, wide, tall) for left, top, wide, tall, _ in stats[1:].tolist()]
        whole = np.asarray(joined, dtype=np.uint8)
        return cls(np.asarray(ink, dtype=np.uint8), whole, pieces, boxes, thick, scale, direction)

    def length(self, piece: _Piece) -> float:
        """How long `piece` is along the print, in thicknesses of a line."""
        u0, _, u1, _ = self._span(piece)
        return (u1 - u0) / self.thick

    def is_line(self, piece: _Piece) -> bool:
        """Is it as thick as print, at least as long as a character, solid, and beside all boxes?"""
        left, top, wide, tall = piece
        _, v0, _, v1 = self._span(piece)
        if not 0.25 * self.thick <= v1 - v0 <= 1.1 * self.thick or self.length(piece) < 1.0:
            return False
        if self.joined[top : top + tall, left : left + wide].sum() < 0.2 * wide * tall:
            return False
        # Skewed boxes are larger than their quads.
        shared = _shared(self.boxes, (left, top, left + wide, top + tall))
        return not bool((shared > 0.5 * wide * tall).any())

    def quad(self, piece: _Piece, pad: float) -> Quad:
        """`piece` on the page, `pad` pixels of the copy larger on all sides."""
        left, top, wide, tall = piece
        x0, y0, x1, y1 = left - pad, top - pad, left + wide + pad, top + tall + pad
        return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32) / np.float32(self.scale)

    def _span(self, piece: _Piece) -> tuple[float, float, float, float]:
        left, top, wide, tall = piece
        u0, v0, u1, v1 = to_flow(np.array([[left, top, left + wide, top + tall]]), self.direction)[0].tolist()
        return u0, v0, u1, v1


def _shared(boxes: NDArray[np.float64], box: tuple[float, float, float, float]) -> NDArray[np.float64]:
    """Area that each of `boxes` shares with `box`."""
    wide = np.minimum(boxes[:, 2], box[2]) - np.maximum(boxes[:, 0], box[0])
    tall = np.minimum(boxes[:, 3], box[3]) - np.maximum(boxes[:, 1], box[1])
    return np.asarray(np.clip(wide, 0, None) * np.clip(tall, 0, None), dtype=np.float64)
