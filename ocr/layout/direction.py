"""Does the print on a page run in lines or in columns? Judged by its ink, before anything is recognised."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.geometry import Direction
from ocr.imaging.image import Image, ink_mask

_WORK_SIDE = 1000
_TILE = 100
"""Judged on a copy of this long side in tiles of this size, pixels: a tile holds about six lines of A4 print."""


def ink_direction(grey: Image) -> Direction:
    """Vertical when the ink of most tiles is banded in columns: its sums along y vary more than those along x.

    `grey` is ``(height, width)``. A page without ink is horizontal.
    """
    scale = min(1.0, _WORK_SIDE / max(grey.shape))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    ink = ink_mask(small)
    votes = 0.0
    for y in range(0, ink.shape[0] - _TILE // 2, _TILE):
        for x in range(0, ink.shape[1] - _TILE // 2, _TILE):
            tile = ink[y : y + _TILE, x : x + _TILE]
            share = float(tile.mean())
            # Blank tiles and pictures say nothing about lines.
            if 0.02 <= share <= 0.45:
                columns, rows = float(tile.mean(axis=0).std()), float(tile.mean(axis=1).std())
                votes += share * (1 if columns > rows else -1)
    return Direction.VERTICAL if votes > 0 else Direction.HORIZONTAL
