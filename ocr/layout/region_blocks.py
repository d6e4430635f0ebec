"""Blocks of a sheet: neighbouring lines of one size that begin together, as in one tier of one article.

Everything is in the flow frame, see `ocr.layout.flow`: on a vertical page "above" is "to the right".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.layout.flow import Spans

_SIZES = 1.4
"""Lines of one block differ in thickness by this ratio at most: a heading is larger."""

_NEAR = 0.45
"""Widest blank between two lines of a block, in thicknesses: a rule between articles takes the room of a line."""

_INDENT = 2.5
"""How far the starts of two neighbouring lines of a block may differ, in thicknesses: two characters."""

_SHARED = 0.6
"""Share of the shorter of two neighbouring lines that stands beside the other."""

_TOUCH = 0.35
"""Boxes that overlap by less than this many thicknesses do not (the detector's boxes are larger than the print)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Indices of the lines, in reading order, their extent, ``(4,)`` in the flow frame, and their median thickness."""

    members: tuple[int, ...]
    span: NDArray[np.float64]
    thick: float


def find_blocks(spans: Spans, thick: NDArray[np.float64], kinds: NDArray[np.int_]) -> list[Block]:
    """`spans` grouped into blocks whose extents are free of one another.

    `thick`, ``(n,)``: thickness of each line in pixels. `kinds`, ``(n,)``: lines of different kinds (directions) are
    never joined; those of a negative kind stay alone.
    """
    groups = {i: [i] for i in range(len(spans))}
    hulls = np.array(spans, dtype=np.float64)
    alive = np.ones(len(spans), dtype=np.bool_)
    root = list(range(len(spans)))
    spare = _TOUCH * float(np.median(thick)) if len(thick) else 0.0
    for i, j in _pairs(spans, thick, kinds):
        a, b = root[i], root[j]
        if a == b:
            continue
        hull = np.concatenate(
            [np.minimum(hulls[a, :2], hulls[b, :2]), np.maximum(hulls[a, 2:], hulls[b, 2:])]
        )
        others = alive.copy()
        others[[a, b]] = False
        if (overlaps(hulls, hull, spare) & others).any():
            continue
        groups[a] += groups.pop(b)
        hulls[a] = hull
        alive[b] = False
        for k in groups[a]:
            root[k] = a
    return [
        Block(
            tuple(sorted(held, key=lambda k: (spans[k, 1], spans[k, 0]))),
            hulls[a],
            float(np.median(thick[held])),
        )
        for a, held in groups.items()
    ]


def overlaps(hulls: NDArray[np.float64], hull: NDArray[np.float64], spare: float) -> NDArray[np.bool_]:
    """Which of `hulls`, ``(n, 4)``, share more than `spare` pixels both ways with `hull`."""
    along = np.minimum(hulls[:, 2], hull[2]) - np.maximum(hulls[:, 0], hull[0])
    across = np.minimum(hulls[:, 3], hull[3]) - np.maximum(hulls[:, 1], hull[1])
    return np.asarray((along > spare) & (across > spare), dtype=np.bool_)


def _pairs(spans: Spans, thick: NDArray[np.float64], kinds: NDArray[np.int_]) -> list[tuple[int, int]]:
    """Neighbouring lines that may stand in one block, the closest first."""
    found: list[tuple[float, int, int]] = []
    middles = (spans[:, 1] + spans[:, 3]) / 2
    for i in np.flatnonzero(kinds >= 0).tolist():
        size = np.minimum(thick, thick[i])
        blank = spans[:, 1] - spans[i, 3]
        starts = np.abs(spans[:, 0] - spans[i, 0])
        shared = np.minimum(spans[:, 2], spans[i, 2]) - np.maximum(spans[:, 0], spans[i, 0])
        shortest = np.minimum(spans[:, 2] - spans[:, 0], spans[i, 2] - spans[i, 0])
        fits = (kinds == kinds[i]) & (middles > middles[i]) & (blank <= _NEAR * size) & (blank > -0.6 * size)
        fits &= (starts <= _INDENT * size) & (shared >= _SHARED * shortest)
        fits &= np.maximum(thick, thick[i]) <= _SIZES * size
        found += [(float((starts[j] + abs(blank[j])) / size[j]), i, j) for j in np.flatnonzero(fits).tolist()]
    return [(i, j) for _, i, j in sorted(found)]
