"""Red seals: find them, and take them out so that the print beneath can be read.

A red seal is bright in the red channel while black print is dark there. Inside a seal the page is
therefore looked at through its red channel; elsewhere in ordinary grey, so that red headlines (紅頭) and
red rules stay visible.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.image import Image, to_grey
from ocr.page import Box

_DOMINANCE = 40
"""A pixel is red when its red value exceeds green and blue by this many levels of 255."""

_MIN_SIDE = 0.05
"""Smallest seal, as a share of the page's shorter side: 10 mm on A4. Official seals are 38-50 mm
(国发〔1999〕25号 gives 42-50 mm for ministries and their departments), personal ones 10 mm and more."""

_MAX_SIDE = 0.45
"""Largest seal: beyond it a red area is a cover, a photograph or coloured paper."""

_MAX_ASPECT = 1.7
"""Longest to shortest side of one seal."""

_ROW_SIDE = 0.09
_ROW_ASPECT = 4.2
_ROW_TOP = 0.25
"""Seals of joint issuers touch and make one red area up to four seals long. It is taken for seals only if it is at least
9 % of the page's shorter side high and below the uppermost quarter of the page: a red masthead stands there."""


def take_out_seals(image: Image) -> tuple[Image, tuple[Box, ...]]:
    """The page in grey without its red seals, and the seals' boxes from top to bottom.

    `image` is grey or RGB as `ocr.image` says; a grey page has no red and comes back unchanged.
    """
    grey = to_grey(image)
    if image.ndim == 2:
        return grey, ()
    red = _red_mask(image)
    seals = _seal_boxes(red)
    if not seals:
        return grey, ()
    clean = grey.copy()
    for box in seals:
        window = (slice(box.y0, box.y1), slice(box.x0, box.x1))
        clean[window] = _without_red(image[window][:, :, 0], red[window])
    return clean, seals


def _red_mask(image: Image) -> NDArray[np.bool_]:
    red, green, blue = cv2.split(image)
    excess = cv2.subtract(red, cv2.max(green, blue))
    return np.asarray(np.asarray(excess) > _DOMINANCE, dtype=np.bool_)


def _seal_boxes(red: NDArray[np.bool_]) -> tuple[Box, ...]:
    """Boxes of the red areas that have a seal's size and shape."""
    height, width = red.shape
    short = min(height, width)
    if np.count_nonzero(red) < (short * _MIN_SIDE) ** 2 * 0.05:
        return ()
    scale = max(1, short // 800)
    small = cv2.resize(red.astype(np.uint8), (width // scale, height // scale), interpolation=cv2.INTER_AREA)
    # The ring, the star and the characters of a seal lie up to about 4 mm apart: 2 % of an A4's width.
    reach = max(3, round(0.02 * short / scale))
    joined = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = []
    for left, top, wide, tall, area in stats[1:count] * np.array([scale] * 4 + [scale * scale]):
        longest, shortest = max(wide, tall), min(wide, tall)
        if not _MIN_SIDE * short <= shortest <= _MAX_SIDE * short:
            continue
        row = shortest >= _ROW_SIDE * short and top > _ROW_TOP * height
        if longest > (_ROW_ASPECT if row else _MAX_ASPECT) * shortest or area < 0.15 * wide * tall:
            continue
        edge = 2 * scale
        area_box = Box(
            max(0, int(left) - edge),
            max(0, int(top) - edge),
            min(width, int(left + wide) + edge),
            min(height, int(top + tall) + edge),
        )
        boxes += _single(area_box, 1 if longest <= _MAX_ASPECT * shortest else round(longest / shortest))
    return tuple(sorted(boxes, key=lambda box: (box.y0, box.x0)))


def _single(box: Box, count: int) -> list[Box]:
    """`box` in `count` equal parts along its longer side."""
    x0, y0, x1, y1 = box
    cuts = [k / count for k in range(count + 1)]
    if box.width >= box.height:
        xs = [round(x0 + cut * box.width) for cut in cuts]
        return [Box(a, y0, b, y1) for a, b in pairwise(xs)]
    ys = [round(y0 + cut * box.height) for cut in cuts]
    return [Box(x0, a, x1, b) for a, b in pairwise(ys)]


def _without_red(channel: Image, red: NDArray[np.bool_]) -> Image:
    """The red channel of a seal's window, stretched so that the seal's own ink becomes as white as paper."""
    inked = channel[red]
    # Where seal and print overlap the mask holds dark pixels too; the seal's own ink is the bright half.
    white = float(np.percentile(inked, 40)) if inked.size else 255.0
    stretched = channel.astype(np.float32) * (255.0 / max(white, 100.0))
    return np.asarray(np.clip(stretched, 0, 255), dtype=np.uint8)
