"""Reading one upright page of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.inksize import contrast, ink_size
from ocr.imaging.leftover import leftover_quads
from ocr.imaging.quads import Quad, crop, sides
from ocr.imaging.rules import find_rules
from ocr.imaging.skew import page_skew
from ocr.layout.arrange import Piece, arrange, gutter_hints, page_direction
from ocr.layout.splitting import cut_quads, level_boxes
from ocr.layout.tables import find_tables
from ocr.line import Line
from ocr.page import Override
from ocr.reading.line import TALL, is_mirrored, read_line
from ocr.reading.models import Models
from ocr.reading.settings import LEAST_CONFIDENCE, LEAST_CONTRAST, LEAST_LEFTOVER, SURE_CONFIDENCE


@dataclass(frozen=True, slots=True)
class LeafText:
    """What one leaf says; everything in pixels of the leaf's upright image."""

    direction: Direction
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()


def read_leaf(
    grey: Image, seals: Sequence[Box], models: Models, override: Override, quads: list[Quad] | None = None
) -> LeafText:
    """Read ``grey``, ``(height, width)``, an upright leaf whose red seals have been taken out (they stood at `seals`).

    `quads`: its boxes, when the detector has looked at it already.
    """
    height, width = grey.shape
    if quads is None:
        quads = models.detect(grey)
    skew = page_skew(quads)
    direction = override.direction or page_direction([sides(quad) for quad in quads])
    rules = find_rules(grey, skew)
    # On vertical pages the rules between columns and tiers look like a table.
    tables = find_tables(rules) if direction is Direction.HORIZONTAL else ()
    cut = list(cut_quads(grey, quads, skew, direction, gutter_hints(rules, direction), tables))
    missed = leftover_quads(grey, quads, direction, seals)
    pieces = []
    faint = pale = 0
    looks = [_look(grey, quad, direction) for quad in [*cut, *missed]]
    median = float(np.median([dark for dark, _ in looks])) if looks else 0.0
    for number, quad in enumerate([*cut, *missed]):
        line = read_line(grey, quad, direction, models)
        if line is None or (number >= len(cut) and line.confidence < LEAST_LEFTOVER):
            continue
        if line.confidence < LEAST_CONFIDENCE:
            faint += 1
            continue
        dark, size = looks[number]
        pale_look = dark < LEAST_CONTRAST * median and line.confidence < SURE_CONFIDENCE
        if pale_look or is_mirrored(grey, quad, line, models):
            pale += 1
            continue
        x0, y0, x1, y1 = level_boxes([quad], skew, (width, height))[0].tolist()
        pieces.append(Piece(line, (x0, y0, x1, y1), size))
    lines = arrange(pieces, direction, (width, height), rules, tables)
    remarks = []
    if faint:
        remarks.append(f"{faint} boxes read with confidence under {LEAST_CONFIDENCE} were left out")
    if pale:
        remarks.append(f"{pale} boxes were left out as print shining through from the back")
    return LeafText(direction, lines, tuple(remarks))


def _look(grey: Image, quad: Quad, page: Direction) -> tuple[float, float]:
    """Contrast (grey levels) and thickness (pixels) of the print inside `quad`."""
    cut = crop(grey, quad)
    width, height = sides(quad)
    tall = height >= TALL * width or (page is Direction.VERTICAL and height > width)
    return contrast(cut), ink_size(np.ascontiguousarray(cut.T) if tall else cut)
