"""Where along a column notes in double rows may stand: there where a blank runs down its middle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.reading.column_ink import ColumnInk

_SHORTEST = 1.3
"""Shortest note, em: three characters above each other in the right column. What is as high as one character of
the text may be one of two sides (體, 潸), which read as well as two columns."""

_OFF = 0.1
"""The blank between the two columns lies at most this far from the middle of the column, em."""

_BREAK = 0.6
"""Parts of a note this near to each other, em, are one: a stroke can touch its neighbour."""

_LEAST_TEXT, _MOST_TEXT = 0.62, 1.1
"""Height of the ink of a character of the text, em."""


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
    if foot - top < _SHORTEST * em or not all(half.any() for half in halves):
        return None
    room = round(0.04 * em)
    return max(start, top - room), min(end, foot + room)


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where `flags` are set, half-open ranges."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(a), int(b)) for k, (a, b) in enumerate(pairwise(edges)) if k % 2 == 0]
