"""Page numbers between dashes: — 4 — or －4－, and the dashes that the detector's box leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ocr.geometry import Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, crop, part, sides
from ocr.line import Line
from ocr.reading.ctc import Glyph
from ocr.reading.strokes import DASHES, Strokes

_SPACED = 0.335
"""White between a dash and its number, in heights of the digits: — 4 — has 0.36 (blurred) to 1.0, －4－ 0.28-0.31, —4—
0.1-0.2 (Noto and Arphic faces)."""

_LONG = 0.85
_LONGEST = 1.7
"""A dash is as long as so many heights of the digits (em dash 0.97-1.37, hyphen 0.35-0.7)."""

_FLAT = 0.2
"""And no higher than this."""

_EVEN = 0.3
"""Both dashes of a page number are as long, and as far from it, to this share."""

_REACH = 2.6
"""How far a number's box is looked beyond for its dashes, in box heights."""

_MARGIN = 0.13
"""Page numbers stand within this share of the leaf's height at its head or foot."""

_NUMBER = re.compile(rf"^[{DASHES}一]?\s?(\d{{1,4}})\s?[{DASHES}一]?$")
_BOTH = re.compile(rf"^[{DASHES}]\s?(\d{{1,4}})\s?[{DASHES}]$")


class _Dashes(NamedTuple):
    """Columns where the dashes before and behind a number begin and end, and the `height` of its digits, in pixels."""

    before: tuple[int, int]
    behind: tuple[int, int]
    number: tuple[int, int]
    height: int

    @property
    def white(self) -> float:
        """The mean white between dash and number, in heights of the digits."""
        return (self.number[0] - self.before[1] + self.behind[0] - self.number[1]) / 2 / self.height

    @property
    def even(self) -> bool:
        """Are the two as long and as far from the number?"""
        lengths = sorted((self.before[1] - self.before[0], self.behind[1] - self.behind[0]))
        whites = sorted((self.number[0] - self.before[1], self.behind[0] - self.number[1]))
        return lengths[0] >= (1 - _EVEN) * lengths[1] and whites[1] - whites[0] <= _EVEN * self.height


def are_spaced(ink: Strokes, glyphs: Sequence[Glyph]) -> bool:
    """Are the dashes about the number that `glyphs` are set off by a space, as em dashes are?"""
    digits = [glyph.middle * len(ink.low) for glyph in glyphs if glyph.char.isdigit()]
    found = _dashes(ink, min(digits), max(digits)) if digits else None
    return found is not None and found.white >= _SPACED


def with_dashes(
    grey: Image, read: Callable[[Quad], Line | None], quad: Quad, line: Line
) -> tuple[Quad, Line]:
    """`quad` of the leaf ``grey`` and the `line` that `read` read in it; both with the dashes about it if it is a page
    number whose box leaves one or both out."""
    middle = float(quad.mean(axis=0)[1]) / len(grey)
    match = _NUMBER.match(line.text)
    whole = bool(_BOTH.match(line.text))
    if match is None or whole or line.along_y or min(middle, 1 - middle) > _MARGIN:
        return quad, line
    width, height = sides(quad)
    more = _REACH * height / max(width, 1.0)
    cut = crop(grey, part(quad, -more, 1 + more, Direction.HORIZONTAL))
    share = width / (width + 2 * _REACH * height)
    first = (1 - share) / 2 * cut.shape[1]
    places = [place for place, char in zip(_middles(line, quad), line.text, strict=True) if char.isdigit()]
    inner = [first + place * share * cut.shape[1] for place in places]
    found = _dashes(Strokes.of(cut), min(inner), max(inner))
    if found is None or not found.even:
        return quad, line
    ends = [(end / cut.shape[1] * (1 + 2 * more)) - more for end in (found.before[0], found.behind[1])]
    wider = part(quad, ends[0] - 0.15 / max(width, 1.0) * height, ends[1] + 0.15 / max(width, 1.0) * height,
                 Direction.HORIZONTAL)  # fmt: skip
    again = read(wider)
    found_all = _BOTH.match(again.text) if again else None
    return (wider, again) if again and found_all and found_all[1] == match[1] else (quad, line)


def _middles(line: Line, quad: Quad) -> list[float]:
    """Where the characters of `line` stand along `quad`, 0..1."""
    x0, x1 = float(quad[:, 0].min()), float(quad[:, 0].max())
    stops = line.bounds or tuple(np.linspace(x0, x1, len(line.text) + 1).tolist())
    return [((a + b) / 2 - x0) / max(1.0, x1 - x0) for a, b in pairwise(stops)]


def _dashes(ink: Strokes, first: float, last: float) -> _Dashes | None:
    """The dashes about the number whose first and last digits have their middles at `first` and `last`."""
    inked = ink.high >= ink.low
    edges = np.flatnonzero(np.diff(inked, prepend=False, append=False)).reshape(-1, 2)
    runs: list[tuple[int, int]] = [(int(a), int(b)) for a, b in edges]
    inside = [(a, b) for a, b in runs if b > first and a <= last]
    if not inside:
        return None
    start, end = inside[0][0], inside[-1][1]
    top, foot = int(ink.low[start:end].min()), int(ink.high[start:end].max())
    height = foot - top + 1

    def dash(a: int, b: int) -> bool:
        low, high = int(ink.low[a:b].min()), int(ink.high[a:b].max())
        level = 0.25 < ((low + high) / 2 - top) / height < 0.8
        return level and high - low < max(3, _FLAT * height) and _LONG <= (b - a) / height <= _LONGEST

    before = [run for run in runs if run[1] <= start]
    behind = [run for run in runs if run[0] >= end]
    if not (before and behind and dash(*before[-1]) and dash(*behind[0])):
        return None
    return _Dashes(before[-1], behind[0], (start, end), height)
