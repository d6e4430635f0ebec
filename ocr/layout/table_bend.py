"""How the rules of a table bend, and places with the bend taken out.

Flat rules of one table follow the same curve, because the sheet curls as a whole; so do upright ones. What is left of
skew after levelling is a bend, too.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.pieces import pieces_of

_BLOCK = 32
"""Slopes are measured over stretches of this many pixels of the rules' masks."""

_LEAST = 0.5
"""A bend of less than this many pixels is none."""

_STEEPEST = 0.08
"""Steeper pieces (4.6°) are no rules of a levelled page."""


@dataclass(frozen=True, slots=True)
class Bend:
    """Flat rules lie lower by `lift` at the places x of `at_x`, upright ones further right by `lean` at the places y of
    `at_y`; between the places by straight lines, beyond them as at the last. Pixels of the levelled page. Empty: none.
    """

    at_x: tuple[float, ...] = ()
    lift: tuple[float, ...] = ()
    at_y: tuple[float, ...] = ()
    lean: tuple[float, ...] = ()

    def straight(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """`points`, ``(n, 2)`` of x and y on the levelled page, where they would stand had the table no bend."""
        x, y = points[:, 0], points[:, 1]
        lift = np.interp(x, self.at_x, self.lift) if self.at_x else 0.0
        lean = np.interp(y, self.at_y, self.lean) if self.at_y else 0.0
        return np.stack([x - lean, y - lift], axis=1)

    def scaled(self, factor: float, left: float, top: float) -> Bend:
        """The bend of a table measured in a window at `left`, `top` of a copy, in pixels of the page."""
        return Bend(
            tuple((x + left) * factor for x in self.at_x),
            tuple(value * factor for value in self.lift),
            tuple((y + top) * factor for y in self.at_y),
            tuple(value * factor for value in self.lean),
        )


NO_BEND = Bend()


def find_bend(flat: NDArray[np.uint8], upright: NDArray[np.uint8]) -> Bend:
    """The bend of the rules in the masks `flat` and `upright` of one table, ``(height, width)`` of 0 and 1."""
    at_x, lift = _curve(flat)
    at_y, lean = _curve(np.asarray(cv2.transpose(upright), dtype=np.uint8))
    return Bend(at_x, lift, at_y, lean)


def straightened(mask: NDArray[np.uint8], bend: Bend, *, smooth: bool = False) -> NDArray[np.uint8]:
    """`mask` with `bend` (in its own pixels) taken out, the same size; `smooth`: it is a picture."""
    if not bend.at_x and not bend.at_y:
        return mask
    tall, wide = mask.shape
    columns, lines = np.arange(wide, dtype=np.float64), np.arange(tall, dtype=np.float64)
    lift = np.interp(columns, bend.at_x, bend.lift) if bend.at_x else np.zeros(wide)
    lean = np.interp(lines, bend.at_y, bend.lean) if bend.at_y else np.zeros(tall)
    x = (columns[None, :] + lean[:, None]).astype(np.float32)
    y = (lines[:, None] + lift[None, :]).astype(np.float32)
    if smooth:
        found = cv2.remap(mask, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    else:
        found = cv2.remap(mask, x, y, cv2.INTER_NEAREST, borderValue=0)
    return np.asarray(found, dtype=np.uint8)


def _slope(heights: NDArray[np.float64]) -> float:
    """The slope of the line nearest to `heights`, a pixel apart, by least squares."""
    along = np.arange(len(heights)) - (len(heights) - 1) / 2
    return float(along @ heights / (along @ along))


def _curve(flat: NDArray[np.uint8]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Places x and how far flat rules lie lower there, 0 on the average; empty when they are straight."""
    wide = flat.shape[1]
    count, labels, stats, _ = pieces_of(flat)
    slopes: list[list[float]] = [[] for _ in range(-(-wide // _BLOCK))]
    for label in range(1, count):
        left, top, long, tall, _ = (int(value) for value in stats[label])
        if long < _BLOCK:
            continue
        piece = labels[top : top + tall, left : left + long] == label
        held = piece.sum(axis=0)
        middle = (piece * np.arange(tall)[:, None]).sum(axis=0) / np.maximum(held, 1)
        for block in range(left // _BLOCK, (left + long - 1) // _BLOCK + 1):
            low, high = max(left, block * _BLOCK) - left, min(left + long, (block + 1) * _BLOCK) - left
            if high - low >= 0.75 * _BLOCK:
                slope = _slope(middle[low:high])
                if abs(slope) <= _STEEPEST:
                    slopes[block].append(slope)
    known = [block for block, found in enumerate(slopes) if found]
    if not known:
        return (), ()
    medians = np.interp(np.arange(len(slopes)), known, [float(np.median(slopes[block])) for block in known])
    smooth = np.convolve(np.pad(medians, 1, mode="edge"), [0.25, 0.5, 0.25], mode="valid")
    places = np.arange(len(slopes) + 1, dtype=np.float64) * _BLOCK
    lift = np.concatenate([[0.0], np.cumsum(smooth * _BLOCK)])
    lift -= float(lift.mean())
    if float(np.abs(lift).max()) < _LEAST:
        return (), ()
    return tuple(places.tolist()), tuple(lift.tolist())
