"""Blocks of a sheet: neighbouring lines of one size that begin together, as in one tier of one article.

Everything is in the flow frame, see `ocr.layout.flow`: on a vertical page "above" is "to the right".
"""

from __future__ import annotations

from collections.abc import Sequence
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


HEAD = -1
"""The kind of lines that run across the others."""


@dataclass(frozen=True, slots=True)
class Block:
    """Indices of the lines, in reading order, their extent, ``(4,)`` in the flow frame, and their median thickness.

    `head`: it is a line across the others.
    """

    members: tuple[int, ...]
    span: NDArray[np.float64]
    thick: float
    head: bool = False


def find_blocks(
    spans: Spans, thick: NDArray[np.float64], kinds: NDArray[np.int_], lines: Sequence[Sequence[int]]
) -> list[Block]:
    """`spans` grouped into blocks whose extents are free of one another.

    `thick`, ``(n,)``: thickness of each box in pixels. `kinds`, ``(n,)``: boxes of different kinds (directions) are
    never joined; those of a negative kind stay alone. `lines`: the boxes of each line, all of one kind, in order.
    """
    whole = np.array([_hull(spans[list(line)]) for line in lines]).reshape(-1, 4)
    size = np.array([np.median(thick[list(line)]) for line in lines])
    kind = np.array([kinds[line[0]] for line in lines], dtype=np.int_)
    groups = {i: [i] for i in range(len(whole))}
    hulls = whole.copy()
    alive = np.ones(len(whole), dtype=np.bool_)
    root = list(range(len(whole)))
    spare = _TOUCH * float(np.median(thick)) if len(thick) else 0.0
    for i, j in _pairs(whole, size, kind):
        a, b = root[i], root[j]
        if a == b:
            continue
        hull = _hull(hulls[[a, b]])
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
            tuple(i for k in sorted(held, key=lambda k: (whole[k, 1], whole[k, 0])) for i in lines[k]),
            hulls[a],
            float(np.median(size[held])),
            bool(kind[a] == HEAD),
        )
        for a, held in groups.items()
    ]


def _hull(spans: Spans) -> NDArray[np.float64]:
    return np.concatenate([spans[:, :2].min(axis=0), spans[:, 2:].max(axis=0)])


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
