"""Tables told by their text: three-line tables, tables of flat rules, lists in columns, rows that no rule parts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.rules import Rules
from ocr.layout.flow import Spans, thickness
from ocr.layout.gutter import NO_HINTS, find_gutters
from ocr.layout.table_bend import Bend
from ocr.layout.table_columns import Aligned, aligned_runs, cuts, usual_bands
from ocr.layout.table_doubts import is_prose, is_table
from ocr.layout.table_flats import Flats, open_frames
from ocr.layout.table_items import Item, item_rows, parted_rows
from ocr.layout.table_lean import straight_boxes, text_bend
from ocr.layout.table_rows import grouped
from ocr.layout.table_slots import Slot, whole_slots
from ocr.layout.table_splits import wide_blanks
from ocr.layout.tables import Table, frame
from ocr.line import Line

_LEAST_SPLIT = 3
"""A ruled row becomes several when at least this many lines of at least two of its cells stand side by side."""


_FRAME_ROWS = 3
_FRAME_LINES = 20
"""A frame round a page of prose, with rules between its columns, has at most so many rows and at least so many
lines."""


_FULL_LINE = 3.0
_ROOM = 1.4
"""A line of text that goes on in its cell is at least so many heights long and leaves less than so many free: the pads
at both ends of the cell and one character."""


@dataclass(frozen=True, slots=True)
class TextTables:
    """All tables of a page, and for boxes (by index) that reach over several of their columns where to cut them (x)."""

    tables: tuple[Table, ...]
    cuts: Mapping[int, Sequence[float]]


def with_text_tables(
    tables: Sequence[Table],
    boxes: NDArray[np.float64],
    lines: Sequence[Line],
    rules: Rules,
) -> TextTables:
    """All tables of a horizontal page: `tables`, found by their rules, with rows parted that only the text parts, and
    those that are told by the text alone.

    `boxes`, ``(n, 4)`` on the levelled page, are those of the `lines` that were read there.
    """
    if not len(boxes):
        return TextTables(tuple(tables), {})
    height = thickness(boxes)
    texts = [line.text for line in lines]
    ruled = [_split_rows(table, boxes, height) for table in tables if _holds_cells(table, boxes, texts)]
    taken = {i for table in ruled for i in table.members(boxes)}
    free = [i for i in range(len(boxes)) if i not in taken]
    # What no rules hold is looked at as if the sheet did not bend.
    bend = text_bend(boxes[free], height)
    flat = straight_boxes(boxes, bend)
    shifts = (flat[:, 0] - boxes[:, 0]).tolist()
    blanks = [
        [(a + shift, b + shift) for a, b in wide_blanks(line, box[0], box[2])]
        for line, box, shift in zip(lines, boxes.tolist(), shifts, strict=True)
    ]
    found: list[Table] = []
    runs: list[Aligned] = []
    for flats in open_frames(rules, bend, flat, free, height):
        inside = [i for i in free if i not in taken and flats.holds(flat[i])]
        rows = parted_rows(item_rows(flat, inside, height), blanks)
        run = Aligned(tuple(rows), usual_bands(rows))
        if len(run.bands) >= 2 and is_table(run, texts, height, ruled=True):
            runs.append(run)
            found.append(_table(run, height, bend, flats))
            taken.update(inside)
    free = [i for i in free if i not in taken]
    for zone in _zones(flat, free):
        for run in aligned_runs(parted_rows(item_rows(flat, zone, height), blanks), height, blanks):
            if is_table(run, texts, height):
                runs.append(run)
                found.append(_table(run, height, bend))
    places: dict[int, list[float]] = {}
    for run in runs:
        for i in {i for row in run.rows for item in row.items for i in item.members}:
            x0, y0, x1, y1 = flat[i].tolist()
            inner = [x - shifts[i] for _, x in cuts(run.bands, Item((x0, y0, x1, y1), (i,)), height, blanks)]
            if inner:
                places[i] = inner
    return TextTables((*ruled, *found), places)


def _holds_cells(table: Table, boxes: NDArray[np.float64], texts: Sequence[str]) -> bool:
    """Does `table` hold cells, not the columns of a framed page? Those are few and full of sentences."""
    held = table.cell_lines(boxes, table.members(boxes))
    if len(held) < 2:
        return False
    lines = [i for found in held.values() for i in found]
    rows = max(cell.row + cell.rows for cell in table.cells)
    return rows > _FRAME_ROWS or len(lines) < _FRAME_LINES or not is_prose([texts[i] for i in lines])


def _split_rows(table: Table, boxes: NDArray[np.float64], height: float) -> Table:
    """`table` with rows parted where lines of several cells stand side by side and no rule parts them."""
    held = table.cell_lines(boxes, table.members(boxes))
    last = max(cell.row + cell.rows for cell in table.cells)
    between: dict[int, list[float]] = {}
    for row in range(last):
        numbers = [k for k, cell in enumerate(table.cells) if cell.row == row and cell.rows == 1]
        lines = [i for k in numbers for i in held.get(k, ())]
        filled = sum(len(held.get(k, ())) >= _LEAST_SPLIT for k in numbers)
        if filled >= 2:
            areas = [table.cells[k].area for k in numbers]
            between[row] = _row_cuts(boxes, lines, areas, height)
    if not any(between.values()):
        return table
    before = [0]
    for row in range(last):
        before.append(before[-1] + 1 + len(between.get(row, ())))
    cells: list[Slot] = []
    for cell in table.cells:
        first, after = before[cell.row], before[cell.row + cell.rows]
        if cell.rows > 1 or not between.get(cell.row):
            cells.append(dataclasses.replace(cell, row=first, rows=after - first))
            continue
        x0, y0, x1, y1 = cell.area
        for k, (top, bottom) in enumerate(pairwise([y0, *between[cell.row], y1])):
            cells.append(Slot(first + k, cell.column, 1, cell.columns, (x0, top, x1, bottom)))
    return dataclasses.replace(table, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _row_cuts(
    boxes: NDArray[np.float64],
    lines: Sequence[int],
    areas: Sequence[tuple[float, float, float, float]],
    height: float,
) -> list[float]:
    """Positions y between rows of text in one ruled row; none when its cells rather hold text of several lines.

    Text that goes on fills its cell: a column of short items, one in nearly every line, speaks for rows.
    """
    bands = tuple((area[0], area[2]) for area in sorted(areas))
    table = Aligned(tuple(item_rows(boxes, lines, height)), bands)
    several = [row for row in table.rows if len({table.band_of(item) for item in row.items}) >= 2]
    if len(several) < _LEAST_SPLIT or len(several) < 0.6 * len(table.rows):
        return []
    if not any(
        len(items) >= 0.8 * len(several) and _are_short(items, band, height)
        for items, band in zip(table.columns(), bands, strict=True)
    ):
        return []
    groups = grouped(table)
    return [(table.rows[a[-1]].bottom + table.rows[b[0]].top) / 2 for a, b in pairwise(groups)]


def _are_short(items: Sequence[Item], band: tuple[float, float], height: float) -> bool:
    """Do most of `items` leave room in their column, so that none goes on in the next line?"""
    most = max(_FULL_LINE * height, band[1] - band[0] - _ROOM * height)
    return sum(item.width <= most for item in items) >= 0.7 * len(items)


def _table(run: Aligned, height: float, bend: Bend, flats: Flats | None = None) -> Table:
    """The table of `run`: edges in the middle of the blanks, or at the rules `flats`."""
    groups = grouped(run) if flats is None else flats.grouped(run)
    pad = 0.3 * height
    ends = (run.bands[0][0] - pad, run.bands[-1][1] + pad)
    if flats is not None:
        ends = (min(ends[0], flats.left), max(ends[1], flats.right))
    xs = [ends[0], *((a[1] + b[0]) / 2 for a, b in pairwise(run.bands)), ends[1]]
    tops = [min(run.rows[i].top for i in group) for group in groups]
    bottoms = [max(run.rows[i].bottom for i in group) for group in groups]
    between = ((a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False))
    ys = np.maximum.accumulate([tops[0] - 1, *between, bottoms[-1] + 1]).tolist()
    cells = whole_slots(xs, ys)
    return Table(frame(cells, bend), cells, bend, ruled=False)


def _zones(boxes: Spans, free: Sequence[int]) -> Iterator[list[int]]:
    """The indices `free` by column of the page; boxes over several columns stand by themselves."""
    gutters = find_gutters(boxes[list(free)], NO_HINTS) if free else []
    edges = [float("-inf"), *gutters, float("inf")]
    for low, high in pairwise(edges):
        zone = [i for i in free if low <= (boxes[i, 0] + boxes[i, 2]) / 2 < high]
        if zone:
            yield zone
