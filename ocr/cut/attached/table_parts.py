"""The parts of a table, one a page or column, each from the grid of its page or else from where its lines stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocr.cut.attached.block_cells import block_cells, spread
from ocr.cut.attached.lost_columns import with_lost_columns
from ocr.cut.attached.tariff_columns import with_codes_apart
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.geometry import Direction
from ocr.page import Grid, PageText

Merged = tuple[int, int, int, int]
"""A cell over several rows or columns: its first row and column from 0, how many it spans."""

Extent = tuple[float, float]

_CODE_ROOM = 5.0
"""A code of eight figures and a point is so many ems long."""


@dataclass(frozen=True, slots=True)
class TablePart:
    """What stands of a table on one page or in one column.

    `rows` are rectangular; of a merged cell the text is in its first place. `columns` is where each column stands
    along the lines, in ems of the page; None for one whose cells are all merged or empty. `fits` tells whether a grid
    of the page gave rows and columns.
    """

    rows: tuple[tuple[Traced, ...], ...]
    merged: tuple[Merged, ...]
    columns: tuple[Extent | None, ...]
    fits: bool

    @property
    def width(self) -> int:
        return len(self.columns)


def table_parts(cells: Sequence[Row], pages: Sequence[PageText]) -> Iterator[TablePart]:
    """The parts that `cells` make, in printed order: a table of a page each, or a block of lines in none."""
    parts: dict[tuple[int, int, int], tuple[list[Row], Grid | None]] = {}
    owner: dict[tuple[int, int], tuple[int, Grid]] = {}
    for page in {cell.page for cell in cells if cell.page < len(pages)}:
        for number, grid in enumerate(pages[page].tables):
            owner.update({(page, line): (number, grid) for cell in grid.cells for line in cell.lines})
    for cell in cells:
        number, found = owner.get((cell.page, cell.line), (-1, None))
        place = (cell.page, number, -1 if found else cell.source.block)
        parts.setdefault(place, ([], found))[0].append(cell)
    for lines, found in parts.values():
        yield _codes_apart(_of_block(lines) if found is None else _of_grid(lines, found))


def _codes_apart(part: TablePart) -> TablePart:
    """`part`, code and goods in columns of their own."""
    rows, column = with_codes_apart(part.rows)
    if column is None:
        return part
    merged = tuple(
        (r, c + (c > column), n, m + (c <= column < c + m and m > 1)) for r, c, n, m in part.merged
    )
    extent = part.columns[column]
    halves: tuple[Extent | None, ...] = (None, None)
    if extent is not None:
        middle = extent[0] + _CODE_ROOM
        halves = ((extent[0], min(middle, extent[1])), (min(middle, extent[1]), extent[1]))
    columns = (*part.columns[:column], *halves, *part.columns[column + 1 :])
    return TablePart(tuple(rows), merged, columns, part.fits)


def _of_block(cells: Sequence[Row]) -> TablePart:
    grid = block_cells(cells)
    rows = tuple(tuple(join(cells[i].traced for i in cell) for cell in row) for row in grid)
    columns = [_extent([cells[i] for row in grid for i in row[at]]) for at in range(len(grid[0]))]
    return TablePart(rows, (), tuple(columns), fits=False)


def _of_grid(cells: Sequence[Row], grid: Grid) -> TablePart:
    """Rows that hold no text are left out, and the spans over them shrink."""
    by_line = {row.line: row for row in cells}
    grid = with_lost_columns(grid, by_line)
    table = [[Traced()] * grid.columns for _ in range(grid.rows)]
    standing: list[list[Row]] = [[] for _ in range(grid.columns)]
    for cell in grid.cells:
        lines = [by_line[line] for line in cell.lines if line in by_line]
        table[cell.row][cell.column] = _cell_text(lines)
        if cell.columns == 1:
            standing[cell.column] += lines
    kept = [at for at, row in enumerate(table) if any(cell.text for cell in row)]
    merged = []
    for cell in grid.cells:
        rows = sum(cell.row <= at < cell.row + cell.rows for at in kept)
        if cell.row in kept and (rows > 1 or cell.columns > 1):
            merged.append((kept.index(cell.row), cell.column, rows, cell.columns))
    columns = tuple(_extent(lines) for lines in standing)
    return TablePart(tuple(tuple(table[at]) for at in kept), tuple(merged), columns, fits=True)


def _cell_text(lines: Sequence[Row]) -> Traced:
    """Lines of one cell, joined without a blank, except between Latin words."""
    text = Traced()
    for line in lines:
        words = text.text[-1:].isascii() and text.text[-1:].isalpha() and line.text[:1].isascii()
        text = join((text, line.traced), " " if words else "") if text.text else line.traced
    return text


def _extent(lines: Sequence[Row]) -> Extent | None:
    if not lines:
        return None
    vertical = lines[0].source.direction is Direction.VERTICAL
    places = [(spread(line.box, vertical), line.em) for line in lines]
    return min(p[0] / em for p, em in places), max(p[1] / em for p, em in places)
