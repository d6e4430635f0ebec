"""From places in a notice's text to places on the page image.

A span ties characters of a field to characters of a line as it was read; the line knows between which pixels
each character stands. All boxes are ``(x0, y0, x1, y1)``, half-open, in pixels of the page image set upright,
origin top left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.notice_records import Span
from archive.reading_types import Reading, ReadLine
from archive.records import BoxList

VERTICAL = "vertical-rl"


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters ``start`` to ``end`` (half-open) of a notice's field: ``title``, ``text``, ``attachments.0.text``."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box on a page. `passage` is the position of its passage in what was asked for, from 0."""

    passage: int
    page_id: str
    box: BoxList


def place(
    passages: Sequence[Passage], spans: Iterable[Span], readings: Mapping[str, Reading]
) -> tuple[PlacedBox, ...]:
    """Where the passages stand: one box for each piece of a line, by passage and reading order.

    `readings` are those the spans point into, by page id. A passage that no span covers (a character the
    cutter put in, a page whose reading is gone) has no box: nothing is guessed.
    """
    by_field: dict[str, list[Span]] = {}
    for span in spans:
        by_field.setdefault(span.field, []).append(span)
    placed: list[PlacedBox] = []
    for position, passage in enumerate(passages):
        pieces: list[tuple[str, int, int, int]] = []
        for span in sorted(by_field.get(passage.field, ()), key=lambda span: span.start):
            low, high = max(span.start, passage.start), min(span.end, passage.end)
            line = _line(span, readings)
            if low >= high or line is None:
                continue
            first, last = span.offset + low - span.start, span.offset + high - span.start
            if last > len(line.text):
                continue
            if pieces and pieces[-1][:2] == (span.page_id, span.line) and pieces[-1][3] == first:
                first = pieces.pop()[2]
            pieces.append((span.page_id, span.line, first, last))
        placed += [
            PlacedBox(position, page_id, readings[page_id].lines[line_number].span_box(first, last))
            for page_id, line_number, first, last in pieces
        ]
    return tuple(placed)


def regions(spans: Iterable[Span], readings: Mapping[str, Reading]) -> dict[str, tuple[BoxList, ...]]:
    """The areas of each page that a notice covers, by page id: a box a column or tier, in reading order."""
    used: dict[str, set[int]] = {}
    for span in spans:
        if _line(span, readings) is not None:
            used.setdefault(span.page_id, set()).add(span.line)
    return {
        page_id: _blocks([readings[page_id].lines[number] for number in sorted(used[page_id])])
        for page_id in readings
        if page_id in used
    }


def _blocks(lines: Sequence[ReadLine]) -> tuple[BoxList, ...]:
    """Unite lines that follow each other down (or, when vertical, leftwards over) one column."""
    blocks: list[BoxList] = []
    last: BoxList | None = None
    for line in lines:
        if last and _follows(blocks[-1], last, line.box, vertical=line.direction == VERTICAL):
            blocks[-1] = _union(blocks[-1], line.box)
        else:
            blocks.append(line.box)
        last = line.box
    return tuple(blocks)


def _follows(block: BoxList, before: BoxList, after: BoxList, *, vertical: bool) -> bool:
    """Whether a line goes on with a block whose last line is `before`; short lines may stand anywhere in it."""
    if vertical:
        return after[0] <= before[0] and min(block[3], after[3]) > max(block[1], after[1])
    side_by_side = abs(after[1] - before[1]) < (before[3] - before[1]) / 2
    return side_by_side or (after[1] >= before[1] and min(block[2], after[2]) > max(block[0], after[0]))


def _union(a: BoxList, b: BoxList) -> BoxList:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _line(span: Span, readings: Mapping[str, Reading]) -> ReadLine | None:
    reading = readings.get(span.page_id)
    return reading.lines[span.line] if reading and 0 <= span.line < len(reading.lines) else None
