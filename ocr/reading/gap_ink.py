"""What stands between two characters of a line that are a character farther apart than usual: the kind of mark.

Blurred and worn marks are paler than characters: what counts is how they stand out from the blank about them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.reading.ctc import Glyph
from ocr.reading.strokes import Strokes

_OUTSTANDING = 4.0
_LEAST_DARK = 0.12
"""Print in a gap is darker than its blank by so many times the noise, and by this share of what characters are."""

STOPS = {"，": 0.24, "、": 0.14, "。": 0.12}
TWO_DOTS = {"；": 0.25, "：": 0.25}
OPENING = {"（": 0.25, "《": 0.25}
CLOSING = {"）": 0.25, "》": 0.25}
"""The marks of a kind, and how they share what is known of none of them."""


class Frame(NamedTuple):
    """Where the characters of a line stand in its crop: `top` and `foot` of their ink, and their `em`, in pixels.

    ``smooth`` is the crop without its grain, `dark` the grey level of its print.
    """

    top: float
    foot: float
    em: float
    smooth: Image
    dark: float

    @classmethod
    def of(cls, cut: Image, glyphs: Sequence[Glyph], em: float) -> Frame:
        """That of the Chinese characters among `glyphs` in the crop ``cut``."""
        ink = Strokes.of(cut)
        tops, feet = [], []
        for x in (glyph.middle * len(ink.low) for glyph in glyphs if "\u3400" <= glyph.char <= "\u9fff"):
            near = slice(max(0, round(x - 0.35 * em)), round(x + 0.35 * em) + 1)
            tops.append(float(ink.low[near].min(initial=len(ink.ink))))
            feet.append(float(ink.high[near].max(initial=-1)))
        smooth = np.asarray(cv2.GaussianBlur(cut, (0, 0), max(0.6, 0.03 * em)), dtype=np.uint8)
        dark = float(np.percentile(smooth, 2))
        return cls(float(np.median(tops)), float(np.median(feet)), em, smooth, dark)


class GapInk(NamedTuple):
    """The one piece of print in a gap: its columns and rows in pixels of the crop, `parted` when it is of two dots one
    above the other, `place`: where its middle is between the neighbours, 0..1."""

    left: int
    right: int
    top: int
    foot: int
    parted: bool
    place: float

    @classmethod
    def of(cls, start: int, end: int, frame: Frame) -> GapInk | None:
        """What stands between the columns `start` and `end`, which lie on its neighbours; None without one piece."""
        height, width = frame.smooth.shape
        rows = slice(max(0, round(frame.top)), min(height, round(frame.foot + 0.12 * frame.em) + 1))
        start, end = max(0, start), min(width, end)
        seen = frame.smooth[rows, start:end].astype(np.float32)
        margin = round(0.2 * frame.em)
        inner = seen[:, margin : seen.shape[1] - margin]
        if not inner.size:
            return None
        paper = float(np.median(inner))
        noise = 1.48 * float(np.median(np.abs(inner - paper)))
        ink = np.asarray(
            seen < paper - max(_OUTSTANDING * noise, _LEAST_DARK * (paper - frame.dark)), dtype=np.uint8
        )
        count, labels, stats, _ = pieces_of(ink)
        room = (0.2 * frame.em, seen.shape[1] - 0.15 * frame.em)
        found = np.zeros_like(ink)
        for k in range(1, count):
            x, _, width, _, _ = (int(v) for v in stats[k])
            touches = x == 0 or x + width == seen.shape[1]
            if not touches and room[0] <= x + width / 2 <= room[1]:
                found |= (labels == k).astype(np.uint8)
        columns, lines = np.flatnonzero(found.any(axis=0)), np.flatnonzero(found.any(axis=1))
        if not len(columns) or int(np.diff(columns).max(initial=0)) > 0.15 * frame.em:
            return None
        low, high = int(lines[0]), int(lines[-1])
        parted = int(np.diff(lines).max(initial=0)) >= 0.12 * frame.em
        left, right = int(columns[0]), int(columns[-1]) + 1
        place = (left + right) / 2 / seen.shape[1]
        return cls(start + left, start + right, rows.start + low, rows.start + high, parted, place)

    def kind(self, frame: Frame) -> Mapping[str, float]:
        """The marks that are as high and stand at such a height; empty when it is like none."""
        width, height = (self.right - self.left) / frame.em, (self.foot - self.top + 1) / frame.em
        middle = ((self.top + self.foot) / 2 - frame.top) / max(1.0, frame.foot - frame.top)
        if width > 0.55:
            return {}
        if self.parted:
            return TWO_DOTS if width <= 0.3 and middle > 0.4 else {}
        if height <= 0.45:
            return STOPS if max(width, height) >= 0.1 and middle > 0.62 else {}
        if height < 0.6:
            return {}
        return OPENING if self.place > 0.5 else CLOSING
