"""Setting the paper upright: borders cropped, photographs drawn out, pages turned, spreads split, curl flattened.

The image itself is never changed: each step is kept in the `Leaf` and in the way back to the image.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ocr.geometry import Box, Direction
from ocr.imaging.border import find_sheet
from ocr.imaging.curl import measure_bend
from ocr.imaging.flatleaf import FlatLeaf, View, box_around, mapped, outline, whole
from ocr.imaging.image import Image
from ocr.imaging.neighbour import neighbour_strips
from ocr.imaging.quads import Quad, order_corners, sides
from ocr.imaging.showthrough import without_show_through
from ocr.imaging.sight import Sight, look
from ocr.imaging.skew import page_skew
from ocr.imaging.spread import find_page_gutter
from ocr.layout.arrange import page_direction
from ocr.page import Leaf, Override
from ocr.reading.models import Models
from ocr.reading.orientation import is_show_through, turn_of

LEAST_BEND = 0.13
"""Lines that bend by this share of a box's thickness (0.2 of the height of the print) are flattened. On drawn pages
flattening changed nothing below 0.12, and took away half of the errors at 0.15-0.25, nine tenths beyond."""

_LEAST_SKEW = math.radians(0.4)
"""Skew that moves a gutter by 1 % of a page's width from head to foot."""

_LONGEST_SIDE = 30_000
"""OpenCV warps images of less than 32,768 pixels a side."""

_LARGE = 70_000_000
_LARGE_PRINT = 160.0
_ENOUGH_PRINT = 80.0
"""A leaf of more pixels than two A4 at 600 dpi whose boxes are thicker than this is read from a copy on which they are
80 pixels thick: the recogniser takes 48."""

_Pieces = tuple[View, list[Quad]]


def upright_leaves(grey: Image, models: Models, override: Override) -> tuple[FlatLeaf, ...]:
    """The leaves on ``grey``, ``(height, width)``, ready to be read, in reading order; at least one.

    A page that lies straight and fills the image is handed on as it is, with the boxes that the detector found on it.
    """
    view, remarks, drawn_out = _sheet_of(grey)
    sheet = view
    # The detector joins print of the back with that of the front.
    front = without_show_through(sheet.image)
    quads = models.detect(front)
    view, quads = _within_reason(view, quads)
    shining = is_show_through(view.image, quads, models)
    turn = override.turn if override.turn is not None else 0
    if override.turn is None and not shining:
        turn = turn_of(view.image, quads, models)
    if turn:
        view, quads = _turned(view, quads, turn)
        remarks.append(f"page turned by {turn}°")
    view, quads, cropped = _without_neighbours(view, quads)
    remarks += cropped
    direction = override.direction or page_direction([sides(quad) for quad in quads])
    pieces, split = _split(view, quads, direction, override)
    remarks += split
    leaves: list[FlatLeaf] = []
    for piece, boxes in pieces:
        blank = shining
        if len(pieces) > 1 and not shining:
            # What shines through on one page has gone from the front when the other bears print.
            blank = is_show_through(piece.image, boxes or models.detect(piece.image), models)
        record = Leaf(_place(piece, grey), turn, flattened=drawn_out, direction=direction, blank=blank)
        # What is said of the image is said once.
        leaf = _flat(piece, boxes, record, tuple(remarks) if not leaves else ())
        # Boxes found on a turned leaf, or on a spread, are found better on the leaf as it is read.
        if turn or split:
            leaf = replace(leaf, quads=None)
        leaves.append(replace(leaf, front=front) if leaf.image is sheet.image else leaf)
    return tuple(leaves)


def _sheet_of(grey: Image) -> tuple[View, list[str], bool]:
    """The paper on the image, what was done to get it, and whether perspective was taken out."""
    view = whole(grey)
    if max(view.size) > _LONGEST_SIDE:
        view = view.shrunk(_LONGEST_SIDE / max(view.size))
    sheet = find_sheet(view.image)
    if sheet is None:
        return view, [], False
    if sheet.corners is not None:
        return view.rectified(sheet.corners), ["photographed sheet drawn out to a rectangle"], True
    return view.part(sheet.box), ["dark border cropped"], False


