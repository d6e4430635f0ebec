"""The resolution of a scan whose file does not tell it: from the size of its print and of its paper."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ocr.engines.spacing import is_cjk
from ocr.geometry import Direction
from ocr.line import Line

_MM = 25.4

_PAPERS = (
    (297, 420), (210, 297), (148, 210), (257, 364), (182, 257), (250, 353), (176, 250), (260, 370), (185, 260),
    (210, 285), (130, 184), (216, 279), (216, 356),
)  # fmt: skip
"""Sheets, in mm: A3, A4, A5 (ISO 216), JIS and ISO B4 and B5, 8, 16, large 16 and 32 to the Chinese sheet (787 × 1092
mm, GB/T 788), US letter and legal."""

_SCANNER = {300: 0.0, 200: 0.0, 600: 0.0, 400: 0.1, 150: 0.1, 100: 0.3, 240: 0.3, 1200: 0.3}
"""Resolutions that scanners are set to, and by how much (as a logarithm) the print must fit better for the rarer."""

_PAPER_FIT = 0.012
"""A page is of a sheet's size when both sides are within this share of it."""

_BODY_POINTS = {Direction.HORIZONTAL: 12.5, Direction.VERTICAL: 10.5}
_LATIN_POINTS = 10.5
"""Body print in points: horizontal gazettes are set in 10.5 to 16 (五号 to 三号), old vertical ones in 9 to 12."""

_POINTS = (7.0, 19.0)
"""A resolution that makes body print smaller or larger than this is not it."""

_LATIN_EM = 0.43
"""Mean width of a character of English text, spaces counted, in ems of a book face."""

_LEAST_CHARACTERS = 60


def estimate_dpi(lines: Sequence[Line], sheets: Sequence[tuple[int, int]]) -> int:
    """Resolution of an image in dots per inch, or 0 when it bears too little print to tell.

    `lines` are its print, `sheets` width and height of its leaves, all in pixels of the image. Right within a half
    by the print alone; exact when a leaf has the size of a sheet at a resolution that scanners have.
    """
    pitches, points, weights = [], [], []
    for line in lines:
        count = len(line.text)
        if count < 8 or len(line.bounds) < 2:
            continue
        long = abs(line.bounds[-1] - line.bounds[0]) / count
        latin = sum(not is_cjk(char) for char in line.text) > count / 2
        pitches.append(long / _LATIN_EM if latin else long)
        points.append(_LATIN_POINTS if latin else _BODY_POINTS[line.direction])
        weights.append(count)
    if sum(weights) < _LEAST_CHARACTERS:
        return 0
    order = np.argsort(pitches)
    total = np.cumsum(np.array(weights)[order])
    middle = int(order[int(np.searchsorted(total, total[-1] / 2))])
    em, body = pitches[middle], points[middle]
    if em <= 0:
        return 0
    fitting = [
        dpi
        for dpi in _SCANNER
        if _POINTS[0] <= em * 72 / dpi <= _POINTS[1] and any(_is_paper(sheet, dpi) for sheet in sheets)
    ]
    if fitting:
        return min(fitting, key=lambda dpi: abs(math.log(em * 72 / dpi / body)) + _SCANNER[dpi])
    return max(10, round(em * 72 / body / 10) * 10)


def _is_paper(sheet: tuple[int, int], dpi: int) -> bool:
    short, long = sorted(side / dpi * _MM for side in sheet)
    return any(
        abs(short / paper[0] - 1) <= _PAPER_FIT and abs(long / paper[1] - 1) <= _PAPER_FIT
        for paper in _PAPERS
    )
