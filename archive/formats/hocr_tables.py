"""Tables of a reading as HTML tables of an hOCR page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lxml import etree

from archive.formats.hocr_lines import RunWriter
from archive.formats.runs import Run
from archive.formats.titles import boxed, title
from archive.reading_types import ReadGrid

LARGEST_TABLE = 4096
"""Rows × columns up to which empty cells are written, too."""


def add_table(
    page: etree._Element, grid: ReadGrid, number: int, found: Sequence[Run], write: RunWriter
) -> None:
    """Table `number` of a reading with its runs `found`, each in its cell; what no cell covers is an empty cell."""
    namespace = etree.QName(page).namespace
    size = f"x_rows {grid.rows}; x_columns {grid.columns}; x_number {number}"
    table = etree.SubElement(
        page, f"{{{namespace}}}table", {"class": "ocr_table", "title": title(boxed(grid.box), size)}
    )
    slots = [(cell.row, cell.column, number) for number, cell in enumerate(grid.cells)]
    slots = sorted(slots + [(row, column, -1) for row, column in _empty(grid)])
    for _, row in groupby(slots, lambda slot: slot[0]):
        element = etree.SubElement(table, f"{{{namespace}}}tr")
        for _, _, place in row:
            slot = etree.SubElement(element, f"{{{namespace}}}td")
            if place < 0:
                continue
            cell = grid.cells[place]
            slot.set("title", f"x_cell {cell.row} {cell.column} {cell.rows} {cell.columns}; x_number {place}")
            for name, span in (("rowspan", cell.rows), ("colspan", cell.columns)):
                if span > 1:
                    slot.set(name, str(span))
            for run in found:
                if run.cell == place:
                    write.add(slot, run)


def _empty(grid: ReadGrid) -> set[tuple[int, int]]:
    """Rows and columns that no cell covers; none for a grid too large to be true."""
    if not 0 < grid.rows * grid.columns <= LARGEST_TABLE:
        return set()
    covered = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, min(cell.row + cell.rows, grid.rows))
        for column in range(cell.column, min(cell.column + cell.columns, grid.columns))
    }
    return {(row, column) for row in range(grid.rows) for column in range(grid.columns)} - covered
