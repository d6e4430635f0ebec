"""Regions of a sheet: stretches of print that run one way, each read as a page of its own.

Most pages are one region. Others bear a masthead or a side column that runs the other way, or a framed notice with
text beside it; a sheet of many tiers bears articles that run over some of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.rules import Rules
from ocr.layout.flow import Spans, thickness, to_flow
from ocr.layout.gutter import NO_HINTS, Hints, find_gutters
from ocr.layout.order import reading_order
from ocr.layout.region_frames import Area, find_frames
from ocr.layout.region_sheet import is_sheet, sheet_blocks

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


def ordered_blocks(
    boxes: NDArray[np.float64], direction: Direction, rules: Rules, hints: Hints
) -> list[list[int]]:
    """Blocks of indices into `boxes`, ``(n, 4)`` of x0, y0, x1, y1 on the levelled page, in reading order.

    `direction` is that of most of the print, `hints` are what is known about the gutters of such a page.
    """
    if hints.columns is not None:
        return reading_order(to_flow(boxes, direction), hints)
    if is_sheet(boxes, direction):
        return sheet_blocks(boxes, direction, rules)
    regions = find_regions(boxes, direction, rules)
    if not regions:
        return reading_order(to_flow(boxes, direction), hints)
    inside = {i for region in regions for i in region.members}
    rest = [i for i in range(len(boxes)) if i not in inside]
    around = to_flow(boxes[rest], direction)
    first, within, last = _placed(regions, around, direction, hints)
    blocks = [block for region in first for block in _region_blocks(boxes, region)]
    frames = to_flow(np.array([region.area for region in within]).reshape(-1, 4), direction)
    for block in reading_order(np.concatenate([around, frames]), hints):
        run: list[int] = []
        for k in block:
            if k < len(rest):
                run.append(rest[k])
            else:
                blocks += [run, *_region_blocks(boxes, within[k - len(rest)])]
                run = []
        blocks.append(run)
    blocks += [block for region in last for block in _region_blocks(boxes, region)]
    return [block for block in blocks if block]


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


def _placed(
    regions: list[Region], around: Spans, direction: Direction, hints: Hints
) -> tuple[list[Region], list[Region], list[Region]]:
    """Regions that come before all other text, stand within it, and come after it, each in order.

    What stands clear of the text on one side comes before or after it. What is set over a gutter, with the text of the
    columns going around it, belongs to neither and comes after both.
    """
    height, gutters = thickness(around), find_gutters(around, hints)
    first: list[tuple[float, Region]] = []
    within: list[Region] = []
    last: list[tuple[float, Region]] = []
    for region in regions:
        u0, v0, u1, v1 = to_flow(np.array([region.area]), direction)[0].tolist()
        thin = min(u1 - u0, v1 - v0)
        spare = 0.3 * thin
        beside = np.minimum(around[:, 3], v1) - np.maximum(around[:, 1], v0) > 0.5 * height
        inset = beside.any() and any(u0 + height < gutter < u1 - height for gutter in gutters)
        if not len(around) or v1 <= around[:, 1].min() + spare or u1 <= around[:, 0].min() + spare:
            first.append((v0, region))
        elif v0 >= around[:, 3].max() - spare or u0 >= around[:, 2].max() - spare or inset:
            last.append((v0, region))
        else:
            within.append(region)
    return (
        [region for _, region in sorted(first, key=lambda pair: pair[0])],
        within,
        [region for _, region in sorted(last, key=lambda pair: pair[0])],
    )


def _region_blocks(boxes: NDArray[np.float64], region: Region) -> list[list[int]]:
    spans = to_flow(boxes[list(region.members)], region.direction)
    hints = Hints(loose=True) if region.direction is Direction.VERTICAL else NO_HINTS
    return [[region.members[k] for k in block] for block in reading_order(spans, hints)]
