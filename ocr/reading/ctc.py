"""Decoding what a CTC recogniser gives: characters, their probabilities, their rivals and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

LEAST_RIVAL = 0.02
"""Rivals of a character are kept from this probability on."""

MOST_RIVALS = 4


@dataclass(frozen=True, slots=True)
class Glyph:
    """One recognised character: its probability (0..1) and its middle, a fraction (0..1) of the crop's length.

    `others`: what it may be instead, likeliest first, with probabilities; ``""`` is nothing, two
    characters are this one and one beside it that was nearly lost (`ocr.language.lost`).
    """

    char: str
    probability: float
    middle: float
    others: tuple[tuple[str, float], ...] = ()


def decode(scores: NDArray[np.floating], characters: Sequence[str]) -> list[Glyph]:
    """Greedy CTC decoding of `scores`, ``(steps, classes)`` of probabilities; class 0 is the blank.

    A character fires over a run of equal steps; its middle is the middle of that run, a fraction of all steps,
    its probability that of the run's first step (as RapidOCR counts confidence), its rivals those of the step
    of the run where it is surest.
    """
    best = scores.argmax(axis=1)
    starts = np.flatnonzero(np.concatenate(([True], best[1:] != best[:-1])))
    ends = np.append(starts[1:], len(best))
    return [
        Glyph(
            characters[best[start]],
            min(1.0, float(scores[start, best[start]])),
            (start + end) / 2 / len(best),
            _rivals(scores[start:end], int(best[start]), characters),
        )
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        if best[start] != 0
    ]


def _rivals(
    run: NDArray[np.floating], chosen: int, characters: Sequence[str]
) -> tuple[tuple[str, float], ...]:
    surest = run[int(run[:, chosen].argmax())]
    likely = [int(k) for k in np.flatnonzero(surest >= LEAST_RIVAL) if k != chosen]
    likely.sort(key=lambda k: -float(surest[k]))
    return tuple(("" if k == 0 else characters[k], float(surest[k])) for k in likely[:MOST_RIVALS])


def stops(middles: Sequence[float], start: float, end: float) -> tuple[float, ...]:
    """Where characters begin and end: ``len(middles) + 1`` rising positions from `start` to `end`.

    Two neighbours part midway between their middles.
    """
    if not middles:
        return ()
    inner = [(a + b) / 2 for a, b in pairwise(middles)]
    rising = np.maximum.accumulate(np.clip([start, *inner, end], start, end))
    return tuple(float(value) for value in rising)
