"""How often a character is right that the recogniser gave a probability; made by `scripts/fit_confidence.py`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ocr.geometry import Direction

Table = tuple[tuple[float, ...], tuple[float, ...]]
"""Probabilities of the recogniser, rising, and the share of right characters at each."""

_GIVEN = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 0.995, 0.999, 1.0)

TRUST: Mapping[Direction, Table] = MappingProxyType(
    {
        # 14,730 characters
        Direction.HORIZONTAL: (
            _GIVEN,
            (
                0.0000,
                0.0234,
                0.4676,
                0.7389,
                0.8165,
                0.8741,
                0.9043,
                0.9261,
                0.9442,
                0.9513,
                0.9600,
                0.9755,
                0.9852,
                1.0000,
            ),
        ),
        # 3,462 characters
        Direction.VERTICAL: (
            _GIVEN,
            (
                0.2222,
                0.3595,
                0.7628,
                0.7844,
                0.8145,
                0.8475,
                0.8729,
                0.9007,
                0.9239,
                0.9342,
                0.9440,
                0.9817,
                0.9926,
                1.0000,
            ),
        ),
    }
)
