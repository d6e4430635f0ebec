"""Print that the detector missed: ink outside all boxes that has the size of characters.

A line that was not found has no confidence, so nothing would show that it is missing: page numbers like —1— are too
small on the detector's copy of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.layout.flow import to_flow

_WORK_SIDE = 1600
_MOST = 40
"""More candidates than this are not missed print but a picture or a dirty sheet; none is taken then."""


def leftover_quads(
    grey: Image, quads: Sequence[Quad], direction: Direction, avoid: Sequence[Box]
) -> list[Quad]:
    """Boxes of ink outside `quads` and `avoid` that look like short lines of print, at most forty.

    `grey` is ``(height, width)``. A candidate is 0.4 to 1.6 times as thick as the median box, at least
    one and a half times as long as thick, and not at the edge of the sheet.
    """
    if len(quads) < 3:
        return []
    height, width = grey.shape
    scale = min(1.0, _WORK_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    boxes = np.stack([np.concatenate([q.min(axis=0), q.max(axis=0)]) for q in quads]) * scale
    widths = [min(np.linalg.norm(q[1] - q[0]), np.linalg.norm(q[3] - q[0])) for q in quads]
    thick = float(np.median(widths)) * scale
    if thick < 8:
        return []
    reach = max(3, int(thick) | 1)
    ink = cv2.adaptiveThreshold(
        small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(15, 2 * reach + 1), 30
    )
    for quad in quads:
        cv2.fillConvexPoly(ink, (quad * scale).astype(np.int32), 0)
    for box in avoid:
        ink[int(box.y0 * scale) : int(box.y1 * scale) + 1, int(box.x0 * scale) : int(box.x1 * scale) + 1] = 0
    ink[: reach // 2], ink[-(reach // 2) :], ink[:, : reach // 2], ink[:, -(reach // 2) :] = 0, 0, 0, 0
    kernel = np.ones((reach, 3) if direction is Direction.VERTICAL else (3, reach), np.uint8)
    joined = cv2.morphologyEx(np.asarray(ink, dtype=np.uint8), cv2.MORPH_CLOSE, kernel)
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for left, top, wide, tall, area in stats[1:count].tolist():
        u0, v0, u1, v1 = to_flow(np.array([[left, top, left + wide, top + tall]]), direction)[0]
        if not 0.25 * thick <= v1 - v0 <= 1.1 * thick or u1 - u0 < 1.0 * thick or u1 - u0 > 12 * thick:
            continue
        if area < 0.2 * wide * tall or _beside(boxes, (left, top, left + wide, top + tall)):
            continue
        pad = 0.2 * thick
        x0, y0, x1, y1 = left - pad, top - pad, left + wide + pad, top + tall + pad
        quad = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32) / np.float32(scale)
        found.append(quad)
    return found if len(found) <= _MOST else []


def _beside(boxes: np.ndarray, box: tuple[int, int, int, int]) -> bool:
    """Does `box` overlap one of `boxes` by half of its own area? (skewed boxes are larger than their quads)"""
    wide = np.minimum(boxes[:, 2], box[2]) - np.maximum(boxes[:, 0], box[0])
    tall = np.minimum(boxes[:, 3], box[3]) - np.maximum(boxes[:, 1], box[1])
    shared = np.clip(wide, 0, None) * np.clip(tall, 0, None)
    return bool((shared > 0.5 * (box[2] - box[0]) * (box[3] - box[1])).any())
