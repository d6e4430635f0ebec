"""The ruled tables of a leaf, and its boxes cut at their rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ocr.geometry import Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.imaging.rules import Rules
from ocr.imaging.worn_rules import worn_rules
from ocr.layout.splitting import level_boxes
from ocr.layout.tables import NO_PRINT, Table, find_tables
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
