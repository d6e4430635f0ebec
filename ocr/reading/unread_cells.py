"""Cells of ruled tables that hold ink and no box: a digit or two, which the detector misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.percentiles import percentile
from ocr.imaging.pieces import pieces_of
from ocr.imaging.quads import Quad, crop
from ocr.imaging.skew import level
from ocr.layout.splitting import level_boxes
from ocr.layout.table_slots import Area
from ocr.layout.tables import Table

_INSET = 0.12
"""What lies nearer to the edge of a cell than this share of a line's height belongs to its rules."""

_LEAST_PEERS = 6
"""A table tells how high its print is, and how dark, by so many boxes at least."""

_LOWEST, _HIGHEST = 0.3, 1.1
_WIDEST = 2.2
"""Digits are so high, a number of two digits so wide, in heights of the table's boxes (which are padded)."""

_FAINT = 0.3
"""Ink of a cell is darker than its paper by at least this share of what the print of the other cells is."""

_MOST = 120
"""A page with more such cells is a dirty one, or its tables are none."""


def unread_cells(front: Image, quads: Sequence[Quad], skew: float, tables: Sequence[Table]) -> list[Quad]:
    """Boxes of digits in cells of the ruled ones of `tables` in which none of `quads` stands, at most 120.

    The rules of a table run through what is near them: such ink is looked for within each cell, away from its edges.
    `front`, ``(height, width)``, leans by `skew` radians, clockwise.
    """
    found: list[Quad] = []
    size = (front.shape[1], front.shape[0])
    boxes = level_boxes(quads, skew, size) if quads else np.zeros((0, 4))
    for table in tables:
        members = table.members(boxes)
        if not table.ruled or len(members) < _LEAST_PEERS:
            continue
        held = table.cell_lines(boxes, members)
        height = float(np.median(boxes[members, 3] - boxes[members, 1]))
        cuts = [_smooth(crop(front, quads[i])) for i in members[:: 1 + len(members) // 20]]
        contrast = float(np.median([percentile(cut, 75) - percentile(cut, 3) for cut in cuts]))
        for number, cell in enumerate(table.cells):
            if number not in held:
                quad = _on_page(table, cell.area, _INSET * height, skew, size)
                found += _ink(front, quad, height, _FAINT * contrast) if quad is not None else ()
    return found if len(found) <= _MOST else []


def _on_page(table: Table, area: Area, inset: float, skew: float, size: tuple[int, int]) -> Quad | None:
    """The inside of a cell on the page as it lies."""
    x0, y0, x1, y1 = area[0] + inset, area[1] + inset, area[2] - inset, area[3] - inset
    if x1 - x0 < 4 or y1 - y0 < 4:
        return None
    straight = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
    bent = straight
    for _ in range(3):  # the bend is given by place, and changes little over its own height
        bent = bent + straight - table.bend.straight(bent)
    return np.asarray(level(bent, -skew, size), dtype=np.float32)


def _ink(front: Image, cell: Quad, height: float, darker: float) -> Iterator[Quad]:
    """The box of what is printed in `cell`, if it is as large as a number of one digit or two."""
    ink = _dark(_smooth(crop(front, cell)), darker)
    if ink is None:
        return
    tall, wide = ink.shape
    _, _, stats, _ = pieces_of(ink)
    pieces = [
        (x, y, x + w, y + h)
        for x, y, w, h, _ in stats[1:].tolist()
        if x > 0 and x + w < wide and y > 0 and y + h < tall and h >= 0.08 * height
    ]
    large = [piece for piece in pieces if piece[3] - piece[1] >= _LOWEST * height]
    if not large:
        return
    x0, y0 = min(p[0] for p in large), min(p[1] for p in large)
    x1, y1 = max(p[2] for p in large), max(p[3] for p in large)
    if x1 - x0 > _WIDEST * height or y1 - y0 > _HIGHEST * height:
        return
    pad = 0.2 * height
    yield _inner(cell, ((x0 - pad) / wide, (y0 - pad) / tall, (x1 + pad) / wide, (y1 + pad) / tall))


def _smooth(cut: Image) -> Image:
    """Without the grain of the paper, which is as dark as worn print."""
    return np.asarray(cv2.GaussianBlur(cut, (0, 0), 1.2), dtype=np.uint8)


def _dark(cut: Image, darker: float) -> NDArray[np.uint8] | None:
    paper = percentile(cut, 60)
    if paper - float(cut.min()) < darker:
        return None
    return np.asarray(cv2.threshold(cut, paper - darker, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def _inner(cell: Quad, shares: tuple[float, float, float, float]) -> Quad:
    """The part of `cell` between shares of its width and height."""
    first, second, third, fourth = cell
    u0, v0, u1, v1 = shares

    def at(u: float, v: float) -> NDArray[np.float32]:
        return np.asarray(
            (1 - v) * ((1 - u) * first + u * second) + v * ((1 - u) * fourth + u * third), dtype=np.float32
        )

    return np.stack([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)])
