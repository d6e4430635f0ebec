"""An attachment's lines into title, text and table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ocr.cut.marks import attachment_title, read_marks
from ocr.cut.paragraphs import paragraphs
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.geometry import Box, Direction
from ocr.page import Grid, PageText
from ocr.section import Attachment

_MAX_TITLE = 6


@dataclass(frozen=True, slots=True)
class AttachmentReading:
    """An attachment with the print of its text and of each cell of its table (``()`` when it has none)."""

    attachment: Attachment
    text: Traced
    cells: tuple[tuple[Traced, ...], ...]

    @property
    def printed(self) -> str:
        """Title, text and cells, a line each: what numbers are looked for in."""
        cells = (cell.text for row in self.cells for cell in row)
        return "\n".join((self.attachment.title, self.text.text, *cells))


def read_attachment(rows: Sequence[Row], pages: Sequence[PageText] = ()) -> AttachmentReading:
    """The attachment printed on `rows` (heading first) of `pages`, whose tables tell rows and columns of cells.

    Its label (附件1) is not part of the title, nor are the cells of its table part of the text.
    """
    at = 0
    title: list[Traced] = []
    if read_marks(rows[0].text).attachment:
        at = 1
        start, end = attachment_title(rows[0].text)
        if start < end:
            title.append(rows[0].traced.cut(start, end))
    while at < len(rows) and _titles(rows[at]) and len(title) < _MAX_TITLE:
        title.append(rows[at].traced)
        at += 1
    text = paragraphs([row for row in rows[at:] if not row.cell])
    cells = _grid([row for row in rows[at:] if row.cell], pages)
    table = tuple(tuple(cell.text for cell in row) for row in cells) or None
    attachment = Attachment(join(title).text, text.text, (rows[0].page, rows[-1].page), table)
    return AttachmentReading(attachment, text, cells)


def _titles(row: Row) -> bool:
    marks = read_marks(row.text)
    if row.cell or marks.chapter or marks.date or marks.list_head:
        return False
    return row.heading or (row.centred and row.text[-1] not in "。；：")


def _grid(cells: Sequence[Row], pages: Sequence[PageText]) -> tuple[tuple[Traced, ...], ...]:
    """Rows of cells: by the tables of the pages, and by geometry where a page has none.

    A table that goes on is joined, on the next page or in the next column; head rows that are printed again there are
    dropped.
    """
    table: list[tuple[Traced, ...]] = []
    for part, grid in _parts(cells, pages):
        rows = _block_grid(part) if grid is None else _read_grid(part, grid)
        again = 0
        while again < min(len(rows), len(table)) and _words(rows[again]) == _words(table[again]):
            again += 1
        table += rows[again:]
    width = max(map(len, table), default=0)
    return tuple(row + (Traced(),) * (width - len(row)) for row in table)


def _words(row: Sequence[Traced]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row]


def _parts(cells: Sequence[Row], pages: Sequence[PageText]) -> Iterator[tuple[list[Row], Grid | None]]:
    """The lines of each table of the pages, and of each block of lines in none, in printed order."""
    parts: dict[tuple[int, int, int], tuple[list[Row], Grid | None]] = {}
    owner: dict[tuple[int, int], tuple[int, Grid]] = {}
    for page in {cell.page for cell in cells if cell.page < len(pages)}:
        for number, grid in enumerate(pages[page].tables):
            owner.update({(page, line): (number, grid) for cell in grid.cells for line in cell.lines})
    for cell in cells:
        number, found = owner.get((cell.page, cell.line), (-1, None))
        place = (cell.page, number, -1 if found else cell.source.block)
        parts.setdefault(place, ([], found))[0].append(cell)
    yield from parts.values()


def _read_grid(cells: Sequence[Row], grid: Grid) -> list[tuple[Traced, ...]]:
    """Rows of `grid` with the text of the lines `cells`: of a merged cell in its first place; empty rows left out.

    Lines of one cell are joined without a blank, except between Latin words.
    """
    by_line = {row.line: row.traced for row in cells}
    table = [[Traced()] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        text = Traced()
        for line in cell.lines:
            if line in by_line:
                words = (
                    text.text[-1:].isascii() and text.text[-1:].isalpha() and by_line[line].text[:1].isascii()
                )
                text = join((text, by_line[line]), " " if words else "") if text.text else by_line[line]
        table[cell.row][cell.column] = text
    return [tuple(row) for row in table if any(cell.text for cell in row)]


def _spread(box: Box, vertical: bool) -> tuple[int, int, int, int]:
    """The box as (along0, along1, across0, across1)."""
    return (box.y0, box.y1, -box.x1, -box.x0) if vertical else (box.x0, box.x1, box.y0, box.y1)


def _block_grid(cells: Sequence[Row]) -> list[tuple[Traced, ...]]:
    vertical = cells[0].source.direction is Direction.VERTICAL
    places = [_spread(cell.box, vertical) for cell in cells]
    columns = _bands([(a0, a1) for a0, a1, _, _ in places])
    lines = _row_bands(places, columns)
    filled: dict[tuple[int, int], list[int]] = {}
    for i in sorted(range(len(cells)), key=lambda i: (places[i][2], places[i][0])):
        a0, a1, c0, c1 = places[i]
        filled.setdefault((_band(lines, (c0 + c1) / 2), _band(columns, (a0 + a1) / 2)), []).append(i)
    merged = _merge_columns(len(columns), set(filled))
    grid: list[list[list[int]]] = [[[] for _ in range(max(merged) + 1)] for _ in lines]
    for (row, column), members in filled.items():
        grid[row][merged[column]] += members
    return [tuple(join(cells[i].traced for i in cell) for cell in row) for row in grid if any(row)]


def _merge_columns(count: int, filled: set[tuple[int, int]]) -> list[int]:
    """New number of each column: neighbours that no row fills both of are one (a short head over short cells)."""
    rows = [{row for row, column in filled if column == c} for c in range(count)]
    numbers = [0] * count
    current: set[int] = set(rows[0])
    for c in range(1, count):
        if current & rows[c]:
            numbers[c] = numbers[c - 1] + 1
            current = set(rows[c])
        else:
            numbers[c] = numbers[c - 1]
            current |= rows[c]
    return numbers


def _bands(extents: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Disjoint ranges that the extents cover; extents that touch by less than a fifth stay apart."""
    result: list[tuple[int, int]] = []
    for low, high in sorted(extents):
        if result and low < result[-1][1] - 0.2 * min(high - low, result[-1][1] - result[-1][0]):
            result[-1] = (result[-1][0], max(high, result[-1][1]))
        else:
            result.append((low, high))
    return result


