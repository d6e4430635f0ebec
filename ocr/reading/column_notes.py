"""Interlinear notes in double rows (雙行夾註): two columns of half size inside one column of a text.

They explain what stands before them, and are read right column first, then the left one, then the text goes on. Each of
the two becomes a line of its own between the lines of what stands before and after it; its thickness, about half that
of the text, tells a reader what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ocr.geometry import Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, crop, part
from ocr.line import Line
from ocr.reading.column import first_sight
from ocr.reading.column_ink import ColumnInk, column_ink
from ocr.reading.column_note_spans import notes_of
from ocr.reading.models import Models
from ocr.reading.settings import END_PADDING

NOTES_UNDER = 0.97
"""A column read with less certainty may have notes: two half columns read as one make no sense."""

_EVEN = 1.3
"""Characters of a column are at most so many times as far from each other as they mostly are."""

_UNSURE = 0.6
"""Mean probability, over as many characters as there is room for, under which a stretch of a column was not read."""

_SURE = 0.8
"""Mean probability from which on the two half columns were."""

_LEAST_LONG = 3
"""So many characters stand in one of them at least."""


_PLAIN = 0.9
"""What was read with this probability, and is as high as a character of the text, is one."""

_APART = 0.06
"""By so much, em, the box of the right column begins above that of the left one, so that it is read first."""

_MARGIN = 0.2
"""Paper about the ink of a note in its box, em."""

_HALF = 0.5
"""Pitch of the characters of a note, em."""


def parts_with_notes(grey: Image, quad: Quad, line: Line, models: Models) -> list[Quad]:
    """The parts of the column `quad` of ``grey``, ``(height, width)``, in the order they are read; none without notes.

    `line` is what was read of the column as a whole. A note is where that makes no sense, a blank runs down the middle
    of the column, and what stands on either side of it can be read.
    """
    if line.direction is not Direction.VERTICAL or not line.bounds or _is_plain(line):
        return []
    column = column_ink(crop(grey, quad))
    if column is None:
        return []
    long = len(column.grey)
    top, foot = line.bounds[0], line.bounds[-1]
    sure = line.confidences or (line.confidence,) * len(line.text)
    middles = [((a + b) / 2 - top) / max(1, foot - top) * long for a, b in pairwise(line.bounds)]
    spans = []
    plain = [middle for p, middle in zip(sure, middles, strict=True) if p >= _PLAIN]
    for start, end in notes_of(column, plain):
        read = sum(p for p, middle in zip(sure, middles, strict=True) if start <= middle < end)
        if read < _UNSURE * (end - start) / (1.1 * column.em):
            halves = _halves(quad, column, start, end)
            if _are_read(grey, halves, models):
                spans.append((start, end, halves))
    parts: list[Quad] = []
    at = 0
    for start, end, halves in spans:
        parts += _text(quad, column, at, start)
        parts += halves
        at = end
    return parts + _text(quad, column, at, long) if spans else []


def _are_read(grey: Image, halves: Sequence[Quad], models: Models) -> bool:
    """Can both columns of a note be read, and is one of them longer than the sides of a character (潸)?"""
    longest = 0
    for half in halves:
        reading = first_sight(grey, half, models)
        if reading.certainty < _SURE:
            return False
        longest = max(longest, len(reading.glyphs))
    return longest >= _LEAST_LONG


def _is_plain(line: Line) -> bool:
    """Was the column read with certainty, its characters at even distances?"""
    if line.confidence < NOTES_UNDER:
        return False
    steps = np.abs(np.diff((np.asarray(line.bounds[:-1]) + np.asarray(line.bounds[1:])) / 2))
    return not len(steps) or float(steps.max()) <= _EVEN * float(np.median(steps))


def _text(quad: Quad, column: ColumnInk, start: int, end: int) -> list[Quad]:
    """The part of `quad` between two notes; none without ink."""
    if end - start < _HALF * column.em or not column.ink[start:end, column.left : column.right].any():
        return []
    long = len(column.grey)
    return [part(quad, start / long, end / long, Direction.VERTICAL)]


def _halves(quad: Quad, column: ColumnInk, start: int, end: int) -> list[Quad]:
    """The right and the left column of the note between rows `start` and `end` of `column`."""
    long, wide = column.grey.shape
    middle, room = (column.left + column.right) / 2, _MARGIN * column.em
    low, high = max(0.0, column.left - room), min(float(wide), column.right + room)
    found = []
    # A box is lengthened at both ends before it is read: by as much these begin and end inside the note.
    inset = END_PADDING * (middle - low)
    for left, right, top in ((middle, high, inset - _APART * column.em), (low, middle, inset)):
        stretch = part(quad, (start + top) / long, (end - inset) / long, Direction.VERTICAL)
        found.append(part(stretch, left / wide, right / wide, Direction.HORIZONTAL))
    return found
