"""Finding the regions of a page: print that runs across the rest of it, and framed notices with text beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.rules import Rules
from ocr.layout.flow import to_flow
from ocr.layout.region_frames import Area, find_frames

_LONG = 4.0
"""A box this many times as long as thick shows which way its print runs."""

_LONE = 6.0
"""A single line that runs the other way is a region from this length on, in thicknesses."""

_RUN = 3.0
"""Boxes within this many thicknesses of each other, running the same other way, are one region."""

_BESIDE = 3
"""Text stands beside a framed notice when so many boxes do."""


@dataclass(frozen=True, slots=True)
class Region:
    """Print that runs in one `direction`: indices of its boxes, and the area they take, pixels of the levelled page."""

    direction: Direction
    members: tuple[int, ...]
    area: Area


def find_regions(boxes: NDArray[np.float64], direction: Direction, rules: Rules) -> list[Region]:
    """Regions within a page whose print mostly runs in `direction`: those that run the other way, and framed notices.

    None of them overlap boxes that do not belong to them.
    """
    if len(boxes) < 2:
        return []
    found = []
    taken: set[int] = set()
    for area in find_frames(rules):
        members = [i for i in _within(boxes, area) if i not in taken]
        if len(members) >= 2 and _has_text_beside(boxes, area, members):
            found.append(_region(boxes, members, direction, area))
            taken |= set(members)
    for members in _runs_across(boxes, direction, taken):
        hull = _hull(boxes, members)
        if set(_within(boxes, hull)) <= set(members):
            found.append(_region(boxes, members, direction, hull))
    return found


def _region(boxes: NDArray[np.float64], members: list[int], direction: Direction, area: Area) -> Region:
    wide, tall = boxes[members, 2] - boxes[members, 0], boxes[members, 3] - boxes[members, 1]
    across = float((tall / np.maximum(wide, 1.0))[tall >= 1.5 * wide].sum())
    along = float((wide / np.maximum(tall, 1.0))[wide >= 1.5 * tall].sum())
    if across != along:
        direction = Direction.VERTICAL if across > along else Direction.HORIZONTAL
    return Region(direction, tuple(members), area)


def _runs_across(boxes: NDArray[np.float64], direction: Direction, taken: set[int]) -> list[list[int]]:
    """Groups of neighbouring boxes that run across `direction`; a single one must be long."""
    spans = to_flow(boxes, direction)
    along, across = spans[:, 2] - spans[:, 0], np.maximum(spans[:, 3] - spans[:, 1], 1.0)
    # A table takes part as one box: what is as thick as many lines is not a line.
    lines = along < 3.0 * float(np.median(across))
    chosen = [
        i for i in np.flatnonzero(lines & (across >= _LONG * along) & (along > 0)).tolist() if i not in taken
    ]
    groups: list[list[int]] = []
    for i in chosen:
        near = [
            g for g in groups if any(_distance(boxes[i], boxes[j]) <= _RUN * along[[i, j]].min() for j in g)
        ]
        groups = [g for g in groups if g not in near] + [[i, *(j for g in near for j in g)]]
    return [
        sorted(group) for group in groups if len(group) > 1 or across[group[0]] >= _LONE * along[group[0]]
    ]


def _distance(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    dx = max(a[0] - b[2], b[0] - a[2], 0.0)
    dy = max(a[1] - b[3], b[1] - a[3], 0.0)
    return float(max(dx, dy))


def _within(boxes: NDArray[np.float64], area: Area) -> list[int]:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = (area[0] <= x) & (x < area[2]) & (area[1] <= y) & (y < area[3])
    return [int(i) for i in np.flatnonzero(inside)]


def _hull(boxes: NDArray[np.float64], members: list[int]) -> Area:
    low, high = boxes[members, :2].min(axis=0), boxes[members, 2:].max(axis=0)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def _has_text_beside(boxes: NDArray[np.float64], area: Area, members: list[int]) -> bool:
    """Do boxes outside the frame stand left or right of it, and others above or below?

    A frame around the whole text, or across the whole page, does not change the order of anything.
    """
    outside = np.delete(boxes, members, axis=0)
    along = np.minimum(outside[:, 2], area[2]) - np.maximum(outside[:, 0], area[0])
    down = np.minimum(outside[:, 3], area[3]) - np.maximum(outside[:, 1], area[1])
    return int((down > 0).sum()) >= _BESIDE and int((along > 0).sum()) >= _BESIDE
