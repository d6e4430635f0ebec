"""Which boxes of a leaf are read, and what must be read in them to be believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.leftover import leftover_quads, number_quads
from ocr.imaging.quads import Quad
from ocr.imaging.small_cells import cell_quads
from ocr.layout.roles import PAGE_NUMBER
from ocr.layout.tables import Table
from ocr.line import Line
from ocr.reading.settings import LEAST_CELL, LEAST_DIGIT, LEAST_LEFTOVER, LEAST_LONG_LEFTOVER, LEAST_NUMBER
from ocr.reading.unread_cells import unread_cells

_CELL = re.compile(r"^(?:\d{1,2}|[一—－–\-])$")
"""What stands alone in a cell and is too small to be detected."""


class Origin(Enum):
    """Who found a box."""

    DETECTOR = auto()
    LEFTOVER = auto()
    NUMBER = auto()
    CELL = auto()


def found_boxes(
    front: Image,
    cut: list[Quad],
    quads: list[Quad],
    skew: float,
    direction: Direction,
    seals: Sequence[Box],
    tables: Sequence[Table] = (),
) -> list[tuple[Quad, Origin]]:
    """All boxes to read: `cut`, those of the detector, and of ink that neither they nor `quads` cover, in the cells of
    `tables`, too."""
    found = [(quad, Origin.DETECTOR) for quad in cut]
    found += [(quad, Origin.LEFTOVER) for quad in leftover_quads(front, quads, direction, seals)]
    if direction is Direction.HORIZONTAL:
        numbers = number_quads(front, [quad for quad, _ in found], seals)
        found += [(quad, Origin.NUMBER) for quad in numbers]
        unread = unread_cells(front, [quad for quad, _ in found], skew, tables)
        found += [(quad, Origin.CELL) for quad in unread]
        cells = cell_quads(front, [quad for quad, _ in found], skew, seals)
        found += [(quad, Origin.CELL) for quad in cells]
    return found


def believed(line: Line, origin: Origin) -> bool:
    """Is what was read print? Ink that the detector did not take for text must be read well, or as a page number."""
    if origin is Origin.NUMBER:
        least = LEAST_NUMBER if len(line.text) > 1 else LEAST_DIGIT
        return bool(PAGE_NUMBER.match(line.text)) and line.confidence >= least
    if origin is Origin.CELL:
        return bool(_CELL.match(line.text)) and line.confidence >= LEAST_CELL
    if origin is Origin.LEFTOVER and PAGE_NUMBER.match(line.text) and len(line.text) > 1:
        return line.confidence >= LEAST_NUMBER
    least = LEAST_LONG_LEFTOVER if len(line.text) >= 5 else LEAST_LEFTOVER
    return origin is Origin.DETECTOR or line.confidence >= least
