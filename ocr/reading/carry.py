"""What was read on an upright leaf, carried back to the image the leaf lies on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ocr.geometry import Box
from ocr.imaging.flatleaf import FlatLeaf, Points, box_around, outline
from ocr.line import Line
from ocr.page import Cell, Grid

Size = tuple[int, int]
"""Width and height of the image, pixels."""


def carry_lines(lines: Sequence[Line], leaf: FlatLeaf, size: Size, first_block: int = 0) -> tuple[Line, ...]:
    """`lines` of `leaf` in pixels of the image of `size`, their blocks counted from `first_block`.

    Texts, confidences and roles stay. Where the leaf was turned, lines lie on the image as they did: their `turn` says
    how it must be turned for them to stand upright, and bounds run the way their characters do.
    """
    if leaf.untouched:
        return tuple(replace(line, block=line.block + first_block) if first_block else line for line in lines)
    return tuple(replace(_carried(line, leaf, size), block=line.block + first_block) for line in lines)


def carry_boxes(boxes: Sequence[Box], leaf: FlatLeaf, size: Size) -> tuple[Box, ...]:
    """`boxes` of `leaf` in pixels of the image of `size`."""
    if leaf.untouched:
        return tuple(boxes)
    return tuple(_box(leaf.to_page(outline(box)), size) for box in boxes)


def carry_tables(tables: Sequence[Grid], leaf: FlatLeaf, size: Size, first_line: int = 0) -> tuple[Grid, ...]:
    """`tables` of `leaf` with boxes in pixels of the image of `size`, lines counted from `first_line`.

    Rows and columns stay those of the upright table.
    """
    places = carry_boxes([table.box for table in tables], leaf, size)
    return tuple(
        replace(table, box=place, cells=tuple(_shifted(cell, first_line) for cell in table.cells))
        for table, place in zip(tables, places, strict=True)
    )


def _shifted(cell: Cell, first_line: int) -> Cell:
    return replace(cell, lines=tuple(line + first_line for line in cell.lines)) if first_line else cell


def _carried(line: Line, leaf: FlatLeaf, size: Size) -> Line:
    turn = (line.turn + leaf.record.turn) % 360
    if not line.bounds:
        return replace(line, box=_box(leaf.to_page(outline(line.box)), size), turn=turn)
    first, last, thickness = _edges(line)
    near, far = leaf.to_page(first), leaf.to_page(last)
    middles = (near + far) / 2
    carried = replace(line, turn=turn, bounds=(), middles=())
    along = int(carried.along_y)
    box = _box(np.concatenate([near, far]), size)
    low, high = (box.y0, box.y1) if along else (box.x0, box.x1)
    # Bounds rise, or fall: rounding and bends must not turn one back.
    places = np.clip(np.round(middles[:, along]), low, high)
    rising = places[-1] >= places[0]
    places = np.maximum.accumulate(places) if rising else np.minimum.accumulate(places)
    return replace(
        carried,
        box=box,
        bounds=tuple(int(place) for place in places),
        middles=tuple(round(float(value)) for value in middles[:, 1 - along]),
        thickness=max(1, round(float(np.median(np.linalg.norm(far - near, axis=1))))) if thickness else 0,
    )


def _edges(line: Line) -> tuple[Points, Points, bool]:
    """The two long sides of `line` at each of its bounds, ``(n, 2)`` each, and whether its thickness is known."""
    x0, y0, x1, y1 = line.box
    along = np.asarray(line.bounds, dtype=np.float64)
    side, other = (x0, x1) if line.along_y else (y0, y1)
    if line.middles:
        half = (line.thickness or other - side) / 2
        low, high = np.asarray(line.middles) - half, np.asarray(line.middles) + half
        low, high = np.maximum(low, side), np.minimum(high, other)
    else:
        low, high = np.full(len(along), float(side)), np.full(len(along), float(other))
    if line.along_y:
        return np.column_stack([low, along]), np.column_stack([high, along]), bool(line.thickness)
    return np.column_stack([along, low]), np.column_stack([along, high]), bool(line.thickness)


def _box(points: Points, size: Size) -> Box:
    """The box around `points` within the image, at least a pixel."""
    found = box_around(points, *size)
    if found is not None:
        return found
    x, y = (int(np.clip(points[:, axis].mean(), 0, size[axis] - 1)) for axis in (0, 1))
    return Box(x, y, x + 1, y + 1)
