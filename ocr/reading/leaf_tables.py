"""The ruled tables of a leaf, and its boxes cut at their rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, part
from ocr.imaging.rules import Rules
from ocr.imaging.worn_rules import worn_rules
from ocr.layout.splitting import level_boxes
from ocr.layout.table_search import NO_PRINT, find_tables
from ocr.layout.tables import Table
from ocr.layout.vertical_table import cut_at_rules, find_vertical_tables, in_tables
from ocr.reading.column_heads import joined_heads
from ocr.reading.settings import MANY_COLUMNS


def ruled_tables(
    copy: Image, quads: Sequence[Quad], skew: float, size: tuple[int, int], rules: Rules, direction: Direction
) -> tuple[Table, ...]:
    """Tables told by `rules`, found on the levelled `copy` of a leaf of `size`, and by worn ones.

    What crosses print, whose boxes are `quads`, is no rule.
    """
    boxes = level_boxes(quads, skew, size) if quads else NO_PRINT
    if direction is Direction.VERTICAL:
        # The frames and rules of a newspaper part articles, whose columns look like cells that are not filled.
        return find_vertical_tables(rules, boxes) if len(boxes) < MANY_COLUMNS else ()
    return find_tables(rules, worn_rules(copy, rules, boxes), boxes)


def in_table(quad: Quad, skew: float, size: tuple[int, int], tables: Sequence[Table]) -> bool:
    """Does the box `quad` of a leaf of `size` lie in one of its `tables`?"""
    box = level_boxes([quad], skew, size)
    return any(table.members(box) for table in tables)


def within_cells(
    quads: Sequence[Quad], skew: float, size: tuple[int, int], tables: Sequence[Table]
) -> list[Quad]:
    """`quads` of horizontal print, those that reach over the rules beside their cell in one of `tables` shortened."""
    if not tables or not quads:
        return list(quads)
    boxes = level_boxes(quads, skew, size)
    return [_within_cell(quad, box, tables) for quad, box in zip(quads, boxes, strict=True)]


def _within_cell(quad: Quad, box: NDArray[np.float64], tables: Sequence[Table]) -> Quad:
    table = next((each for each in tables if each.members(box[None])), None)
    if table is None:
        return quad
    x0, y0, x1, y1 = box.tolist()
    start, end = table.within((x0, y0, x1, y1))
    if (start, end) == (x0, x1) or end - start <= 0.5 * (y1 - y0):
        return quad
    return part(quad, (start - x0) / (x1 - x0), (end - x0) / (x1 - x0), Direction.HORIZONTAL)


def with_heads(
    quads: list[Quad], skew: float, size: tuple[int, int], tables: Sequence[Table], rules: Rules
) -> list[Quad]:
    """The boxes of a vertical page cut at the rules of its `tables`; outside of them those of a head joined."""
    inside: list[Quad] = []
    if tables and quads:
        cut = cut_at_rules(quads, level_boxes(quads, skew, size), tables)
        within = in_tables(level_boxes(cut, skew, size), tables)
        inside = [quad for quad, held in zip(cut, within, strict=True) if held]
        quads = [quad for quad, held in zip(cut, within, strict=True) if not held]
    parted = partial(_parted, rules=rules, skew=skew, size=size)
    return inside + joined_heads(quads, parted)


def _parted(one: Quad, other: Quad, rules: Rules, skew: float, size: tuple[int, int]) -> bool:
    return rules.part(*level_boxes([one, other], skew, size))
