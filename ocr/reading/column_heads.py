"""Horizontal lines on vertical pages: heads of wide-set characters, put together from the boxes of their characters."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from ocr.imaging.quads import Quad, sides

_ASIDE = 0.3
"""Boxes of one row have their middles within this many heights of each other, across the row."""

_APART = 1.2
"""Widest blank between the boxes of one row, heights: heads are set wide, and the detector misses single characters."""

_UNLIKE = 1.5
"""Most that the heights of boxes of one row differ, as a ratio."""

_LONG = 1.5
"""A box this many times as wide as high is a row by itself, and others may belong to it."""

_MANY = 3
"""As many boxes side by side are a row, though none is long: columns of one character stand alone."""


def joined_heads(quads: Sequence[Quad], is_parted: Callable[[Quad, Quad], bool]) -> list[Quad]:
    """The boxes of a vertical page, those of each horizontal line joined to one, which stands last.

    The detector takes a head of wide-set characters for several boxes of one to five characters. `is_parted`: does a
    rule stand between two boxes? They are heads of two articles then.
    """
    shapes = [sides(quad) for quad in quads]
    middles = [quad.mean(axis=0).tolist() for quad in quads]

    def is_near(one: int, other: int) -> bool:
        (width, height), (wide, high) = shapes[one], shapes[other]
        return math.dist(middles[one], middles[other]) <= (width + wide) / 2 + (_APART + _ASIDE) * max(
            height, high
        )

    flat = [k for k, (width, height) in enumerate(shapes) if height < _LONG * width and width > 0 < height]
    rows: list[list[int]] = []
    for k in sorted(flat, key=lambda k: float(quads[k][:, 0].min())):
        near = [
            row
            for row in rows
            if any(
                is_near(k, other)
                and _in_row(quads[k], quads[other])
                and not is_parted(quads[k], quads[other])
                for other in row
            )
        ]
        rows = [row for row in rows if row not in near]
        rows.append([other for row in near for other in row] + [k])
    heads = []
    joined: set[int] = set()
    for row in rows:
        if len(row) >= _MANY or (len(row) > 1 and any(shapes[k][0] >= _LONG * shapes[k][1] for k in row)):
            heads.append(_around([quads[k] for k in row]))
            joined |= set(row)
    return [quad for k, quad in enumerate(quads) if k not in joined] + heads


def _in_row(one: Quad, other: Quad) -> bool:
    """Are these boxes parts of one horizontal line?"""
    width, height = sides(one)
    wide, high = sides(other)
    if max(height, high) > _UNLIKE * min(height, high):
        return False
    # The longer one tells the way of the row better.
    longer = one if width >= wide else other
    way = longer[1] - longer[0]
    way = way / max(float(np.linalg.norm(way)), 1e-6)
    apart = other.mean(axis=0) - one.mean(axis=0)
    along, across = abs(float(apart @ way)), abs(float(apart[1] * way[0] - apart[0] * way[1]))
    mean = (height + high) / 2
    return across < _ASIDE * mean and along - (width + wide) / 2 < _APART * mean


def _around(quads: Sequence[Quad]) -> Quad:
    """The box around a row of boxes, along the line through the middles of the outermost."""
    middles = np.array([quad.mean(axis=0) for quad in quads])
    way = middles[middles[:, 0].argmax()] - middles[middles[:, 0].argmin()]
    way = way / max(float(np.linalg.norm(way)), 1e-6)
    across = np.array([-way[1], way[0]])
    origin = middles.mean(axis=0)
    corners = np.concatenate(list(quads)) - origin
    low, high = float((corners @ way).min()), float((corners @ way).max())
    half = float(np.median([sides(quad)[1] for quad in quads])) / 2
    edges = [(low, -half), (high, -half), (high, half), (low, half)]
    return np.array([origin + a * way + b * across for a, b in edges], dtype=np.float32)
