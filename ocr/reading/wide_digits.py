"""Digits of full width (２００４): as far apart as Chinese characters. The recogniser calls them all of half width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ocr.reading.ctc import Glyph

_FULL = 0.87
"""Digits with at least this pitch, in that of the line's Chinese characters, are of full width. Digits of half width
have 0.5-0.6, and no more than 0.75 when a heading is set so loosely that a whole em stands between its characters."""

_LONE_ROOM = 1.7
"""A digit alone between Chinese characters this far apart, in em, is of full width on a line that has others (half
width: 1.5, full: 2)."""

_LEAST_STEPS = 3
"""So many pitches of Chinese characters tell their em."""


def settle_digits(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` of a horizontal line with digits of the width they are printed in."""
    result = list(glyphs)
    runs = [run for run in _runs(glyphs) if len(run) > 1]
    if not runs:
        return result
    steps = [b.middle - a.middle for a, b in pairwise(glyphs) if _ideograph(a.char) and _ideograph(b.char)]
    if len(steps) < _LEAST_STEPS:
        return result
    # The recogniser's steps are a fifth of an em and more in small print: the mean is finer than the median.
    em = float(np.mean(steps))
    wide = [run for run in runs if _pitch(glyphs, run) >= _FULL * em]
    if not wide:
        return result
    # One pitch of two is measured to a step of the recogniser, a fifth of an em; four and more are sure.
    if max(len(run) for run in wide) < 3 and len(wide) < 2:
        return result
    lone = [
        [at] for at in range(1, len(glyphs) - 1) if _digit(glyphs[at].char) and _stands_alone(glyphs, at, em)
    ]
    for at in (at for run in [*wide, *lone] for at in run):
        result[at] = replace(glyphs[at], char=chr(ord(glyphs[at].char) + 0xFEE0))
    return result


def _runs(glyphs: Sequence[Glyph]) -> list[list[int]]:
    """Indices of digits that follow each other."""
    runs: list[list[int]] = []
    for at, glyph in enumerate(glyphs):
        if not _digit(glyph.char):
            continue
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _pitch(glyphs: Sequence[Glyph], run: Sequence[int]) -> float:
    return (glyphs[run[-1]].middle - glyphs[run[0]].middle) / (len(run) - 1)


def _stands_alone(glyphs: Sequence[Glyph], at: int, em: float) -> bool:
    before, after = glyphs[at - 1], glyphs[at + 1]
    between = _ideograph(before.char) and _ideograph(after.char)
    return between and after.middle - before.middle >= _LONE_ROOM * em


def _digit(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
