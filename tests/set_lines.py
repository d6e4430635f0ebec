"""Sets lines on a page by hand: a `PageText` as a perfect reader would return it, without drawing anything."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.geometry import Box, Direction
from ocr.line import Line, Role
from ocr.page import PageText, Step

EM = 20
MEASURE = 30
LEFT, TOP, LEADING = 100, 120, 32


class Sheet:
    """One page, filled from top to bottom; lengths in ems of 20 pixels, 30 ems to the line."""

    def __init__(self, direction: Direction = Direction.HORIZONTAL) -> None:
        self.direction = direction
        self.lines: list[Line] = []
        self.at = TOP
        self.block = 1

    def put(self, text: str, indent: float, role: Role = Role.TEXT, width: float | None = None) -> Sheet:
        """A line `indent` ems from the left edge of the column (from its top on a vertical page)."""
        start = LEFT + round(indent * EM)
        end = start + round((len(text) if width is None else width) * EM)
        if self.direction is Direction.VERTICAL:
            box = Box(1400 - self.at - EM, start, 1400 - self.at, end)
        else:
            box = Box(start, self.at, end, self.at + EM)
        self.lines.append(Line(text, box, 0.99, role, self.direction, (), self.block))
        self.at += LEADING
        return self

    def centre(self, *texts: str, role: Role = Role.HEADING) -> Sheet:
        for text in texts:
            self.put(text, (MEASURE - len(text)) / 2, role)
        return self

    def right(self, *texts: str) -> Sheet:
        for text in texts:
            self.put(text, MEASURE - 2 - len(text))
        return self

    def flush(self, *texts: str) -> Sheet:
        for text in texts:
            self.put(text, 0)
        return self

    def para(self, *texts: str) -> Sheet:
        """Paragraphs with an indent of two ems, broken into lines."""
        for text in texts:
            rest, indent = text, 2
            while rest:
                self.put(rest[: MEASURE - indent], indent)
                rest, indent = rest[MEASURE - indent :], 0
        return self

    def blank(self, lines: int = 1) -> Sheet:
        self.at += LEADING * lines
        return self

    def table(self, rows: Sequence[Sequence[str]], columns: Sequence[float]) -> Sheet:
        """A table; `columns` are the left edges in ems. A cell may hold lines joined by ``|``."""
        self.block += 1
        for row in rows:
            broken = [cell.split("|") for cell in row]
            deep = max(map(len, broken))
            top = self.at
            for column, cell in zip(columns, broken, strict=True):
                self.at = top + (deep - len(cell)) * 12
                for text in cell:
                    self.put(text, column, Role.TABLE_CELL)
                    self.at -= LEADING - 24
            self.at = top + deep * 24 + 12
        self.block += 1
        return self

    def furniture(self, head: str, number: str) -> Sheet:
        """A running head and a page number, unmarked (`Role.TEXT`)."""
        self.lines.insert(
            0, Line(head, Box(100, 40, 100 + EM * len(head), 60), 0.99, Role.TEXT, self.direction)
        )
        self.lines.append(Line(number, Box(380, 1340, 420, 1360), 0.99, Role.TEXT, self.direction, (), 99))
        return self

    def page(self) -> PageText:
        return PageText(800, 1400, self.direction, tuple(self.lines), Step("set", "1"), 0.99)


def notice(
    number: str = "海关总署公告2019年第170号",
    title: str = "关于调整部分商品税率的公告",
    date: str = "2019年11月5日",
) -> Sheet:
    """A sheet with one plain notice."""
    return (
        Sheet()
        .centre(number, title)
        .para(
            "根据《中华人民共和国海关法》，现将有关事项公告如下：", "一、本公告所称商品，是指附件所列商品。"
        )
        .para("本公告自2019年12月1日起施行。", "特此公告。")
        .right("海关总署", date)
    )


def columns(first: Sheet, second: Sheet) -> PageText:
    """Two sheets as the columns of one page, each scaled to half the width."""
    lines = []
    for shift, block, sheet in ((0, 1, first), (400, 2, second)):
        for line in sheet.lines:
            x0, y0, x1, y1 = line.box
            box = Box(shift + x0 // 2, y0 // 2, shift + x1 // 2, y1 // 2)
            lines.append(Line(line.text, box, line.confidence, line.role, line.direction, (), block))
    return PageText(800, 1400, Direction.HORIZONTAL, tuple(lines), Step("set", "1"), 0.99)


def texts(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The table that `Sheet.table` of `rows` should be read as."""
    return tuple(tuple(cell.replace("|", "") for cell in row) for row in rows)
