"""The order of the blocks of a sheet of many articles, as a person would read them.

A sheet is first cut where a blank or a rule goes right through. What cannot be cut is read like this: nothing is
read before what stands above it, or before it on the same lines; of what may be next, that which begins first along
the lines (the highest tier of a vertical sheet) is. Everything is in the flow frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.layout.region_blocks import Block

_CUT = 0.8
"""Least blank that cuts a sheet, in thicknesses of its lines; a rule along it counts for `_RULE` more."""

_RULE = 1.4

_SPARE = 0.35
"""Blocks that share less than this many thicknesses across their lines do not stand one above the other."""

_OVERHANG, _OVERHANG_SHARE = 1.0, 0.3
"""Nor do blocks stand beside each other that share less than this many thicknesses along their lines, or this share of
the shorter one: a line that hangs over its tier does not make the next tier come first."""

RuledShare = Callable[[float, float, float, float], float]
"""How much of a band ``(u0, v0, u1, v1)`` is ruled along its longer way, 0..1."""


def block_order(blocks: Sequence[Block], thick: float, ruled: RuledShare) -> list[int]:
    """Indices of `blocks` in reading order. `thick`: thickness of most lines of the sheet, in pixels."""
    return _ordered(blocks, list(range(len(blocks))), thick, ruled)


def _ordered(blocks: Sequence[Block], chosen: list[int], thick: float, ruled: RuledShare) -> list[int]:
    if len(chosen) < 2:
        return chosen
    hulls = np.array([blocks[i].span for i in chosen])
    gaps = [gap for axis in (0, 1) for gap in _gaps(hulls, axis, thick, ruled)]
    if not gaps:
        return [chosen[k] for k in _by_precedence([blocks[i] for i in chosen], thick)]
    _, axis, place = max(gaps)
    # By where they begin: with a rule between them blocks may overlap a little, and neither part may be empty.
    first = [i for i, start in zip(chosen, hulls[:, axis], strict=True) if start < place]
    second = [i for i, start in zip(chosen, hulls[:, axis], strict=True) if start >= place]
    return _ordered(blocks, first, thick, ruled) + _ordered(blocks, second, thick, ruled)


def _gaps(
    hulls: NDArray[np.float64], axis: int, thick: float, ruled: RuledShare
) -> list[tuple[float, int, float]]:
    """Stretches along `axis` (0: u, 1: v) that no block reaches into, wide or ruled enough.

    Of each its weight, the axis, and where the blocks behind it begin.
    """
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
        weight = blank + (_RULE if ruled(*band) >= 0.7 else 0.0)
        if weight >= _CUT:
            found.append((weight, axis, place))
    return found


def _by_precedence(blocks: Sequence[Block], thick: float) -> list[int]:
    hulls = np.array([block.span for block in blocks])
    before = _precedes(hulls, thick)
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


def _precedes(hulls: NDArray[np.float64], thick: float) -> NDArray[np.bool_]:
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
    return np.asarray(above | beside, dtype=np.bool_)
