"""Which sides between the cells of a table are ruled: by the ink along them and by the print across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_REACH = 3
"""A side is looked for this many pixels to either side of its edge."""

_RULED = 0.6
"""Share of a side that ink covers on a clean print."""

_FAINT = 0.25
"""Share of an edge, from end to end, that makes it one even where no single side is covered well."""

_WORN = 0.4
"""A side is there when it is covered this much as well as the better sides of its edge."""

_THROUGH = 0.8
"""A side is ruled in spite of print across it when it is covered this well: the detector took the print of two cells
for one."""

_SURE = 0.5
"""Share of a side with sure ink that makes an edge of a few sides one: strokes and rules of the back of the sheet make
worn traces."""

_BREAK = 10
"""Breaks of a run of ink, in pixels at most."""

_FULL = 0.85
"""Share of such a side that is inked at all."""

_WHOLE = 0.97
"""Where nine in ten sides are inked so well, rules have not faded: what is missing was never there."""

_MOST = 0.5
_SOME = 0.3
_PARTED = 0.15
"""Between print that stands apart a side is there when its edge has the first share of its sides, even where it has
faded; when it has the second, where it is inked by the third."""

_WITHIN = 0.4
_WITHIN_SHORT = 0.3
_WITHIN_TALL = 0.25
"""Print crosses an upright edge that stands this many heights within its box, or this share of its width; a flat edge
this share of its height."""


_MIDDLE = 0.35
"""An edge through the middle of a row of print, not only through its box, stands so many heights within the box."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Flat edges `at` heights y, inked where the mask `flat` is, cut in sides by the places x `across`."""

    flat: NDArray[np.uint8]
    sure: NDArray[np.uint8]
    at: Sequence[float]
    across: Sequence[float]

    @staticmethod
    def band(flat: NDArray[np.uint8], y: float) -> NDArray[np.bool_]:
        """Where along x there is ink within reach of the height `y`."""
        low, high = max(0, round(y) - _REACH), round(y) + _REACH + 1
        return np.asarray(flat[low:high].any(axis=0), dtype=np.bool_)

    def shares(self, mask: NDArray[np.uint8]) -> NDArray[np.float64]:
        """``(edges, sides)``: the share of each side that is inked in `mask`, its ends left out."""
        result = np.zeros((len(self.at), len(self.across) - 1))
        for number, y in enumerate(self.at):
            total = np.concatenate([[0], np.cumsum(self.band(mask, y))])
            for side, (x0, x1) in enumerate(pairwise(self.across)):
                inset = min(_REACH, (x1 - x0) / 4)
                low, high = round(x0 + inset), max(round(x0 + inset) + 1, round(x1 - inset))
                low, high = min(low, len(total) - 1), min(high, len(total) - 1)
                result[number, side] = (total[high] - total[low]) / max(1, high - low)
        return result

    def ruled(self, crossed: NDArray[np.bool_], stretch: float) -> list[bool]:
        """Which edges are rules; `crossed`, ``(edges, sides)``, says where print goes across.

        An edge with less than half of its length ruled, where no print crosses it, needs a sure side, or a run of ink
        of the share `stretch` of its length.
        """
        lengths = np.diff(np.asarray(self.across))
        inked, sure = self.shares(self.flat), self.shares(self.flat & self.sure)
        found = []
        for y, shares, known, blocked in zip(self.at, inked, sure, crossed & (inked < _THROUGH), strict=True):
            own = np.where(blocked, 0.0, shares)
            covered, against = float((own * lengths).sum()), float(lengths[blocked].sum())
            whole = float(lengths.sum())
            ruled = own.max() >= _RULED or covered >= _FAINT * whole
            worn = covered >= against and self._longest(y) >= stretch * whole
            if covered < max(against, _MOST * (whole - against)) and not worn:
                ruled = bool(((own >= _FULL) & (known >= _SURE)).any())
            found.append(bool(ruled))
        return found

    def _longest(self, y: float) -> int:
        """Pixels of the longest run of ink at the height `y`, small breaks closed."""
        band = np.flatnonzero(self.band(self.flat, y))
        if not len(band):
            return 0
        runs = np.split(band, np.flatnonzero(np.diff(band) > _BREAK) + 1)
        return max(int(run[-1] - run[0]) for run in runs)


