"""Does the print of a leaf stand in line along a measured bend, or rather along straight lines?

Shifts of neighbouring strips are told by what matches best. Where many columns stand at one distance, a column matches
the next one as well as itself, and a straight leaf seems bent. Straightened by a true bend the bands of all strips
stand above each other: their sum has high peaks and deep gaps; by a false one they blur.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEEPEST = 0.07
"""Steepest lean of straight lines that is tried, as a slope: 4 degrees, more than levelling leaves."""

_SLOPES = 57

_LEAST = 0.95
"""Least sharpness along the bend, of that along straight lines: true bends have 1.01 to 1.16 of it, false ones of
vertical pages 0.59 to 0.84."""


def stands_in_line(bands: NDArray[np.float32], shifts: NDArray[np.float64], pitch: float) -> bool:
    """Is the sum of ``bands``, ``(strips, length)``, sharper with strip ``k`` moved by ``shifts[k]`` than along
    straight lines? Either may lean.

    `shifts`, ``(strips, length)``, are in pixels of the bands, as is `pitch`, the distance of neighbouring strips.
    """
    middle = (len(bands) - 1) / 2
    along = (np.arange(len(bands)) - middle)[:, None] * pitch
    leans = [slope * along for slope in np.linspace(-_STEEPEST, _STEEPEST, _SLOPES)]
    straight = max(_sharpness(bands, np.broadcast_to(lean, bands.shape)) for lean in leans)
    return max(_sharpness(bands, shifts + lean) for lean in leans) >= _LEAST * straight


def _sharpness(bands: NDArray[np.float32], shifts: NDArray[np.float64]) -> float:
    """Variance of the sum of ``bands``, each moved by its ``shifts``, both ``(strips, length)``."""
    length = bands.shape[1]
    places = np.arange(length)
    moved = np.rint(places + shifts).astype(np.intp)
    inside = (moved >= 0) & (moved < length)
    taken = np.take_along_axis(bands, np.clip(moved, 0, length - 1), axis=1)
    return float(np.var(np.where(inside, taken, 0.0).sum(axis=0)))
