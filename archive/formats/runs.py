"""The blocks of a reading as other formats know them: runs of lines that follow each other and belong together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from archive.reading_types import Reading, ReadLine
from archive.records import BoxList

FURNITURE = frozenset({"running_head", "page_number", "marginal_note", "seal"})
"""Roles that belong to the sheet and not to its text."""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one block that follow each other: all turned alike, in one cell if in a table, of one piece of
    furniture if any (`furniture` is its role, else "").

    `first` is the index of the first of them in the reading; `table` and `cell` are indices into
    ``reading.tables`` and its `cells`, None for text outside tables. `box` holds all of them.
    """

    first: int
    lines: tuple[ReadLine, ...]
    block: int
    turn: int
    direction: str
    furniture: str
    table: int | None
    cell: int | None
    box: BoxList


def runs(reading: Reading) -> tuple[Run, ...]:
    """All lines of a reading, in its order, as runs. A line that two cells claim goes to the first."""
    places = cell_places(reading)

    def kind(index: int) -> tuple[int, int, str, str, int | None, int | None]:
        line = reading.lines[index]
        furniture = line.role if line.role in FURNITURE else ""
        table, cell = places.get(index, (None, None))
        return line.block, line.turn, line.direction, furniture, table, cell

    found: list[Run] = []
    for (block, turn, direction, furniture, table, cell), indices in groupby(range(len(reading.lines)), kind):
        numbers = list(indices)
        lines = tuple(reading.lines[number] for number in numbers)
        box = united(line.box for line in lines)
        found.append(Run(numbers[0], lines, block, turn, direction, furniture, table, cell, box))
    return tuple(found)


def cell_places(reading: Reading) -> dict[int, tuple[int, int]]:
    """Table and cell of each line that stands in one, by the line's index."""
    places: dict[int, tuple[int, int]] = {}
    for number, grid in enumerate(reading.tables):
        for position, cell in enumerate(grid.cells):
            for index in cell.lines:
                places.setdefault(index, (number, position))
    return places


def united(boxes: Iterable[BoxList]) -> BoxList:
    """The smallest box that holds all of `boxes`, which are not none."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return (min(x0), min(y0), max(x1), max(y1))


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of the pieces of `text` between single spaces (U+0020); pieces may be empty.

    Chinese text has no spaces and is one piece.
    """
    pieces = []
    start = 0
    for piece in text.split(" "):
        pieces.append((start, start + len(piece)))
        start += len(piece) + 1
    return pieces
