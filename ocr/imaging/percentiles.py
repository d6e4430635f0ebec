"""Percentiles: those of `numpy.percentile` (linear between neighbours) in a fraction of its time."""

from __future__ import annotations

import math
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image

_Level = TypeVar("_Level", float, NDArray[np.float64])


def row_percentile(values: NDArray[np.number[Any]], percent: float) -> NDArray[np.float64]:
    """The percentile `percent` (0..100) of each row of `values`, ``(height, width)`` with at least one column."""
    last = values.shape[1] - 1
    place = percent / 100 * last
    low = min(math.floor(place), last)
    high = min(low + 1, last)
    parted = np.partition(values, (low, high), axis=1)
    return _between(parted[:, low].astype(np.float64), parted[:, high].astype(np.float64), place - low)


def percentile(values: Image, percent: float) -> float:
    """The percentile `percent` (0..100) of all `values`, of any shape, at least one, by their histogram."""
    below = np.bincount(values.ravel(), minlength=256).cumsum()
    last = int(below[-1]) - 1
    place = percent / 100 * last
    low = min(math.floor(place), last)
    first, second = np.searchsorted(below, (low, min(low + 1, last)), side="right").tolist()
    return _between(float(first), float(second), place - low)


def _between(low: _Level, high: _Level, share: float) -> _Level:
    """The value at `share` (0..1) of the way from `low` to `high`, rounded as numpy does."""
    return low + (high - low) * share if share < 0.5 else high - (high - low) * (1 - share)
