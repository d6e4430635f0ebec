"""Regions of a sheet: stretches of print that run one way, each read as a page of its own.

Most pages are one region. Others bear a masthead or a side column that runs the other way, or a framed notice with
text beside it; a sheet of many tiers bears articles that run over some of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.rules import Rules
from ocr.layout.flow import Spans, thickness, to_flow
from ocr.layout.gutter import NO_HINTS, Hints, find_gutters
from ocr.layout.order import reading_order
from ocr.layout.region_find import Region, find_regions
from ocr.layout.region_sheet import is_sheet, sheet_blocks


def ordered_blocks(
    boxes: NDArray[np.float64],
    direction: Direction,
    rules: Rules,
    hints: Hints,
    ways: NDArray[np.int_] | None = None,
) -> list[list[int]]:
    """Blocks of indices into `boxes`, ``(n, 4)`` of x0, y0, x1, y1 on the levelled page, in reading order.

    `direction` is that of most of the print, `hints` are what is known about the gutters of such a page. `ways`: see
    `ocr.layout.region_sheet.sheet_blocks`; None: nothing is known.
    """
    if hints.columns is not None:
        return reading_order(to_flow(boxes, direction), hints)
    if is_sheet(boxes, direction):
        return sheet_blocks(
            boxes, direction, rules, np.zeros(len(boxes), dtype=np.int_) if ways is None else ways
        )
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
