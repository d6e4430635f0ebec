"""Flows paragraphs and tables into the columns of horizontal pages, one sheet after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from draw.facts import facts_of
from draw.look import Look
from draw.sheet import Glyph, SetLine, Sheet
from draw.truth import CellTruth, FactKind
from draw.typeset import Align, Row, Type, ascent, break_lines, place, width_of
from ocr.line import Role


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph to be set. `indent` and `hanging` in em, `before` and `after` in points.

    `fact` is what a part of its text, `fact_text`, tells of the notice.
    """

    text: str
    kind: Type
    role: Role = Role.TEXT
    align: Align = Align.JUSTIFY
    indent: float = 0.0
    hanging: float = 0.0
    inset: float = 0.0
    before: float = 0.0
    after: float = 0.0
    fact: FactKind | None = None
    fact_text: str = ""


class Flow:
    """Fills sheets from top to bottom, column by column. `furnish(sheet, number)` puts on what every
    page has (running head, rules) when it is begun; `close` puts on the page number."""

    def __init__(self, look: Look, furnish: Callable[[Sheet, int], None]) -> None:
        self.look = look
        self.sheets: list[Sheet] = []
        self._furnish = furnish
        left, _, right, _ = look.margins
        width = look.page[0] - left - right
        self.measure = (width - look.gutter * (look.columns - 1)) / look.columns
        self.notice: int | None = None
        self.tables = 0
        self.column, self.top, self.y, self.block = 0, 0.0, 0.0, 0
        self._new_sheet()

    def _new_sheet(self) -> None:
        sheet = Sheet(*self.look.page)
        self.sheets.append(sheet)
        self._furnish(sheet, len(self.sheets))
        self.block = 1
        self.tables = 0
        self.column = 0
        self.top = self.y = self.look.margins[1]

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def x(self) -> float:
        """Left edge of the current column."""
        return self.look.margins[0] + self.column * (self.measure + self.look.gutter)

    @property
    def bottom(self) -> float:
        return self.look.page[1] - self.look.margins[3]

    def next_column(self) -> None:
        if self.column + 1 < self.look.columns:
            self.column += 1
            self.block += 1
            self.y = self.top
        else:
            self._new_sheet()

    def reserve(self, height: float) -> None:
        """Goes to the next column unless `height` points are left in this one."""
        if self.y + height > self.bottom and self.y > self.top:
            self.next_column()

    def banner(self, paras: list[Para]) -> None:
        """Sets `paras` over the full width at the head of the page; the columns begin below."""
        measure, x = self.measure, self.look.margins[0]
        full = self.look.page[0] - self.look.margins[0] - self.look.margins[2]
        for para in paras:
            self.y += para.before
            for row in break_lines(para.text, para.kind, full):
                self.put(row, para, x, full)
            self.y += para.after
        self.measure, self.top = measure, self.y
        self.block += 1

    def paragraph(self, para: Para) -> None:
        """Sets a paragraph, over as many columns and pages as it takes."""
        if self.y > self.top:
            self.y += para.before
        em = para.kind.size
        inset = para.inset * em
        measure = self.measure - inset
        rows = break_lines(para.text, para.kind, measure, para.indent * em, para.hanging * em)
        if para.role is Role.HEADING:  # a heading does not stand alone at the foot of a column
            self.reserve(len(rows) * para.kind.leading + 2 * self.look.body.leading)
        elif len(rows) > 1:
            self.reserve(2 * para.kind.leading)
        for row in rows:
            self.reserve(para.kind.leading)
            self.put(row, para, self.x, measure)
        self.y += para.after

    def put(self, row: Row, para: Para, x: float, measure: float, cell: CellTruth | None = None) -> None:
        """Sets one broken line at the present height and moves down by its leading."""
        baseline = self.y + (para.kind.leading - para.kind.size) / 2 + ascent(para.kind)
        glyphs = place(row, para.kind, x, baseline, measure, para.align)
        if row.text:
            facts = facts_of(row.text, para.fact, para.fact_text or para.text)
            self.sheet.lines.append(
                SetLine(row.text, glyphs, para.role, self.notice, self.block, cell, facts)
            )
        self.y += para.kind.leading


def single(
    text: str, kind: Type, x: float, baseline: float, measure: float, align: Align, role: Role, block: int
) -> SetLine:
    """One line that stands for itself (running head, page number, cover)."""
    row = Row(tuple(text), width_of(text, kind), 0.0, True)
    glyphs: tuple[Glyph, ...] = place(row, kind, x, baseline, measure, align)
    return SetLine(row.text, glyphs, role, None, block)


def fitted(para: Para, measure: float) -> Para:
    """`para`, set smaller when its one line is a little too wide for `measure`, as printers do."""
    width = width_of(para.text, para.kind)
    if width <= measure:
        return para
    size = max(9.0, para.kind.size * measure / width - 0.1)
    return replace(para, kind=replace(para.kind, size=size))