def held_sides(edges: Edges, crossed: NDArray[np.bool_], parted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """``(edges, sides)``: is the side ruled? `parted` are sides between print that stands in two cells if any rule runs
    there."""
    inked = edges.shares(edges.flat)
    held = np.array([_present(shares) for shares in inked]).reshape(inked.shape)
    held &= ~crossed | (inked >= _THROUGH)
    if held.any() and float(np.percentile(inked[held], 10)) >= _WHOLE:
        return np.asarray(held, dtype=np.bool_)
    usual = held.mean(axis=1)[:, None]
    least = np.where(usual >= _MOST, 0.0, np.where(usual >= _SOME, _PARTED, 1.0))
    held |= parted & ~crossed & (inked >= least)
    return np.asarray(held, dtype=np.bool_)


def crossed_by(
    boxes: NDArray[np.float64], at: Sequence[float], across: Sequence[float], *, along: bool = False
) -> NDArray[np.bool_]:
    """``(edges, sides)``: does print cross the side? The flat edges stand `at` heights y and are cut in sides by the
    places x `across`; `boxes`, ``(n, 4)``, of print that runs along x, or `along` y.
    """
    found = np.zeros((len(at), len(across) - 1), dtype=np.bool_)
    for x0, y0, x1, y1 in boxes.tolist():
        if along:
            within = min(_WITHIN * (x1 - x0), _WITHIN_SHORT * (y1 - y0))
            sides = [s for s, (a, b) in enumerate(pairwise(across)) if a <= (x0 + x1) / 2 < b]
        else:
            within = _WITHIN_TALL * (y1 - y0)
            sides = [
                s for s, (a, b) in enumerate(pairwise(across)) if min(b, x1) - max(a, x0) >= 0.5 * (y1 - y0)
            ]
        for edge, y in enumerate(at):
            if y0 + within < y < y1 - within:
                found[edge, sides] = True
    return found


def struck(
    boxes: NDArray[np.float64], band: NDArray[np.bool_], y: float, *, along: bool = False
) -> tuple[int, int]:
    """How many of `boxes` the flat edge at the height `y` strikes through, and how many of them are not inked along it
    like a rule; `band` tells where along x the edge is inked, `along` that print runs along y."""
    crossing = unruled = 0
    for x0, y0, x1, y1 in boxes.tolist():
        within = min(_WITHIN * (x1 - x0), _WITHIN_SHORT * (y1 - y0)) if along else _MIDDLE * (y1 - y0)
        if y0 + within < y < y1 - within:
            crossing += 1
            under = band[max(0, round(x0)) : max(1, round(x1))]
            unruled += not len(under) or float(under.mean()) < _THROUGH
    return crossing, unruled


def parted_texts(
    boxes: NDArray[np.float64], at: Sequence[float], across: Sequence[float], apart: float = float("-inf")
) -> NDArray[np.bool_]:
    """``(edges, sides)``: is there print in the areas next to the side, above and below, `apart` from each other? As
    for `crossed_by`."""
    sides = np.searchsorted(across, (boxes[:, 0] + boxes[:, 2]) / 2) - 1
    strips = np.searchsorted(at, (boxes[:, 1] + boxes[:, 3]) / 2) - 1
    tops = np.full((len(at) - 1, len(across) - 1), np.inf)
    bottoms = -tops
    inside = (sides >= 0) & (sides < tops.shape[1]) & (strips >= 0) & (strips < tops.shape[0])
    np.minimum.at(tops, (strips[inside], sides[inside]), boxes[inside, 1])
    np.maximum.at(bottoms, (strips[inside], sides[inside]), boxes[inside, 3])
    found = np.zeros((len(at), len(across) - 1), dtype=np.bool_)
    held = np.isfinite(bottoms[:-1]) & np.isfinite(tops[1:])
    found[1:-1] = held & (np.where(held, tops[1:], 0.0) - np.where(held, bottoms[:-1], 0.0) >= apart)
    return found


def _present(shares: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which sides of an edge are there, against how well its better sides are inked."""
    inked = shares[shares >= 0.1]
    if not len(inked):
        return np.zeros(len(shares), dtype=np.bool_)
    return np.asarray(shares >= max(0.12, _WORN * float(np.percentile(inked, 75))), dtype=np.bool_)
