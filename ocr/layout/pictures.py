"""Pictures: photographs, drawings, maps, emblems and ornaments, found as large ink that is neither text nor rules.

What no text box covers, is not straight and is some characters high and wide is a picture. Its labels are text when
they are read well; what else the reader sees in it is noise.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.imaging.quads import Quad, sides
from ocr.imaging.small_copy import small_copy
from ocr.line import Line

_WORK_SIDE = 1000
"""Pictures are looked for on a copy of this long side, pixels: 3.4 a millimetre on A4."""

_DARKER = 0.76
"""Ink lets through less than this share of the light of the paper around it; shadows and stains let through more."""

_PAPER_REACH = 0.11
"""The lightest of the paper within this share of the long side, 33 mm on A4, is the paper around."""

_LEAST = 2.8
"""A picture is at least so many characters high and wide; so large are few headings, and they are covered by boxes."""

_LEAST_AREA = 14.0
"""And at least so many squares of a character large."""

_STRAIGHT = 0.5
"""More of the ink than this share in long straight runs: the rules of a table or a frame."""

_LEAST_INK = 0.07
"""Share of its box that the ink of a picture fills at least: drawings of thin lines do."""

_MOST = 16
"""More pieces than this are no pictures but a dirty page, or one whose text was not found."""

_MOST_TEXT = 0.3
"""A box that text takes up more of than this share is no picture, but framed or ornamented text."""

_SURE_TEXT = 0.85
_SURE_LABEL = 0.92
"""Lines read surer than the first are text; those inside a picture stay if they are read surer than the second."""


def find_pictures(
    grey: Image, quads: Sequence[Quad], seals: Sequence[Box], lines: Sequence[Line]
) -> tuple[Box, ...]:
    """Boxes of the pictures on ``grey``, ``(height, width)``, a leaf, from top to bottom.

    `quads` are the boxes in which text was looked for, `lines` what was found in them. Seals stand at `seals`.
    """
    height, width = grey.shape
    small, scale = small_copy(grey, _WORK_SIDE)
    thick = float(np.median([min(sides(quad)) for quad in quads])) if quads else 0.0
    # A plate without print: as large as 10 point on A4.
    char = thick * scale / 1.4 if quads else 0.012 * max(small.shape)
    ink = _ink(small)
    if char < 3 or not ink.any():
        return ()
    for quad in quads:
        cv2.fillConvexPoly(ink, np.round(quad * scale).astype(np.int32), 0)
    for box in seals:
        x0, y0, x1, y1 = (round(place * scale) for place in box)
        ink[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1] = 0
    found = [_enlarged(box, 1 / scale, width, height) for box in _pieces(ink, char)]
    text = [line.box for line in lines if line.confidence >= _SURE_TEXT and len(line.text) > 1]
    boxes = [box for box in found if sum(box.overlap(other) for other in text) <= _MOST_TEXT * box.area]
    return tuple(sorted(boxes, key=lambda box: (box.y0, box.x0)))


def is_noise(line: Line, pictures: Sequence[Box]) -> bool:
    """Is `line` part of one of `pictures` and not one of its labels?"""
    if line.confidence >= _SURE_LABEL and len(line.text) > 1:
        return False
    return any(line.box.overlap(picture) > 0.7 * line.box.area for picture in pictures)


def _ink(small: Image) -> NDArray[np.uint8]:
    """1 where the copy is darker than the paper around it."""
    tall, wide = small.shape
    tiny = cv2.resize(small, (max(1, wide // 8), max(1, tall // 8)), interpolation=cv2.INTER_AREA)
    reach = max(3, round(_PAPER_REACH * max(tiny.shape)) | 1)
    light = cv2.dilate(tiny, np.ones((reach, reach), np.uint8))
    light = cv2.GaussianBlur(np.asarray(light, dtype=np.uint8), (0, 0), reach / 3)
    level = cv2.convertScaleAbs(np.asarray(light, dtype=np.uint8), alpha=_DARKER)
    paper = cv2.resize(np.asarray(level, dtype=np.uint8), (wide, tall), interpolation=cv2.INTER_LINEAR)
    return (
        np.asarray(cv2.compare(small, np.asarray(paper, dtype=np.uint8), cv2.CMP_LT), dtype=np.uint8) // 255
    )


def _pieces(ink: NDArray[np.uint8], char: float) -> list[Box]:
    """Boxes of large joined ink that is not straight, on the copy; pieces that stand close to each other are one."""
    tall, wide = ink.shape
    ink = ink & (1 - _thin_runs(ink, char))
    reach = max(3, round(0.45 * char) | 1)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = pieces_of(np.asarray(joined, dtype=np.uint8))
    seeds: list[Box] = []
    edge = max(2, round(0.008 * max(tall, wide)))
    for label in np.flatnonzero(stats[1:count, 2:4].min(axis=1) >= _LEAST * char) + 1:
        left, top, across, down = stats[label, :4].tolist()
        if left <= edge or top <= edge or left + across >= wide - edge or top + down >= tall - edge:
            continue  # what runs off the sheet is its edge, or a shadow
        if across * down < _LEAST_AREA * char * char:
            continue
        window = (slice(top, top + down), slice(left, left + across))
        own = (ink[window] & (labels[window] == label)).astype(np.uint8)
        if own.sum() >= _LEAST_INK * across * down and _thin_share(own, char) <= _STRAIGHT:
            seeds.append(Box(left, top, left + across, top + down))
    if len(seeds) > _MOST:
        return []
    return _merged(seeds, char)


def _thin_share(own: NDArray[np.uint8], char: float) -> float:
    """Share of the ink that lies in straight runs as thin as rules."""
    return float(_thin_runs(own, char).sum()) / max(1.0, float(own.sum()))


def _thin_runs(ink: NDArray[np.uint8], char: float) -> NDArray[np.uint8]:
    """Ink in straight level or upright runs of three characters, no thicker than half of one: rules and folds."""
    long, thick = max(9, round(3 * char)), max(4, round(0.5 * char))
    # The dots of a halftone are closed to something solid.
    screen = max(3, round(0.3 * char) | 1)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((screen, screen), np.uint8))
    # Runs that lean a little step from row to row.
    flat = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, long), np.uint8)
    )
    upright = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, np.ones((long, 1), np.uint8)
    )
    solid = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))
    solid = cv2.dilate(solid, np.ones((thick, thick), np.uint8))
    return np.asarray(
        (np.asarray(flat) | np.asarray(upright)) & ink & (1 - np.asarray(solid)), dtype=np.uint8
    )


def _merged(boxes: list[Box], near: float) -> list[Box]:
    """`boxes` with those within `near` pixels of each other made one."""
    spare = round(near)
    result: list[Box] = []
    for box in boxes:
        whole = box
        while True:
            grown = Box(whole.x0 - spare, whole.y0 - spare, whole.x1 + spare, whole.y1 + spare)
            touching = [other for other in result if grown.overlap(other)]
            if not touching:
                break
            for other in touching:
                result.remove(other)
                whole = whole.union(other)
        result.append(whole)
    return result


def _enlarged(box: Box, factor: float, width: int, height: int) -> Box:
    x0, y0, x1, y1 = (round(place * factor) for place in box)
    return Box(max(0, x0), max(0, y0), min(width, max(x1, x0 + 1)), min(height, max(y1, y0 + 1)))
