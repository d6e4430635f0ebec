"""Reading a column: looked at in several ways until one look is sure, and what the looks say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocr.geometry import Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, crop, crop_size, pad_ends, part, sides
from ocr.reading.column_ink import column_ink
from ocr.reading.column_looks import looks, second_size
from ocr.reading.column_reading import AGAIN_UNDER, ColumnReading, read_sideways, read_upright
from ocr.reading.column_rings import with_zeros
from ocr.reading.ctc import Glyph
from ocr.reading.doubts import vote
from ocr.reading.models import Models
from ocr.reading.settings import END_PADDING

SIDEWAYS_UNDER = 0.9
"""A column read with less certainty is also read lying on its side (measured: 238 errors of 333 less in 33 of 700
columns; from 0.9 up it gains nothing)."""


_NEARLY = 0.03
"""Readings less sure than the surest by more than this have no say."""


BESIDE = 0.25
"""Room to the right of a column's box in which marks are looked for, in widths of the box."""


_MARKS = frozenset("。、，；：")


def read_column(
    grey: Image, quad: Quad, models: Models, front: Image | None = None, usual: float = 0.0
) -> list[Glyph]:
    """Characters of the column inside `quad` of ``grey``, their middles as fractions of its length (0..1 inside).

    With left and right corners exchanged the crop is a mirror image. A column that is not read with certainty is read
    again from `front`, the leaf without print of the back, and with characters of `usual` pixels, which most columns
    of the leaf have (0.0: not known).
    """
    width, height = sides(quad)
    share = END_PADDING * width / max(height, 1.0)
    padded = pad_ends(quad, Direction.VERTICAL, END_PADDING)
    readings: list[ColumnReading] = []
    beside = part(padded, 0.0, 1.0 + BESIDE, Direction.HORIZONTAL)
    wide = crop(grey, beside)
    margin = max(0, wide.shape[1] - crop_size(padded)[0])
    column = column_ink(wide, margin)
    for seen in looks(column, usual, None if front is grey else front, beside, margin):
        readings.append(read_upright(seen, models))
        if readings[-1].certainty >= AGAIN_UNDER:
            break
    best = _settled(readings)
    larger = second_size(column, best.certainty, front is not None)
    if larger is not None:
        best = max(best, read_upright(larger, models), key=lambda reading: reading.certainty)
    glyphs: Sequence[Glyph] = best.glyphs
    if best.certainty < SIDEWAYS_UNDER:
        glyphs = _together(best, read_sideways(crop(grey, padded), models))
    glyphs = with_zeros(_single_marks(glyphs))
    return [replace(glyph, middle=glyph.middle * (1 + 2 * share) - share) for glyph in glyphs]


def _single_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` with the surer one of two marks that follow each other.

    No printer sets two: one was seen twice, in its cell and beside it, or is a speck.
    """
    result: list[Glyph] = []
    for glyph in glyphs:
        if result and glyph.char in _MARKS and result[-1].char in _MARKS:
            result[-1] = max(result[-1], glyph, key=lambda mark: mark.probability)
        else:
            result.append(glyph)
    return result


def glance(grey: Image, quad: Quad, models: Models) -> float:
    """How surely (0..1) the column inside `quad` of ``grey`` can be read at first sight."""
    return first_sight(grey, quad, models).certainty


def first_sight(grey: Image, quad: Quad, models: Models) -> ColumnReading:
    """What the column inside `quad` of ``grey`` says at first sight, with its plain ink."""
    column = column_ink(crop(grey, pad_ends(quad, Direction.VERTICAL, END_PADDING)))
    return read_upright(column, models) if column is not None else ColumnReading((), 0.0)


def _settled(readings: Sequence[ColumnReading]) -> ColumnReading:
    """What `readings` of a column say together: the surest leads, and those nearly as sure have a say."""
    if not readings:
        return ColumnReading((), 0.0)
    first, *others = sorted(readings, key=lambda reading: -reading.certainty)
    near = [other.glyphs for other in others if other.certainty >= first.certainty - _NEARLY and other.glyphs]
    if first.certainty >= AGAIN_UNDER or not near:
        return first
    return ColumnReading(tuple(vote(first.glyphs, near)), first.certainty)


def _together(upright: ColumnReading, sideways: ColumnReading) -> list[Glyph]:
    """What two readings of a column say: the surer one leads. A column on its side loses its marks, so that it says
    nothing of those that the other one sees."""
    if sideways.certainty > upright.certainty:
        return vote(sideways.glyphs, [upright.glyphs])
    marks = [glyph for glyph in upright.glyphs if glyph.char in _MARKS]
    letters = [
        [glyph for glyph in reading.glyphs if glyph.char not in _MARKS] for reading in (upright, sideways)
    ]
    settled = vote(letters[0], letters[1:]) if all(letters) else letters[0]
    return sorted([*settled, *marks], key=lambda glyph: glyph.middle)
