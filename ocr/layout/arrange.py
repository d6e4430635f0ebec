"""From boxes with text to a page: reading order, blocks and roles, the same for every engine."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ocr.geometry import Direction
from ocr.imaging.rules import Rules
from ocr.layout.flow import Spans, to_flow
from ocr.layout.gutter import NO_HINTS, Hints
from ocr.layout.order import reading_order
from ocr.layout.roles import Print, edge_roles, heading_roles
from ocr.layout.tables import Table
from ocr.line import Line, Role

LAYOUT_REVISION = 2
"""Counts changes of the layout rules that change results; part of every engine's `Step`."""

LevelBox = tuple[float, float, float, float]
"""x0, y0, x1, y1 in pixels of the page with its skew taken out (`ocr.imaging.skew.level`)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line as an engine found it, its box on the levelled page, and the thickness of its print in pixels."""

    line: Line
    box: LevelBox
    size: float


def page_direction(lengths: Sequence[tuple[float, float]]) -> Direction:
    """Vertical when more of the print stands in tall boxes than in wide ones.

    `lengths` are width and height of each box, in pixels. A box counts by its length over its thickness, which is
    about its number of characters; boxes under 1.5 to 1 say nothing.
    """
    tall = wide = 0.0
    for width, height in lengths:
        if height >= 1.5 * width > 0:
            tall += height / width
        elif width >= 1.5 * height > 0:
            wide += width / height
    return Direction.VERTICAL if tall > wide else Direction.HORIZONTAL


def gutter_hints(rules: Rules, direction: Direction) -> Hints:
    """What the rules of a page say about its gutters: on a vertical page, rules across it part the tiers.

    On horizontal pages upright rules mostly belong to tables, and columns show without them.
    """
    if direction is Direction.VERTICAL:
        return Hints(tuple(rules.separators()), loose=True)
    return NO_HINTS


def arrange(
    pieces: Sequence[Piece],
    direction: Direction,
    size: tuple[float, float],
    rules: Rules,
    tables: Sequence[Table] = (),
) -> tuple[Line, ...]:
    """The lines of `pieces` in reading order, with `role` and `block` set.

    `size` is width and height of the page in pixels; `rules` and `tables` are on the levelled page, too.
    Running heads and page numbers come first or last, by the edge they stand at; a table is one block, its
    cells row by row.
    """
    if not pieces:
        return ()
    boxes = np.array([piece.box for piece in pieces], dtype=np.float64).reshape(-1, 4)
    sizes = np.array([piece.size for piece in pieces], dtype=np.float64)
    found = Print(boxes, [piece.line.text for piece in pieces], sizes)
    spans = to_flow(boxes, direction)
    owner = {i: t for t, table in enumerate(tables) for i in table.members(boxes)}
    roles = edge_roles(found, direction, size, rules.separators(), rules.columns(), owner)
    head = [i for i, (role, first) in roles.items() if first]
    foot = [i for i, (role, first) in roles.items() if not first]
    body = [i for i in range(len(pieces)) if i not in roles and i not in owner]
    # A table takes part in the order as one box.
    used = sorted(set(owner.values()))
    frames = to_flow(np.array([tables[t].box for t in used], dtype=np.float64).reshape(-1, 4), direction)
    blocks = reading_order(np.concatenate([spans[body], frames]), gutter_hints(rules, direction))
    numbered: list[list[int]] = []
    for block in blocks:
        run: list[int] = []
        for k in block:
            if k < len(body):
                run.append(body[k])
                continue
            table = used[k - len(body)]
            cells = [i for i, t in owner.items() if t == table]
            numbered += [run, tables[table].row_major(boxes, cells)]
            run = []
        numbered.append(run)
    ordered = [_along(spans, head), *(run for run in numbered if run), _along(spans, foot)]
    headings = heading_roles(found, spans, [run for run in numbered if run and run[0] not in owner])
    lines: list[Line] = []
    for number, block in enumerate(run for run in ordered if run):
        for i in block:
            role = Role.TABLE_CELL if i in owner else Role.HEADING if i in headings else Role.TEXT
            if i in roles:
                role = roles[i][0]
            lines.append(dataclasses.replace(pieces[i].line, role=role, block=number))
    return tuple(lines)


def _along(spans: Spans, indices: list[int]) -> list[int]:
    return [indices[k] for block in reading_order(spans[indices]) for k in block] if indices else []
