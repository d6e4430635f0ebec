"""The order of the blocks of a sheet of many articles, as a person would read them.

A sheet is first cut where a blank or a rule goes right through. What cannot be cut is read like this: nothing is
read before what stands above it, or before it on the same lines; of what may be next, that which begins first along
the lines (the highest tier of a vertical sheet) is. Everything is in the flow frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.layout.region_blocks import Block
from ocr.layout.region_lines import RuledShare

_CUT = 0.8
"""Least blank that cuts a sheet, in thicknesses of its lines; a rule along it counts for `_RULE` more."""

_RULE = 1.4

_SPARE = 0.35
"""Blocks that share less than this many thicknesses across their lines do not stand one above the other."""

_OVERHANG, _OVERHANG_SHARE = 1.0, 0.3
"""Nor do blocks stand beside each other that share less than this many thicknesses along their lines, or this share of
the shorter one: a line that hangs over its tier does not make the next tier come first."""

_AROUND = 0.5
"""Which of two borders that cross goes on through the other is seen within so many thicknesses of their crossing."""

_THROUGH = 0.15
"""A border goes on through another when its rule runs along so much more of that stretch than the other's."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A stretch along `axis` (0: u, 1: v), from `start` to `end`, that no block reaches into, wide or ruled enough.

    Blocks that begin at `place` or later stand behind it.
    """

    axis: int
    start: float
    end: float
    place: float
    weight: float


def block_order(blocks: Sequence[Block], thick: float, ruled: RuledShare) -> list[int]:
    """Indices of `blocks` in reading order. `thick`: thickness of most lines of the sheet, in pixels."""
    return _ordered(blocks, list(range(len(blocks))), thick, ruled)


def _ordered(blocks: Sequence[Block], chosen: list[int], thick: float, ruled: RuledShare) -> list[int]:
    if len(chosen) < 2:
        return chosen
    hulls = np.array([blocks[i].span for i in chosen])
    cuts = [cut for axis in (0, 1) for cut in _cuts(hulls, axis, thick, ruled)]
    if not cuts:
        return [chosen[k] for k in _by_precedence([blocks[i] for i in chosen], thick)]
    whole = [
        cut
        for cut in cuts
        if not any(_goes_through(other, cut, thick, ruled) for other in cuts if other.axis != cut.axis)
    ]
    first_cut = max(whole or cuts, key=lambda cut: cut.weight)
    # By where they begin: with a rule between them blocks may overlap a little, and neither part may be empty.
    starts = hulls[:, first_cut.axis]
    first = [i for i, start in zip(chosen, starts, strict=True) if start < first_cut.place]
    second = [i for i, start in zip(chosen, starts, strict=True) if start >= first_cut.place]
    return _ordered(blocks, first, thick, ruled) + _ordered(blocks, second, thick, ruled)


def _cuts(hulls: NDArray[np.float64], axis: int, thick: float, ruled: RuledShare) -> list[_Cut]:
    order = np.argsort(hulls[:, axis])
    ends = np.maximum.accumulate(hulls[order, axis + 2])
    low, high = hulls[:, 1 - axis].min(), hulls[:, 3 - axis].max()
    found = []
    for k in range(len(order) - 1):
        start, end = float(ends[k]), float(hulls[order[k + 1], axis])
        place, blank = end, (end - start) / thick
        if blank < _CUT - _RULE or place <= hulls[order[0], axis]:
            continue
        # Boxes are larger than their print: the rule may stand under their ends.
        start, end = min(start, end) - 0.1 * thick, max(start, end) + 0.1 * thick
        band = (start, low, end, high) if axis == 0 else (low, start, high, end)
        weight = blank + (_RULE if ruled(band, axis) >= 0.7 else 0.0)
        if weight >= _CUT:
            found.append(_Cut(axis, start, end, place, weight))
    return found


def _goes_through(one: _Cut, other: _Cut, thick: float, ruled: RuledShare) -> bool:
    """Does the rule of `one` go on where it meets `other`, whose own rule is broken there, or is none?

    A printer's rule that parts a sheet is whole; those that part what it leaves end at it.
    """

    def share(cut: _Cut, across: _Cut) -> float:
        low, high = across.start - _AROUND * thick, across.end + _AROUND * thick
        band = (cut.start, low, cut.end, high) if cut.axis == 0 else (low, cut.start, high, cut.end)
        return ruled(band, cut.axis)

    return share(one, other) >= share(other, one) + _THROUGH


def _by_precedence(blocks: Sequence[Block], thick: float) -> list[int]:
    hulls = np.array([block.span for block in blocks])
    before = _precedes(hulls, np.array([block.head for block in blocks]), thick)
    waiting = before.sum(axis=0)
    left = np.ones(len(blocks), dtype=np.bool_)
    result: list[int] = []
    while left.any():
        free = np.flatnonzero(left & (waiting == 0))
        if not len(free):
            # Boxes that overlap can wait for each other in a ring: the one that waits for fewest goes first.
            free = np.flatnonzero(left & (waiting == waiting[left].min()))
        at = int(min(free, key=lambda k: (hulls[k, 0], hulls[k, 1])))
        result.append(at)
        left[at] = False
        waiting = waiting - before[at]
    return result


def _precedes(hulls: NDArray[np.float64], heads: NDArray[np.bool_], thick: float) -> NDArray[np.bool_]:
    """``(n, n)``: is each read before the other, because it stands above it or before it on the same lines?"""
    u0, v0, u1, v1 = hulls.T
    along = np.minimum(u1[:, None], u1[None]) - np.maximum(u0[:, None], u0[None])
    across = np.minimum(v1[:, None], v1[None]) - np.maximum(v0[:, None], v0[None])
    shorter = np.minimum((u1 - u0)[:, None], (u1 - u0)[None])
    along = along - np.minimum(_OVERHANG * thick, _OVERHANG_SHARE * shorter)
    across = across - _SPARE * thick
    above = (along > 0) & ((v0 + v1)[:, None] < (v0 + v1)[None])
    beside = (across > 0) & ((u0 + u1)[:, None] < (u0 + u1)[None])
    both = (along > 0) & (across > 0)
    # Where boxes overlap both ways, the way they overlap less is the one they are parted along.
    above = np.where(both, above & (across <= along), above)
    beside = np.where(both, beside & (across > along), beside)
    first = (above | beside) & ~_heads_of(hulls, heads).T | _heads_of(hulls, heads)
    return np.asarray(first, dtype=np.bool_)


def _heads_of(hulls: NDArray[np.float64], heads: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """``(n, n)``: is the first a head across the lines, and does the second stand below it, or reach up into it?

    The detector takes a character of a head for the first of the column below it.
    """
    u0, v0, u1, v1 = hulls.T
    shared = np.minimum(v1[:, None], v1[None]) - np.maximum(v0[:, None], v0[None])
    below = (u0 + u1)[:, None] / 2 < (u0 + u1)[None] / 2
    reaching = below & (u0[None] < u1[:, None]) & (u1[None] > u1[:, None])
    return np.asarray(
        heads[:, None]
        & ~heads[None]
        & reaching
        & (shared >= 0.5 * np.minimum((v1 - v0)[:, None], (v1 - v0)[None]))
    )
