"""What a rule looks like across: how dark and how wide it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image

_AROUND = 9
_SHIFT = 3
"""A rule is looked at over so many pixels to either side of it, and sought within the fewer of its edge."""

_PIECE = 24
"""Pieces of a rule this many pixels long are laid on each other by their darkest pixels."""

WIDE = 5.0
"""A crease is wider than so many pixels (0.9 mm on A4): measured widths of creases 6.4-7.1, of rules 1.5-3.6."""


@dataclass(frozen=True, slots=True)
class Look:
    """How much darker a rule is than the paper, in grey levels, and how wide, in pixels (its area by its depth)."""

    depth: float
    width: float

    @property
    def sharpness(self) -> float:
        return self.depth / self.width**2


def look_across(grey: Image, inked: NDArray[np.bool_], y: float | NDArray[np.float64]) -> Look | None:
    """The look of the flat rule at the height `y` of ``grey``, one for all its columns or each its own, where it is
    `inked`; None where it is too short."""
    around = _AROUND + _SHIFT
    padded = np.pad(grey, ((around, around), (0, 0)), mode="edge")
    heights = np.broadcast_to(np.asarray(y, dtype=np.float64), inked.shape)
    pieces = []
    for start in range(0, len(inked) - _PIECE + 1, _PIECE):
        own = inked[start : start + _PIECE]
        if 3 * own.sum() < 2 * _PIECE:
            continue
        top = round(float(heights[start : start + _PIECE][own].mean()))
        rows = padded[top : top + 2 * around + 1, start : start + _PIECE].astype(np.float64)
        mean = rows[:, own].mean(axis=1)
        shift = int(np.argmin(mean[_AROUND : _AROUND + 2 * _SHIFT + 1]))
        pieces.append(mean[shift : shift + 2 * _AROUND + 1])
    if not pieces:
        return None
    usual = np.median(pieces, axis=0)
    paper = min(float(np.median(usual[:4])), float(np.median(usual[-4:])))
    dark = paper - usual
    depth = float(dark[_AROUND])
    if depth < 1.0:
        return Look(0.0, 1.0)
    return Look(depth, max(1.0, float(dark[_AROUND - 4 : _AROUND + 5].clip(min=0).sum()) / depth))
