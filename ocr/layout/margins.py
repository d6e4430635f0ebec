"""Marginal notes: short lines of smaller print in the margin beside the text, or above the columns of a vertical page.

English circulars set them in the outer margin beside the paragraph they sum up, Chinese books above the columns (眉批).
In the flow frame both are the same: print before the place where lines begin, or behind the place where they end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.layout.flow import Spans, to_flow
from ocr.layout.sides import LONG
from ocr.layout.type_area import LEAST_LINES, TypeArea, type_area
from ocr.line import Line, Role

_SMALLER = 0.88
_NOT_LARGER = 1.15
"""Notes are smaller than the text, by the first ratio: their characters stand closer, or are thinner and by the second
ratio at most farther apart."""

WIDEST = 0.32
"""Notes, and all that stands in their margin, take up less than this share of the text's width."""

_FROM_EDGE = 0.4
"""At least this share of the print (by length) stands in lines that begin at the edge, as in the first of at most two
columns. A sheet of many tiers has no margin to tell notes by."""

_NEAR = 1.2
"""Lines of one note are not farther apart than this many of their heights."""


def find_notes(
    boxes: NDArray[np.float64], sizes: NDArray[np.float64], texts: Sequence[str], direction: Direction
) -> list[list[int]]:
    """Marginal notes: indices of their lines, note by note, in reading order.

    `boxes` are level boxes, ``(n, 4)`` of x0, y0, x1, y1; `sizes` the thickness of each line's print, pixels.
    """
    if len(boxes) <= LEAST_LINES:
        return []
    spans = to_flow(boxes, direction)
    area = type_area(spans)
    if area is None:
        return []
    spare = 0.5 * area.height
    outside = (spans[:, 2] <= area.low + spare) | (spans[:, 0] >= area.high - spare)
    along, across = spans[:, 2] - spans[:, 0], spans[:, 3] - spans[:, 1]
    narrow = (along <= WIDEST * (area.high - area.low)) & (along >= 0.8 * across)
    inner = spans[~outside]
    if not outside.any() or outside.mean() > 0.5 or not len(inner):
        return []
    lengths = inner[:, 2] - inner[:, 0]
    if lengths[inner[:, 0] <= area.low + 3 * area.height].sum() < _FROM_EDGE * lengths.sum():
        return []
    first = outside & (spans[:, 2] <= area.low + spare)
    reach = area.low - spans[first, 0].min(initial=area.low), spans[:, 2].max() - area.high
    full = inner[lengths >= 0.5 * (area.high - area.low)]
    shared = (spans[:, None, 1] < full[None, :, 3]) & (spans[:, None, 3] > full[None, :, 1])
    beside = np.asarray(shared.any(axis=1), dtype=np.bool_)
    margin = np.where(first, *reach) <= WIDEST * (area.high - area.low)
    chosen = np.flatnonzero(outside & narrow & margin).tolist()
    groups = _grouped(spans, sorted(chosen, key=lambda i: (spans[i, 1], spans[i, 0])), area)
    ems = along / np.array([max(0.5, _ems(text)) for text in texts])
    long = ~outside & (along >= LONG * area.height)
    usual = float(np.median(sizes[long])), float(np.median(ems[long]))
    notes = [
        group
        for group in groups
        if _is_smaller(float(np.median(sizes[group])) / usual[0], float(np.median(ems[group])) / usual[1])
        and any(char.isalpha() for i in group for char in texts[i])
    ]
    # One of them beside a full line shows that this is the margin.
    return notes if any(bool(beside[i]) for note in notes for i in note) else []


def _is_smaller(thickness: float, pitch: float) -> bool:
    """Is print of this thickness and this distance of characters, both as ratios to the text, set smaller than it?

    What hangs in from the next line makes close print look thick, blanks between characters make it look wide.
    """
    return pitch <= _SMALLER or (thickness <= _SMALLER and pitch <= _NOT_LARGER)


def _ems(text: str) -> float:
    """How long `text` is in characters of its size: those of Latin script are about half as wide."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def with_notes(lines: Sequence[Line], notes: Sequence[Sequence[Line]]) -> tuple[Line, ...]:
    """`lines` of a page in reading order and its `notes`, each a block of its own, before what stands at its foot."""
    foot = len(lines)
    while notes and foot and lines[foot - 1].role in (Role.PAGE_NUMBER, Role.RUNNING_HEAD):
        foot -= 1
    # All lines of a page can be furniture: heads stay first.
    foot = foot or len(lines)
    first = 1 + max((line.block for line in lines[:foot]), default=-1)
    set_apart = [
        replace(line, role=Role.MARGINAL_NOTE, block=first + number)
        for number, note in enumerate(notes)
        for line in note
    ]
    last = [replace(line, block=line.block + len(notes)) for line in lines[foot:]]
    return (*lines[:foot], *set_apart, *last)


def _grouped(spans: Spans, indices: Sequence[int], area: TypeArea) -> list[list[int]]:
    groups: list[list[int]] = []
    for i in indices:
        for group in groups:
            last = spans[group[-1]]
            same_side = (spans[i, 2] <= area.low + area.height) == (last[2] <= area.low + area.height)
            if same_side and spans[i, 1] - last[3] <= _NEAR * (last[3] - last[1]):
                group.append(i)
                break
        else:
            groups.append([i])
    return groups
