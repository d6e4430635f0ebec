"""The front of a modern issue: cover, page of contents, and the banner of the two-column gazette."""

from __future__ import annotations

from dataclasses import replace

from draw.flow import Flow, Para, single
from draw.look import Look
from draw.notice import Notice
from draw.numerals import positional, with_units
from draw.sheet import Glyph, Rule, SetLine, Sheet
from draw.typeset import Align, Type, ascent, break_lines, place, width_of
from ocr.line import Role

NOTE = "样张：文字与编号均为虚构，由程序绘制"


def cover(look: Look, year: int, month: int, volume: int) -> Sheet:
    """A cover: name of the gazette, year and number, and a note that it is a drawn specimen."""
    sheet = Sheet(*look.page)
    width = look.page[0]
    red = look.red_head
    rows = (
        ("海关总署文告", Type(look.display, 54, 70, red=red), 230.0, Role.HEADING),
        ("GAZETTE OF THE GENERAL ADMINISTRATION OF CUSTOMS", Type("serif", 11, 16), 275.0, Role.TEXT),
        (f"{year}年第{month}期", Type("kai", 24, 30), 430.0, Role.HEADING),
        (f"（总第{volume}期）", Type("kai", 16, 24), 465.0, Role.TEXT),
        (
            f"{positional(year)}年{with_units(month)}月十日出版",
            Type(look.body.face, 14, 20),
            640.0,
            Role.TEXT,
        ),
        ("海关总署办公厅编", Type(look.body.face, 14, 20), 668.0, Role.TEXT),
        (NOTE, Type(look.black, 9, 12), 770.0, Role.TEXT),
    )
    for block, (text, kind, baseline, role) in enumerate(rows):
        sheet.lines.append(single(text, kind, 0, baseline, width, Align.CENTRE, role, block))
    sheet.rules.append(Rule(90, 300, width - 90, 300, 2.0, red=red))
    sheet.rules.append(Rule(90, 304, width - 90, 304, 0.6, red=red))
    return sheet


def banner(look: Look, number: str, volume: int) -> list[Para]:
    """The full-width head of the first page of a two-column gazette."""
    return [
        Para("海关总署文告", Type(look.display, 40, 54, red=look.red_head), Role.HEADING, Align.CENTRE),
        Para(f"{number}（总第{volume}期）", look.number, Role.TEXT, Align.CENTRE, after=look.body.leading),
    ]


def contents(look: Look, notices: list[Notice], starts: list[int]) -> list[Sheet]:
    """Pages of contents: title (and number) of each notice, leader dots, page number."""
    wide = replace(look, columns=1, running_head="none")
    flow = Flow(wide, lambda sheet, page: None)
    kind = Type(look.body.face, 11.0, 21.0)
    flow.paragraph(Para("目　录", Type(look.title.face, 20, 30), Role.HEADING, Align.CENTRE, after=20))
    for notice, start in zip(notices, starts, strict=True):
        name = notice.title if notice.show_title or notice.tail else notice.doc_number
        number = notice.number_printed
        _entry(flow, kind, f"{name}（{number}）" if name != number else name, str(start))
    return flow.sheets


def _entry(flow: Flow, kind: Type, text: str, page: str) -> None:
    room = flow.measure - width_of(page, kind) - 3 * kind.size
    rows = break_lines(text, kind, room, 0, kind.size)
    flow.reserve(kind.leading * len(rows))
    para = Para("", kind)
    for row in rows[:-1]:
        flow.put(row, para, flow.x, room)
    row = rows[-1]
    baseline = flow.y + (kind.leading - kind.size) / 2 + ascent(kind)
    glyphs = list(place(row, kind, flow.x, baseline, room, Align.LEFT))
    x = flow.x + row.indent + row.width + 0.5 * kind.size
    end = flow.x + flow.measure - width_of(page, kind)
    while x < end - 0.6 * kind.size:
        glyphs.append(Glyph(".", kind.face, kind.size, x, baseline))
        x += 0.42 * kind.size
    for char in page:
        glyphs.append(Glyph(char, kind.face, kind.size, end, baseline))
        end += width_of(char, kind)
    flow.sheet.lines.append(SetLine(f"{row.text}……{page}", tuple(glyphs), Role.TEXT, None, flow.block))
    flow.y += kind.leading
