"""A page seen from afar: where its ink is, and how dark its paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.imaging.quads import Quad, sides
from ocr.imaging.skew import level, level_image
from ocr.imaging.small_copy import small_copy

_WORK_SIDE = 1000
"""Measured on a copy of this long side, pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """An image, upright, seen from afar: `ink` and the tone of its `paper`, each ``(height, width)`` of a small copy;
    a pixel of the image is `scale` pixels of the copy. `skew`, radians, is taken out of both."""

    ink: NDArray[np.bool_]
    paper: NDArray[np.float32]
    scale: float
    skew: float = 0.0


def look(grey: Image, skew: float = 0.0) -> Sight:
    """What can be seen of ``grey``, ``(height, width)``, from afar, levelled: a gutter that leans is no column."""
    small, scale = small_copy(grey, _WORK_SIDE)
    if abs(skew) > 0.002:
        small = level_image(small, skew)
    reach = max(3, (max(small.shape) // 60) | 1)
    # Print is closed upwards as well as sideways, but a shadow that runs down the page must stay.
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, max(3, reach // 2)), np.uint8))
    paper = cv2.GaussianBlur(np.asarray(paper, dtype=np.uint8), (5, 5), 0)
    ink = small.astype(np.float32) < 0.75 * np.maximum(paper, 1)
    _, labels, stats, _ = pieces_of(ink.astype(np.uint8))
    specks = stats[:, cv2.CC_STAT_AREA] <= 3
    specks[0] = False
    return Sight(np.asarray(ink & ~specks[labels], dtype=np.bool_), paper.astype(np.float32), scale, skew)


def boxes_on(sight: Sight, quads: Sequence[Quad]) -> NDArray[np.float64]:
    """Upright boxes of `quads` on the copy, ``(n, 4)`` of x0, y0, x1, y1: as long and thick as the quad."""
    if not quads:
        return np.zeros((0, 4))
    height, width = sight.ink.shape
    middles = level(np.stack(quads).mean(axis=1) * sight.scale, sight.skew, (width, height))
    halves = np.array([sides(quad) for quad in quads]) / 2 * sight.scale
    return np.concatenate([middles - halves, middles + halves], axis=1)
