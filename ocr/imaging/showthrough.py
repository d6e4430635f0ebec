"""Print of the back that shows through thin paper: found by its soft edges, and taken out.

Paper scatters the light that comes through it: the print of the back is paler than that of the front, and its edges
are soft, whatever the scanner's focus. Measured on blobs of the size of a character (drawn pages, medium and heavy
damage): the slope of their edges is 17-31 grey levels a pixel for print of the front, 3-13 for that of the back.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.inksize import print_size

_WORK_SIZE = 18.0
"""Edges are judged on a copy on which characters are about this many pixels high (10.5 point at 120 dpi)."""

_LEAST_INK = 14.0
"""What is darker than its paper by less is paper, grey levels."""

_LEAST_BLOBS = 40
"""Fewer blobs than this show no two kinds of print."""

_SOFT, _SHARP = 0.36, 0.50
"""Edges with less than the first share of the slope of this page's print belong to the back; with more than the second,
to the front."""

_BLACK = 0.75
"""Ink this dark (share of that of this page's print) is of the front, however soft its edges are."""

_LEAST_CONTRAST = 45.0
"""Print that is darker than its paper by less, grey levels, cannot be told from what shines through."""

_LEAST_SHARE = 0.03
_LEAST_SOFT = 6
"""Show-through is there when this share of the blobs of print, and this many, are soft and pale."""


def without_show_through(grey: Image) -> Image:
    """The page ``grey``, ``(height, width)``, with print of the back as bright as the paper; unchanged without any."""
    size, count = print_size(grey)
    if count < _LEAST_BLOBS:
        return grey
    scale = min(1.0, _WORK_SIZE / size)
    height, width = grey.shape
    work = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(grey, work, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    ink = _Ink.of(np.asarray(small, dtype=np.uint8), size * scale)
    kept = ink.kept(size * scale)
    if kept is None:
        return grey
    weight = cv2.resize(
        np.round(kept * 255).astype(np.uint8), (width, height), interpolation=cv2.INTER_LINEAR
    )
    level = np.clip(ink.paper, 0, 255).astype(np.uint8)
    paper = cv2.resize(level, (width, height), interpolation=cv2.INTER_LINEAR)
    dark = cv2.subtract(paper, grey)
    lost = cv2.subtract(dark, cv2.multiply(dark, weight, scale=1 / 255))
    return np.asarray(cv2.add(grey, lost), dtype=np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class _Ink:
    """Of each pixel of the copy: brightness of the paper around it, how much darker it is, the slope of its edge."""

    paper: NDArray[np.float32]
    dark: NDArray[np.float32]
    slope: NDArray[np.float32]

    @classmethod
    def of(cls, small: Image, size: float) -> _Ink:
        smooth = cv2.GaussianBlur(small, (0, 0), 0.6).astype(np.float32)
        along_x = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=1 / 8)
        along_y = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=1 / 8)
        slope = np.asarray(cv2.magnitude(along_x, along_y), dtype=np.float32)
        # Print is darker than paper: closing over more than a stroke of the boldest heading removes it.
        side = 2 * round(0.7 * size) + 1
        calm = cv2.medianBlur(small, 3)
        closed = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
        paper = cv2.GaussianBlur(closed, (0, 0), 0.35 * size).astype(np.float32)
        # Noise makes the closing too bright by about its own width: bring it down to the paper's middle.
        paper -= np.float32(np.median(paper - smooth))
        return cls(paper, np.asarray(paper - smooth, dtype=np.float32), slope)

    def kept(self, size: float) -> NDArray[np.float32] | None:
        """How much of each pixel is of the front, 0..1; None when nothing shows through."""
        blobs = self._blobs(size)
        if len(blobs) < _LEAST_BLOBS:
            return None
        slope, dark = (float(np.percentile(blobs[:, k], 90)) for k in (0, 1))
        if dark < _LEAST_CONTRAST:
            return None
        soft = (blobs[:, 0] < 0.5 * (_SOFT + _SHARP) * slope) & (blobs[:, 1] < _BLACK * dark)
        if soft.sum() < max(_LEAST_SOFT, _LEAST_SHARE * len(blobs)):
            return None
        reach = max(1, round(0.13 * size))
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
        sharpest = cv2.dilate(self.slope, disc)
        sharp = (sharpest / slope - _SOFT) / (_SHARP - _SOFT)
        black = (cv2.dilate(self.dark, disc) / dark - _BLACK + 0.1) / 0.1
        return np.asarray(np.clip(np.maximum(sharp, black), 0, 1), dtype=np.float32)

    def _blobs(self, size: float) -> NDArray[np.float64]:
        """Slope and darkness, ``(n, 2)``, of each blob of ink the size of a character: where they are greatest."""
        ink = (self.dark > _LEAST_INK).astype(np.uint8)
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        longest = stats[:, 2:4].max(axis=1)
        fits = (longest >= 0.4 * size) & (longest <= 2.5 * size)
        fits[0] = False
        inside = np.flatnonzero(fits[labels].ravel())
        owner = labels.ravel()[inside]
        columns = []
        for values in (self.slope, self.dark):
            # Sorted by blob, then by value: the 90th percentile of each blob is one of its entries.
            order = np.lexsort((values.ravel()[inside], owner))
            starts = np.flatnonzero(np.diff(owner[order], prepend=-1))
            counts = np.diff(np.append(starts, len(order)))
            columns.append(values.ravel()[inside][order][starts + (0.9 * (counts - 1)).astype(np.intp)])
        return np.stack(columns, axis=1).astype(np.float64)
