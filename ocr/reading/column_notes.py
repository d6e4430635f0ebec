"""Interlinear notes in double rows (雙行夾註): two columns of half size inside one column of a text.

They explain what stands before them, and are read right column first, then the left one, then the text goes on. Each of
the two becomes a line of its own between the lines of what stands before and after it; its thickness, about half that
of the text, tells a reader what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, crop, part
from ocr.line import Line
from ocr.reading.column import glance
from ocr.reading.column_ink import ColumnInk, column_ink
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

_SHORTEST = 1.25
"""Shortest note, em: two characters above each other in the right column, one or two in the left."""

_OFF = 0.1
"""The blank between the two columns lies at most this far from the middle of the column, em."""

_BREAK = 0.6
"""Parts of a note this near to each other, em, are one: a stroke can touch its neighbour."""

_LEAST_TEXT, _MOST_TEXT = 0.62, 1.1
"""Height of the ink of a character of the text, em."""

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
            if all(glance(grey, half, models) >= _SURE for half in halves):
                spans.append((start, end, halves))
    parts: list[Quad] = []
    at = 0
    for start, end, halves in spans:
        parts += _text(quad, column, at, start)
        parts += halves
        at = end
    return parts + _text(quad, column, at, long) if spans else []


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


def notes_of(column: ColumnInk, sure: Sequence[float] = ()) -> list[tuple[int, int]]:
    """Where along `column` notes in double rows may stand: pixels of its crop, half-open, from its top to its foot.

    `sure`: the middles, in the same pixels, of characters of the text that were read without doubt.
    """
    em = column.em
    ink = column.ink[:, column.left : column.right]
    centre = ink.shape[1] / 2
    reach = max(1, round(_OFF * em))
    low, high = max(0, round(centre) - reach), round(centre) + reach + 1
    found = []
    for start, end, at in _channels(ink[:, low:high]):
        if end - start >= _SHORTEST * em:
            note = _trimmed(ink, start, end, low + at, em, sure)
            found += [note] if note is not None else []
    return _joined(found, _BREAK * em)


def _channels(ink: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Where a blank runs down the middle strip ``ink``, ``(length, width)``, of a column: first row, last (half-open),
    and the pixel across that it keeps to. It may drift, as a column that leans or curls does."""
    wide = ink.shape[1]
    every = (1 << wide) - 1
    # Rows as whole numbers, a bit for each blank pixel, the first the lowest: 40 times as fast as arrays.
    packed = np.packbits(~ink, axis=1, bitorder="little")
    rows_free = [int.from_bytes(row.tobytes(), "little") for row in packed]
    result = []
    reached = start = count = 0
    sums = 0.0
    for y, free in enumerate([*rows_free, 0]):
        onward = (reached | reached << 1 | reached >> 1) & every & free
        if not onward:
            if count:
                result.append((start, y, round(sums / count)))
            onward, start, sums, count = free, y, 0.0, 0
        if onward:
            sums, count = sums + _middle(onward), count + 1
        reached = onward
    return result


@lru_cache(4096)
def _middle(bits: int) -> float:
    """The mean place of the bits that are set."""
    places = [place for place in range(bits.bit_length()) if bits >> place & 1]
    return sum(places) / len(places)


def _joined(runs: Sequence[tuple[int, int]], gap: float) -> list[tuple[int, int]]:
    """`runs`, rising, those that are nearer than `gap` to each other made one."""
    result: list[tuple[int, int]] = []
    for start, end in runs:
        if result and start - result[-1][1] < gap:
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def _trimmed(
    ink: NDArray[np.bool_], start: int, end: int, at: int, em: float, sure: Sequence[float]
) -> tuple[int, int] | None:
    """The part of rows `start` to `end`, which have no ink at `at`, that may be a note; None when there is none.

    Characters of the text that have a blank in their middle (川, 非, 順) can stand at either end of it: they were read
    for `sure`, which holds the middles of such.
    """
    pieces = [
        (start + top, start + foot)
        for top, foot in _runs(np.asarray(ink[start:end].any(axis=1), dtype=np.bool_))
    ]
    text = [
        _LEAST_TEXT * em < foot - top < _MOST_TEXT * em and any(top <= middle < foot for middle in sure)
        for top, foot in pieces
    ]
    while pieces and text[0]:
        pieces, text = pieces[1:], text[1:]
    while pieces and text[-1]:
        pieces, text = pieces[:-1], text[:-1]
    if not pieces or 2 * sum(text) > len(text):
        return None
    top, foot = pieces[0][0], pieces[-1][1]
    halves = (ink[top:foot, at:], ink[top:foot, :at])
    if foot - top < _SHORTEST * em - _HALF * em or not all(half.any() for half in halves):
        return None
    room = round(0.04 * em)
    return max(start, top - room), min(end, foot + room)


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where `flags` are set, half-open ranges."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(a), int(b)) for k, (a, b) in enumerate(pairwise(edges)) if k % 2 == 0]
