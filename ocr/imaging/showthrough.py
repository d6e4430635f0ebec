"""Print of the back that shows through thin paper: found by its soft edges, and taken out.

Paper scatters the light that comes through it: the print of the back is paler than that of the front, and its edges
are soft, whatever the scanner's focus. Measured on blobs of the size of a character (drawn pages, medium and heavy
damage): the slope of their edges is 17-31 grey levels a pixel for print of the front, 3-13 for that of the back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.inksize import print_size
from ocr.imaging.pieces import pieces_of

_WORK_SIZE = 18.0
"""Edges are judged on a copy on which characters are about this many pixels high (10.5 point at 120 dpi)."""

_LEAST_INK = 14.0
"""What is darker than its paper by less is paper, grey levels."""

_BAND = 64

_LEAST_BLOBS = 40
"""Fewer blobs than this show no two kinds of print."""

_LOWEST_PART, _HIGHEST_PART = 0.25, 0.43
"""Print of the back and of the front part where they differ most (Otsu's threshold of the blobs' sharpness), between
these shares of the sharpness of this page's print."""

_LEAST_PARTED = 0.68
_LEAST_EVEN = 0.6
"""Print of uneven strength whose blobs fall into no two kinds has soft blobs of its own. Parted are kinds between which
lies this share of the variance of the blobs' sharpness (its logarithm; one normal distribution parted in its middle has
2 / pi = 0.64); even is print whose palest tenth is darker than this share of its median. A newspaper fold of 1939 has
0.66 and 0.49; drawn pages with print of the back 0.57-0.97 and, where the first is under 0.68, 0.71 and more."""

_RAMP = 1.35
"""What is sharper than that by this factor is kept whole, what is softer by it goes."""

_BLACK = 0.9
"""Ink this dark (share of that of this page's print) is of the front, however soft its edges are."""

_LEAST_CONTRAST = 45.0
"""Print that is darker than its paper by less, grey levels, cannot be told from what shines through."""

_LEAST_OWN = 12
"""So many blobs blacker than that are print of this side, be the page full of paler ones: a date and an issuer on the
last page of a notice, and the whole back behind them."""

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
        fine = cv2.GaussianBlur(small, (0, 0), 0.6)
        smooth = fine.astype(np.float32)
        slope = _slopes(smooth)
        # Print is darker than paper: closing over more than a stroke of the boldest heading removes it.
        side = 2 * round(0.7 * size) + 1
        calm = cv2.medianBlur(small, 3)
        closed = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
        calm = cv2.GaussianBlur(closed, (0, 0), 0.35 * size)
        # Noise makes the closing too bright by about its own width: bring it down to the paper's middle.
        paper = calm.astype(np.float32) - np.float32(_median_step(fine, calm))
        return cls(paper, np.asarray(paper - smooth, dtype=np.float32), slope)

    def kept(self, size: float) -> NDArray[np.float32] | None:
        """How much of each pixel is of the front, 0..1; None when nothing shows through."""
        blobs = self._blobs(size)
        if len(blobs) < _LEAST_BLOBS:
            return None
        sharpness = _sharpness(blobs[:, 0], blobs[:, 1])
        own = _own(sharpness, blobs[:, 1])
        if own is None:
            return None
        dark = float(np.percentile(blobs[own, 1], 90))
        part = _part(sharpness, float(np.percentile(sharpness[own], 90)))
        soft = (sharpness < part) & (blobs[:, 1] < _BLACK * dark)
        if soft.sum() < max(_LEAST_SOFT, _LEAST_SHARE * len(blobs)):
            return None
        pale, middle = np.percentile(blobs[sharpness >= part, 1], (10, 50))
        if pale < _LEAST_EVEN * middle and _parted(sharpness, part) < _LEAST_PARTED:
            return None
        reach = max(1, round(0.13 * size))
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
        darkest = cv2.dilate(self.dark, disc)
        sharpest = _sharpness(cv2.dilate(self.slope, disc), darkest)
        sharp = (sharpest / part - 1 / _RAMP) / (_RAMP - 1 / _RAMP)
        black = (darkest / dark - _BLACK + 0.1) / 0.1
        return np.asarray(np.clip(np.maximum(sharp, black), 0, 1), dtype=np.float32)

    def _blobs(self, size: float) -> NDArray[np.float64]:
        """Slope and darkness, ``(n, 2)``, of each blob of ink the size of a character: where they are greatest."""
        ink = (self.dark > _LEAST_INK).astype(np.uint8)
        _, labels, stats, _ = pieces_of(ink)
        longest = stats[:, 2:4].max(axis=1)
        fits = (longest >= 0.4 * size) & (longest <= 2.5 * size)
        fits[0] = False
        inside = np.flatnonzero(ink)
        owner = labels.ravel()[inside]
        fitting = fits[owner]
        inside, owner = inside[fitting], owner[fitting].astype(np.int64) << 32
        columns = []
        for values in (self.slope, self.dark):
            # Sorted by blob, then by value: the 90th percentile of each blob is one of its entries. The bits of floats
            # that are not negative rise with them, and whole numbers are sorted ten times as fast as two keys.
            keys = np.sort(owner | values.ravel()[inside].view(np.int32))
            starts = np.flatnonzero(np.diff(keys >> 32, prepend=-1))
            counts = np.diff(np.append(starts, len(keys)))
            chosen = keys[starts + (0.9 * (counts - 1)).astype(np.intp)]
            columns.append((chosen & 0xFFFFFFFF).astype(np.int32).view(np.float32))
        return np.stack(columns, axis=1).astype(np.float64)


