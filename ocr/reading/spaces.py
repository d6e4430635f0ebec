"""Spaces between Latin words, by the white between the ink of two characters.

On 820 lines of clean to medium English pages every space but one was at least half as wide as the usual one of its
line, and no white inside a word more than 0.78 of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ocr.engines.spacing import is_cjk
from ocr.imaging.image import Image
from ocr.reading.ctc import Glyph
from ocr.reading.strokes import DASHES, Strokes

_SPACE = 0.85
_CLEAR = 1.4
"""White as wide as this share of the line's usual space, and so many times as wide as nearly all (95 %) of the white
inside words, is a space."""

_NOISE = 0.5
"""Where a space that was read has less than this share of the usual one's white, specks lie in the white, and letters
may have gaps: such a line stays as it was read. (A worn page at 200 dpi lost and won ten spaces without this.)"""

_FAR = 1.6
"""Characters so many times as far apart as usual may have a space between them: in a tenth of all lines."""

_FOLIO_SPACE = 0.41
"""Between a dash or bracket and the digits of a page number, white this many times as wide as the digits are high is a
space, a quarter of an em (0.35) and the room about a digit ([1]: up to 0.36, ( 338 ): 0.43, - 1 -: 0.53 and more)."""

_LEAST_HIGH = 0.2
"""Digits are at least this high in their crop."""

_BRACKETS = ("()", "[]")

_SURE = 0.9


def settle_spaces(cut: Image, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` of a horizontal line without Chinese, with spaces where there is white in its crop ``cut``.

    Middles are fractions of the crop's length.
    """
    solid = [glyph for glyph in glyphs if not glyph.char.isspace()]
    if len(solid) < 2 or any(is_cjk(glyph.char) for glyph in solid):
        return list(glyphs)
    spaced = _spaced(glyphs)
    if not _is_folio(solid) and not _may_lack(solid, spaced):
        return list(glyphs)
    ink = Strokes.of(cut)
    white = [_white(ink, a.middle, b.middle) for a, b in pairwise(solid)]
    wanted = _folio(ink, solid, white, spaced) if _is_folio(solid) else _words(solid, white, spaced)
    if wanted == spaced:
        return list(glyphs)
    return _set(glyphs, solid, wanted)


def _white(ink: Strokes, start: float, end: float) -> int:
    """Pixels of the widest white between two places, fractions of the crop's length."""
    length = len(ink.low)
    empty = (ink.high < ink.low)[int(start * length) : int(end * length) + 1]
    inked = np.flatnonzero(~np.concatenate(([False], empty, [False])))
    return int(np.diff(inked).max()) - 1


def _height(ink: Strokes, middle: float) -> int:
    """Pixels from the top to the foot of the ink at a place."""
    x = min(len(ink.low) - 1, int(middle * len(ink.low)))
    near = slice(max(0, x - 3), x + 4)
    return max(0, int(ink.high[near].max()) - int(ink.low[near].min()))


def _spaced(glyphs: Sequence[Glyph]) -> list[bool]:
    """Was a space read between each two characters?"""
    result: list[bool] = []
    began = space = False
    for glyph in glyphs:
        if glyph.char.isspace():
            space = True
            continue
        if began:
            result.append(space)
        began, space = True, False
    return result


def _may_lack(solid: Sequence[Glyph], spaced: Sequence[bool]) -> bool:
    """Is the ink worth a look: do two characters stand far apart, or does a word follow a mark closely?"""
    close = [(a, b) for (a, b), space in zip(pairwise(solid), spaced, strict=True) if not space]
    steps = [b.middle - a.middle for a, b in close]
    far = len(steps) > 1 and max(steps) >= _FAR * float(np.median(steps))
    return far or any(a.char in ",.;:" and b.char.isalpha() for a, b in close)


def _words(solid: Sequence[Glyph], white: Sequence[int], spaced: Sequence[bool]) -> list[bool]:
    between = [width for width, space in zip(white, spaced, strict=True) if space]
    within = [width for width, space in zip(white, spaced, strict=True) if not space]
    if not between or len(within) < 3:
        return list(spaced)
    usual, letters = float(np.median(between)), float(np.percentile(within, 95, method="lower"))
    if min(between) < _NOISE * usual:
        return list(spaced)
    new = max(_SPACE * usual, _CLEAR * letters)
    # Words begin with a letter or figure: a speck behind a full stop is none.
    return [
        space or (width >= new and solid[at + 1].char.isalnum())
        for at, (width, space) in enumerate(zip(white, spaced, strict=True))
    ]


def _is_folio(solid: Sequence[Glyph]) -> bool:
    chars = [glyph.char for glyph in solid]
    around = (chars[0] in DASHES and chars[-1] in DASHES) or chars[0] + chars[-1] in _BRACKETS
    return len(chars) <= 6 and around and all(map(str.isdigit, chars[1:-1]))


def _folio(ink: Strokes, solid: Sequence[Glyph], white: Sequence[int], spaced: Sequence[bool]) -> list[bool]:
    if len(solid) < 3:
        return list(spaced)
    high = max(_height(ink, glyph.middle) for glyph in solid[1:-1])
    if high < _LEAST_HIGH * len(ink.ink):
        return list(spaced)
    ends = [width >= _FOLIO_SPACE * high for width in (white[0], white[-1])]
    return [all(ends), *spaced[1:-1], all(ends)]


def _set(glyphs: Sequence[Glyph], solid: Sequence[Glyph], wanted: Sequence[bool]) -> list[Glyph]:
    """`solid` with a space where it is `wanted`: the one that was read, or a new one midway."""
    read = {round(glyph.middle, 6): glyph for glyph in glyphs if glyph.char.isspace()}
    result = [solid[0]]
    for (a, b), space in zip(pairwise(solid), wanted, strict=True):
        if space:
            old = [glyph for middle, glyph in read.items() if a.middle <= middle <= b.middle]
            result.append(
                old[0] if old else Glyph(" ", _SURE, (a.middle + b.middle) / 2, (("", round(1 - _SURE, 2)),))
            )
        result.append(b)
    return result
