"""Lays out traditional pages: columns from right to left, in one tier or two, inside rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from draw import compose_vertical
from draw.facts import facts_of
from draw.laid import Laid
from draw.notice import Notice
from draw.numerals import positional, republic_year, with_units
from draw.sheet import A4, Glyph, Place, Rule, SealMark, SetLine, Sheet
from draw.truth import FactKind
from draw.typeset import Row, Type, break_lines
from ocr.geometry import Direction
from ocr.line import Role

SERIES = "關務公報"
TURNED = frozenset("「」『』（）〔〕【】《》〈〉—…")
CORNERED = frozenset("，。、；：")


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of one vertical issue; lengths in points."""

    body: Type
    head: Type
    tiers: int
    marked: bool
    column_rules: bool
    double_frame: bool
    indent: float
    margins: tuple[float, float, float, float]  # left, top, right, bottom


def _pick(rng: Random) -> Style:
    face = rng.choice(("ming-light", "ming-old", "ming", "fang-trad", "kai-trad"))
    tiers = rng.choice((1, 2, 2))
    size = rng.choice((11.0, 12.0)) if tiers == 2 else rng.choice((12.5, 14.0))
    return Style(
        body=Type(face, size, size * rng.choice((1.45, 1.6, 1.75))),
        head=Type(
            rng.choice(("ming-bold", face, "kai-trad")), size + rng.choice((3.0, 5.0)), (size + 5) * 1.6
        ),
        tiers=tiers,
        marked=rng.random() < 0.7,
        column_rules=rng.random() < 0.25,
        double_frame=rng.random() < 0.5,
        indent=rng.choice((1.0, 2.0)),
        margins=(62.0, 74.0, 62.0, 74.0),
    )


class ColumnFlow:
    """Fills tiers with columns, right to left, and begins new sheets."""

    def __init__(self, style: Style, head: str, first: int) -> None:
        self.style, self.head, self.first = style, head, first
        self.sheets: list[Sheet] = []
        self.notice: int | None = None
        left, top, right, bottom = style.margins
        self.left, self.right = left + 6, A4[0] - right - 6
        gap = 10.0 if style.tiers == 2 else 0.0
        self.height = (A4[1] - top - bottom - 12 - gap * (style.tiers - 1)) / style.tiers
        self.tops = [top + 6 + tier * (self.height + gap) for tier in range(style.tiers)]
        self.tier, self.x = 0, self.right
        self._new_sheet()

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def _new_sheet(self) -> None:
        sheet = Sheet(*A4, direction=Direction.VERTICAL)
        self.sheets.append(sheet)
        self.tier, self.x = 0, self.right
        _frame(sheet, self.style, self.tops, self.height)
        outer_left = len(self.sheets) % 2 == 0
        x = 34.0 if outer_left else A4[0] - 46.0
        small = Type(self.style.body.face, 10.0, 12.0)
        sheet.lines.append(
            _column(_row(self.head), small, x, self.tops[0] + 20, None, 1.2, Role.RUNNING_HEAD, None, 0)
        )

    def finish(self) -> None:
        """Puts the page numerals on every sheet, after its text in reading order."""
        small = Type(self.style.body.face, 10.0, 12.0)
        for count, sheet in enumerate(self.sheets):
            x = 34.0 if (count + 1) % 2 == 0 else A4[0] - 46.0
            number = _row(positional(self.first + count, "〇"))
            block = max(line.block for line in sheet.lines) + 1
            y = A4[1] - self.style.margins[3] - 70
            sheet.lines.append(_column(number, small, x, y, None, 1.1, Role.PAGE_NUMBER, None, block))

    def reserve(self, width: float) -> None:
        """Goes to the next tier or page unless columns of `width` points fit."""
        if self.x - width >= self.left:
            return
        if self.tier + 1 < self.style.tiers:
            self.tier, self.x = self.tier + 1, self.right
        else:
            self._new_sheet()

    def skip(self, width: float) -> None:
        if self.x < self.right:
            self.x -= width

    def paragraph(
        self,
        text: str,
        kind: Type,
        role: Role,
        indent: float = 0.0,
        hanging: float = 0.0,
        foot: bool = False,
        fact: FactKind | None = None,
    ) -> None:
        """Sets `text` in columns; indents in em. `foot` sets it down to the foot of the tier."""
        rows = break_lines(text, kind, self.height, indent * kind.size, hanging * kind.size)
        for row in rows:
            self.reserve(kind.leading)
            x = self.x - (kind.leading + kind.size) / 2
            y = self.tops[self.tier] + row.indent
            if foot:
                y = self.tops[self.tier] + self.height - row.width - 2 * kind.size
            room = None if row.last and row.width + row.indent <= self.height else self.height - row.indent
            column = _column(row, kind, x, y, room, 1.0, role, self.notice, 1 + self.tier)
            self.sheet.lines.append(replace(column, facts=facts_of(row.text, fact, text)))
            self.x -= kind.leading
        if self.style.column_rules:
            top = self.tops[self.tier]
            self.sheet.rules.append(Rule(self.x, top, self.x, top + self.height, 0.35))