def _row_bands(
    places: Sequence[tuple[int, int, int, int]], columns: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Rows of the table: bands that no line crosses, and then a line that belongs to a taller cell put back.

    A cell of two or three lines stands beside cells of one, centred: its outer lines make bands of their own, nearer
    to the rest of their row than rows are to each other.
    """
    bands = _bands([(c0, c1) for _, _, c0, c1 in places])
    used: list[set[int]] = [set() for _ in bands]
    for a0, a1, c0, c1 in places:
        used[_band(bands, (c0 + c1) / 2)].add(_band(columns, (a0 + a1) / 2))
    most = max(map(len, used))
    full = [len(columns_used) * 2 > most for columns_used in used]
    gaps = [after[0] - before[1] for before, after in pairwise(bands)]
    between = [gap for gap, one, two in zip(gaps, full, full[1:], strict=False) if one and two]
    height = median(c1 - c0 for _, _, c0, c1 in places)
    limit = 0.75 * median(between) if between else 0.62 * height
    result = [bands[0]]
    whole = full[0]
    for at, gap in enumerate(gaps, 1):
        if gap < limit and not (whole and full[at]):
            result[-1] = (result[-1][0], bands[at][1])
            whole = whole or full[at]
        else:
            result.append(bands[at])
            whole = full[at]
    return result


def _band(bands: Sequence[tuple[int, int]], at: float) -> int:
    """The band that holds `at`, or the nearest one."""
    return min(
        range(len(bands)),
        key=lambda i: (
            0.0 if bands[i][0] <= at <= bands[i][1] else min(abs(bands[i][0] - at), abs(bands[i][1] - at))
        ),
    )
