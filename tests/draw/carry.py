"""Carries the truth of a page through what a scanner or camera did to its image."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from draw.truth import Corners, LineTruth, PageTruth
from ocr.geometry import Box

Points = NDArray[np.float64]
"""N × 2, x and y in pixels."""

Map = Callable[[Points], Points]
"""Where points of the old image lie on the new one."""


def carried(truth: PageTruth, forward: Map, width: int, height: int, dpi: int) -> PageTruth:
    """`truth` on an image of ``width × height`` pixels and `dpi`; lines that left the image are dropped.

    `leaves` are not carried: who makes the scan knows them.
    """
    lines = tuple(
        moved for line in truth.lines if (moved := carried_line(line, forward, width, height)) is not None
    )
    seals = tuple(
        box for seal in truth.seals if (box := carried_box(seal, forward, width, height)) is not None
    )
    return replace(truth, width=width, height=height, dpi=dpi, lines=lines, seals=seals, leaves=())


def carried_line(line: LineTruth, forward: Map, width: int, height: int) -> LineTruth | None:
    """`line` on the new image, None when its box does not meet it.

    The box of a curled line is larger than that of its corners: a point of each side of it is carried, too.
    """
    corners = np.array(line.corners, dtype=np.float64)
    x, y = (corners.min(axis=0) + corners.max(axis=0)) / 2
    x0, y0, x1, y1 = line.box
    sides = np.array([(x, y0), (x, y1), (x0, y), (x1, y)], dtype=np.float64)
    moved = forward(np.concatenate([corners, sides]))
    box = _around(moved, width, height)
    if box is None:
        return None
    return replace(line, box=box, corners=_corners(moved[:4]))


def carried_box(box: Box, forward: Map, width: int, height: int) -> Box | None:
    """The upright box that holds `box` on the new image, None when it does not meet it."""
    x0, y0, x1, y1 = box
    return _around(
        forward(np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float64)), width, height
    )


def _around(points: Points, width: int, height: int) -> Box | None:
    low, high = points.min(axis=0), points.max(axis=0)
    box = Box(
        max(0, math.floor(low[0])),
        max(0, math.floor(low[1])),
        min(width, math.ceil(high[0])),
        min(height, math.ceil(high[1])),
    )
    return box if box.width > 0 and box.height > 0 else None


def _corners(points: Points) -> Corners:
    first, second, third, fourth = ((round(float(x), 1), round(float(y), 1)) for x, y in points)
    return first, second, third, fourth
