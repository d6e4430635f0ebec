"""Seals without colour: found by their shape, on grey and bitonal scans and where they are printed in black.

A seal is a closed frame, round, oval or square, of a stroke thicker than that of the print (0.3 mm at 16 point) and of
rules (up to 0.5 mm). So thin ink is opened away; of what is left, pieces as large as a seal are rare on any page, and
only those are looked at closely. A round seal has letters round its middle, a square one is filled with large ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.imaging.seal_fit import envelope, fit_circle, fit_oval, fit_square
from ocr.imaging.seal_look import round_frame, square_frame
from ocr.imaging.seal_outline import Outline, Shape

_WORK_SHORT = 820
"""Short side of the copy that seals are looked for on, pixels: 3.9 a millimetre on A4."""

_DARKER = 14
"""Ink is darker than the paper around it by so many grey levels."""

_LEAST, _MOST = 0.045, 0.3
"""Diameter of a seal as a share of the page's shorter side: 10-63 mm on A4."""

_MOST_PIECES = 12
"""More pieces of thick ink of the size of a seal are those of a picture or of dirt."""

_PLUS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], dtype=np.uint8)
"""What thick ink holds, whichever way it runs."""


@dataclass(frozen=True, slots=True)
class TracedSeal:
    """A seal found by its shape: its outline, and the depth (0..1) at which its frame begins."""

    outline: Outline
    frame: float

    @property
    def is_square(self) -> bool:
        return self.outline.shape is Shape.SQUARE


def trace_seals(grey: Image) -> tuple[TracedSeal, ...]:
    """The seals on ``grey``, ``(height, width)``, from top to bottom, in its pixels.

    Seals may overlap, and print may run through them. Found are seals of 10-63 mm on A4 whose frame is thick.
    """
    height, width = grey.shape
    short = min(height, width)
    if short < 300:
        return ()
    small, shrink = _copy(grey)
    side = min(small.shape)
    ink = cv2.adaptiveThreshold(
        small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, (side // 20) | 1, _DARKER
    )
    mask = np.asarray(ink, dtype=np.uint8)
    thick = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, _PLUS), dtype=np.uint8)
    count, labels, stats, _ = pieces_of(thick)
    sides = stats[1:count, 2:4]
    # Two seals that overlap are one piece.
    fits = (sides.min(axis=1) >= _LEAST * side) & (sides.max(axis=1) <= 2 * _MOST * side)
    chosen = 1 + np.flatnonzero(fits)
    if len(chosen) > _MOST_PIECES:
        return ()
    found: list[TracedSeal] = []
    for label in chosen:
        left, top, wide, tall = stats[label, :4].tolist()
        piece = labels[top : top + tall, left : left + wide] == label
        for seal in _seals(piece, (left, top), mask, thick, side):
            if not any(_same(seal.outline, other.outline) for other in found):
                found.append(seal)
    found.sort(key=lambda seal: (seal.outline.middle[1], seal.outline.middle[0]))
    return tuple(TracedSeal(seal.outline.scaled(shrink), seal.frame) for seal in found)


def boxes_of(seals: Sequence[TracedSeal], width: int, height: int) -> tuple[Box, ...]:
    """The boxes of `seals` on a page of `width` × `height` pixels, cut at its edges."""
    found = (seal.outline.box_within(width, height) for seal in seals)
    return tuple(box for box in found if box is not None)


def _copy(grey: Image) -> tuple[Image, float]:
    """The page with a short side of about `_WORK_SHORT` pixels, a little smoothed, and how many times smaller it is."""
    height, width = grey.shape
    # By a whole number first: OpenCV does that many times as fast.
    whole = max(1, int(min(height, width) / _WORK_SHORT + 0.05))
    size = width // whole, height // whole
    small = cv2.resize(grey[: size[1] * whole, : size[0] * whole], size, interpolation=cv2.INTER_AREA)
    more = min(size) / _WORK_SHORT
    if more > 1.15:
        small = cv2.resize(
            small, (round(size[0] / more), round(size[1] / more)), interpolation=cv2.INTER_AREA
        )
    smooth = cv2.GaussianBlur(np.asarray(small, dtype=np.uint8), (3, 3), 0)
    return np.asarray(smooth, dtype=np.uint8), whole * max(1.0, more if more > 1.15 else 1.0)


def _seals(
    piece: NDArray[np.bool_], corner: tuple[int, int], mask: Image, thick: Image, side: int
) -> Iterator[TracedSeal]:
    """The seals that `piece`, thick ink at `corner`, is the frame of."""
    edge = envelope(piece) + np.array(corner) + 0.5
    least, most = _LEAST * side / 2, _MOST * side / 2
    left, round_ones = edge, 0
    for _ in range(3):
        circle = fit_circle(left, least, most)
        if circle is None:
            break
        outline, near = circle
        frame = round_frame(outline, mask, thick)
        if frame is not None:
            round_ones += 1
            yield TracedSeal(outline, frame)
        left = left[~near]
    if round_ones:
        return
    square = fit_square(edge, least, most)
    frame = square_frame(square, mask, thick) if square is not None else None
    if square is not None and frame is not None:
        yield TracedSeal(square, frame)
        return
    oval = fit_oval(edge, least, most)
    frame = round_frame(oval, mask, thick) if oval is not None else None
    if oval is not None and frame is not None:
        yield TracedSeal(oval, frame)


def _same(one: Outline, other: Outline) -> bool:
    return math.dist(one.middle, other.middle) < 0.5 * min(*one.half, *other.half)
