"""A line of print that was read as two lines beside each other: 二、 | 注销…, 附件： | 出口沥青…名单."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.cut.traced import Traced, join
from ocr.geometry import Direction
from ocr.line import Line, Role

_ONE_ROW = 0.8
"""Pieces of a row stand at one height by this share of the lower one; the next line, on a curled page, does not."""
_NEAREST, _FARTHEST = 0.25, 0.9
"""The blank between pieces, in heights of the line: a mark's width. Columns and cells stand farther apart."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of print: the number of its first line on the page, the line as if read at once, and its text traced."""

    number: int
    line: Line
    traced: Traced


def printed_rows(page: int, lines: Sequence[tuple[int, Line]]) -> list[PrintedRow]:
    """The lines of a page with pieces of one row put together. `lines`: each with its number on the page."""
    rows: list[PrintedRow] = []
    for number, line in lines:
        traced = Traced.of_line(line.text, page, number)
        if rows and _goes_on(rows[-1].line, line):
            before = rows[-1]
            whole = replace(
                before.line, text=before.line.text + line.text, box=before.line.box.union(line.box),
                confidence=min(before.line.confidence, line.confidence),
                bounds=(), middles=(), confidences=(), doubts=(),
            )  # fmt: skip
            rows[-1] = PrintedRow(before.number, whole, join((before.traced, traced)))
        else:
            rows.append(PrintedRow(number, line, traced))
    return rows


def _goes_on(one: Line, other: Line) -> bool:
    if one.role is not Role.TEXT or other.role is not Role.TEXT or one.block != other.block:
        return False
    if one.direction is not Direction.HORIZONTAL or other.direction is not Direction.HORIZONTAL:
        return False
    if one.turn or other.turn or one.text.isascii() or other.text.isascii():
        return False
    height = min(one.box.height, other.box.height)
    shared = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
    blank = other.box.x0 - one.box.x1
    return shared >= _ONE_ROW * height and _NEAREST * height <= blank <= _FARTHEST * height