def _row(text: str) -> Row:
    return Row(tuple(text), float(len(text)), 0.0, True)


def _column(
    row: Row, kind: Type, x: float, y: float, room: float | None, pitch: float, role: Role,
    notice: int | None, block: int,
) -> SetLine:  # fmt: skip
    """A column of glyphs from (x, y), spread or squeezed to `room` points if that is given."""
    chars = "".join(row.pieces)
    step = kind.size * pitch
    if room is not None and len(chars) > 1:
        step = (room - kind.size) / (len(chars) - 1)
    glyphs = []
    for count, char in enumerate(chars):
        where = Place.TURNED if char in TURNED else Place.CORNER if char in CORNERED else Place.CELL
        glyphs.append(Glyph(char, kind.face, kind.size, x, y + count * step, where))
    return SetLine(row.text, tuple(glyphs), role, notice, block)


def _frame(sheet: Sheet, style: Style, tops: list[float], height: float) -> None:
    left, top, right, bottom = style.margins
    x0, y0, x1, y1 = left, top, A4[0] - right, A4[1] - bottom
    for grow, width in ((0.0, 0.7), (4.0, 2.0)) if style.double_frame else ((0.0, 1.2),):
        for edge in (
            (x0 - grow, y0 - grow, x1 + grow, y0 - grow), (x0 - grow, y1 + grow, x1 + grow, y1 + grow),
            (x0 - grow, y0 - grow, x0 - grow, y1 + grow), (x1 + grow, y0 - grow, x1 + grow, y1 + grow),
        ):  # fmt: skip
            sheet.rules.append(Rule(*edge, width))
    for upper in tops[1:]:
        sheet.rules.append(Rule(x0, upper - 5, x1, upper - 5, 0.8))


def lay_out(seed: int, pages: int) -> Laid:
    """A vertical issue of about `pages` pages."""
    rng = Random(f"vertical:{seed}")
    style = _pick(rng)
    year = rng.randint(1931, 1948)
    volume, part = rng.randint(2, 16), rng.randint(1, 12)
    number = f"第{with_units(volume)}卷第{with_units(part)}期"
    flow = ColumnFlow(style, f"{SERIES}　{number}", rng.randint(1, 90))
    notices: list[Notice] = []
    sequence = rng.randint(101, 4000)
    signed = date(year, rng.randint(1, 10), rng.randint(1, 28))
    while (
        len(flow.sheets) < pages
        or flow.x > flow.right - (flow.right - flow.left) / 2
        or flow.tier + 1 < style.tiers
    ):
        notice = compose_vertical.compose(rng, signed, sequence, style.marked)
        signed += timedelta(days=rng.randint(0, 4))
        sequence += rng.randint(1, 9)
        flow.notice = len(notices)
        notices.append(notice)
        _set_notice(flow, style, rng, notice)
        if len(flow.sheets) > pages:
            break
    flow.finish()
    issued = max(notice.signed for notice in notices)
    title = f"{SERIES}{number}"
    name = f"{number}（民國{republic_year(year)}年）"
    return Laid(SERIES, title, name, issued.isoformat(), tuple(flow.sheets), tuple(notices))


def _set_notice(flow: ColumnFlow, style: Style, rng: Random, notice: Notice) -> None:
    body, head = style.body, style.head
    flow.skip(body.leading)
    flow.reserve(head.leading + body.leading * 4)
    flow.paragraph(notice.number_lines[0], head, Role.HEADING, indent=1.0, fact=FactKind.NUMBER)
    flow.paragraph(notice.number_lines[1], body, Role.HEADING, foot=True, fact=FactKind.NUMBER)
    if notice.addressee:
        flow.paragraph(notice.addressee, body, Role.TEXT, indent=2.0)
    flow.paragraph(notice.title, body, Role.HEADING, indent=4.0, hanging=4.0)
    for text in notice.body:
        item = text[0] in "一二三四五六七八九" and text[1:2] in ("、", "\u3000")
        flow.paragraph(text, body, Role.TEXT, style.indent, style.indent if item else 0.0)
    flow.reserve(body.leading * 2)
    for signer in notice.signers:
        flow.paragraph(signer, body, Role.TEXT, foot=True)
    x = flow.x
    flow.paragraph(notice.date_printed, body, Role.TEXT, indent=4.0, fact=FactKind.DATE)
    if rng.random() < 0.5:
        y = flow.tops[flow.tier] + body.size * (8 + rng.uniform(0, 3))
        side = rng.uniform(30, 40)
        text = "關務公報樣張之印" if rng.random() < 0.5 else "樣張之印"
        flow.sheet.seals.append(
            SealMark(
                x - body.leading / 2,
                y,
                side,
                text,
                "",
                rng.uniform(-4, 4),
                rng.uniform(0.6, 0.9),
                square=True,
            )
        )
    flow.x -= body.leading * 0.5