def _slopes(smooth: NDArray[np.float32]) -> NDArray[np.float32]:
    """How steeply the tone of each pixel rises, grey levels a pixel."""
    slopes = np.empty_like(smooth)
    # In bands that stay in the processor's cache, with a row more at either side.
    for top in range(0, len(smooth), _BAND):
        first = max(0, top - 1)
        band = smooth[first : top + _BAND + 1]
        along_x = cv2.Sobel(band, cv2.CV_32F, 1, 0, scale=1 / 8)
        along_y = cv2.Sobel(band, cv2.CV_32F, 0, 1, scale=1 / 8)
        found = cv2.magnitude(along_x, along_y)[top - first :]
        slopes[top : top + _BAND] = found[: len(slopes[top : top + _BAND])]
    return slopes


def _median_step(one: cv2.typing.MatLike, other: cv2.typing.MatLike) -> float:
    """The median, over all pixels, of how much brighter `other` is than `one`, by their histogram."""
    steps = other.astype(np.uint16) + 255 - one
    below = cv2.calcHist([steps], [0], None, [511], [0, 511]).ravel().astype(np.int64).cumsum()
    last = int(below[-1]) - 1
    middle = np.searchsorted(below, (last // 2, last - last // 2), side="right")
    return float(middle.mean()) - 255


def _sharpness(slope: NDArray[Any], dark: NDArray[Any]) -> NDArray[np.floating]:
    """How sharp print is: the slope of its edges times their slope over its blackness.

    By the slope alone, bold headings of the back pass for faint print of the front.
    """
    return np.asarray(slope * slope / np.maximum(dark, _LEAST_INK))


def _own(sharpness: NDArray[np.floating], dark: NDArray[np.floating]) -> NDArray[np.bool_] | None:
    """Which blobs tell what print of this side looks like; None when all print is too pale to be told.

    All of them, unless nearly all are pale: then those that are not, if even the softest of them (`_LOWEST_PART`)
    would be sharper than the pale ones are.
    """
    if float(np.percentile(dark, 90)) >= _LEAST_CONTRAST:
        return np.ones(len(dark), dtype=np.bool_)
    black = np.asarray(dark >= _LEAST_CONTRAST, dtype=np.bool_)
    if black.sum() < _LEAST_OWN:
        return None
    softest = _LOWEST_PART * float(np.percentile(sharpness[black], 90))
    return black if softest > float(np.median(sharpness[~black])) else None


def _part(sharpness: NDArray[np.floating], usual: float) -> float:
    """The sharpness between that of print of the back and that of print of the front, which has `usual`."""
    counts, ends = np.histogram(np.log(np.maximum(sharpness, 0.01 * usual)), 64)
    middles = (ends[1:] + ends[:-1]) / 2
    below, sums = np.cumsum(counts), np.cumsum(counts * middles)
    above = below[-1] - below
    apart = sums / np.maximum(below, 1) - (sums[-1] - sums) / np.maximum(above, 1)
    best = float(np.exp(middles[int(np.argmax(below * above * apart**2))]))
    return float(np.clip(best, _LOWEST_PART * usual, _HIGHEST_PART * usual))


def _parted(sharpness: NDArray[np.floating], part: float) -> float:
    """How well `part` tells two kinds of print apart, 0..1: Otsu's measure of separability of the logarithms."""
    usual = float(np.percentile(sharpness, 90))
    values = np.log(np.maximum(sharpness, 0.01 * usual))
    soft = sharpness < part
    variance = float(values.var())
    if variance <= 0 or soft.all() or not soft.any():
        return 0.0
    share = float(soft.mean())
    return share * (1 - share) * float(values[soft].mean() - values[~soft].mean()) ** 2 / variance
