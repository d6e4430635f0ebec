"""Sets tables with cells over several rows and columns, ruled fully, by three lines only, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from draw.flow import Flow, Para
from draw.sheet import Rule
from draw.truth import CellTruth
from draw.typeset import Align, Row, Type, break_lines
from ocr.line import Role


class Ruling(StrEnum):
    """Which rules a table has."""

    FULL = "full"
    THREE = "three"  # above and below the head, and at the foot
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell: its first row and column from 0, how many it spans, what it says, how its lines stand."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    align: Align = Align.CENTRE


def set_grid(
    flow: Flow, cells: list[CellText], shares: tuple[float, ...], kind: Type, ruling: Ruling, head_rows: int
) -> None:
    """Sets `cells` at the present height in the present column; rows that do not fit are left out.

    `shares` are the column widths as parts of 1.
    """
    flow.block += 1
    edges = [sum(shares[:count]) * flow.measure for count in range(len(shares) + 1)]
    pad = 0.4 * kind.size
    count = max(cell.row + cell.rows for cell in cells)
    broken = {
        cell: break_lines(cell.text, kind, edges[cell.column + cell.columns] - edges[cell.column] - 2 * pad)
        for cell in cells
    }
    heights = [
        max((len(broken[cell]) for cell in cells if cell.row == row and cell.rows == 1), default=1)
        * kind.leading
        + 2 * pad
        for row in range(count)
    ]
    tops, y = [flow.y], flow.y
    for height in heights:
        if y + height > flow.bottom:
            break
        y += height
        tops.append(y)
    kept = [cell for cell in cells if cell.row + cell.rows < len(tops)]
    for cell in sorted(kept, key=lambda cell: (cell.row, cell.column)):
        _cell(flow, cell, broken[cell], edges, tops, kind, pad)
    _rules(flow, kept, edges, tops, ruling, head_rows)
    flow.y = tops[-1] + kind.leading / 2
    flow.tables += 1
    flow.block += 1


def _cell(
    flow: Flow, cell: CellText, rows: list[Row], edges: list[float], tops: list[float], kind: Type, pad: float
) -> None:
    top, bottom = tops[cell.row], tops[cell.row + cell.rows]
    left, right = edges[cell.column], edges[cell.column + cell.columns]
    flow.y = top + (bottom - top - len(rows) * kind.leading) / 2
    place = CellTruth(flow.tables, cell.row, cell.column, cell.rows, cell.columns)
    para = Para("", kind, Role.TABLE_CELL, cell.align)
    for row in rows:
        flow.put(replace(row, last=True), para, flow.x + left + pad, right - left - 2 * pad, place)


def _rules(
    flow: Flow, cells: list[CellText], edges: list[float], tops: list[float], ruling: Ruling, head_rows: int
) -> None:
    x = flow.x
    rules = flow.sheet.rules
    if ruling is Ruling.THREE:
        heights = (tops[0], tops[min(head_rows, len(tops) - 1)], tops[-1])
        rules += [
            Rule(x + edges[0], y, x + edges[-1], y, width)
            for y, width in zip(heights, (1.2, 0.6, 1.2), strict=True)
        ]
    if ruling is not Ruling.FULL:
        return
    for cell in cells:
        x0, x1 = x + edges[cell.column], x + edges[cell.column + cell.columns]
        y0, y1 = tops[cell.row], tops[cell.row + cell.rows]
        for edge in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            rules.append(Rule(*edge, 0.5))
