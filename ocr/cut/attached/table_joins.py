"""Parts of a table that goes on over pages or columns, made one: heads printed again, rows broken, columns lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ocr.cut.attached.table_heads import head_rows
from ocr.cut.attached.table_parts import Merged, TablePart
from ocr.cut.attached.table_places import column_places
from ocr.cut.traced import Traced, join

_ALIKE = 0.8
"""Rows this much alike (share of characters in common runs) are one head with errors of reading."""

_USUAL = 0.9
"""A column that this share of the rows fill is filled in every row."""

TableRow = tuple[Traced, ...]


@dataclass(slots=True)
class JoinedTable:
    """A whole table: rectangular rows, how many of them name the columns, the merged cells, and what was done.

    `dropped` are head rows that were printed again, `broken` the second halves of rows that a page parted.
    """

    rows: list[TableRow] = field(default_factory=list)
    heads: int = 0
    merged: list[Merged] = field(default_factory=list)
    dropped: list[TableRow] = field(default_factory=list)
    broken: list[TableRow] = field(default_factory=list)


def joined(parts: Sequence[TablePart]) -> JoinedTable:
    """The table that `parts`, in printed order, are the pieces of."""
    table = JoinedTable()
    if not parts:
        return table
    width = max(part.width for part in parts)
    model = next(part for part in parts if part.width == width)
    for number, part in enumerate(parts):
        places = column_places(part, model)
        rows = [_placed(row, places, width) for row in part.rows]
        merged = [(r, places[c], n, places[c + m - 1] - places[c] + 1) for r, c, n, m in part.merged]
        if number == 0:
            table.rows, table.merged = rows, merged
            table.heads = head_rows(rows, merged)
            continue
        again = _printed_again(table, rows, merged)
        table.dropped += rows[:again]
        first = again
        if again < len(rows) and part.fits and _goes_on(table, rows[again:]):
            table.broken.append(rows[again])
            table.rows[-1] = tuple(
                join((a, b)) if a.text and b.text else (a if a.text else b)
                for a, b in zip(table.rows[-1], rows[again], strict=True)
            )
            first += 1
        at = len(table.rows) - first
        table.merged += [(r + at, c, n, m) for r, c, n, m in merged if r >= first]
        table.rows += rows[first:]
    if len({part.width for part in parts}) > 1:
        _drop_empty_columns(table)
    return table


def _drop_empty_columns(table: JoinedTable) -> None:
    """Columns that only one part has, and that hold nothing anywhere: seen where there is none."""
    width = len(table.rows[0])
    kept = [at for at in range(width) if any(row[at].text for row in table.rows)]
    if len(kept) == width:
        return
    table.rows = [tuple(row[at] for at in kept) for row in table.rows]
    merged = []
    for r, c, n, m in table.merged:
        columns = sum(c <= at < c + m for at in kept)
        if c in kept and (n > 1 or columns > 1):
            merged.append((r, kept.index(c), n, columns))
    table.merged = merged


def _placed(row: TableRow, places: Sequence[int], width: int) -> TableRow:
    cells = [Traced()] * width
    for cell, place in zip(row, places, strict=True):
        cells[place] = cell
    return tuple(cells)


def _printed_again(table: JoinedTable, rows: Sequence[TableRow], merged: Sequence[Merged]) -> int:
    """How many first rows are the head of the table again, the whole of it or its last rows."""
    most = max(table.heads, 1)
    for begin in range(min(most, len(table.rows))):
        count = 0
        while (
            count < len(rows)
            and begin + count < len(table.rows)
            and _same_row(rows[count], table.rows[begin + count], exactly=begin + count >= table.heads)
        ):
            count += 1
        if begin + count >= most or (begin == 0 and count):
            # A merged head cell may be read in one row more or less.
            return count
    return 0


def _same_row(one: TableRow, other: TableRow, exactly: bool) -> bool:
    a, b = ("|".join(_plain(cell.text) for cell in row) for row in (one, other))
    if a == b:
        return any(cell.text for cell in one)
    if exactly or re.sub(r"\D", "", a) != re.sub(r"\D", "", b):
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def _plain(text: str) -> str:
    return "".join(text.split())


def _goes_on(table: JoinedTable, rows: Sequence[TableRow]) -> bool:
    """Is the first of `rows` the rest of the table's last row?

    A row that the foot of a page parts has on the next page only what was left of its longest cells: the columns that
    every other row fills, the first one among them, are empty. Only where at least three rows tell which these are.
    """
    body = [*table.rows[table.heads :], *rows[1:]]
    last, first = table.rows[-1], rows[0]
    if len(body) < 4 or len(table.rows) <= table.heads:
        return False
    usual = [at for at in range(len(first)) if sum(bool(row[at].text) for row in body) >= _USUAL * len(body)]
    if not usual or first[usual[0]].text or not last[usual[0]].text:
        return False
    filled = [at for at, cell in enumerate(first) if cell.text]
    missing = sum(not first[at].text for at in usual)
    return 2 * missing >= len(usual) and all(last[at].text for at in filled)
