"""Reading one upright page of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

import numpy as np

from ocr.geometry import Box, Direction
from ocr.imaging.ends import reach_ends
from ocr.imaging.image import Image
from ocr.imaging.inksize import contrast, ink_size
from ocr.imaging.leftover import leftover_quads, number_quads, uncovered
from ocr.imaging.quads import Quad, crop, sides
from ocr.imaging.rules import find_rules
from ocr.imaging.showthrough import without_show_through
from ocr.imaging.skew import page_skew
from ocr.language.choose import choose
from ocr.language.model import notice_model
from ocr.layout.arrange import Piece, arrange_page, gutter_hints, page_direction
from ocr.layout.region_backward import turned_backward
from ocr.layout.roles import PAGE_NUMBER
from ocr.layout.splitting import cut_quads, level_boxes
from ocr.layout.tables import Table, find_tables
from ocr.line import Line
from ocr.page import Grid, Override
from ocr.reading.column_heads import joined_heads
from ocr.reading.line import TALL, is_mirrored, read_line
from ocr.reading.models import Models
from ocr.reading.settings import (
    LEAST_CONFIDENCE,
    LEAST_CONTRAST,
    LEAST_DIGIT,
    LEAST_LEFTOVER,
    LEAST_LONG_LEFTOVER,
    LEAST_NUMBER,
    SURE_CONFIDENCE,
)


@dataclass(frozen=True, slots=True)
class LeafText:
    """What one leaf says; everything in pixels of the leaf's upright image.

    `missed` are boxes of ink that looks like print and that none of `lines` covers; the indices of `tables` point into
    `lines`.
    """

    direction: Direction
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()
    missed: tuple[Box, ...] = ()
    tables: tuple[Grid, ...] = ()


def read_leaf(
    grey: Image, seals: Sequence[Box], models: Models, override: Override, quads: list[Quad] | None = None
) -> LeafText:
    """Read ``grey``, ``(height, width)``, an upright leaf whose red seals have been taken out (they stood at `seals`).

    `quads`: its boxes, when the detector has looked at it already. They are found again when print of the back shows
    through, which the detector joins with that of the front.
    """
    height, width = grey.shape
    size = (width, height)
    front = without_show_through(grey)
    if quads is None or front is not grey:
        quads = models.detect(front)
    skew = page_skew(quads)
    direction = override.direction or page_direction([sides(quad) for quad in quads])
    rules = find_rules(front, skew)
    # On vertical pages the rules between columns and tiers look like a table.
    tables = find_tables(rules) if direction is Direction.HORIZONTAL else ()
    hints = gutter_hints(rules, direction, override.columns)
    cut = list(cut_quads(front, quads, skew, direction, hints, tables))
    if direction is Direction.HORIZONTAL:
        still = [_in_table(quad, skew, size, tables) for quad in cut]
        cut = reach_ends(front, cut, direction, still, seals)
    else:
        cut = joined_heads(cut)
        quads = [*quads, *cut]
    found = [(quad, _Origin.DETECTOR) for quad in cut]
    found += [(quad, _Origin.LEFTOVER) for quad in leftover_quads(front, quads, direction, seals)]
    if direction is Direction.HORIZONTAL:
        numbers = number_quads(front, [quad for quad, _ in found], seals)
        found += [(quad, _Origin.NUMBER) for quad in numbers]
    pieces: list[Piece] = []
    covered: list[Quad] = []
    faint = pale = 0
    looks = [_look(grey, quad, direction) for quad, _ in found]
    median = float(np.median([dark for dark, _ in looks])) if looks else 0.0
    for (quad, origin), (dark, thick) in zip(found, looks, strict=True):
        line = read_line(grey, quad, direction, models, front)
        if line is None or not _believed(line, origin):
            continue
        if line.confidence < LEAST_CONFIDENCE:
            faint += 1
            continue
        # A number alone in its box leaves little ink to judge contrast by.
        pale_look = (
            not (origin is not _Origin.DETECTOR and PAGE_NUMBER.match(line.text))
            and dark < LEAST_CONTRAST * median
            and line.confidence < SURE_CONFIDENCE
        )
        if pale_look or is_mirrored(grey, quad, line, models):
            pale += 1
            covered.append(quad)
            continue
        x0, y0, x1, y1 = level_boxes([quad], skew, size)[0].tolist()
        pieces.append(Piece(line, (x0, y0, x1, y1), thick))
        covered.append(quad)
    lines, grids = arrange_page(_running(pieces, direction), direction, size, rules, tables, override.columns)
    lines = choose(lines)
    remarks = []
    if faint:
        remarks.append(f"{faint} boxes read with confidence under {LEAST_CONFIDENCE} were left out")
    if pale:
        remarks.append(f"{pale} boxes were left out as print shining through from the back")
    return LeafText(direction, lines, tuple(remarks), uncovered(front, covered, direction, seals), grids)


def _running(pieces: Sequence[Piece], direction: Direction) -> Sequence[Piece]:
    """`pieces`, those of a vertical page with its horizontal lines running the way they were set."""
    if direction is Direction.HORIZONTAL:
        return pieces
    lines = turned_backward([piece.line for piece in pieces], notice_model("traditional").log_text)
    return [replace(piece, line=line) for piece, line in zip(pieces, lines, strict=True)]


class _Origin(Enum):
    """Who found a box."""

    DETECTOR = auto()
    LEFTOVER = auto()
    NUMBER = auto()


def _believed(line: Line, origin: _Origin) -> bool:
    """Is what was read print? Ink that the detector did not take for text must be read well, or as a page number."""
    if origin is _Origin.NUMBER:
        least = LEAST_NUMBER if len(line.text) > 1 else LEAST_DIGIT
        return bool(PAGE_NUMBER.match(line.text)) and line.confidence >= least
    if origin is _Origin.LEFTOVER and PAGE_NUMBER.match(line.text) and len(line.text) > 1:
        return line.confidence >= LEAST_NUMBER
    least = LEAST_LONG_LEFTOVER if len(line.text) >= 5 else LEAST_LEFTOVER
    return origin is _Origin.DETECTOR or line.confidence >= least


def _in_table(quad: Quad, skew: float, size: tuple[int, int], tables: Sequence[Table]) -> bool:
    box = level_boxes([quad], skew, size)
    return any(table.members(box) for table in tables)


def _look(grey: Image, quad: Quad, page: Direction) -> tuple[float, float]:
    """Contrast (grey levels) and thickness (pixels) of the print inside `quad`."""
    cut = crop(grey, quad)
    width, height = sides(quad)
    tall = height >= TALL * width or (page is Direction.VERTICAL and height > width)
    return contrast(cut), ink_size(np.ascontiguousarray(cut.T) if tall else cut)
