"""All lines of an issue as one stream: furniture out, and for each line how it stands in its column.

Lengths are in ems of the page (the room of one Chinese character), so that one rule fits every resolution.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ocr.cut.columns import PagePlaces, columns, page_places, type_areas
from ocr.cut.furniture import body_lines
from ocr.cut.row_pieces import PrintedRow, printed_rows
from ocr.cut.traced import Traced
from ocr.geometry import Box
from ocr.line import Line, Role
from ocr.page import PageText

_SPECKS = re.compile(r"[\s.·,'`|_~^*]+(?=[\u4e00-\u9fff])")
"""Dirt before the first character of a Chinese line: no print begins with a Latin stop there."""

_LEAST = 3
_STARS = "*＊✽※☆★◆◇●○■□▲△~～"
_DASHES = "-—–─━－＿_=＝"
"""What parts two notices: stars or a rule, set as a line of its own."""


def _is_ornament(text: str) -> bool:
    """* * *, ———— (one sign of a longer row may be misread: ——币————)."""
    marks = [mark for mark in text if not mark.isspace()]
    of_stars, of_dashes = sum(mark in _STARS for mark in marks), sum(mark in _DASHES for mark in marks)
    if max(of_stars, of_dashes) == len(marks):
        return len(marks) >= _LEAST
    return of_dashes >= _LEAST + 1 and len(marks) - of_dashes <= 1


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the stream with its place.

    `indent` and `room` are the blank before and after it in its column, `lead` the blank between it and the
    line before, all in ems; `lead` is 0 for the first line of a column (`fresh`). `size` is its thickness
    against that of the page's text, `em` one em of the page in pixels. `ruled`: an ornament or a rule set in type
    (* * *, ———) parts it from the line before.
    """

    page: int
    line: int
    source: Line
    traced: Traced
    indent: float
    room: float
    lead: float
    size: float
    em: float
    fresh: bool
    ruled: bool = False

    @property
    def text(self) -> str:
        """The line's text without blanks and specks at its ends."""
        return self.traced.text

    @property
    def centred(self) -> bool:
        """Does it stand in the middle of its column, clear of both edges?"""
        blank = self.indent + self.room
        return self.indent > 1.2 and self.room > 1.2 and abs(self.indent - self.room) < max(1.2, 0.2 * blank)

    @property
    def heading(self) -> bool:
        return self.source.role is Role.HEADING

    @property
    def cell(self) -> bool:
        return self.source.role is Role.TABLE_CELL

    @property
    def box(self) -> Box:
        return self.source.box


def stream(pages: Sequence[PageText]) -> tuple[Row, ...]:
    """The lines of all pages in reading order, without furniture and blank lines."""
    kept = [printed_rows(number, lines) for number, lines in enumerate(body_lines(pages))]
    placed = [page_places([row.line for row in rows]) for rows in kept]
    areas = type_areas(pages, placed)
    rows: list[Row] = []
    for number, printed in enumerate(kept):
        rows += _rows(number, printed, placed[number], areas[number])
    return tuple(rows)


def _rows(
    number: int, kept: Sequence[PrintedRow], placed: PagePlaces, area: tuple[float, float]
) -> list[Row]:
    if not kept:
        return []
    em = placed.em
    extents = columns(placed.places, area, em)
    thick = [p.thickness for p in placed.places if not p.cell] or [p.thickness for p in placed.places]
    usual = median(thick)
    rows = []
    before, ruled = None, False
    for printed, place in zip(kept, placed.places, strict=True):
        line = printed.line
        if not place.cell and _is_ornament(line.text):
            ruled = True
            continue
        low, high = extents[place.block]
        lead = 0.0 if before is None else (place.centre - before.centre) / em - 1.0
        # A jump back up, or a line beside the one before, opens a new column.
        fresh = before is None or lead < -1.5 or (before.block != place.block and lead < -0.2)
        traced = printed.traced.strip()
        if specks := _SPECKS.match(traced.text):
            traced = traced.cut(specks.end(), len(traced.text))
        rows.append(
            Row(number, printed.number, line, traced, (place.start - low) / em, (high - place.end) / em,
                0.0 if fresh else lead, place.thickness / usual, em, fresh, ruled)
        )  # fmt: skip
        ruled = False
        if not place.cell:
            before = place
    return rows
