"""A sheet of many articles, as a newspaper or a gazette set like one: its lines in blocks, the blocks in order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.rules import Rules
from ocr.layout.flow import from_flow, to_flow
from ocr.layout.region_blocks import HEAD, find_blocks
from ocr.layout.region_frames import Area
from ocr.layout.region_lines import Band, whole_lines
from ocr.layout.region_order import block_order
from ocr.layout.region_rows import in_rows, row_runs

_MANY = {Direction.VERTICAL: 150, Direction.HORIZONTAL: 300}
"""Boxes that make a sheet of articles. A page of a book or gazette has 15-40 columns in each of two or three
tiers, or two columns of 60 lines; the pages of a newspaper of 1939 have over 300."""

_SOME = 60
_HEADS = 2
_HEAD_LONG = 2.0
"""On a vertical page so many boxes do, when so many of them are heads across the columns, this many times as long as
thick: each has its own article below it."""

_MARGIN = 0.18
"""How much larger than its print a box is on all sides, in its thicknesses: it is 1.4 times as thick."""

_TEXT = HEAD - 1
"""The kind of what stands in horizontal text."""


def is_sheet(boxes: NDArray[np.float64], direction: Direction) -> bool:
    """Do the `boxes` of a page, ``(n, 4)`` of x0, y0, x1, y1, belong to many articles? Most run in `direction`."""
    if len(boxes) >= _MANY[direction]:
        return True
    wide, tall = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    heads = int((wide >= _HEAD_LONG * tall).sum())
    return direction is Direction.VERTICAL and len(boxes) >= _SOME and heads >= _HEADS


def sheet_blocks(
    boxes: NDArray[np.float64], direction: Direction, rules: Rules, ways: NDArray[np.int_]
) -> list[list[int]]:
    """Blocks of indices into `boxes`, ``(n, 4)`` of x0, y0, x1, y1 on the levelled sheet, in reading order.

    `direction` is that of most of the print. `ways`, ``(n,)``: by how many characters a horizontal line is known to
    run from left to right (positive) or from right to left (negative).
    """
    sides = np.stack([boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]], axis=1)
    thick = np.maximum(sides.min(axis=1), 1.0)
    margin = _MARGIN * thick[:, None]
    spans = to_flow(np.concatenate([boxes[:, :2] + margin, boxes[:, 2:] - margin], axis=1), direction)
    tall = sides[:, 1] >= 1.5 * sides[:, 0]
    wide = sides[:, 0] >= 1.5 * sides[:, 1]
    vertical = direction is Direction.VERTICAL
    # Single characters are as the sheet.
    kinds = np.where(wide if vertical else tall, HEAD, 0)
    usual = float(np.median(thick[kinds == 0])) if (kinds == 0).any() else float(np.median(thick))

    def ruled(band: Band, axis: int) -> float:
        x0, y0, x1, y1 = from_flow(np.array([band]), direction)[0].tolist()
        # On a vertical sheet what parts along u, its tiers, are flat rules.
        return _ruled_share(rules, (x0, y0, x1, y1), flat=(axis == 0) == vertical)

    texts = row_runs(boxes, rules.part) if vertical else []
    inside = {i for text in texts for i in text}
    kinds[list(inside)] = _TEXT
    rest = [i for i in range(len(boxes)) if i not in inside]
    lines = [[rest[k] for k in line] for line in whole_lines(spans[rest], thick[rest], kinds[rest], ruled)]
    lines += [in_rows(boxes, text, backward=int(ways[text].sum()) <= 0) for text in texts]
    blocks = find_blocks(spans, thick, kinds, lines)
    return [list(blocks[k].members) for k in block_order(blocks, usual, ruled)]


def _ruled_share(rules: Rules, area: Area, *, flat: bool) -> float:
    """How much of the band `area` is ruled along x (`flat`) or y."""
    mask = rules.flat if flat else rules.upright
    x0, y0, x1, y1 = (max(0, round(value * rules.scale)) for value in area)
    band = mask[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
    return float(band.any(axis=0 if flat else 1).mean()) if band.size else 0.0
