"""A reading as plain text: one paragraph a line, an empty line between blocks, a table row a line.

Chinese lines are joined without a space, Latin ones with one. Characters stay as they were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median, median_low

from archive.formats.outline import falls
from archive.formats.runs import FURNITURE, cell_places
from archive.reading_types import Reading, ReadLine

PAGE_BREAK = "\f"
"""Form feed, as `pdftotext` ends a page."""

SHORT = 2.2
"""A line that leaves this many ems of the block free ended its paragraph: a stop that may not begin the next line, or a
mark hanging over, leaves up to 1.6."""

INDENT = 0.7
"""From this many ems on a line is set in; the first line of a paragraph by two in modern print, by one in old."""

WIDE = 1.5
"""A line that stands this many times the usual distance off begins a paragraph."""

_LATIN_BREAK = re.compile(r"[A-Za-z0-9,.;:)'’”%&]\n[A-Za-z0-9(‘“$£]")
_LETTER = re.compile("[A-Za-z].{0,2}\n|\n[A-Za-z]")
_NUMBER = re.compile("[0-9]\n[0-9]")


def to_text(reading: Reading, *, furniture: bool = False) -> str:
    """The text of a page in reading order, ending with a line feed unless it is empty.

    Cells of a row stand side by side, set apart by tabs. Running heads, page numbers, marginal notes and seals
    only with `furniture`, each in a line of its own.
    """
    blocks = [
        "\n".join(_block(reading, kind, [index for index, _ in group]))
        for kind, group in groupby(_kept(reading, furniture), lambda item: item[1])
    ]
    return "\n\n".join(block for block in blocks if block) + ("\n" if any(blocks) else "")


def join_pages(texts: Iterable[str]) -> Iterator[str]:
    """The pages of a document, a form feed after each."""
    for text in texts:
        yield text + PAGE_BREAK


Kind = tuple[int, int | None, bool]
"""Block, table, and whether it is furniture: lines that agree in all three stand together."""


def _kept(reading: Reading, furniture: bool) -> Iterator[tuple[int, Kind]]:
    places = cell_places(reading)
    for index, line in enumerate(reading.lines):
        aside = line.role in FURNITURE
        if line.text and (furniture or not aside):
            table = places[index][0] if index in places else None
            yield index, (-1 if table is not None else line.block, table, aside)


def _block(reading: Reading, kind: Kind, indices: Sequence[int]) -> list[str]:
    _, table, aside = kind
    if table is not None:
        return _rows(reading, table, set(indices))
    lines = [reading.lines[index] for index in indices]
    if aside:
        return [line.text for line in lines]
    return _paragraphs(lines)


def _rows(reading: Reading, table: int, indices: set[int]) -> list[str]:
    """The rows of a table that have text in these lines; an empty cell leaves its tab."""
    rows: dict[int, dict[int, str]] = {}
    for cell in reading.tables[table].cells:
        text = ""
        for index in cell.lines:
            if index in indices:
                text = joined(text, reading.lines[index].text)
        if text:
            row = rows.setdefault(cell.row, {})
            row[cell.column] = joined(row.get(cell.column, ""), text)
    return [
        "\t".join(cells.get(column, "") for column in range(max(cells) + 1))
        for _, cells in sorted(rows.items())
    ]


def _paragraphs(lines: Sequence[ReadLine]) -> list[str]:
    em = median(_em(line) for line in lines)
    measure = max(_extent(line)[1] for line in lines)
    steps = [_step(before, line) for before, line in pairwise(lines)]
    usual = median_low(steps) if steps else 0.0
    found: list[str] = []
    for number, line in enumerate(lines):
        apart = number > 0 and steps[number - 1] > max(WIDE * usual, usual + em / 2)
        if not number or apart or _begins(lines, number, em, measure):
            found.append(line.text)
        else:
            found[-1] = joined(found[-1], line.text)
    return found


def _begins(lines: Sequence[ReadLine], number: int, em: float, measure: float) -> bool:
    """Does this line begin a paragraph: a heading, a cell, after a short line, or set in from its neighbours?"""
    before, line = lines[number - 1], lines[number]
    if {"heading", "table_cell"} & {before.role, line.role}:
        return True
    if before.direction != line.direction or before.turn != line.turn:
        return True
    start, _ = _extent(line)
    start_before, end_before = _extent(before)
    if measure - end_before > SHORT * em + _leaning(lines, number, measure):
        return True
    # Compared with its neighbours only: on a page that leans the edge of the column wanders.
    following = _extent(lines[number + 1])[0] if number + 1 < len(lines) else start_before
    return start - min(start_before, following) > INDENT * em and start >= following - INDENT * em


def _step(before: ReadLine, line: ReadLine) -> float:
    """Pixels across from the middle of one line to that of the next."""
    low, high = (0, 2) if line.along_y else (1, 3)
    return abs(line.box[low] + line.box[high] - before.box[low] - before.box[high]) / 2


def _leaning(lines: Sequence[ReadLine], number: int, measure: float) -> float:
    """How far the longest of the nearest lines stays behind the measure of the block: the page leans by that."""
    near = [_extent(line)[1] for line in lines[max(0, number - 4) : number + 4]]
    return measure - max(near)


def joined(before: str, after: str) -> str:
    """Two lines as one: a space only where the break lies between Latin words, not in a number or beside Chinese."""
    seam = f"{before[-3:]}\n{after[:1]}"
    spaced = _LATIN_BREAK.search(seam) and _LETTER.search(seam) and not _NUMBER.search(seam)
    return f"{before} {after}" if spaced else before + after


def _extent(line: ReadLine) -> tuple[float, float]:
    """First and last pixel along the line, rising in its direction of reading."""
    x0, y0, x1, y1 = line.box
    low, high = (y0, y1) if line.along_y else (x0, x1)
    return (-high, -low) if falls(line.direction, line.turn) else (low, high)


def _em(line: ReadLine) -> float:
    """Pixels across the line: about one em of Chinese print."""
    x0, y0, x1, y1 = line.box
    return float(line.thickness or (x1 - x0 if line.along_y else y1 - y0)) or 1.0
