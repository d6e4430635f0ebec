"""Setting a column as a horizontal line: its cells upright, side by side, as the recogniser knows Chinese print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.reading.column_blobs import Blobs
from ocr.reading.column_cells import Cell
from ocr.reading.column_ink import ColumnInk
from ocr.reading.column_shapes import Extent, Shape, extent_of, main_ink, shape_of

_SIDE = 1.0
"""Side of a cell on the strip, em."""

MARGIN = 0.35
"""Paper around the strip, em. At 0.25 recognition takes 10 % longer and reads no better."""

LEAST_MARK = 0.012
"""Least ink of a mark, square em (、 of light faces has 0.013 to 0.017)."""


@dataclass(frozen=True, slots=True, eq=False)
class SetCell:
    """A cell as it stands on the strip: `image`, square, `shape` and the place of its ink in the column's crop."""

    cell: Cell
    image: Image
    shape: Shape
    ink: NDArray[np.bool_]
    """The ink of the cell as it stands in the column, ``(height, side)``."""
    speck: bool = False
    """There is less ink in it than any mark has."""
    beside: bool = False
    """It is a mark that stands beside the column, without a body of its own."""


def set_cells(column: ColumnInk, cells: Sequence[Cell]) -> list[SetCell]:
    """Every one of `cells` cut out of `column`, without what belongs to its neighbours, for a strip."""
    em = column.em
    side = max(8, round(_SIDE * em))
    left = round((column.left + column.right) / 2 - side / 2)
    grey = _window(column.grey, left, side, column.paper)
    ink = _window(column.ink.astype(np.uint8), left, side, 0)
    blobs = Blobs(ink, cells, em)
    result = []
    for number, cell in enumerate(cells):
        low, high, solid = blobs.belonging(number, cell)
        part, marks = grey[low:high].copy(), blobs.labels[low:high]
        away = (marks > 0) & ~solid
        if away.any():
            away = cv2.dilate(away.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & ~solid
            part[away] = column.paper
        shaping = solid & ~blobs.crumbs[marks]
        result.append(_set(Cell(low, high), part, shaping if shaping.any() else solid, side, column))
    return result


def strip_of(cells: Sequence[SetCell], paper: int) -> tuple[Image, float, float]:
    """`cells` side by side with a margin of `paper`: the strip, and of its width where the first cell begins and
    what one cell takes, both as fractions."""
    side = cells[0].image.shape[0]
    margin = round(MARGIN * side)
    strip = cv2.copyMakeBorder(
        np.hstack([cell.image for cell in cells]),
        margin,
        margin,
        margin,
        margin,
        cv2.BORDER_CONSTANT,
        value=(paper,),
    )
    width = strip.shape[1]
    return np.asarray(strip, dtype=np.uint8), margin / width, side / width


def _window(picture: Image, left: int, side: int, fill: int) -> Image:
    """Columns of pixels `left` to ``left + side`` of `picture`; what lies outside is `fill`."""
    width = picture.shape[1]
    before, after = max(0, -left), max(0, left + side - width)
    inside = picture[:, max(0, left) : min(width, left + side)]
    return np.asarray(
        cv2.copyMakeBorder(inside, 0, 0, before, after, cv2.BORDER_CONSTANT, value=(fill,)), dtype=np.uint8
    )


def _set(cell: Cell, part: Image, ink: NDArray[np.bool_], side: int, column: ColumnInk) -> SetCell:
    shape = shape_of(ink, column.em)
    if shape is Shape.MARK:
        main = main_ink(ink)
        extent = extent_of(main)
        if extent is not None:
            speck = int(main.sum()) < LEAST_MARK * column.em**2
            return SetCell(cell, moved(part, extent, side, column), shape, ink, speck)
    height = part.shape[0]
    if height > side:
        part = np.asarray(
            cv2.resize(part, (part.shape[1], side), interpolation=cv2.INTER_AREA), dtype=np.uint8
        )
        height = side
    above = (side - height) // 2
    image = cv2.copyMakeBorder(
        part, above, side - height - above, 0, 0, cv2.BORDER_CONSTANT, value=(column.paper,)
    )
    if shape is Shape.TURNED:
        image = np.rot90(image)
    return SetCell(cell, np.ascontiguousarray(image, dtype=np.uint8), shape, ink)


def moved(part: Image, extent: Extent, side: int, column: ColumnInk) -> Image:
    """The mark at `extent` of `part` at the lower left of a cell of `side` pixels."""
    around = max(1, round(0.06 * column.em))
    top, bottom = max(0, extent.top - around), min(part.shape[0], extent.bottom + around)
    left, right = max(0, extent.left - around), min(part.shape[1], extent.right + around)
    mark = part[top:bottom, left:right]
    image = np.full((side, side), column.paper, np.uint8)
    row = max(0, side - round(0.08 * column.em) - mark.shape[0])
    place = round(0.06 * column.em)
    image[row : row + mark.shape[0], place : place + mark.shape[1]] = mark[: side - row, : side - place]
    return image
