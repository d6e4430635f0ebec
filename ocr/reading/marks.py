"""Marks that the recogniser confuses because it looks at shapes scaled to one height: told apart by their measures.

For widths see `ocr.reading.mark_widths`, for dashes and dots `ocr.reading.strokes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ocr.imaging.image import Image
from ocr.imaging.inksize import ink_size
from ocr.reading.ctc import Glyph
from ocr.reading.folio import are_spaced
from ocr.reading.mark_widths import NARROW, WIDE, is_full_stop, settled_widths
from ocr.reading.round_zero import zero_at, zeros
from ocr.reading.strokes import DASHES, DOTS, Strokes
from ocr.reading.wide_digits import settle_digits

_LIKE_DASHES = "一ー"


def settle_marks(cut: Image, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` of a horizontal line with marks as they measure in its crop ``cut``, ``(height, length)``.

    Middles of the glyphs are fractions of the crop's length. What was read before stays among the rivals.
    """
    glyphs = settle_digits(glyphs)
    for k in zeros(glyphs):
        if (char := zero_at(cut, glyphs, k)) != glyphs[k].char:
            glyphs[k] = exchanged(glyphs[k], char)
    wanted = any(g.char in WIDE or g.char in NARROW for g in glyphs)
    strokes = [k for k, g in enumerate(glyphs) if g.char in DASHES or g.char in DOTS]
    if _is_number(glyphs):
        strokes += [k for k, g in enumerate(glyphs) if g.char in _LIKE_DASHES]
    result = list(glyphs)
    if not wanted and not strokes:
        return result
    chinese = any(_ideograph(g.char) for g in glyphs) and not _is_number(glyphs)
    em = _em(cut, glyphs)
    for k, char in settled_widths(glyphs, em / cut.shape[1], chinese).items():
        if char != glyphs[k].char:
            result[k] = exchanged(glyphs[k], char)
    if strokes:
        ink = Strokes.of(cut)
        spaced = _is_number(glyphs) and are_spaced(ink, glyphs)
        for k in strokes:
            char = "—" if spaced else ink.judge(glyphs, k, em, chinese)
            if char in DOTS and chinese and is_full_stop(ink, glyphs, k, em):
                char = "．"
            if char != glyphs[k].char:
                result[k] = exchanged(glyphs[k], char)
    return result


def _is_number(glyphs: Sequence[Glyph]) -> bool:
    """Nothing but digits between dashes, or what looks like dashes: —1— is read as 一1一."""
    chars = [glyph.char for glyph in glyphs if not glyph.char.isspace()]
    return any(char in "0123456789" for char in chars) and all(
        char in "0123456789" or char in DASHES or char in _LIKE_DASHES for char in chars
    )


def exchanged(glyph: Glyph, char: str) -> Glyph:
    """`glyph` as `char`, the character before among the rivals; as sure as the two were together."""
    before = dict(glyph.others)
    own = min(1.0, glyph.probability + before.pop(char, 0.0))
    before[glyph.char] = min(glyph.probability, 1.0 - own) if own < 1.0 else 0.0
    others = sorted(((c, p) for c, p in before.items() if p > 0), key=lambda item: -item[1])
    return replace(glyph, char=char, probability=own, others=tuple(others))


def _em(cut: Image, glyphs: Sequence[Glyph]) -> float:
    """The width of a Chinese character in pixels of the crop: the usual distance between two; twice that between two
    Latin letters; else by the height of the ink, of which digits have 0.72 em."""
    length = cut.shape[1]
    pairs = [(a, b, (b.middle - a.middle) * length) for a, b in pairwise(glyphs)]
    steps = [step for a, b, step in pairs if _ideograph(a.char) and _ideograph(b.char)]
    if len(steps) >= 2:
        return max(1.0, float(np.median(steps)))
    alone = steps[0] if steps else float("inf")  # 税率 of 税率（%）, unless it is spaced out
    letters = [step for a, b, step in pairs if a.char.isalpha() and b.char.isalpha()]
    if len(letters) >= 5 and not steps:
        return max(1.0, 2.0 * float(np.median(letters)))
    # Ink of neighbouring lines or of stains can be as high as the crop; characters are under 0.8 of a box.
    digits = _is_number(glyphs) or not any(glyph.char.isalpha() for glyph in glyphs)
    return float(max(1.0, min(alone, ink_size(cut) / (0.72 if digits else 0.95), 0.8 * cut.shape[0])))


def _ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
