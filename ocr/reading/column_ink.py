"""The ink of one column: without shade, without rules across it, and where its characters stand across it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.percentiles import row_percentile
from ocr.imaging.pieces import pieces_of

FACE_WIDTH = 0.95
"""Width of the ink of a column of many characters, in em: type keeps a little room at both sides."""

LEAST_EM = 6.0
"""Columns whose characters are smaller than this many pixels cannot be taken apart."""

_LEAST_DARK = 15
"""Least grey levels that ink is darker than the paper of its row."""

_RULE_ACROSS = 0.9
"""Share of the width of the crop that a rule across the column takes at least. A character leaves the sides free."""

_RULE_ALONG = 0.85
"""Share of a column of pixels that a rule along the column inks at least."""

_LINE_ALONG = 1.8
"""Least length of a line beside the characters, in widths of the crop (2.5 to 4.3 em: no stroke is as long)."""

_MIDDLE = 0.15
"""So far from the middle of the crop, in its widths, a line is a leader or a dash of the text."""

_STROKE = 0.2
"""Thickest stroke or rule across, in widths of the crop."""

_THICKEST = 0.3
"""Largest height of a rule across the column with its lean, or of what the ends of the crop cut off, in widths."""

_GAP = 0.06
"""A blank along the column, of this share of the crop's width, parts it from what stands beside it."""

_NARROWEST, _WIDEST = 0.4, 0.75
"""Width of a column, in widths of the crop. The detector's boxes are 1.4 to 2.4 times as thick as the print: what is
narrower is a part of a character, and takes in its neighbours up to the second width."""


@dataclass(frozen=True, slots=True, eq=False)
class ColumnInk:
    """An upright crop of a column, `grey` of ``(length, width)`` on even paper, and its `ink`, as large.

    The characters stand between `left` and `right` (pixels of the crop, half-open); `em` is their size in pixels;
    `paper` the grey level of the paper.
    """

    grey: Image
    ink: NDArray[np.bool_]
    left: int
    right: int
    em: float
    paper: int


