"""How often a character is right, and what tells of a page's errors; numbers by `scripts/fit_confidence.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log
from types import MappingProxyType

from ocr.geometry import Direction

LEAST, MOST = 1e-3, 1.0 - 1e-4
"""The recogniser's probabilities mean no more below and above."""


@dataclass(frozen=True, slots=True)
class Trust:
    """A logistic model of "this character is right"; a character that was lost counts against the one before it.

    Natural logarithms of odds: `constant`, `recogniser` for each of the recogniser's own, `mark` for punctuation,
    `line` for each by which the line's mean doubt rises (a line whose other characters are doubtful).
    """

    constant: float
    recogniser: float
    mark: float
    line: float

    def share_right(self, probability: float, mark: bool, line: float) -> float:
        """Share (0..1) of right characters among those of such `probability`, in lines of such mean probability."""
        own = min(max(probability, LEAST), MOST)
        doubt = min(max(1.0 - line, LEAST), 0.5)
        odds = (
            self.constant
            + self.recogniser * log(own / (1.0 - own))
            + self.mark * mark
            + self.line * log(doubt)
        )
        return 1.0 / (1.0 + exp(-odds))


@dataclass(frozen=True, slots=True)
class Weights:
    """Errors of a page for each that is told by: a `doubt`, a character nearly `lost` (by their probabilities), a box
    `left_out`, a character of a page of many `blocks`, whose order is doubtful."""

    doubt: float
    lost: float
    left_out: float
    blocks: float


# 117,836 characters of 120 pages
TRUST: Mapping[Direction, Trust] = MappingProxyType(
    {
        Direction.HORIZONTAL: Trust(-0.15, 0.45, -1.47, -0.56),
        Direction.VERTICAL: Trust(0.89, 0.35, -0.47, -0.15),
    }
)

WEIGHTS = Weights(0.84, 2.13, 4.78, 0.03)
"""The fit gave 0.1 for `blocks` while 10-30 % of newspaper pages were out of order; clean ones have 2 % now."""
