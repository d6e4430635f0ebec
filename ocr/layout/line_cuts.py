"""Lines cut in parts together with their boxes on the levelled page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocr.layout.table_splits import split_line
from ocr.line import Line

_LevelBox = tuple[float, float, float, float]


def cut_line(line: Line, box: _LevelBox, cuts: Sequence[float]) -> Iterator[tuple[Line, _LevelBox]]:
    """The parts of `line` between the positions x of `cuts`, pixels of the levelled page, each with its box.

    `box` is that of the line, x0, y0, x1, y1; each cut is made at the nearest bound of a character.
    """
    x0, y0, x1, y1 = box
    first, last = line.bounds[0], line.bounds[-1]
    for part in split_line(line, cuts, x0, x1):
        low, high = (
            x0 + (end - first) * (x1 - x0) / (last - first) for end in (part.bounds[0], part.bounds[-1])
        )
        yield part, (low, y0, high, y1)
