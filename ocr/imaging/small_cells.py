"""Cells of tables that hold one digit or a dash, which the detector misses."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.loose_ink import LooseInk, Piece, shared
from ocr.imaging.quads import Quad, sides

_LEAST_DARKER = 10.0
"""Ink in cells of pale print is at least so many grey levels darker than what surrounds it."""

_APART = 0.5
"""It stands so many line heights away from all other print."""

_CELL_LENGTH = 4.0
_LEAST_CELLS = 8
"""A page has tables when so many boxes are at most so many times as long as high."""

_ROW_PEERS = 2
_COLUMN_PEERS = 2
_MOST_CELLS = 60
_MOST_LOOSE = 400
"""A cell of a table has at least two others in its row and two in its column; a page with more such cells, or more
loose ink of that size, is a dirty one."""


def cell_quads(grey: Image, quads: Sequence[Quad], skew: float, avoid: Sequence[Box]) -> list[Quad]:
    """Boxes of single digits and dashes that stand alone in a cell of a table, ruled or not, at most sixty.

    The detector misses them: on a drawn tariff page at 200 dpi eight of nine numbers of one digit. Such ink stands
    level with two boxes, and above or below two others, or other such ink. The page is horizontal and leans by `skew`
    radians, clockwise.
    """
    if sum(width <= _CELL_LENGTH * height for width, height in map(sides, quads)) < _LEAST_CELLS:
        return []
    look = LooseInk.of(grey, quads, Direction.HORIZONTAL, avoid, _LEAST_DARKER)
    if look is None:
        return []
    found = [piece for piece in look.pieces if _is_small(look, piece) and _is_alone(look, piece)]
    if len(found) > _MOST_LOOSE:
        return []
    corners = [(x, y, x + wide, y + tall) for x, y, wide, tall in found]
    small = np.array(corners, dtype=np.float64).reshape(-1, 4)
    small, boxes = _levelled(small, skew), _levelled(look.boxes, skew)
    cells = [
        piece
        for piece, box in zip(found, small, strict=True)
        if _peers(box, boxes, 1, 0.4 * look.thick) >= _ROW_PEERS
        and _peers(box, np.concatenate([boxes, small]), 0, 0.8 * look.thick) > _COLUMN_PEERS
    ]
    return [look.quad(piece, 0.25 * look.thick) for piece in cells] if len(cells) <= _MOST_CELLS else []


def _is_small(look: LooseInk, piece: Piece) -> bool:
    """Is it as large as a digit or a dash?"""
    _, _, wide, tall = piece
    digit = 0.35 * look.thick <= tall <= 0.9 * look.thick and 0.12 * look.thick <= wide <= look.thick
    dash = tall <= 0.15 * look.thick and 0.25 * look.thick <= wide <= 1.2 * look.thick
    return digit or dash


def _is_alone(look: LooseInk, piece: Piece) -> bool:
    """Is there no box, and no other ink of some size, as near as half a line height?"""
    left, top, wide, tall = piece
    gap = _APART * look.thick
    around = (left - gap, top - gap, left + wide + gap, top + tall + gap)
    if shared(look.boxes, around).any():
        return False
    x0, y0 = max(0, int(around[0])), max(0, int(around[1]))
    near = look.ink[y0 : int(around[3]) + 1, x0 : int(around[2]) + 1]
    own = look.ink[top : top + tall, left : left + wide]
    return bool(int(near.sum()) - int(own.sum()) <= 0.1 * int(own.sum()))


def _levelled(boxes: NDArray[np.float64], skew: float) -> NDArray[np.float64]:
    """`boxes`, ``(n, 4)``, moved to where their middles lie on the levelled page (about the origin)."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    across = x * (math.cos(skew) - 1) + y * math.sin(skew)
    down = y * (math.cos(skew) - 1) - x * math.sin(skew)
    return boxes + np.stack([across, down, across, down], axis=1)


def _peers(box: NDArray[np.float64], boxes: NDArray[np.float64], axis: int, near: float) -> int:
    """How many of `boxes` have their middle, start or end at that of `box` along `axis` (0: x), give or take `near`."""
    start, end = boxes[:, axis] - box[axis], boxes[:, axis + 2] - box[axis + 2]
    middle = (start + end) / 2
    if axis == 1:
        return int((np.abs(middle) <= near).sum())
    return int((np.minimum(np.abs(middle), np.minimum(np.abs(start), np.abs(end))) <= near).sum())
