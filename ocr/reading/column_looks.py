"""The ways to look at a column, the plainest first: with the size of type that its ink tells, or another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, crop, sides
from ocr.reading.column_ink import ColumnInk, column_ink, of_size, usual_size
from ocr.reading.column_reading import AGAIN_UNDER

_LONG_COLUMN = 4.0
_MOST_COLUMNS = 5
"""So many columns, of so many times their thickness, tell the size of the characters of a leaf."""

_MANY = 8.0
"""A column of so many characters is as wide as its type."""

_ALIKE = 1.08
"""Sizes of characters that differ by a smaller ratio are one."""

_SHORT = 3.5
"""Columns up to this long, em, are too short to tell the size of their characters by their ink: two sizes are tried."""

_DATE_LONG = 24.0
"""Longest column of such characters, a date, em of their ink."""

_LARGER = 1.2
_SIZE_UNSURE = 0.8
"""The second size, tried for other columns, too, when they are read with less certainty: 令, 中 or 十 is narrower than
the body of the type, and a date of such characters has ink of 0.65 times its pitch."""


def usual_character(front: Image, quads: Sequence[Quad]) -> float:
    """The size in pixels of the characters that most of the columns inside `quads` of ``front`` have; 0.0 when there
    are too few columns to tell."""
    long = [quad for quad in quads if sides(quad)[1] >= _LONG_COLUMN * sides(quad)[0]]
    columns = [column for quad in long if (column := column_ink(crop(front, quad))) is not None]
    return usual_size(columns) if len(columns) >= _MOST_COLUMNS else 0.0


def looks(
    column: ColumnInk | None, usual: float, front: Image | None, beside: Quad, margin: int
) -> Iterator[ColumnInk]:
    """The ways to look at a column, the plainest first; `front` is the leaf without print of the back, where the column
    stands inside `beside`, of which the last `margin` pixels are room for marks."""
    if column is None:
        return
    yield column
    rows = np.flatnonzero(column.ink[:, column.left : column.right].any(axis=1))
    if len(rows) > 0 and rows[-1] - rows[0] < _SHORT * column.em:
        yield replace(column, em=_LARGER * column.em)
    clean = column_ink(crop(front, beside), margin) if front is not None else None
    if clean is not None:
        yield of_size(clean, usual) if _differs(clean, usual) else clean
    elif _differs(column, usual):
        yield of_size(column, usual)


def _differs(column: ColumnInk, usual: float) -> bool:
    """May the characters of `column` be of the `usual` size, other than its ink tells?

    Print of a neighbour or of the back makes a column seem larger; narrow characters make one seem smaller, but not
    when there are many.
    """
    if usual <= 0:
        return False
    long = len(column.grey) > _MANY * usual
    return column.em > _ALIKE * usual or (not long and column.em < usual / _ALIKE)


def second_size(column: ColumnInk | None, certainty: float, careful: bool) -> ColumnInk | None:
    """`column` with larger characters, when it was read with so little `certainty` that its ink may not tell their
    size; None when it need not be looked at again.

    A date tells it less well than a text. `careful`: the leaf does not have so many columns that this takes too long.
    """
    if column is None:
        return None
    short = careful and len(column.grey) <= _DATE_LONG * column.em
    unsure = certainty < (AGAIN_UNDER if short else _SIZE_UNSURE)
    return replace(column, em=_LARGER * column.em) if unsure else None
