"""Frames: closed boxes of rules that stand by themselves, as around a notice set into a page."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.pieces import pieces_of
from ocr.imaging.rules import MIN_RULE, Rules

Area = tuple[float, float, float, float]
"""x0, y0, x1, y1 in pixels of the levelled page."""

_BRIDGE = 11
"""Rules this many pixels of the masks apart (2 mm on A4) are joined: corners are often open."""

_CLOSED = 0.7
"""Share of each of its four sides that is inked at least."""

_DEPTH = 0.06
"""A side is looked for in this outermost share of the frame: it may lean, or be a double rule."""


def find_frames(rules: Rules) -> tuple[Area, ...]:
    """Frames on the levelled page, from the top. A lattice of rules (a table) is a frame as well: its outer one."""
    reach = np.ones((_BRIDGE, _BRIDGE), np.uint8)
    joined = cv2.morphologyEx(rules.flat | rules.upright, cv2.MORPH_CLOSE, reach)
    count, labels, stats, _ = pieces_of(joined)
    found = []
    for label in range(1, count):
        left, top, wide, tall, _ = (int(value) for value in stats[label])
        if min(wide, tall) < MIN_RULE:
            continue
        window = np.s_[top : top + tall, left : left + wide]
        own = labels[window] == label
        flat, upright = (rules.flat[window] > 0) & own, (rules.upright[window] > 0) & own
        if _is_closed(flat) and _is_closed(upright.T):
            area = np.array([left, top, left + wide, top + tall]) / rules.scale
            found.append((float(area[0]), float(area[1]), float(area[2]), float(area[3])))
    return tuple(sorted(found, key=lambda area: (area[1], area[0])))


def _is_closed(flat: NDArray[np.bool_]) -> bool:
    """Do flat rules run along the top and the foot of the mask `flat`?"""
    depth = max(4, round(_DEPTH * len(flat)))
    return all(float(band.any(axis=0).mean()) >= _CLOSED for band in (flat[:depth], flat[-depth:]))
