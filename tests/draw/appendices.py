"""Sets attachments: their label, title and text, and ruled tables that go on over columns and pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from draw.flow import Flow, Para
from draw.look import Look
from draw.notice import Appendix
from draw.notice_text import body_para, title_lines
from draw.sheet import Rule
from draw.truth import CellTruth
from draw.typeset import Align, Row, Type, break_lines
from ocr.line import Role


@dataclass(frozen=True, slots=True)
class Again:
    """What is printed over a table that goes on: its head again, a `note` (续表) above it, or neither."""

    head: bool
    note: str


_PAD = 0.35
"""Blank between the rules of a table and its print, in em."""


def again_of(rng: Random) -> Again:
    """How the tables of an issue go on in the next column."""
    head = rng.random() < 0.6
    return Again(head, rng.choice(("", "", "续表", "（续）", "续表：")) if head or rng.random() < 0.3 else "")


def set_appendix(flow: Flow, look: Look, appendix: Appendix, again: Again) -> None:
    flow.reserve(look.title.leading + look.cell.leading * 5)
    flow.y += look.body.leading * 0.5
    flow.block += 1
    flow.paragraph(
        Para(appendix.label, Type(look.black, look.body.size, look.body.leading), Role.HEADING, Align.LEFT)
    )
    for row in title_lines(appendix.title, replace(look.title, size=look.title.size - 2), flow.measure):
        small = replace(look.title, size=look.title.size - 2, leading=look.title.leading - 2)
        flow.paragraph(Para(row, small, Role.HEADING, Align.CENTRE))
    for text in appendix.paragraphs:
        flow.paragraph(body_para(text, look))
    if appendix.table:
        set_table(flow, appendix.table, look.cell, _shares(appendix.table), again)


def _shares(table: tuple[tuple[str, ...], ...]) -> tuple[float, ...]:
    """Column widths after the longest cell of each, none narrower than a fair minimum."""
    longest = [max(4.0, min(16.0, max(len(row[at]) for row in table))) for at in range(len(table[0]))]
    return tuple(size / sum(longest) for size in longest)


def set_table(
    flow: Flow,
    rows: tuple[tuple[str, ...], ...],
    kind: Type,
    shares: tuple[float, ...],
    again: Again | None = None,
) -> None:
    """Sets a ruled table; `shares` are the column widths as parts of 1. Rows do not break.

    `again` says what is printed over the rest of a table that goes on in the next column.
    """
    flow.block += 1
    edges = [sum(shares[:count]) * flow.measure for count in range(len(shares) + 1)]
    opened, row = True, 0
    for number, cells in enumerate(rows):
        before = (len(flow.sheets), flow.column)
        flow.reserve(_height(cells, kind, edges))
        if before != (len(flow.sheets), flow.column):
            opened, row = True, 0
            flow.tables += before[0] == len(flow.sheets)  # on a new sheet they count from 0
            if again is not None and again.note:
                flow.paragraph(Para(again.note, kind, align=Align.RIGHT))
                flow.block += 1
            if again is not None and again.head and number:
                _row(flow, rows[0], kind, edges, row, opened, head=True)
                opened, row = False, row + 1
        _row(flow, cells, kind, edges, row, opened, head=not number)
        opened, row = False, row + 1
    flow.block += 1
    flow.tables += 1
    flow.y += kind.leading / 2


def _height(cells: tuple[str, ...], kind: Type, edges: list[float]) -> float:
    broken = _broken(cells, kind, edges)
    return max(len(item) for item in broken) * kind.leading + 2 * _PAD * kind.size


def _broken(cells: tuple[str, ...], kind: Type, edges: list[float]) -> list[list[Row]]:
    room = [edges[at + 1] - edges[at] - 2 * _PAD * kind.size for at in range(len(cells))]
    return [break_lines(cell, kind, width) for cell, width in zip(cells, room, strict=True)]


def _row(
    flow: Flow, cells: tuple[str, ...], kind: Type, edges: list[float], row: int, opened: bool, head: bool
) -> None:
    top, height = flow.y, _height(cells, kind, edges)
    if opened:
        _rule(flow, edges[0], top, edges[-1], top)
    for at, item in enumerate(_broken(cells, kind, edges)):
        _cell(flow, item, kind, row, at, edges, top, height, head)
    for edge in edges:
        _rule(flow, edge, top, edge, top + height)
    _rule(flow, edges[0], top + height, edges[-1], top + height)
    flow.y = top + height


def _cell(
    flow: Flow, rows: list[Row], kind: Type, number: int, at: int, edges: list[float], top: float, height: float,
    head: bool,
) -> None:  # fmt: skip
    pad = _PAD * kind.size
    long = any(row.width > 0.7 * (edges[at + 1] - edges[at]) for row in rows) and len(edges) > 3
    align = Align.LEFT if not head and (long or (at and at + 2 < len(edges))) else Align.CENTRE
    para = Para("", kind, Role.TABLE_CELL, align)
    flow.y = top + (height - len(rows) * kind.leading) / 2
    for row in rows:
        flow.put(
            replace(row, last=True), para, flow.x + edges[at] + pad, edges[at + 1] - edges[at] - 2 * pad,
            CellTruth(flow.tables, number, at),
        )  # fmt: skip


def _rule(flow: Flow, x0: float, y0: float, x1: float, y1: float) -> None:
    flow.sheet.rules.append(Rule(flow.x + x0, y0, flow.x + x1, y1, 0.5))
