"""Whole issues set by hand in the habits of a printing house thrown by dice, as a perfect reader would return them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ocr.geometry import Box, Direction
from ocr.line import Line, Role
from ocr.page import PageText, Step
from set_heads import FORMS
from set_house import CENTRED, RIGHT, House, Piece, SetNotice, set_notice, throw_house
from set_words import MATTERS, ems

_RUBRICS = ("规　章", "规范性文件", "【公　告】", "◆ 公告选登 ◆")
_DEEP = 36
"""Lines to a column."""


@dataclass(frozen=True, slots=True)
class SetIssue:
    """Pages, the truth, and for each page what its lines are, in order."""

    pages: tuple[PageText, ...]
    notices: tuple[SetNotice, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    house: House

    def ends(self, notice: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Page and line of a notice's first line and its last."""
        places = [
            (page, line)
            for page, pieces in enumerate(self.pieces)
            for line, piece in enumerate(pieces)
            if piece.notice == notice
        ]
        return places[0], places[-1]


def set_issue(seed: int, forms: Sequence[str] = tuple(FORMS)) -> SetIssue:
    """An issue of six notices; `forms` are the forms of head the house may use."""
    rng = Random(f"house {seed}")
    house = throw_house(rng, tuple(forms))
    day = date(rng.choice((1998, 2003, 2009, 2016, 2021)), rng.randint(1, 12), rng.randint(1, 28))
    count = rng.randint(1, 150)
    pieces: list[Piece] = []
    notices: list[SetNotice] = []
    for at, matter in enumerate(MATTERS):
        day += timedelta(days=rng.randint(0, 3))
        count += rng.randint(1, 3)
        notice, lines = set_notice(rng, house, day, count, matter)
        notices.append(notice)
        for line in lines:
            line.notice = at
        if at and house.ornament and not house.fresh_page:
            pieces.append(Piece(house.ornament, CENTRED, "ornament", above=0.5))
        lines[0].above += _DEEP if at and house.fresh_page else house.between
        if house.rubrics and at in (0, 3):
            rubric = Piece(rng.choice(_RUBRICS), CENTRED, "rubric", 1.3, lines[0].above + 1, Role.HEADING)
            lines[0].above = 0.5
            pieces.append(rubric)
        pieces += lines
    pages = _pages(house, pieces)
    return SetIssue(
        tuple(page for page, _ in pages), tuple(notices), tuple(placed for _, placed in pages), house
    )


def _pages(house: House, pieces: Sequence[Piece]) -> list[tuple[PageText, tuple[Piece, ...]]]:
    deep = _DEEP * house.em * house.leading
    pages: list[list[tuple[Line, Piece]]] = [[]]
    column, y = 0, 0.0
    for piece in pieces:
        high = piece.size * house.em * house.leading
        blank = piece.above * house.em * house.leading if y else 0.0
        if y + blank + high > deep:
            column, y, blank = column + 1, 0.0, 0.0
            if column == house.columns or piece.above >= _DEEP:
                pages.append([])
                column = 0
        y += blank
        pages[-1].append((_line(house, piece, column, y), piece))
        y += high
    return [_page(house, entries, number) for number, entries in enumerate(pages, 1)]


def _line(house: House, piece: Piece, column: int, y: float) -> Line:
    room, em = house.measure * house.em, house.em
    size = min(piece.size, house.measure / ems(piece.text)) if piece.part == "head" else piece.size
    wide = ems(piece.text) * em * size
    starts = {CENTRED: (room - wide) / 2, RIGHT: room - wide - house.right * em}
    x0 = 4 * em + column * (room + 2 * em) + max(0.0, starts.get(piece.indent, piece.indent * em))
    y0 = 5 * em + y + (house.leading - 1) * em * size / 2
    box = Box(round(x0), round(y0), round(x0 + wide), round(y0 + em * size))
    return Line(piece.text, box, 0.99, piece.role, block=1 + column)


def _page(
    house: House, entries: Sequence[tuple[Line, Piece]], number: int
) -> tuple[PageText, tuple[Piece, ...]]:
    em = house.em
    width = (8 + house.columns * house.measure + 2 * (house.columns - 1)) * em
    height = round(10 * em + _DEEP * em * house.leading)
    if house.running:
        marked = house.running == "marked"
        roles = (Role.RUNNING_HEAD, Role.PAGE_NUMBER) if marked else (Role.TEXT, Role.TEXT)
        head = Line("海关总署文告　2009年第3期", Box(4 * em, 2 * em, 18 * em, 3 * em), 0.99, roles[0])
        middle = width // 2
        box = Box(middle - em, height - 3 * em, middle + em, height - 2 * em)
        foot = Line(f"— {number} —", box, 0.99, roles[1], block=9)
        furniture = [(line, Piece(line.text, part="furniture")) for line in (head, foot)]
        entries = [furniture[0], *entries, furniture[1]]
    lines = tuple(line for line, _ in entries)
    page = PageText(width, height, Direction.HORIZONTAL, lines, Step("set", "1"), 0.99)
    return page, tuple(piece for _, piece in entries)