def column_ink(cut: Image, beside: int = 0) -> ColumnInk | None:
    """The ink of ``cut``, ``(length, width)``, a column with its top at the top; None when it has none.

    The last `beside` pixels of the width lie to the right of the column's box: marks may stand there.
    """
    length, width = cut.shape[0], cut.shape[1] - beside
    if length < 2 or width < 2:
        return None
    smooth = np.asarray(cv2.GaussianBlur(cut, (3, 3), 0), dtype=np.uint8)
    # Characters leave the sides of the crop free, so each row shows its paper: folds, shade and stains
    # across the column go with it. Rows of solid ink are bridged from their neighbours.
    bright: cv2.typing.MatLike = row_percentile(smooth[:, :width], 85).astype(np.float32)[:, None]
    reach = max(3, round(_STROKE * width) | 1)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((reach, 1), np.uint8))
    bright = cv2.blur(bright, (1, max(3, reach // 2))).reshape(-1, 1)
    even = np.floor(bright).astype(np.uint8)
    dark = np.maximum(even, smooth) - smooth
    threshold, _ = cv2.threshold(dark, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = np.asarray(dark > max(threshold, _LEAST_DARK), dtype=np.bool_)
    paper = int(row_percentile(bright.reshape(1, -1), 50)[0])
    brighter = np.floor(paper - bright).astype(np.int16)
    grey = np.clip(cut + brighter, 0, 255).astype(np.uint8)
    found = _foreign(ink[:, :width])
    if found.any():
        foreign = np.zeros_like(ink)
        foreign[:, :width] = found
        ink &= ~foreign
        grey[cv2.dilate(foreign.view(np.uint8), np.ones((3, 3), np.uint8)) > 0] = paper
    left, right = _band(ink[:, :width])
    em = (right - left) / FACE_WIDTH
    if not ink[:, left:right].any() or em < LEAST_EM:
        return None
    return ColumnInk(grey, ink, left, right, em, paper)


def of_size(column: ColumnInk, em: float) -> ColumnInk:
    """`column` with characters of `em` pixels, there where most of the ink of its band stands.

    Print of a neighbour or of the back makes the band too wide, narrow characters make it too narrow.
    """
    width = max(1, round(em * FACE_WIDTH))
    if column.right - column.left <= width:
        left = (column.left + column.right - width) // 2
    else:
        sums = column.ink[:, column.left : column.right].sum(axis=0)
        left = column.left + int(np.convolve(sums, np.ones(width), mode="valid").argmax())
    left = max(0, left)
    return replace(column, left=left, right=min(column.ink.shape[1], left + width), em=em)


def usual_size(columns: Sequence[ColumnInk]) -> float:
    """The size in pixels of the characters that most of `columns` have, by length; 0.0 without columns."""
    if not columns:
        return 0.0
    sizes = np.array([column.em for column in columns])
    lengths = np.cumsum([len(column.grey) for column in sorted(columns, key=lambda column: column.em)])
    return float(np.sort(sizes)[np.searchsorted(lengths, lengths[-1] / 2)])


def _foreign(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Ink that is no part of the column: rules across it, and what its crop cuts off at the top and the foot."""
    length, width = ink.shape
    # Rules may lean, so rows alone do not show them; closed, because worn rules have gaps.
    closed = cv2.morphologyEx(ink.view(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 5), np.uint8))
    _, labels, stats, _ = pieces_of(closed)
    top, wide, high = (stats[:, k] for k in (cv2.CC_STAT_TOP, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    thin = high <= _THICKEST * width
    rule = thin & (wide >= _RULE_ACROSS * width)
    # The crop is longer than the column: what its ends cut through stands in the margin or another tier.
    beyond = thin & ((top == 0) | (top + high == length))
    away = rule | beyond
    away[0] = False
    found = _line_along(ink)
    if away.any():
        found |= away[labels]
    # A rule that touches a character is one blob with it: there its rows show it.
    spread = cv2.dilate(ink.view(np.uint8), np.ones((5, 1), np.uint8))
    rows = np.flatnonzero(cv2.reduce(spread, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S) > _RULE_ACROSS * width)
    for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        if 0 < len(run) <= _STROKE * width + 4:
            found[max(0, run[0] - 2) : run[-1] + 3] = True
    return np.asarray(found & ink, dtype=np.bool_)


def _line_along(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Ink of lines that run along the column beside its characters: rules between columns, a reader's pencil."""
    length, width = ink.shape
    long = round(_LINE_ALONG * width)
    if (
        long >= length
        or not (cv2.reduce(ink.view(np.uint8), 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S) >= long).any()
    ):
        return np.zeros_like(ink)
    line = cv2.morphologyEx(ink.view(np.uint8), cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    line[:, round((0.5 - _MIDDLE) * width) : round((0.5 + _MIDDLE) * width)] = 0
    # The edge of a stroke is less dark than its middle, and its ends lean out of the pixels that are inked all along.
    return np.asarray(cv2.dilate(line, np.ones((long // 4 * 2 + 1, 3), np.uint8)) > 0, dtype=np.bool_)


def _band(ink: NDArray[np.bool_]) -> tuple[int, int]:
    """Between which pixels across it the characters of a column stand."""
    length, width = ink.shape
    sums = np.asarray(cv2.reduce(ink.view(np.uint8), 0, cv2.REDUCE_SUM, dtype=cv2.CV_64F)).ravel()
    sums[sums > _RULE_ALONG * length] = 0.0
    sums = np.convolve(sums, np.ones(3) / 3, mode="same")
    low, high = (float(row_percentile(sums[None], percent)[0]) for percent in (5, 95))
    inked = np.flatnonzero(sums >= max(1.0, low + 0.2 * (high - low)))
    if not len(inked) or high <= 0:
        return 0, width
    runs = [run for run in np.split(inked, np.flatnonzero(np.diff(inked) > _GAP * width) + 1) if len(run)]
    best = max(range(len(runs)), key=lambda k: float(sums[runs[k]].sum()))
    first = last = best
    while True:
        left, right = int(runs[first][0]), int(runs[last][-1]) + 1
        if right - left >= _NARROWEST * width:
            return left, right
        wider = [
            (int(runs[b][-1]) + 1 - int(runs[a][0]), a, b)
            for a, b in ((first - 1, last), (first, last + 1))
            if a >= 0 and b < len(runs)
        ]
        if not wider or min(wider)[0] > _WIDEST * width:
            return left, right
        _, first, last = min(wider)
