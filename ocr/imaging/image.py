"""Is this array a page image, and how do we look at it: grey, ink, size.

Everything in `ocr` takes the page as one 8-bit array: ``(height, width)`` grey or ``(height, width, 3)``
RGB. Deeper scans are brought down by whoever decodes the file (a 16-bit grey value divided by 257).
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.errors import UnreadableImage

Image = NDArray[np.uint8]
"""``(height, width)`` grey or ``(height, width, 3)`` RGB, 8 bits a channel."""

MAX_PIXELS = 400_000_000
"""Largest page taken, in pixels: an A0 sheet at 400 dpi is 245 million. More is a bomb or a mistake."""

_RGB_CHANNELS = 3


def check_image(image: Image) -> None:
    """Raise `UnreadableImage` unless `image` is an 8-bit grey or RGB page with at least one pixel."""
    if not isinstance(image, np.ndarray) or image.dtype != np.uint8:
        kind = getattr(image, "dtype", type(image).__name__)
        raise UnreadableImage(
            f"The page image has samples of type {kind}, not 8 bits.",
            "Decode it to 8 bits a channel first (16-bit values divided by 257).",
        )
    grey = image.ndim == 2
    rgb = image.ndim == 3 and image.shape[2] == _RGB_CHANNELS
    if not (grey or rgb):
        raise UnreadableImage(
            f"The page image has the shape {image.shape}.",
            "Pass (height, width) for grey or (height, width, 3) for RGB, without alpha.",
        )
    height, width = image.shape[:2]
    if height == 0 or width == 0:
        raise UnreadableImage(f"The page image is {width} × {height} pixels.", "Scan the page again.")
    if height * width > MAX_PIXELS:
        raise UnreadableImage(
            f"The page image has {width} × {height} pixels, more than {MAX_PIXELS:,}.",
            "Scan at 300 dpi, or cut the sheet into pages.",
        )


def to_grey(image: Image) -> Image:
    """The page in grey (ITU-R BT.601 luma), ``(height, width)``; a grey page is returned as it is."""
    if image.ndim == 2:
        return image
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def ink_mask(grey: Image) -> NDArray[np.bool_]:
    """True where there is print: darker than Otsu's threshold of this array (``grey`` of any shape).

    An array with almost no contrast (under 40 of 255 grey levels between its 1st and 99th percentile) has no ink:
    Otsu would split the noise of blank paper.
    """
    low, high = grey_levels(grey, (1, 99))
    if high - low < 40:
        return np.zeros(grey.shape, dtype=np.bool_)
    threshold, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(grey <= threshold, dtype=np.bool_)


def grey_levels(grey: Image, percents: Sequence[float]) -> tuple[int, ...]:
    """The grey levels under which `percents` (0..100) of the pixels of `grey` lie, itself included.

    By histogram: ten times as fast as `numpy.percentile`, which took 0.3 s of a page.
    """
    counts = cv2.calcHist([np.ascontiguousarray(grey)], [0], None, [256], [0, 256]).ravel().cumsum()
    return tuple(int(np.searchsorted(counts, counts[-1] * percent / 100)) for percent in percents)


def even_paper(grey: Image) -> Image:
    """The page with its paper made evenly white: each pixel divided by the brightness of the paper around it.

    Shadows, yellowed edges and much of what shines through from the back go. Helps Tesseract a lot on bad pages,
    hurts RapidOCR (measured).
    """
    height, width = grey.shape
    size = (max(1, width // 8), max(1, height // 8))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    # Closing removes the print, which is darker than paper; the blur removes the steps.
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    paper = cv2.medianBlur(np.asarray(paper, dtype=np.uint8), 9)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(paper, 1), scale=255), dtype=np.uint8)
