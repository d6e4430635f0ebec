"""Ink that no box covers, in pieces: print that the detector missed, or dirt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.percentiles import percentile
from ocr.imaging.pieces import pieces_of
from ocr.imaging.quads import Quad
from ocr.imaging.small_copy import small_copy
from ocr.layout.flow import to_flow

_WORK_SIDE = 1600

_DARKER = 30.0
_FAINT = 0.33
"""Ink is so many grey levels darker than what surrounds it, on pages of pale print a third of the contrast of the print
in boxes."""

_LEAST_BOXES = 3
"""Fewer boxes may be a heading or a speck."""
_USUAL_THICK = 0.016
"""Thickness of a line's box on a page of ordinary text, of the page's long side: 10.5 point and the blank about it on
A4; 9 to 16 point are within what counts as a line."""

Piece = tuple[int, int, int, int]
"""Left, top, width, height of a piece of joined ink, pixels of the copy."""


@dataclass(frozen=True, slots=True, eq=False)
class LooseInk:
    """A copy of the page with the ink that no box covers; `boxes` ``(n, 4)`` and `thick` in its pixels.

    `guessed`: there were too few boxes to measure `thick`.
    """

    ink: NDArray[np.uint8]
    joined: NDArray[np.uint8]
    pieces: list[Piece]
    boxes: NDArray[np.float64]
    thick: float
    scale: float
    direction: Direction
    guessed: bool = False

    @classmethod
    def of(
        cls,
        grey: Image,
        quads: Sequence[Quad],
        direction: Direction,
        avoid: Sequence[Box],
        least: float = _DARKER,
    ) -> LooseInk | None:
        """None on a page too small to tell ink from specks. Where boxes are too few to tell the size of the print, it
        is taken to be that of a page's text: a page with nothing but its number may have no box at all.

        Ink is 30 grey levels darker than its surroundings, or a third of how much darker the print of the boxes is,
        but at least `least`.
        """
        small, scale = small_copy(grey, _WORK_SIDE)
        corners = [np.concatenate([q.min(axis=0), q.max(axis=0)]) for q in quads]
        boxes = np.reshape(corners, (-1, 4)).astype(np.float64) * scale
        guessed = len(quads) < _LEAST_BOXES
        if guessed:
            thick = _USUAL_THICK * max(small.shape)
        else:
            widths = [min(np.linalg.norm(q[1] - q[0]), np.linalg.norm(q[3] - q[0])) for q in quads]
            thick = float(np.median(widths)) * scale
        if thick < 8:
            return None
        reach = max(3, int(thick) | 1)
        darker = _DARKER if least >= _DARKER else max(least, min(_DARKER, _FAINT * _contrast(small, boxes)))
        ink = cv2.adaptiveThreshold(
            small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(15, 2 * reach + 1), darker
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
        _, _, stats, _ = pieces_of(joined)
        pieces = [(left, top, wide, tall) for left, top, wide, tall, _ in stats[1:].tolist()]
        whole = np.asarray(joined, dtype=np.uint8)
        return cls(np.asarray(ink, dtype=np.uint8), whole, pieces, boxes, thick, scale, direction, guessed)

    def length(self, piece: Piece) -> float:
        """How long `piece` is along the print, in thicknesses of a line."""
        u0, _, u1, _ = self._span(piece)
        return (u1 - u0) / self.thick

    def inked(self, piece: Piece) -> float:
        """Share of the box of `piece` that is ink, 0..1."""
        left, top, wide, tall = piece
        return float(self.ink[top : top + tall, left : left + wide].mean())

    def is_line(self, piece: Piece) -> bool:
        """Is it as thick as print, at least as long as a character, solid, and beside all boxes?"""
        left, top, wide, tall = piece
        _, v0, _, v1 = self._span(piece)
        if not 0.25 * self.thick <= v1 - v0 <= 1.1 * self.thick or self.length(piece) < 1.0:
            return False
        if self.joined[top : top + tall, left : left + wide].sum() < 0.2 * wide * tall:
            return False
        # Skewed boxes are larger than their quads.
        covered = shared(self.boxes, (left, top, left + wide, top + tall))
        return not bool((covered > 0.5 * wide * tall).any())

    def quad(self, piece: Piece, pad: float) -> Quad:
        """`piece` on the page, `pad` pixels of the copy larger on all sides."""
        left, top, wide, tall = piece
        x0, y0, x1, y1 = left - pad, top - pad, left + wide + pad, top + tall + pad
        return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32) / np.float32(self.scale)

    def _span(self, piece: Piece) -> tuple[float, float, float, float]:
        left, top, wide, tall = piece
        u0, v0, u1, v1 = to_flow(np.array([[left, top, left + wide, top + tall]]), self.direction)[0].tolist()
        return u0, v0, u1, v1


def _contrast(grey: NDArray[np.uint8], boxes: NDArray[np.float64]) -> float:
    """How much darker the print in `boxes` is than its paper: the median over at most forty of them, grey levels."""
    steps = []
    for x0, y0, x1, y1 in boxes[:: 1 + len(boxes) // 40].clip(min=0).astype(int):
        cut = grey[y0 : y1 + 1, x0 : x1 + 1]
        if cut.size:
            steps.append(percentile(cut, 75) - percentile(cut, 3))
    return float(np.median(steps)) if steps else 0.0


def shared(boxes: NDArray[np.float64], box: tuple[float, float, float, float]) -> NDArray[np.float64]:
    """Area that each of `boxes` shares with `box`."""
    wide = np.minimum(boxes[:, 2], box[2]) - np.maximum(boxes[:, 0], box[0])
    tall = np.minimum(boxes[:, 3], box[3]) - np.maximum(boxes[:, 1], box[1])
    return np.asarray(np.clip(wide, 0, None) * np.clip(tall, 0, None), dtype=np.float64)
