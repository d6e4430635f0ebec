"""A dash alone in a cell of a table, for "nothing" or "none": read as 一, which looks the same to the recogniser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np

from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, crop
from ocr.line import Line

_ONE, _DASH = "一", "—"
_NEXT = frozenset("二三")

_EVEN = 1.5
"""A dash is as thick at its ends as in its middle; 一 ends in a triangle 1.7 to 2.5 times as thick as its stroke in
Song and Ming faces."""

_SURE = 0.9
"""How sure a stroke without a triangle is a dash: 一 of Hei and Kai faces has none."""


def with_dash(line: Line, grey: Image, quad: Quad, others: Iterable[str]) -> Line:
    """`line`, read in `quad` of ``grey``, ``(height, width)``, alone in its cell; 一 made — when its stroke is even.

    Not where `others`, the texts of the page's other lines, count in Chinese numerals.
    """
    if line.text != _ONE or not _NEXT.isdisjoint(others) or not _is_even(crop(grey, quad)):
        return line
    return replace(line, text=_DASH, confidence=_SURE, confidences=(_SURE,), doubts=())


def _is_even(cut: Image) -> bool:
    large = cv2.resize(cut, None, fx=4.0, fy=4.0, interpolation=cv2.INTER_CUBIC)
    dark, light = (float(value) for value in np.percentile(large, (1, 75)))
    ink = large < (dark + light) / 2
    thick = ink.sum(axis=0)
    there = np.flatnonzero(thick)
    if len(there) < 8:
        return False
    inner = thick[there[0] + len(there) // 10 : there[-1] + 1 - len(there) // 10]
    usual = float(np.median(inner))
    return usual > 0 and float(np.percentile(inner, 97)) <= _EVEN * usual
