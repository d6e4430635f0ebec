"""Tables told by their text: three-line tables, tables of flat rules, lists in columns, rows that no rule parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.rules import Rules
from ocr.layout.flow import Spans, thickness
from ocr.layout.gutter import NO_HINTS, find_gutters
from ocr.layout.table_bend import Bend
from ocr.layout.table_columns import Aligned, cuts, usual_bands
from ocr.layout.table_doubts import is_prose, is_table
from ocr.layout.table_flats import Flats, open_frames
from ocr.layout.table_heads import find_spans, headed_slots
from ocr.layout.table_items import Blanks, Item, item_rows, parted_rows
from ocr.layout.table_lean import straight_boxes, text_bend
from ocr.layout.table_merged import merged_by_text
from ocr.layout.table_row_cuts import split_rows
from ocr.layout.table_rows import grouped
from ocr.layout.table_runs import aligned_runs
from ocr.layout.table_splits import wide_blanks
from ocr.layout.tables import Table, frame
from ocr.line import Line

_FRAME_ROWS = 3
_FRAME_LINES = 20
"""A frame round a page of prose, with rules between its columns, has at most so many rows and at least so many
lines."""


_SPECK = re.compile(r"[.·•●。、,，:：'‘’`]*$")


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
    ruled = [
        merged_by_text(split_rows(table, boxes, height), boxes, height)
        for table in tables
        if _holds_cells(table, boxes, texts)
    ]
    taken = {i for table in ruled for i in table.members(boxes)}
    # Specks make no columns.
    free = [i for i in range(len(boxes)) if i not in taken and not _SPECK.match(texts[i].strip())]
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
            found.append(_table(run, height, bend, blanks, flats))
            taken.update(inside)
    free = [i for i in free if i not in taken]
    for zone in _zones(flat, free):
        for run in aligned_runs(parted_rows(item_rows(flat, zone, height), blanks), height, blanks):
            if is_table(run, texts, height):
                runs.append(run)
                found.append(_table(run, height, bend, blanks))
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


def _table(run: Aligned, height: float, bend: Bend, blanks: Blanks, flats: Flats | None = None) -> Table:
    """The table of `run`: edges in the middle of the blanks, or at the rules `flats`."""
    groups = grouped(run) if flats is None else flats.grouped(run)
    heads = [item for group in groups[:2] for i in group for item in run.rows[i].items]
    spans = find_spans(heads, run.bands, height, blanks)
    if spans and len(groups) > 2 and all(run.band_of(item) for i in groups[1] for item in run.rows[i].items):
        # A head of two levels with nothing under the head of the first column.
        groups = [groups[0] + groups[1], *groups[2:]]
    else:
        spans = find_spans([item for i in groups[0] for item in run.rows[i].items], run.bands, height, blanks)
    pad = 0.3 * height
    ends = (run.bands[0][0] - pad, run.bands[-1][1] + pad)
    if flats is not None:
        ends = (min(ends[0], flats.left), max(ends[1], flats.right))
    xs = [ends[0], *((a[1] + b[0]) / 2 for a, b in pairwise(run.bands)), ends[1]]
    tops = [min(run.rows[i].top for i in group) for group in groups]
    bottoms = [max(run.rows[i].bottom for i in group) for group in groups]
    between = ((a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False))
    ys = np.maximum.accumulate([tops[0] - 1, *between, bottoms[-1] + 1]).tolist()
    cells = headed_slots(xs, ys, spans)
    return Table(frame(cells, bend), cells, bend, ruled=False)


def _zones(boxes: Spans, free: Sequence[int]) -> Iterator[list[int]]:
    """The indices `free` by column of the page; boxes over several columns stand by themselves."""
    gutters = find_gutters(boxes[list(free)], NO_HINTS) if free else []
    edges = [float("-inf"), *gutters, float("inf")]
    for low, high in pairwise(edges):
        zone = [i for i in free if low <= (boxes[i, 0] + boxes[i, 2]) / 2 < high]
        if zone:
            yield zone
