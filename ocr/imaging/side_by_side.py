"""The characters of a column as a line, for reading them upright."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image

_RULE_INK = 0.75
_RULE_WIDTH = 0.2
"""Share of a column's length that a rule beside it inks at least; share of its thickness two rules take at most."""

_LEAST_DIFFERENCE = 0.15
"""Ink at cuts between characters, as a share of the mean, that is no worse than none: specks and shadows."""


def side_by_side(column: Image) -> Image:
    """The characters of a column, ``(length, thickness)``, set side by side as a line, each as it stands."""
    thick = column.shape[1]
    column = _without_rules(column)
    dark = 255.0 - column
    across = dark.mean(axis=0)
    inked = np.flatnonzero(across > across.min() + 0.25 * (across.max() - across.min()))
    left, right = max(0, int(inked[0]) - 1), min(thick, int(inked[-1]) + 2)
    cuts = _between_characters(dark[:, left:right].mean(axis=1), thick)
    paper = int(np.percentile(column, 90))
    tallest = max(b - a for a, b in pairwise(cuts))
    # As much paper around as the boxes of lines have.
    rim, side = max(1, round(0.12 * tallest)), max(0, round(0.04 * tallest))
    cells = []
    for a, b in pairwise(cuts):
        above = (tallest - (b - a)) // 2
        below = tallest - (b - a) - above
        edges = ((above + rim, below + rim), (side, side))
        cells.append(np.pad(column[a:b, left:right], edges, constant_values=paper))
    return np.ascontiguousarray(np.concatenate(cells, axis=1))


def _without_rules(column: Image) -> Image:
    """`column` with the rules that run down beside its characters painted over: columns of old gazettes are ruled."""
    paper, black = np.percentile(column, (75, 2))
    inked = (column < paper - 0.3 * (paper - black)).mean(axis=0) > _RULE_INK
    # Beside, not among the characters.
    thick = column.shape[1]
    inked[round(0.3 * thick) : round(0.7 * thick)] = False
    if not inked.any() or inked.mean() > _RULE_WIDTH:
        return column
    clean = column.copy()
    clean[:, np.convolve(inked, np.ones(5), mode="same") > 0] = int(paper)
    return clean


def _between_characters(ink: NDArray[np.float64], thick: float) -> list[int]:
    """Places along a column that part its characters; `ink` by place, its box `thick` wide.

    Of the ways to cut it at even distances, give or take a fifth, one with little ink at the cuts; of these the one
    with most cuts: every second gap is as blank. Boxes are up to twice as thick as the distance of characters.
    """
    step = max(1.0, thick / 20)
    seen = np.interp(np.arange(0, len(ink), step), np.arange(len(ink)), ink)
    seen = (seen - seen.min()) / max(1e-6, float(seen.mean() - seen.min()))
    found = [cuts for pitch in range(9, 21, 2) if (cuts := _even_cuts(seen, pitch)) is not None]
    if not found:
        return [0, len(ink)]
    least = min(cost for cost, _ in found)
    inner = next(places for cost, places in found if cost <= least + _LEAST_DIFFERENCE)
    return [round(place * step) for place in inner]


def _even_cuts(seen: NDArray[np.float64], pitch: int) -> tuple[float, list[int]] | None:
    """Cost a cut and places of the cheapest cuts of `seen` about `pitch` apart; None when it is too short."""
    count = len(seen)
    reaches = range(max(2, round(0.8 * pitch)), round(1.2 * pitch) + 1)
    first = reaches[-1]
    if count < 3 * first:
        return None
    cost = seen.copy()
    cuts = np.ones(count)
    before = np.full(count, -1)
    steps = np.array(reaches)
    uneven = 2 * ((steps - pitch) / pitch) ** 2
    for place in range(first, count):
        came = place - steps
        total = cost[came] + seen[place] + uneven
        best = int(np.argmin(total / cuts[came]))
        cost[place], cuts[place], before[place] = total[best], cuts[came[best]] + 1, came[best]
    ends = np.arange(count - first, count)
    path = [int(ends[np.argmin(cost[ends] / cuts[ends])])]
    mean = float(cost[path[0]] / cuts[path[0]])
    while before[path[-1]] >= 0:
        path.append(int(before[path[-1]]))
    return mean, path[::-1]
