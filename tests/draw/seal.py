"""Red seals: round ones with ring text and a five-pointed star, square ones with text in columns."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from draw.fonts import glyph
from draw.sheet import SealMark


def draw_seal(plane: NDArray[np.uint8], mark: SealMark, scale: float) -> tuple[float, float, float, float]:
    """Stamp `mark` on the plane of seal ink (0..255); returns its box in pixels."""
    radius = mark.radius * scale
    side = 2 * math.ceil(radius) + 6
    stamp = _seal(side, radius, mark)
    x, y = round(mark.x * scale - side / 2), round(mark.y * scale - side / 2)
    height, width = plane.shape
    left, top, right, bottom = max(0, x), max(0, y), min(width, x + side), min(height, y + side)
    part = stamp[top - y : bottom - y, left - x : right - x]
    target = plane[top:bottom, left:right]
    np.maximum(target, part, out=target)
    centre = (x + side / 2, y + side / 2)
    return (
        max(0.0, centre[0] - radius), max(0.0, centre[1] - radius),
        min(float(width), centre[0] + radius), min(float(height), centre[1] + radius),
    )  # fmt: skip


def _seal(side: int, radius: float, mark: SealMark) -> NDArray[np.uint8]:
    stamp = np.zeros((side, side), np.uint8)
    if mark.square:
        _square(stamp, radius, mark.ring)
    else:
        _round(stamp, radius, mark)
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), mark.angle, 1.0)
    out = cv2.warpAffine(stamp, turn, (side, side), flags=cv2.INTER_LINEAR)
    return np.asarray(np.round(out * mark.strength), dtype=np.uint8)


def _square(stamp: NDArray[np.uint8], radius: float, text: str) -> None:
    """A square seal: a broad frame, `text` in columns of equal length from the right."""
    middle, half = stamp.shape[0] / 2, radius * 0.9
    low, high = round(middle - half), round(middle + half)
    cv2.rectangle(stamp, (low, low), (high, high), 255, max(2, round(radius * 0.09)))
    columns = max(1, round(len(text) ** 0.5))
    rows = -(-len(text) // columns)
    pitch_x, pitch_y = 1.66 * half / columns, 1.66 * half / rows
    size = round(min(pitch_x, pitch_y) * 0.95)
    for count, char in enumerate(text):
        ink = glyph("ming-bold", size, char).ink
        x = middle + 0.83 * half - (count // rows + 0.5) * pitch_x
        y = middle - 0.83 * half + (count % rows + 0.5) * pitch_y
        top, left = round(y - ink.shape[0] / 2), round(x - ink.shape[1] / 2)
        stamp[top : top + ink.shape[0], left : left + ink.shape[1]] |= ink


def _round(stamp: NDArray[np.uint8], radius: float, mark: SealMark) -> None:
    middle = stamp.shape[0] / 2
    cv2.circle(
        stamp,
        (round(middle), round(middle)),
        round(radius * 0.965),
        255,
        max(2, round(radius * 0.07)),
        cv2.LINE_AA,
    )
    star = [
        (
            middle + math.sin(math.pi * count / 5) * radius * (0.3 if count % 2 == 0 else 0.115),
            middle - math.cos(math.pi * count / 5) * radius * (0.3 if count % 2 == 0 else 0.115),
        )
        for count in range(10)
    ]
    cv2.fillPoly(stamp, [np.round(np.array(star)).astype(np.int32)], 255, cv2.LINE_AA)
    size = round(radius * min(0.3, 3.4 / max(1, len(mark.ring))))
    spread = min(250.0, 27.0 * len(mark.ring))
    for count, char in enumerate(mark.ring):
        turn = -spread / 2 + spread * (count + 0.5) / len(mark.ring)
        _put(stamp, char, size, turn, radius * 0.74)
    if mark.band:
        small = round(radius * 0.2)
        for count, char in enumerate(mark.band):
            ink = glyph("song-bold", small, char).ink
            x = round(middle + (count - (len(mark.band) - 1) / 2) * small * 1.15 - ink.shape[1] / 2)
            y = round(middle + radius * 0.48)
            stamp[y : y + ink.shape[0], x : x + ink.shape[1]] |= ink


def _put(stamp: NDArray[np.uint8], char: str, size: int, turn: float, away: float) -> None:
    """Puts `char` on the ring, `turn` degrees clockwise from the top, its foot to the centre."""
    ink = glyph("song-bold", size, char).ink
    side = 2 * size + 4
    cell = np.zeros((side, side), np.uint8)
    top, left = (side - ink.shape[0]) // 2, (side - ink.shape[1]) // 2
    cell[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    turned = cv2.getRotationMatrix2D((side / 2, side / 2), -turn, 1.0)
    cell = np.asarray(cv2.warpAffine(cell, turned, (side, side)), dtype=np.uint8)
    angle = math.radians(turn)
    x = round(stamp.shape[1] / 2 + math.sin(angle) * away - side / 2)
    y = round(stamp.shape[0] / 2 - math.cos(angle) * away - side / 2)
    target = stamp[max(0, y) : y + side, max(0, x) : x + side]
    part = cell[max(0, -y) :, max(0, -x) :][: target.shape[0], : target.shape[1]]
    np.maximum(target, part, out=target)
