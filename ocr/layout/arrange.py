"""From boxes with text to a page: reading order, blocks and roles, the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.rules import Rules
from ocr.layout.flow import Spans, to_flow
from ocr.layout.grids import grids
from ocr.layout.gutter import NO_HINTS, Hints
from ocr.layout.line_cuts import cut_line
from ocr.layout.margins import find_notes, with_notes
from ocr.layout.order import reading_order
from ocr.layout.region_backward import way_of
from ocr.layout.regions import ordered_blocks
from ocr.layout.roles import Print, edge_roles, heading_roles
from ocr.layout.table_text import with_text_tables
from ocr.layout.tables import Table
from ocr.line import Line, Role
from ocr.page import Grid

LAYOUT_REVISION = 6
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


def gutter_hints(rules: Rules, direction: Direction, columns: int | None = None) -> Hints:
    """What the rules of a page say about its gutters: on a vertical page, rules across it part the tiers.

    On horizontal pages upright rules mostly belong to tables, and columns show without them.
    """
    if direction is Direction.VERTICAL:
        return Hints(tuple(rules.separators()), loose=True, columns=columns)
    return replace(NO_HINTS, columns=columns)


def arrange(
    pieces: Sequence[Piece],
    direction: Direction,
    size: tuple[float, float],
    rules: Rules,
    tables: Sequence[Table] = (),
    columns: int | None = None,
) -> tuple[Line, ...]:
    """The lines of `pieces` in reading order, with `role` and `block` set.

    `size` is width and height of the page in pixels; `rules` and `tables` are on the levelled page, too.
    Running heads and page numbers come first or last, by the edge they stand at; a table is one block, its
    cells row by row. `columns`: how many there are, when a person has said so.
    """
    return arrange_page(pieces, direction, size, rules, tables, columns)[0]


def arrange_page(
    pieces: Sequence[Piece],
    direction: Direction,
    size: tuple[float, float],
    rules: Rules,
    tables: Sequence[Table] = (),
    columns: int | None = None,
) -> tuple[tuple[Line, ...], tuple[Grid, ...]]:
    """The lines as `arrange` gives them, and the tables of the page, whose cells point into the lines.

    `tables` are those found by their rules; what is told by its text alone is added here. Marginal notes are read
    after the text of their page: a paragraph they stand beside may go on overleaf, and none is to be torn.
    """
    if not pieces:
        return (), ()
    boxes = _boxes(pieces)
    sizes = np.array([piece.size for piece in pieces], dtype=np.float64)
    free = [i for i in range(len(pieces)) if not any(table.members(boxes[i : i + 1]) for table in tables)]
    notes = [
        [free[k] for k in note]
        for note in find_notes(boxes[free], sizes[free], [pieces[i].line.text for i in free], direction)
    ]
    noted = {i for note in notes for i in note}
    text = [piece for i, piece in enumerate(pieces) if i not in noted]
    lines, found = _arranged(text, direction, size, rules, tables, columns)
    return with_notes(lines, [[pieces[i].line for i in note] for note in notes]), found


def _arranged(
    pieces: Sequence[Piece],
    direction: Direction,
    size: tuple[float, float],
    rules: Rules,
    tables: Sequence[Table],
    columns: int | None,
) -> tuple[tuple[Line, ...], tuple[Grid, ...]]:
    """What `arrange_page` gives for a page without marginal notes."""
    boxes = _boxes(pieces)
    if direction is Direction.HORIZONTAL:
        seen = with_text_tables(tables, boxes, [piece.line for piece in pieces], rules)
        tables, pieces = seen.tables, _cut_pieces(pieces, seen.cuts)
        boxes = _boxes(pieces)
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
    frames = np.array([tables[t].box for t in used], dtype=np.float64).reshape(-1, 4)
    placed = np.concatenate([boxes[body], frames])
    ways = np.array([*(way_of(pieces[i].line) for i in body), *(0 for _ in used)], dtype=np.int_)
    blocks = ordered_blocks(placed, direction, rules, gutter_hints(rules, direction, columns), ways)
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
    order: list[int] = []
    for number, block in enumerate(run for run in ordered if run):
        for i in block:
            role = Role.TABLE_CELL if i in owner else Role.HEADING if i in headings else Role.TEXT
            if i in roles:
                role = roles[i][0]
            lines.append(replace(pieces[i].line, role=role, block=number))
            order.append(i)
    return tuple(lines), grids(tables, lines, boxes[order])


def _boxes(pieces: Sequence[Piece]) -> NDArray[np.float64]:
    return np.array([piece.box for piece in pieces], dtype=np.float64).reshape(-1, 4)


def _cut_pieces(pieces: Sequence[Piece], cuts: Mapping[int, Sequence[float]]) -> list[Piece]:
    """`pieces` with those of the indices in `cuts` cut at the positions x given there."""
    return [
        part
        for i, piece in enumerate(pieces)
        for part in (
            [Piece(*each, piece.size) for each in cut_line(piece.line, piece.box, cuts[i])]
            if i in cuts
            else [piece]
        )
    ]


def _along(spans: Spans, indices: list[int]) -> list[int]:
    return [indices[k] for block in reading_order(spans[indices]) for k in block] if indices else []
