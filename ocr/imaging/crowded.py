"""Print so crowded that the detector sees no columns in it: where it is, and what to do about it.

In packed advertisements of newspapers columns stand no farther apart than the characters in them. The network sees a
grid there and finds a box here and there, at twice the size no less (a newspaper fold of 1939). Drawn out sideways it
sees most of the columns; the white between them tells the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box, Direction
from ocr.imaging.crowded_columns import columns_of
from ocr.imaging.drawn_out import with_drawn_out
from ocr.imaging.image import Image
from ocr.imaging.loose_ink import LooseInk
from ocr.imaging.pieces import pieces_of
from ocr.imaging.quads import Quad, bounding_box, sides

_SHORTEST, _LONGEST = 0.2, 1.2
"""Size of the joined ink of a character, in thicknesses of a box: what is longer are rules, frames and drawings."""

_CLOSE = 0.6
"""Characters of crowded print are so near to each other, and their block is at least so thick, in thicknesses."""

_LEAST_AREA = 0.8
"""And its block at least so large, in squares of a thickness: two characters."""

_MOST = 16
"""More blocks than this are a sheet whose text was not found, or dirt."""

_FRAGMENT = 6.0
"""Longest side of the boxes at a block that it takes in, in thicknesses: what the detector found of it."""

_WORK = 28.0
"""A block is looked at on a copy on which boxes are so thick, pixels: its characters are 15 to 20."""

_DARKER = 20.0
"""Ink there is so many grey levels darker than what surrounds it: crowded print fills in."""


def with_crowded(
    front: Image, quads: Sequence[Quad], avoid: Sequence[Box], detect: Callable[[Image], list[Quad]]
) -> list[Quad]:
    """`quads` of the columns on ``front``, ``(height, width)``, with those of crowded print instead of fragments.

    `avoid` are the places of seals; `detect` finds boxes on an image, as `Models.detect` does.
    """
    blocks, thick = crowded_blocks(front, quads, avoid)
    if not blocks:
        return list(quads)
    rest = with_drawn_out(front, quads, blocks, thick, detect)
    blocks, _ = crowded_blocks(front, rest, avoid)
    height, width = front.shape
    found: list[Quad] = []
    for block in blocks:
        boxes = [bounding_box(quad, width, height) for quad in rest]
        own = [
            max(sides(quad)) <= _FRAGMENT * thick and block.overlap(box) > 0
            for quad, box in zip(rest, boxes, strict=True)
        ]
        others = [quad for quad, mine in zip(rest, own, strict=True) if not mine]
        whole = block
        for box, mine in zip(boxes, own, strict=True):
            whole = whole.union(box) if mine else whole
        columns = _columns(front, whole, others, thick)
        if columns:
            found += columns
            rest = others
    return [*rest, *found]


def crowded_blocks(front: Image, quads: Sequence[Quad], avoid: Sequence[Box]) -> tuple[list[Box], float]:
    """Where on ``front``, a leaf of columns, characters outside `quads` and `avoid` stand side by side, at most sixteen
    places; and the thickness of most boxes, pixels (0.0: not known)."""
    look = LooseInk.of(front, quads, Direction.VERTICAL, avoid)
    if look is None:
        return [], 0.0
    reach = round(_CLOSE * look.thick) | 1
    kernel = np.ones((reach, reach), np.uint8)
    joined = cv2.morphologyEx(_characters(look.ink, look.thick), cv2.MORPH_CLOSE, kernel)
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, kernel)
    _, _, stats, _ = pieces_of(joined)
    found = [
        Box(*(round(place / look.scale) for place in (left, top, left + wide, top + tall)))
        for left, top, wide, tall, area in stats[1:].tolist()
        if area >= _LEAST_AREA * look.thick * look.thick
    ]
    return (found if len(found) <= _MOST else []), look.thick / look.scale


def _characters(ink: NDArray[np.uint8], thick: float) -> NDArray[np.uint8]:
    """`ink` without what is too long to be a character of print `thick` pixels thick, or too small."""
    _, labels, stats, _ = pieces_of(ink)
    longest = stats[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1)
    fits = (longest >= _SHORTEST * thick) & (longest <= _LONGEST * thick)
    fits[0] = False
    return np.asarray(fits[labels], dtype=np.uint8)


def _columns(front: Image, block: Box, quads: Sequence[Quad], thick: float) -> list[Quad]:
    """The columns of what none of `quads` covers in and around `block`."""
    room = round(thick)
    height, width = front.shape
    x0, y0 = max(0, block.x0 - room), max(0, block.y0 - room)
    x1, y1 = min(width, block.x1 + room), min(height, block.y1 + room)
    scale = min(1.0, _WORK / thick)
    size = max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale))
    small = cv2.resize(front[y0:y1, x0:x1], size, interpolation=cv2.INTER_AREA)
    reach = round(2 * _WORK) | 1
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, reach, _DARKER)
    for quad in quads:
        cv2.fillConvexPoly(ink, np.round((quad - (x0, y0)) * scale).astype(np.int32), 0)
    # On this copy blurred characters touch.
    kept = _characters(np.asarray(ink, dtype=np.uint8), 1.5 * thick * scale)
    corner = np.array([x0, y0], dtype=np.float32)
    return [
        np.asarray(quad / np.float32(scale) + corner, dtype=np.float32)
        for quad in columns_of(kept, thick * scale)
    ]
