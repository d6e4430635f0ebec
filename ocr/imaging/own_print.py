"""Print of this side of the sheet inside a box that the print of the back made too large."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.imaging.quads import Quad, crop

_DEEP = 0.62
"""Own print is darker than the paper by this much of the usual contrast; what shines through seldom is half as dark."""
_GAP = 0.9
"""Blanks within a line are at most so wide, in heights of the box: two characters of it, or one of the back."""
_LEAST_LENGTH = 1.5
_FILLED = 0.3
"""Around own print there are at least this much of the most dark pixels that a stretch as long as the box is high
has."""
_SPECK = 0.06
"""What is smaller either way, in heights of the box, is a speck."""
_MARGIN = 0.12


def own_print(front: Image, quad: Quad, usual: float) -> Quad | None:
    """The part of `quad` that holds print as dark as the page's, `usual` grey levels of contrast.

    None when there is none, it is no line, or it is all of `quad`. Only boxes of rows, not of columns.
    """
    cut = crop(front, quad)
    height, width = cut.shape
    paper = float(np.percentile(cut, 85))
    deep = (cut < paper - _DEEP * usual).astype(np.uint8)
    count, labels, stats, _ = pieces_of(deep)
    least = max(2.0, _SPECK * height)
    kept = (stats[:, 2] >= least) | (stats[:, 3] >= least)
    kept[0] = False
    deep = kept[labels] if count > 1 else np.zeros(cut.shape, dtype=np.bool_)
    filled = cv2.blur(deep.sum(axis=0, dtype=np.float32)[None], (max(1, round(height)), 1))[0]
    columns = np.flatnonzero(deep.any(axis=0) & (filled >= _FILLED * filled.max()))
    if not columns.size:
        return None
    breaks = np.flatnonzero(np.diff(columns) > _GAP * height)
    firsts, lasts = columns[np.r_[0, breaks + 1]], columns[np.r_[breaks, columns.size - 1]]
    longest = int(np.argmax(lasts - firsts))
    left, right = int(firsts[longest]), int(lasts[longest]) + 1
    rows = np.flatnonzero(deep[:, left:right].mean(axis=1) > 0.01)
    if not rows.size:
        return None
    top, foot = int(rows[0]), int(rows[-1]) + 1
    tall, wide = foot - top, right - left
    if wide < _LEAST_LENGTH * tall or (wide > 0.9 * width and tall > 0.8 * height):
        return None
    margin = _MARGIN * tall
    return _within(quad, (left - 2 * margin) / width, (right + 2 * margin) / width,
                   (top - margin) / height, (foot + margin) / height)  # fmt: skip


def _within(quad: Quad, left: float, right: float, top: float, foot: float) -> Quad:
    """The part of `quad` between shares of its width and height, held inside it."""
    left, top = max(0.0, left), max(0.0, top)
    right, foot = min(1.0, right), min(1.0, foot)
    shares = ((left, top), (right, top), (right, foot), (left, foot))
    return np.array(
        [
            (quad[0] * (1 - x) + quad[1] * x) * (1 - y) + (quad[3] * (1 - x) + quad[2] * x) * y
            for x, y in shares
        ],
        dtype=np.float32,
    )
