"""Of several readings of print under a seal, which is kept: dates by grammar, else what has more sure characters."""

from __future__ import annotations

from dataclasses import replace

from ocr.geometry import Box
from ocr.grammar.dates.find import find_dates
from ocr.line import Line

_LEAST_DATE = 0.6
"""A reading that is a date is believed from this mean probability on."""


def worth(line: Line) -> tuple[bool, float]:
    chances = line.confidences or (line.confidence,) * len(line.text)
    return has_date(line), sum(2 * chance - 1 for chance in chances)


def has_date(line: Line) -> bool:
    return line.confidence >= _LEAST_DATE and any(found.value for found in find_dates(line.text))


def only_date(line: Line) -> Line | None:
    """The date that `line` is but for a character or two at its ends, which are a seal's; None without one."""
    for found in find_dates(line.text):
        before, behind = found.start, len(line.text) - found.end
        if found.value is None or found.repaired or max(before, behind) > 2:
            continue
        kept = _part_of(line, found.start, found.end)
        if kept.confidence >= _LEAST_DATE:
            return kept
    return None


def _part_of(line: Line, start: int, end: int) -> Line:
    """Characters `start` to `end` of `line` with their places; the box ends where they do."""
    part = line.part(start, end)
    bounds, chances = part.bounds, part.confidences
    x0, y0, x1, y1 = line.box
    if bounds and line.along_y:
        y0, y1 = min(bounds[0], bounds[-1]), max(bounds[0] + 1, bounds[-1])
    elif bounds:
        x0, x1 = min(bounds[0], bounds[-1]), max(bounds[0] + 1, bounds[-1])
    confidence = sum(chances) / (end - start) if chances else line.confidence
    return replace(part, box=Box(x0, y0, x1, y1), confidence=confidence)


def moved(line: Line, x: int, y: int) -> Line:
    along, across = (y, x) if line.along_y else (x, y)
    x0, y0, x1, y1 = line.box
    return replace(
        line,
        box=Box(x0 + x, y0 + y, x1 + x, y1 + y),
        bounds=tuple(place + along for place in line.bounds),
        middles=tuple(place + across for place in line.middles),
    )
