"""The round zero of Chinese numerals: ○ (U+25CB) is a drawn circle, 〇 (U+3007) a character of the face.

In the zero of a year modern notices print ○ 504 times of 512 (counted in notices on the web), and in most faces the two
are one shape. Where they are not, the print tells: the circle fills its em and has a thin line in every face, the
character has the strokes of its face (a sans serif's are 0.075-0.125 em against 0.035-0.045), or is smaller (0.61 em
against 0.90 in the Ming and Kai faces of Arphic).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import pi, sqrt

import numpy as np

from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.reading.ctc import Glyph
from ocr.reading.strokes import Strokes

CIRCLE, CHARACTER = "○", "〇"

_NUMERALS = frozenset("一二三四五六七八九十廿卅〇○0年")

_BOLD = 0.083
_LEAST_EM = 38.0
"""A ring with strokes this thick, in em, is the character (drawn lines, blurred and with noise: ○ up to 0.076, in one
face 0.084; 〇 of sans serifs from 0.085). On a smaller em, in pixels, blur makes any ring thick."""

_SMALL = 0.72
"""So is a ring less wide than this, in em."""


def zeros(glyphs: Sequence[Glyph]) -> list[int]:
    """Indices of the round zeros between Chinese numerals."""
    found = []
    for at, glyph in enumerate(glyphs):
        beside = {glyphs[k].char for k in (at - 1, at + 1) if 0 <= k < len(glyphs)}
        if glyph.char in (CIRCLE, CHARACTER) and beside <= _NUMERALS:
            found.append(at)
    return found


def zero_at(cut: Image, glyphs: Sequence[Glyph], at: int) -> str:
    """`CIRCLE` or `CHARACTER`, by the ink about the glyph at `at` of the crop ``cut``, ``(height, length)``."""
    length = cut.shape[1]
    steps = [b.middle - a.middle for a, b in pairwise(glyphs) if _ideograph(a.char) and _ideograph(b.char)]
    em = float(np.median(steps)) * length if len(steps) > 1 else 0.0
    if em < 8:
        return CIRCLE
    middle = glyphs[at].middle * length
    left = max(0, round(middle - 0.6 * em))
    dark, light = np.percentile(cut, (2, 75))
    ink = Strokes.of(cut).ink[:, left : round(middle + 0.6 * em)].astype(np.uint8)
    _, _, stats, _ = pieces_of(ink)
    for x, y, width, height, area in stats[1:].tolist():
        size = max(width, height)
        round_ = 0.4 * em < size < 1.15 * em and min(width, height) > 0.85 * size
        if not round_ or abs(left + x + width / 2 - middle) > 0.25 * em:
            continue
        thick = _thickness(cut[:, left + x : left + x + width][y : y + height], size, dark, light)
        if area > 0.7 * size**2 * pi / 4:
            continue
        bold = em >= _LEAST_EM and thick >= _BOLD * em
        return CHARACTER if bold or size < _SMALL * em else CIRCLE
    return CIRCLE


def _thickness(ring: Image, size: int, dark: float, light: float) -> float:
    """Thickness in pixels of the stroke of a ring `size` pixels wide: its blackness, which blur does not change, by its
    length."""
    black = float(np.clip((light - ring.astype(np.float64)) / max(1.0, light - dark), -0.3, 1.0).sum())
    outer = size / 2
    return outer - sqrt(max(0.0, outer**2 - black / pi))


def _ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
