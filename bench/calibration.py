"""Are confidences honest? Errors by confidence, of characters and of lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bench.alignment import aligned
from bench.matching import Match, ReadLine
from draw.truth import PageTruth

EDGES = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
"""Confidence bins: under the first, between two, from the last to 1."""

Counts = tuple[tuple[int, float, int], ...]
"""A bin each: how many characters, the sum of their confidences, how many wrong."""

NOTHING: Counts = ((0, 0.0, 0),) * (len(EDGES) + 1)


def bin_names() -> list[str]:
    """What stands at the head of each bin's row."""
    return [
        f"under {EDGES[0]}",
        *(f"{low}–{high}" for low, high in pairwise(EDGES)),
        f"{EDGES[-1]} and more",
    ]


def added(first: Counts, second: Counts) -> Counts:
    """Sums, bin by bin."""
    return tuple((a + d, b + e, c + f) for (a, b, c), (d, e, f) in zip(first, second, strict=True))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Characters by their own confidence, and by that of their line.

    Of the latter the wrong are edits: missing characters count where their line was read.
    """

    characters: Counts = NOTHING
    lines: Counts = NOTHING

    def __add__(self, other: Calibration) -> Calibration:
        return Calibration(added(self.characters, other.characters), added(self.lines, other.lines))


NO_CALIBRATION = Calibration()


def calibration(page: PageTruth, lines: Sequence[ReadLine], found: Sequence[Match]) -> Calibration:
    """Characters read, each right or wrong by an alignment with the print they lie on, white space left out.

    Rows of leader dots, which the truth shortens, are left out.
    """
    characters = [list(row) for row in NOTHING]
    by_line = [list(row) for row in NOTHING]
    for match in found:
        printed = "".join("".join(page.lines[t].text.split()) for t in match.truths)
        if "…" in printed:
            continue
        owners = [(r, sure) for r in match.reads for sure in _sure(lines[r])]
        read = "".join("".join(lines[r].text.split()) for r in match.reads)
        edits = dict.fromkeys(match.reads, 0)
        near = match.reads[0] if match.reads else None
        for t, r in aligned(printed, read):
            wrong = t is None or r is None or printed[t] != read[r]
            if r is not None:
                near, sure = owners[r]
                if sure is not None:
                    _count(characters, sure, 1, wrong)
            if near is not None:
                edits[near] += wrong
        for r, count in edits.items():
            confidence = lines[r].confidence
            if confidence is not None:
                _count(by_line, confidence, len("".join(lines[r].text.split())), count)
    return Calibration(_frozen(characters), _frozen(by_line))


def _sure(line: ReadLine) -> Iterator[float | None]:
    """The confidence of each character of the line but white space."""
    sures: Sequence[float | None] = line.confidences or (None,) * len(line.text)
    return (sure for char, sure in zip(line.text, sures, strict=True) if not char.isspace())


def _count(bins: list[list[float]], sure: float, size: int, wrong: int) -> None:
    row = bins[bisect_right(EDGES, sure)]
    row[0] += size
    row[1] += sure * size
    row[2] += wrong


def _frozen(bins: list[list[float]]) -> Counts:
    return tuple((int(count), float(total), int(wrong)) for count, total, wrong in bins)


def spearman(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Spearman's rank correlation, ties by mean ranks; None of fewer than three pairs or of one rank only."""
    if len(first) < 3:
        return None
    a, b = _ranks(first), _ranks(second)
    a, b = a - a.mean(), b - b.mean()
    norm = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / norm if norm else None


def _ranks(values: Sequence[float]) -> np.ndarray:
    array = np.asarray(values, dtype=np.float64)
    _, inverse, counts = np.unique(array, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[inverse])
