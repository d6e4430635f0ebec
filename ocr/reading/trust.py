"""How often a character is right, by the recogniser's probability; made by `scripts/fit_confidence.py`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ocr.geometry import Direction

Table = tuple[tuple[float, ...], tuple[float, ...]]
"""Probabilities of the recogniser, rising, and the share of right characters at each."""

_GIVEN = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 0.995, 0.999, 1.0)

TRUST: Mapping[Direction, Table] = MappingProxyType(
    {
        # 26,640 characters
        Direction.HORIZONTAL: (
            _GIVEN,
            (
                0.0000,
                0.3364,
                0.7568,
                0.7850,
                0.8098,
                0.9057,
                0.9073,
                0.9118,
                0.9391,
                0.9453,
                0.9512,
                0.9593,
                0.9841,
                1.0000,
            ),
        ),
        # 9,216 characters
        Direction.VERTICAL: (
            _GIVEN,
            (
                0.0000,
                0.1171,
                0.5590,
                0.7185,
                0.8049,
                0.8577,
                0.8911,
                0.9079,
                0.9234,
                0.9436,
                0.9630,
                0.9805,
                0.9839,
                1.0000,
            ),
        ),
    }
)
