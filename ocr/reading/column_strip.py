"""Setting a column as a horizontal line: its cells upright, side by side, as the recogniser knows Chinese print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.reading.column_cells import Cell
from ocr.reading.column_ink import ColumnInk
from ocr.reading.column_shapes import Extent, Shape, extent_of, main_ink, shape_of

_SIDE = 1.0
"""Side of a cell on the strip, em."""

_MARGIN = 0.25
"""Paper around the strip, em."""

_SMALL = 0.5
"""Blobs smaller than this both ways, em, are not cut through: they go to the cell that their middle is in."""

_OVER = 0.2
"""Other blobs likewise, unless they reach over the cut by more than this, em."""

_DOT = 0.25
"""Largest dot of a colon, em."""

LEAST_MARK = 0.012
"""Least ink of a mark, square em (、 of light faces has 0.013 to 0.017)."""

_CRUMB = 0.003
"""Blobs smaller than this, square em, are specks and do not shape a cell."""


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
    _, labels, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = (stats[:, cv2.CC_STAT_WIDTH] < _SMALL * em) & (stats[:, cv2.CC_STAT_HEIGHT] < _SMALL * em)
    crumbs = stats[:, cv2.CC_STAT_AREA] < max(2.0, _CRUMB * em * em)
    tops = stats[:, cv2.CC_STAT_TOP]
    feet = tops + stats[:, cv2.CC_STAT_HEIGHT]
    result = []
    for start, end in cells:
        middle_in = (centres[:, 1] >= start) & (centres[:, 1] < end)
        middle_in[0] = False
        over = np.maximum(start - tops, feet - end)
        own = middle_in & (small | (over <= _OVER * em))
        # What has its middle elsewhere and reaches in a little belongs there.
        reaching = np.minimum(feet, end) - np.maximum(tops, start)
        foreign = ~middle_in & (small | (reaching <= _OVER * em))
        own |= _upper_dots(stats, centres, own, start, em)
        low = min(start, int(tops[own].min(initial=start)))
        high = max(end, int(feet[own].max(initial=end)))
        part, marks = grey[low:high].copy(), labels[low:high]
        rows = np.arange(low, high)
        inside = (rows >= start) & (rows < end)
        solid = (marks > 0) & ~foreign[marks] & (inside[:, None] | own[marks])
        away = (marks > 0) & ~solid
        if away.any():
            away = cv2.dilate(away.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & ~solid
            part[away] = column.paper
        shaping = solid & ~crumbs[marks]
        result.append(_set(Cell(low, high), part, shaping if shaping.any() else solid, side, column))
    return result


def _upper_dots(
    stats: NDArray[np.integer | np.floating],
    centres: NDArray[np.integer | np.floating],
    own: NDArray[np.bool_],
    start: int,
    em: float,
) -> NDArray[np.bool_]:
    """The blob above a cell that begins at `start` and is the upper dot of the colon whose lower dot is in it."""
    result = np.zeros_like(own)
    areas = stats[:, cv2.CC_STAT_AREA]
    large = np.flatnonzero(own & (areas >= max(2.0, _CRUMB * em * em)))
    if len(large) != 1:
        return result
    dot = large[0]
    sizes = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    round_dots = (sizes.max(axis=1) < _DOT * em) & (
        np.abs(sizes[:, 0] - sizes[:, 1]) <= 0.3 * sizes.max(axis=1) + 1
    )
    beside = np.abs(centres[:, 0] - centres[dot, 0]) < 0.1 * em
    above = (centres[:, 1] < start) & (centres[dot, 1] - centres[:, 1] < 2.5 * _DOT * em)
    alike = (areas > 0.6 * areas[dot]) & (areas < 1.6 * areas[dot])
    if round_dots[dot]:
        result |= round_dots & beside & above & alike
    result[0] = False
    return result


def strip_of(cells: Sequence[SetCell], paper: int) -> tuple[Image, float, float]:
    """`cells` side by side with a margin of `paper`: the strip, and of its width where the first cell begins and
    what one cell takes, both as fractions."""
    side = cells[0].image.shape[0]
    margin = round(_MARGIN * side)
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
    main = main_ink(ink)
    extent = extent_of(main)
    if shape is Shape.MARK and extent is not None:
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
