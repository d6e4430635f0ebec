"""All lines of an issue as one stream: furniture out, and for each line how it stands in its column.

Lengths are in ems of the page (the median thickness of its text lines), so that one rule fits every resolution.
"Along" is the direction of the characters (x, or y when vertical), "across" that of the lines.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ocr.cut.traced import Traced
from ocr.page import FURNITURE, Box, Direction, Line, PageText, Role

_EDGE = 0.1
"""Unmarked running heads and page numbers are looked for in this outermost share of a page."""

_FULL_PAGE = 12
"""A page of at least this many lines shows the width of its type area."""

_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·•.。~～]{0,8}(?:第\s?)?[0-9０-９一二三四五六七八九十百〇○]{1,5}(?:\s?[页頁])?[\s\-—–－·•.。~～]{0,8}"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the stream with its place.

    `indent` and `room` are the blank before and after it in its column, `lead` the blank between it and the line
    before, all in ems; `lead` is 0 for the first line of a column (`fresh`). `size` is its thickness in ems,
    `em` one em of its page in pixels.
    """

    page: int
    line: int
    source: Line
    text: str
    indent: float
    room: float
    lead: float
    size: float
    em: float
    fresh: bool

    @property
    def traced(self) -> Traced:
        """The line's text without blanks at its ends."""
        return Traced.of_line(self.source.text, self.page, self.line).strip()

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
    repeated = _repeated(pages)
    kept = [
        [
            (i, line)
            for i, line in enumerate(page.lines)
            if line.role not in FURNITURE and line.text.strip() and not _unmarked_furniture(page, line, repeated)
        ]
        for page in pages
    ]
    areas = _text_areas(pages, kept)
    rows: list[Row] = []
    for number, (page, lines) in enumerate(zip(pages, kept, strict=True)):
        rows += _rows(number, lines, areas[number])
    return tuple(rows)


