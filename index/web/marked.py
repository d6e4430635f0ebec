"""Text with marks: cut into paragraphs and runs, ready for a template that escapes every piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkedRange:
    """Characters ``start`` to ``end`` (half-open) of a text belong to hit `hit` (from 1)."""

    start: int
    end: int
    hit: int


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, inside hit `hit` or (0) outside any. `opens`: the first piece of that hit."""

    text: str
    hit: int = 0
    opens: bool = False


def runs(text: str, marks: Sequence[MarkedRange], start: int = 0, end: int | None = None) -> tuple[Run, ...]:
    """``text[start:end]`` in pieces. Where marks overlap, the one that starts first keeps the characters."""
    end = len(text) if end is None else end
    found: list[Run] = []
    here = start
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        low, high = max(mark.start, here), min(mark.end, end)
        if low >= high:
            continue
        if low > here:
            found.append(Run(text[here:low]))
        found.append(Run(text[low:high], mark.hit, opens=low == mark.start))
        here = high
    if here < end:
        found.append(Run(text[here:end]))
    return tuple(found)


def paragraphs(text: str, marks: Sequence[MarkedRange] = ()) -> tuple[tuple[Run, ...], ...]:
    """The paragraphs of a text (one a line, empty ones left out), each in pieces."""
    found = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append(runs(text, marks, start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def paragraph_anchors(text: str, places: Sequence[tuple[int, str]]) -> tuple[tuple[str, ...], ...]:
    """For each paragraph of `paragraphs` the names of the `places` (offset in `text`, name, rising) that lie in it."""
    found = []
    start = at = 0
    for line in text.split("\n"):
        end = start + len(line)
        within: list[str] = []
        while at < len(places) and places[at][0] <= end:
            within.append(places[at][1])
            at += 1
        if line.strip():
            found.append(tuple(within))
        start = end + 1
    return tuple(found)


def cell_ranges(
    text: str, table: Sequence[Sequence[str]], begin: int = 0
) -> tuple[tuple[tuple[int, int] | None, ...], ...]:
    """Where each cell of a table stands in the text of its attachment from `begin` on; None where it does not.

    Cells are looked for in reading order, each behind the one before.
    """
    here = begin
    rows: list[tuple[tuple[int, int] | None, ...]] = []
    for row in table:
        cells: list[tuple[int, int] | None] = []
        for cell in row:
            found = text.find(cell, here) if cell else -1
            cells.append((found, found + len(cell)) if found >= 0 else None)
            here = found + len(cell) if found >= 0 else here
        rows.append(tuple(cells))
    return tuple(rows)
