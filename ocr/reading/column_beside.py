"""Marks beside a column: old printers set 。 and ， at the lower right of a character, without a body of their own.

圈點 and 傍點, which stress characters, stand beside them, too: at half their height, where a mark of a sentence
stands at the foot, after what it ends. Columns with marks on bodies of their own have none of sentences beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.imaging.pieces import pieces_of
from ocr.reading.column_cells import Cell
from ocr.reading.column_ink import ColumnInk
from ocr.reading.column_shapes import Extent, Shape
from ocr.reading.column_strip import SetCell, moved

_LEAST, _MOST = 0.1, 0.45
"""Extent of a mark, em."""

_LEAST_INK = 0.006
"""Least ink of a mark beside, square em: they are smaller than those on bodies of their own."""

_REACH = 0.4
"""How far to the right of the column the middle of a mark may be, em: then the next column begins."""

_STRAY = 0.5
"""Blobs at other heights, for each one at the foot of a character, from which on they are specks or 圈點."""

_WITHIN = 0.06
"""A mark beside begins at most so far, em, before the place where half of the characters end: what does so is the last
dot of 總, of type that is wider than the band in which most of the ink stands."""

_INSIDE = 0.1
"""How far a mark beside reaches into the column at most, em."""

_FOOT = 0.6
"""A mark of a sentence has its middle at least this far down its character, in heights of the cell, ..."""

_OVER = 0.2
"""... and at most this far down the next one."""


def with_marks_beside(column: ColumnInk, cells: Sequence[SetCell]) -> list[SetCell]:
    """`cells` of `column` and those of the marks of sentences that stand to the right of its characters."""
    if any(cell.shape is Shape.MARK and not cell.speck for cell in cells):
        return list(cells)
    em, side = column.em, cells[0].image.shape[0] if cells else 0
    first = max(0, round(column.right - _INSIDE * em))
    ink = column.ink[:, first:]
    _, labels, stats, centres = pieces_of(ink.astype(np.uint8))
    result: list[SetCell] = []
    edge = _edge(column, cells)
    marks = []
    for k in range(1, len(stats)):
        left, top, wide, high, area = (int(value) for value in stats[k])
        # What goes on to the left is a stroke of the column, what goes on to the right one of its neighbour.
        whole = left > 0 and left + wide < ink.shape[1]
        near = 0 <= first + left + wide / 2 - column.right <= _REACH * em and first + left >= edge
        if whole and near and _LEAST * em <= max(wide, high) <= _MOST * em and area >= _LEAST_INK * em**2:
            marks.append(
                (float(centres[k][1]), k, Extent(top, top + high, first + left, first + left + wide))
            )
    owners: dict[int, list[int]] = {}
    for number, cell in enumerate(cells):
        start, end = cell.cell
        following = cells[number + 1].cell.start if number + 1 < len(cells) else len(ink)
        limit = min(end + _OVER * (end - start), (following + end) / 2 + _OVER * em)
        owners[number] = [
            at for at, (middle, _, _) in enumerate(marks) if start + _FOOT * (end - start) <= middle < limit
        ]
    fitting = sum(len(found) for found in owners.values())
    if len(marks) - fitting > _STRAY * fitting:
        return list(cells)
    for number, cell in enumerate(cells):
        result.append(cell)
        for at in owners[number]:
            _, k, extent = marks[at]
            shape = np.zeros((len(ink), column.ink.shape[1]), dtype=np.bool_)
            shape[:, first:] = labels == k
            image = moved(column.grey, extent, side, column)
            place = Cell(cell.cell.end, cell.cell.end + 1)
            part = shape[extent.top : extent.bottom]
            result.append(SetCell(place, image, Shape.MARK, part, beside=True))
    return result


def _edge(column: ColumnInk, cells: Sequence[SetCell]) -> float:
    """The place across `column` before which no mark beside it begins; small ink does not count, it may be one."""
    _, labels, stats, _ = pieces_of(column.ink.astype(np.uint8))
    left, wide, high = (stats[:, k] for k in (cv2.CC_STAT_LEFT, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    large = (np.maximum(wide, high) > _MOST * column.em) & (left < column.right)
    large[0] = False
    ends = []
    for cell in cells:
        found = np.unique(labels[cell.cell.start : cell.cell.end])
        found = found[large[found]]
        if len(found):
            ends.append(int((left[found] + wide[found]).max()))
    return float(np.median(ends)) - _WITHIN * column.em if ends else 0.0