def _within_reason(view: View, quads: list[Quad]) -> _Pieces:
    """A smaller copy of a leaf that is far larger than its print needs."""
    if view.image.size <= _LARGE or not quads:
        return view, quads
    thick = float(np.median([min(sides(quad)) for quad in quads]))
    if thick < _LARGE_PRINT:
        return view, quads
    small = view.shrunk(_ENOUGH_PRINT / thick)
    ratio = np.array(small.size, dtype=np.float32) / np.array(view.size, dtype=np.float32)
    return small, [np.asarray(quad * ratio, dtype=np.float32) for quad in quads]


def _turned(view: View, quads: Sequence[Quad], turn: int) -> _Pieces:
    turned = view.turned(turn)
    back = np.linalg.inv(view.matrix) @ turned.matrix
    forth = np.linalg.inv(back)
    return turned, [order_corners(mapped(forth, quad)) for quad in quads]


def _without_neighbours(view: View, quads: list[Quad]) -> tuple[View, list[Quad], list[str]]:
    left = right = 0
    for sight in _sights(view, quads):
        left, right = neighbour_strips(sight, quads)
        if left or right:
            break
    width, height = view.size
    if not left and not right:
        return view, quads, []
    piece, boxes = _part(view, quads, Box(left, 0, width - right, height))
    return piece, boxes, ["edge of the neighbouring page cropped"]


def _split(
    view: View, quads: list[Quad], direction: Direction, override: Override
) -> tuple[list[_Pieces], list[str]]:
    """The pages of a spread, in reading order; a single page as it is."""
    if override.leaves == 1:
        return [(view, quads)], []
    width, height = view.size
    if width < height and override.leaves is None:
        return [(view, quads)], []
    found = (find_page_gutter(sight, quads) for sight in _sights(view, quads))
    gutter = next((place for place in found if place is not None), None)
    if gutter is None and override.leaves == 2:
        gutter = find_page_gutter(look(view.image), quads, forced=True)
    if gutter is None or not 0 < gutter < width:
        return [(view, quads)], []
    pages = [_part(view, quads, box) for box in (Box(0, 0, gutter, height), Box(gutter, 0, width, height))]
    if direction is Direction.VERTICAL:
        pages.reverse()
    return pages, [f"spread split at x={gutter} of {width}"]


def _sights(view: View, quads: Sequence[Quad]) -> Iterator[Sight]:
    """The leaf as it lies, and levelled by its print: the gutter may lean as either, for the two pages of a spread
    lean each in its own way."""
    yield look(view.image)
    skew = page_skew(quads)
    if abs(skew) > _LEAST_SKEW:
        yield look(view.image, skew)


def _part(view: View, quads: Sequence[Quad], box: Box) -> _Pieces:
    """What lies inside `box`, and the quads whose middle does."""
    corner = np.array([box.x0, box.y0], dtype=np.float32)
    inside = [
        quad - corner
        for quad in quads
        if box.x0 <= quad[:, 0].mean() < box.x1 and box.y0 <= quad[:, 1].mean() < box.y1
    ]
    return view.part(box), inside


def _place(view: View, grey: Image) -> Box:
    """The box of `view` on the image ``grey``."""
    height, width = grey.shape
    corners = mapped(view.matrix, outline(Box(0, 0, *view.size)))
    return box_around(corners, width, height) or Box(0, 0, width, height)


def _flat(view: View, quads: list[Quad], record: Leaf, remarks: tuple[str, ...]) -> FlatLeaf:
    """`view` as a leaf, flattened when its lines bend."""
    record = replace(record, skew=round(math.degrees(page_skew(quads)), 2))
    if not record.blank:
        bend = measure_bend(view.image, quads, page_direction([sides(quad) for quad in quads]))
        depth = bend.depth(quads) if bend else 0.0
        if bend is not None and depth >= LEAST_BEND:
            told = (*remarks, f"lines bent by {depth:.1f} of their height flattened")
            return FlatLeaf(
                bend.flatten(view.image), replace(record, flattened=True), None, view.matrix, bend, told
            )
    return FlatLeaf(view.image, record, quads, view.matrix, None, remarks)
