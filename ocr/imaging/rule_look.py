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
    count = len(inked) // _PIECE
    own = np.asarray(inked[: count * _PIECE], dtype=np.bool_).reshape(count, _PIECE)
    held = own.sum(axis=1)
    chosen = np.flatnonzero(3 * held >= 2 * _PIECE)
    if not len(chosen):
        return None
    own, held = own[chosen], held[chosen]
    heights = np.broadcast_to(np.asarray(y, dtype=np.float64), inked.shape)[: count * _PIECE]
    tops = np.round((heights.reshape(count, _PIECE)[chosen] * own).sum(axis=1) / held).astype(int)
    around = _AROUND + _SHIFT
    # Beyond the edge of the picture its last row goes on.
    lines = np.clip(tops[:, None] + np.arange(-around, around + 1), 0, len(grey) - 1)
    columns = chosen[:, None] * _PIECE + np.arange(_PIECE)
    seen = grey[lines[:, :, None], columns[:, None, :]] * own[:, None, :]
    means = seen.sum(axis=2, dtype=np.int64) / held[:, None]
    shifts = means[:, _AROUND : _AROUND + 2 * _SHIFT + 1].argmin(axis=1)
    pieces = means[np.arange(len(chosen))[:, None], shifts[:, None] + np.arange(2 * _AROUND + 1)]
    usual = np.median(pieces, axis=0)
    paper = min(float(np.median(usual[:4])), float(np.median(usual[-4:])))
    dark = paper - usual
    depth = float(dark[_AROUND])
    if depth < 1.0:
        return Look(0.0, 1.0)
    return Look(depth, max(1.0, float(dark[_AROUND - 4 : _AROUND + 5].clip(min=0).sum()) / depth))