def _text_areas(
    pages: Sequence[PageText], kept: Sequence[Sequence[tuple[int, Line]]]
) -> list[tuple[int, int] | None]:
    """Extent along the lines of each page's type area; a page of few lines takes that of its fuller neighbours.

    Compared are pages of the same size and direction; None when a page has no lines and no such neighbour.
    """
    own = [_extent([line for _, line in lines]) for lines in kept]
    shapes = [(page.width // 40, page.height // 40, page.direction) for page in pages]
    full: dict[tuple[int, int, Direction], list[tuple[int, int]]] = defaultdict(list)
    for shape, extent, lines in zip(shapes, own, kept, strict=True):
        if extent is not None and len(lines) >= _FULL_PAGE:
            full[shape].append(extent)
    result: list[tuple[int, int] | None] = []
    for shape, extent, lines in zip(shapes, own, kept, strict=True):
        others = full[shape]
        if extent is None or len(lines) >= _FULL_PAGE or not others:
            result.append(extent)
        else:
            low, high = (round(median(side)) for side in zip(*others, strict=True))
            result.append((min(low, extent[0]), max(high, extent[1])))
    return result


def _measure(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Extent of a column, its end where most full lines end: print without a gap for stops lets a few run over."""
    extent = _extent(lines)
    text = [line for line in lines if line.role is Role.TEXT]
    if extent is None or len(text) < 5:
        return extent
    em = median(_thickness(line) for line in text)
    ends = Counter(round(_along(line)[1] / (0.4 * em)) for line in text if _along(line)[1] > extent[1] - 3.5 * em)
    if not ends:
        return extent
    place, count = max(ends.items(), key=lambda item: (item[1], item[0]))
    if count < 3 or count * 4 < len(text):
        return extent
    return extent[0], max(_along(line)[1] for line in text if round(_along(line)[1] / (0.4 * em)) <= place)


def _extent(lines: Sequence[Line]) -> tuple[int, int] | None:
    text = [line for line in lines if line.role is not Role.TABLE_CELL] or list(lines)
    if not text:
        return None
    return min(_along(line)[0] for line in text), max(_along(line)[1] for line in text)


def _key(text: str) -> str:
    return re.sub(r"[\s\d０-９]+", "", text)


def _at_edge(page: PageText, line: Line) -> bool:
    low, high = line.box.y0, line.box.y1
    if high <= page.height * _EDGE or low >= page.height * (1 - _EDGE):
        return True
    if page.direction is Direction.VERTICAL:
        return line.box.x1 <= page.width * _EDGE or line.box.x0 >= page.width * (1 - _EDGE)
    return False


def _repeated(pages: Sequence[PageText]) -> frozenset[str]:
    """Texts (digits aside) that stand at the edge of several pages: running heads that nobody marked."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line.text) for line in page.lines if _at_edge(page, line)} - {""})
    need = 3 if len(pages) > 3 else 2
    return frozenset(text for text, count in counts.items() if count >= need and "附件" not in text)


def _unmarked_furniture(page: PageText, line: Line, repeated: frozenset[str]) -> bool:
    if line.role is Role.TABLE_CELL or not _at_edge(page, line):
        return False
    edge_number = _PAGE_NUMBER.fullmatch(line.text) is not None and not any(
        other is not line and other.role not in FURNITURE and _outside(page, line, other)
        for other in page.lines
    )
    return edge_number or (_key(line.text) in repeated and "号" not in line.text and "號" not in line.text)


def _outside(page: PageText, line: Line, other: Line) -> bool:
    """Does `other` stand nearer to the page's edge than `line`?"""
    if line.box.y1 <= page.height / 2:
        return other.box.y1 <= line.box.y0
    return other.box.y0 >= line.box.y1


def _along(line: Line) -> tuple[int, int]:
    box = line.box
    return (box.y0, box.y1) if line.direction is Direction.VERTICAL else (box.x0, box.x1)


def _across(line: Line) -> tuple[int, int]:
    """Rising in the direction in which lines follow each other."""
    box = line.box
    return (-box.x1, -box.x0) if line.direction is Direction.VERTICAL else (box.y0, box.y1)


def _thickness(line: Line) -> int:
    low, high = _across(line)
    return max(1, high - low)


def _rows(number: int, kept: Sequence[tuple[int, Line]], area: tuple[int, int] | None) -> list[Row]:
    body = [line for _, line in kept if line.role is not Role.TABLE_CELL] or [line for _, line in kept]
    if not body or area is None:
        return []
    em = float(median(_thickness(line) for line in body))
    columns = _columns([line for _, line in kept], area)
    rows = []
    before: Line | None = None
    for i, line in kept:
        low, high = columns[line.block]
        start, end = _along(line)
        gap = 0.0 if before is None else (_across(line)[0] - _across(before)[1]) / em
        # A jump back up, or a line beside the one before, opens a new column.
        fresh = before is None or gap < -1.5 or (before.block != line.block and gap < 0)
        rows.append(
            Row(number, i, line, line.text.strip(), (start - low) / em, (high - end) / em,
                0.0 if fresh else gap, _thickness(line) / em, em, fresh)
        )  # fmt: skip
        if line.role is not Role.TABLE_CELL:
            before = line
    return rows


def _columns(lines: Sequence[Line], area: tuple[int, int]) -> dict[int, tuple[int, int]]:
    """Extent of each block's column along its lines.

    A block of few lines (a centred heading on its own) takes the extent of the narrowest block around it that
    has more lines; with none around it, that of the page's type area.
    """
    blocks: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        blocks[line.block].append(line)
    extent = {block: _measure(members) or area for block, members in blocks.items()}
    result = {}
    for block, (low, high) in extent.items():
        around = [
            other
            for name, other in extent.items()
            if len(blocks[name]) > max(4, len(blocks[block])) and other[0] <= low + 4 and other[1] >= high - 4
        ]
        if len(blocks[block]) > 4:
            result[block] = (low, high)
        else:
            result[block] = min(around, key=lambda e: e[1] - e[0]) if around else area
    return result
