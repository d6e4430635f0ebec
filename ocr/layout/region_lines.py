"""Lines of a sheet that the detector found in pieces: columns broken at a pale place, heads broken between characters.

Everything is in the flow frame, see `ocr.layout.flow`: on a vertical page a column runs along u, and a head across it
runs along v.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ocr.layout.flow import Spans

Band = tuple[float, float, float, float]
"""u0, v0, u1, v1."""

RuledShare = Callable[[Band, int], float]
"""How much of a band is ruled, 0..1, by rules that part along the axis given (0: u, 1: v)."""

_ALIKE = 1.4
"""Pieces of one line differ in thickness by this ratio at most."""

_LEVEL = 0.35
"""Their middles differ by so many thicknesses at most."""

_APART = {0: 1.6, 1: 1.2}
"""Widest blank between them, in thicknesses: in a column, where a character or two were not seen, and in a head."""

_OVERLAP = 0.6
"""They may overlap by so many thicknesses."""

_TOGETHER = 0.6
"""Columns that begin or end within so many thicknesses of a place break there."""

_BEYOND = 1.0
"""A column goes past a place that it reaches beyond by so many thicknesses on both sides."""

_BESIDE = 0.45
"""It is asked when it stands no farther off than so many thicknesses."""

_ROUND = 4.2
"""Those no farther off than so many thicknesses tell whether two tiers meet at a place."""

_RULED = 0.8
"""Least share of the room between two pieces that a rule between them runs along."""


def whole_lines(
    spans: Spans, thick: NDArray[np.float64], kinds: NDArray[np.int_], ruled: RuledShare
) -> list[list[int]]:
    """Indices into `spans`, those of one line together, in the order of u in columns, of v in heads.

    `thick`, ``(n,)``: thickness of each box in pixels; `kinds`, ``(n,)``: 0 for columns, negative for heads.

    A column may also be cut where two tiers meet. Its pieces are one line when a column beside them goes on past the
    place, whole or already put together.
    """
    lines = {i: [i] for i in range(len(spans))}
    hulls = np.array(spans, dtype=np.float64)

    def join(i: int, j: int) -> None:
        a, b = (next(k for k, held in lines.items() if end in held) for end in (i, j))
        lines[a] += lines.pop(b)
        hulls[a] = np.concatenate(
            [np.minimum(hulls[a, :2], hulls[b, :2]), np.maximum(hulls[a, 2:], hulls[b, 2:])]
        )

    for i, j in _pairs(spans, thick, kinds, 1, ruled):
        join(i, j)
    pairs = _pairs(spans, thick, kinds, 0, ruled)
    while pairs:
        alive = [k for k in lines if kinds[k] >= 0]
        joined = [
            (i, j)
            for i, j in pairs
            if _is_passed(hulls[alive], thick[alive], _between(spans, i, j), float(min(thick[[i, j]])), ruled)
        ]
        if not joined:
            break
        for i, j in joined:
            join(i, j)
        pairs = [pair for pair in pairs if pair not in joined]
    return [sorted(held, key=lambda k: spans[k, 1 if kinds[k] < 0 else 0]) for held in lines.values()]


def _pairs(
    spans: Spans, thick: NDArray[np.float64], kinds: NDArray[np.int_], axis: int, ruled: RuledShare
) -> list[tuple[int, int]]:
    """Pieces that follow each other along `axis`, each with the next one only."""
    middles = (spans[:, :2] + spans[:, 2:]) / 2
    other = 1 - axis
    found = []
    for i in np.flatnonzero(kinds < 0 if axis else kinds >= 0).tolist():
        size = np.minimum(thick, thick[i])
        blank = spans[:, axis] - spans[i, axis + 2]
        fits = (kinds == kinds[i]) & (np.maximum(thick, thick[i]) <= _ALIKE * size)
        fits &= (np.abs(middles[:, other] - middles[i, other]) <= _LEVEL * size) & (
            middles[:, axis] > middles[i, axis]
        )
        fits &= (blank <= _APART[axis] * size) & (blank > -_OVERLAP * size)
        after = np.flatnonzero(fits)
        if not len(after):
            continue
        j = int(after[np.argmin(spans[after, axis])])
        spare = 0.2 * float(size[j])
        low, high = sorted((float(spans[i, axis + 2]), float(spans[j, axis])))
        start = float(max(spans[i, other], spans[j, other]))
        end = float(min(spans[i, other + 2], spans[j, other + 2]))
        band = (
            (low - spare, start, high + spare, end) if axis == 0 else (start, low - spare, end, high + spare)
        )
        if ruled(band, axis) < _RULED:
            found.append((i, j))
    return found


def _between(spans: Spans, i: int, j: int) -> NDArray[np.float64]:
    """What is between the pieces `i` and `j` of a column, ``(4,)``."""
    low, high = sorted((float(spans[i, 2]), float(spans[j, 0])))
    return np.array([low, min(spans[i, 1], spans[j, 1]), high, max(spans[i, 3], spans[j, 3])])


def _is_passed(
    hulls: Spans, thick: NDArray[np.float64], gap: NDArray[np.float64], size: float, ruled: RuledShare
) -> bool:
    """Do more of the columns `hulls` near `gap`, what is between two pieces of a column, go on past it than break
    there, one of them close beside it?"""
    u0, v0, u1, v1 = gap.tolist()
    blank = np.maximum(hulls[:, 1] - v1, v0 - hulls[:, 3])
    near = (blank <= _ROUND * size) & (blank > -0.5 * size)
    near &= np.maximum(thick, size) <= _ALIKE * np.minimum(thick, size)
    past = near & (hulls[:, 0] < u0 - _BEYOND * size) & (hulls[:, 2] > u1 + _BEYOND * size)
    spare = _TOGETHER * size
    ending = near & (hulls[:, 2] > u0 - spare) & (hulls[:, 2] < u1 + spare)
    beginning = near & (hulls[:, 0] > u0 - spare) & (hulls[:, 0] < u1 + spare)

    def is_parted(k: int) -> bool:
        low, high = sorted((hulls[k, 3], v0) if hulls[k, 1] < v0 else (v1, hulls[k, 1]))
        band = (u0 - _BEYOND * size, low - 0.2 * size, u1 + _BEYOND * size, high + 0.2 * size)
        return ruled(band, 1) >= _RULED

    going = [k for k in np.flatnonzero(past).tolist() if not is_parted(k)]
    breaking = min(int(ending.sum()), int(beginning.sum()))
    # So wide a blank is what parts tiers: it takes more to believe that characters are missing.
    least = breaking + 1 if u1 - u0 <= _TOGETHER * size else 2 * breaking + 2
    return len(going) >= least and any(blank[k] <= _BESIDE * size for k in going)
