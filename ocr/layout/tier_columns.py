"""Where a column may be cut into tiers, by its own ink: its blanks, and the rules taken along at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

BLANK = 0.33
_WIDER = 0.2
"""Least blank between tiers, in thicknesses of a box (1.4 em), and how much wider than the blanks between most of the
characters of its column."""

_SURE = 0.45
"""A blank this wide, in thicknesses, parts tiers more likely than sentences."""

_MARK = 0.35
_AFTER_MARK = 0.9
"""After ink no longer than the first, in thicknesses, which may be a mark, only a blank of the second is as sure: marks
leave the rest of their bodies blank, and on a page set in even columns those of neighbours stand at one height."""

_RULED = 0.2
"""Least blank between tiers with a rule in it."""

_RULE_THICK = 0.12
_RULE_LONG = 0.6
_RULE_MARGIN = 0.1
"""Ink no thicker along the column than the first, in thicknesses of the box, that covers the second share of the box
across and reaches into the third at either side, is a rule between tiers and does not end a blank. The characters 一
and 二 keep clear of the sides: a box is 1.4 times as thick as its print."""

_HAIRLINE = 0.06
"""Ink no thicker along the column than this, in thicknesses of the box, may be what is left of a worn rule: the blanks
on both sides of it are told as one as well. So may a stroke of 一, and what is beside the column decides.
(Drawn newspapers with rules of a quarter of a point: the rule was seen in one column of three.)"""

_LEAST_HEAD, _MOST_HEAD = 0.4, 2.5
"""What a column has of a head above it ends so many thicknesses from the start of its box: one or two characters."""

_HEAD_BLANK = 0.2
"""Least blank between a head and the column below it, in thicknesses."""

_OUTER = 0.5
"""A rule so near to an end of a box, in its thicknesses, was taken along from between the tiers."""

_END = 2.0
"""A box is not cut within so many thicknesses of its ends: what is left would be no tier."""

_SLIGHTLY = 0.06
"""Blanks this much wider, in thicknesses, than those between most characters are told as well: between tiers they may
be so narrow, and a heading that is set wide has none."""


@dataclass(frozen=True, slots=True)
class TierColumn:
    """A box: its `span` in the flow frame and its thickness, pixels.

    `blanks` are the blanks in it, `wide` those that are wide for blanks between characters, or hold a rule, `sure`
    those that hold one or are wider than a comma leaves: places (start, end) along u. `ends` are what holds a rule
    at an end of the box, as fractions (start, end) of its length. `first` are the blanks after its first characters,
    which may belong to a head above the column.
    """

    span: NDArray[np.float64]
    thick: float
    blanks: tuple[tuple[float, float], ...] = ()
    wide: tuple[tuple[float, float], ...] = ()
    sure: tuple[tuple[float, float], ...] = ()
    ends: tuple[tuple[float, float], ...] = ()
    first: tuple[tuple[float, float], ...] = ()


def tier_column(span: NDArray[np.float64], ink: NDArray[np.bool_] | None) -> TierColumn:
    """The column with the ink ``(thickness, length)`` at `span`, ``(4,)``; `ink` is None when it is not to be cut."""
    u0, v0, u1, v1 = span
    thick = max(float(v1 - v0), 1.0)
    if ink is None or u1 - u0 < _END * thick:
        return TierColumn(span, thick)
    wide, long = ink.shape
    runs = _runs(ink)
    rules = [run for run in runs if _is_rule(ink[:, run[0] : run[1]])]
    printed = [run for run in runs if run not in rules]
    gaps = [(before[1], after[0]) for before, after in pairwise(printed)]
    marked = {end for start, end in printed if end - start <= _MARK * wide}
    if not gaps:
        return TierColumn(span, thick)
    usual = float(np.median([end - start for start, end in gaps]))
    least = max(BLANK * wide, usual + _WIDER * wide)
    scale = (u1 - u0) / long
    blanks: list[tuple[float, float]] = []
    parting: list[tuple[float, float]] = []
    sure: list[tuple[float, float]] = []
    for start, end in gaps:
        if start < _END * wide or end > long - _END * wide:
            continue
        ruled = any(start <= rule < end for rule, _ in rules)
        blank = (float(u0 + start * scale), float(u0 + end * scale))
        if ruled or end - start >= usual + _SLIGHTLY * wide:
            blanks.append(blank)
        if end - start >= (_RULED * wide if ruled else least):
            parting.append(blank)
        if ruled or end - start >= (_AFTER_MARK if start in marked else _SURE) * wide:
            sure.append(blank)
    for start, end in _worn_rules(gaps, wide):
        if start >= _END * wide and end <= long - _END * wide and end - start >= least:
            blanks.append((float(u0 + start * scale), float(u0 + end * scale)))
    top = [
        (float(u0 + start * scale), float(u0 + end * scale))
        for start, end in gaps
        if _LEAST_HEAD * wide <= start <= _MOST_HEAD * wide and end - start >= _HEAD_BLANK * wide
    ]
    first = max((end for _, end in rules if end <= _OUTER * wide), default=0)
    last = min((start for start, _ in rules if start >= long - _OUTER * wide), default=long)
    ends = [(0.0, first / long)] if first else []
    ends += [(last / long, 1.0)] if last < long else []
    return TierColumn(span, thick, tuple(blanks), tuple(parting), tuple(sure), tuple(ends), tuple(top))


def _worn_rules(gaps: Sequence[tuple[int, int]], wide: int) -> list[tuple[int, int]]:
    """Pairs of neighbouring `gaps` with nothing but a hairline between them, each pair as one."""
    return [
        (before[0], after[1]) for before, after in pairwise(gaps) if after[0] - before[1] <= _HAIRLINE * wide
    ]


def _runs(ink: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches along the last axis of `ink` that are inked."""
    full = ink.sum(axis=0) >= max(2, 0.04 * ink.shape[0])
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _is_rule(run: NDArray[np.bool_]) -> bool:
    wide, long = run.shape
    across = np.flatnonzero(run.any(axis=1))
    margin = _RULE_MARGIN * wide
    return (
        long <= _RULE_THICK * wide
        and len(across) >= _RULE_LONG * wide
        and bool(across[0] <= margin and across[-1] >= wide - 1 - margin)
    )
