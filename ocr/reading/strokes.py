"""Dashes and dots, told apart by their ink.

An em dash is as long as a character, a hyphen a third; a middle dot stands at half height, a full stop on the baseline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.percentiles import percentile
from ocr.reading.ctc import Glyph

DASHES = "-‐‑–—―－─"
DOTS = ".·•．"

_HYPHEN = 0.55
_LATIN_HYPHEN = 0.42
_EM_DASH = 0.785
"""Hyphens of Chinese faces are up to 0.5 em long, full-width hyphen-minuses 0.69-0.76, em dashes 0.78-1.0; hyphens of
Latin faces 0.25-0.33, their em dashes 0.8-1.0, 0.5 when blurred and touched by letters (Noto, Arphic, DejaVu)."""

_LONGEST_NUMBER = 9

_HIGH = 0.30
"""The middle of a middle dot is at least this far above the foot of the digits, in their heights (0.5; a stop: 0.1)."""


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """The ink of a crop ``(height, length)``, and where it begins and ends in each column (`low` > `high`: nowhere)."""

    ink: NDArray[np.bool_]
    low: NDArray[np.intp]
    high: NDArray[np.intp]

    @classmethod
    def of(cls, cut: Image) -> Strokes:
        smooth = np.asarray(cv2.medianBlur(cut, 3), dtype=np.uint8)
        dark, light = percentile(smooth, 2), percentile(smooth, 75)
        ink = np.asarray(smooth < light - 0.4 * (light - dark), dtype=np.bool_)
        height = len(ink)
        low = np.where(ink.any(axis=0), ink.argmax(axis=0), height)
        high = np.where(ink.any(axis=0), height - 1 - ink[::-1].argmax(axis=0), -1)
        return cls(ink, low, high)

    def judge(self, glyphs: Sequence[Glyph], k: int, em: float, chinese: bool) -> str:
        """The dash or dot at `k` by its length or its height; as it was read when its ink is not found."""
        char = glyphs[k].char
        x = round(glyphs[k].middle * self.ink.shape[1])
        if char not in DOTS:
            latin = any(glyph.char.isascii() and glyph.char.isalpha() for glyph in glyphs) and not chinese
            return self._dash(char, self._flat_run(x, em) / em, latin)
        return self._dot(char, x, em, glyphs) if k in (0, len(glyphs) - 1) else char

    def _flat_run(self, x: int, em: float) -> int:
        """Length of the flat stroke about `x`, at half height and nothing else above or below it; 0 without one."""
        height, length = self.ink.shape
        middle = (self.low + self.high + 1) / 2 / height
        flat = (self.high >= self.low) & (self.high - self.low < 0.22 * em) & (np.abs(middle - 0.5) < 0.25)
        near = [
            c for c in range(max(0, x - round(0.3 * em)), min(length, x + round(0.3 * em) + 1)) if flat[c]
        ]
        if not near:
            return 0
        first = last = min(near, key=lambda c: abs(c - x))
        while first > 0 and flat[first - 1]:
            first -= 1
        while last + 1 < length and flat[last + 1]:
            last += 1
        return last + 1 - first

    def _dash(self, char: str, long: float, latin: bool) -> str:
        """`long`: in em; 0.0 when its stroke was not found."""
        if not 0.15 <= long <= 1.3:
            return char
        if long < (_LATIN_HYPHEN if latin else _HYPHEN):
            return char if char in "‐‑–" else "-"
        if latin:
            return "—"
        return "—" if long >= _EM_DASH else "－"

    def _dot(self, char: str, x: int, em: float, glyphs: Sequence[Glyph]) -> str:
        """A dot beside a page number: where it stands between the foot and the top of the digits tells."""
        digits = [round(g.middle * self.ink.shape[1]) for g in glyphs if g.char.isdigit()]
        if not digits or any(g.char.isalpha() for g in glyphs) or len(glyphs) > _LONGEST_NUMBER:
            return char
        tops, feet = self._extent(digits[0], em)
        if feet - tops < 0.4 * em:
            return char
        near = [
            c
            for c in range(max(0, x - round(0.25 * em)), min(len(self.low), x + round(0.25 * em) + 1))
            if 0 <= self.high[c] - self.low[c] < 0.35 * em
        ]
        if not near:
            return char
        column = min(near, key=lambda c: abs(c - x))
        above = (feet - (self.low[column] + self.high[column]) / 2) / (feet - tops)
        if _HIGH < above < 0.75:
            return "·"
        return "." if above < 0.2 and char == "·" else char

    def _extent(self, x: int, em: float) -> tuple[int, int]:
        """Top and foot of the ink about `x`."""
        near = slice(max(0, x - round(0.15 * em)), x + round(0.15 * em) + 1)
        rows = np.flatnonzero(self.ink[:, near].any(axis=1))
        return (int(rows[0]), int(rows[-1])) if len(rows) else (0, 0)
