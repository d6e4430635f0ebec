"""How often a character is right, and what tells of a page's errors; numbers by `scripts/fit_confidence.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.reading.evidence import EVIDENCE, Rows


@dataclass(frozen=True, slots=True)
class Trust:
    """A logistic model of "this character is right"; a character that was lost counts against the one before it.

    Natural logarithms of odds: `constant`, and of each column of the evidence what a unit of it adds.
    """

    constant: float
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.weights) != len(EVIDENCE):
            raise ValueError(f"{len(self.weights)} weights for {len(EVIDENCE)} kinds of evidence")

    def shares_right(self, rows: Rows) -> NDArray[np.float64]:
        """Share (0..1) of right characters among those of such evidence, one for each of `rows`."""
        odds = self.constant + rows @ np.array(self.weights)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)))


@dataclass(frozen=True, slots=True)
class Weights:
    """Errors of a page for each that is told by its clues, see `ocr.reading.judge.Clues`."""

    doubt: float
    left_out: float
    blocks: float
    headless: float
    room: float
    crossed: float


# Fitted on 309,197 characters of 282 pages
TRUST: Mapping[Direction, Trust] = MappingProxyType(
    {
        Direction.HORIZONTAL: Trust(1.6, (0.36, -1.43, -0.23, -0.06, -0.12, -2.3, -6.4, -0.73, -1.56)),
        Direction.VERTICAL: Trust(2.27, (0.43, -1.1, -0.02, -0.06, -0.1, -3.54, -4.18, -3.08, -2.6)),
    }
)

WEIGHTS = Weights(0.474, 5.838, 0.062, 3.441, 1.4, 3.772)
