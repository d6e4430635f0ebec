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

from ocr.geometry import Box
from ocr.imaging.image import Image, to_grey
from ocr.imaging.percentiles import percentile
from ocr.imaging.pieces import pieces_of

_DOMINANCE = 40
"""A pixel is red when its red value exceeds green and blue by this many levels of 255."""

_BAND = 64

_MIN_SIDE = 0.05
"""Smallest seal, as a share of the page's shorter side: 10 mm on A4. Official seals are 38-50 mm
(国发〔1999〕25号 gives 42-50 mm for ministries and their departments), personal ones 10 mm and more."""

_MAX_SIDE = 0.45
"""Largest seal: beyond it a red area is a cover, a photograph or coloured paper."""

_MAX_ASPECT = 1.7
"""Longest to shortest side of one seal."""

_ROUND_ASPECT = 1.2
"""A red area wider than this is no round seal alone: a red heading may touch it."""

_LEAST_BESIDE = 0.4
"""A seal that touches a larger one is at least this share of its size; the characters of a heading are smaller."""

_ROW_SIDE = 0.09
_ROW_ASPECT = 4.2
"""Seals of joint issuers touch and make one red area up to four seals long. It is taken for seals only if it is at
least 9 % of the page's shorter side high and its rings touch or each part is a disc: a red masthead must stay."""


def take_out_seals(image: Image) -> tuple[Image, tuple[Box, ...]]:
    """The page in grey without its red seals, and the seals' boxes from top to bottom.

    `image` is grey or RGB as `ocr.imaging.image` says; a grey page has no red and comes back unchanged.
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
        clean[window] = _without_red(image[window], grey[window], red[window])
        for first, last in _headings(red, box):
            clean[first:last, box.x0 : box.x1] = grey[first:last, box.x0 : box.x1]
    return clean, seals


def _red_mask(image: Image) -> NDArray[np.bool_]:
    excess = np.empty(image.shape[:2], dtype=np.uint8)
    # In bands that stay in the processor's cache: 7 ms instead of 29 for A4 at 300 dpi.
    for top in range(0, len(image), _BAND):
        red, green, blue = cv2.split(image[top : top + _BAND])
        excess[top : top + _BAND] = cv2.subtract(red, cv2.max(green, blue))
    return excess > _DOMINANCE


def _seal_boxes(red: NDArray[np.bool_]) -> tuple[Box, ...]:
    """Boxes of the red areas that have a seal's size and shape."""
    height, width = red.shape
    short = min(height, width)
    if np.count_nonzero(red) < (short * _MIN_SIDE) ** 2 * 0.05:
        return ()
    scale = max(1, short // 800)
    small = cv2.resize(red.view(np.uint8), (width // scale, height // scale), interpolation=cv2.INTER_AREA)
    # The ring, the star and the characters of a seal lie up to about 4 mm apart: 2 % of an A4's width.
    reach = max(3, round(0.02 * short / scale))
    joined = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, stats, _ = pieces_of(joined)
    boxes = []
    for left, top, wide, tall, area in stats[1:count] * np.array([scale] * 4 + [scale * scale]):
        longest, shortest = max(wide, tall), min(wide, tall)
        if not _MIN_SIDE * short <= shortest <= _MAX_SIDE * short:
            continue
        # A thin ring fills a tenth of its box; less is specks that the closing joined.
        if area < 0.06 * wide * tall:
            continue
        edge = 2 * scale
        whole = Box(
            max(0, int(left) - edge),
            max(0, int(top) - edge),
            min(width, int(left + wide) + edge),
            min(height, int(top + tall) + edge),
        )
        if longest <= _MAX_ASPECT * shortest:
            boxes += _discs_of(whole, red) if wide > _ROUND_ASPECT * tall else [whole]
        elif longest <= _ROW_ASPECT * shortest and shortest >= _ROW_SIDE * short:
            # Neighbours overlap a little and do not stand quite level: a seal takes up less than the area's height.
            row = _single(whole, max(2, round(longest / (0.85 * shortest))))
            window = red[whole.y0 : whole.y1, whole.x0 : whole.x1]
            if _touching(window) or all(_is_disc(red[box.y0 : box.y1, box.x0 : box.x1]) for box in row):
                boxes += row
    # The star inside a ring is no seal of its own.
    outer = [
        box for box in boxes if not any(box != other and box.overlap(other) == box.area for other in boxes)
    ]
    return tuple(sorted(outer, key=lambda box: (box.y0, box.x0)))


def _discs_of(box: Box, red: NDArray[np.bool_]) -> list[Box]:
    """The round seal at the left or right end of a red area, and a second one of another size that touches it.

    What touches it may also be a heading in red, which is none. The whole area when neither end is a round seal.
    """
    x0, y0, x1, y1 = box
    ends = (Box(x0, y0, x0 + box.height, y1), Box(x1 - box.height, y0, x1, y1))
    discs = [end for end in ends if _is_disc(red[end.y0 : end.y1, end.x0 : end.x1])]
    if len(discs) != 1:
        return [box]
    first = discs[0]
    from_left = first.x0 == x0
    beside = red[y0:y1, first.x1 : x1] if from_left else red[y0:y1, x0 : first.x0]
    rows = np.flatnonzero(beside.any(axis=1))
    if not len(rows):
        return [first]
    top, tall = y0 + int(rows[0]), int(np.ptp(rows)) + 1
    left = x1 - tall if from_left else x0
    second = Box(max(x0, left), top, min(x1, left + tall), top + tall)
    small = tall < _LEAST_BESIDE * first.height
    return [first] if small or not _is_disc(red[top : top + tall, second.x0 : second.x1]) else [first, second]


def _headings(red: NDArray[np.bool_], box: Box) -> list[tuple[int, int]]:
    """Ranges of rows in which red print runs on beyond the left or the right side of the seal `box`: a heading.

    The print beside it must be as high as characters (5 to 50 % of the seal) and as long as two of them.
    """
    found = []
    reach = box.height
    left = red[box.y0 : box.y1, max(0, box.x0 - reach) : box.x0]
    right = red[box.y0 : box.y1, box.x1 : box.x1 + reach]
    for beside in (left, right):
        if not beside.size:
            continue
        inked = np.flatnonzero(beside.sum(axis=1) > 0.04 * beside.shape[1])
        if not len(inked):
            continue
        runs = np.split(inked, np.flatnonzero(np.diff(inked) > max(2, 0.03 * box.height)) + 1)
        for run in runs:
            tall = int(run[-1] - run[0] + 1)
            columns = np.flatnonzero(beside[run[0] : run[-1] + 1].any(axis=0))
            if 0.05 * box.height <= tall <= 0.5 * box.height and np.ptp(columns) >= 1.5 * tall:
                pad = max(1, tall // 8)
                found.append(
                    (max(box.y0, box.y0 + int(run[0]) - pad), min(box.y1, box.y0 + int(run[-1]) + 1 + pad))
                )
    return found


def _single(box: Box, count: int) -> list[Box]:
    """`box` in `count` equal parts along its longer side."""
    x0, y0, x1, y1 = box
    cuts = [k / count for k in range(count + 1)]
    if box.width >= box.height:
        xs = [round(x0 + cut * box.width) for cut in cuts]
        return [Box(a, y0, b, y1) for a, b in pairwise(xs)]
    ys = [round(y0 + cut * box.height) for cut in cuts]
    return [Box(x0, a, x1, b) for a, b in pairwise(ys)]


def _touching(red: NDArray[np.bool_]) -> bool:
    """Does one connected shape take up nearly all of the area? Rings that overlap do, characters do not."""
    count, _, stats, _ = pieces_of(red.astype(np.uint8))
    tall, wide = red.shape
    return any(w >= 0.9 * wide and h >= 0.9 * tall for _, _, w, h, _ in stats[1:count].tolist())


def _is_disc(red: NDArray[np.bool_]) -> bool:
    """Is there hardly any red in the corners, and a ring at top and bottom or at both sides?"""
    tall, wide = red.shape
    y, x = max(1, tall // 10), max(1, wide // 10)
    corners = (red[:y, :x], red[:y, -x:], red[-y:, :x], red[-y:, -x:])
    bands = (red[:y, wide // 3 : -wide // 3], red[-y:, wide // 3 : -wide // 3])
    sides = (red[tall // 3 : -tall // 3, :x], red[tall // 3 : -tall // 3, -x:])
    ringed = all(band.mean() > 0.1 for band in bands) or all(side.mean() > 0.1 for side in sides)
    return ringed and sum(corner.mean() < 0.05 for corner in corners) >= 3


def _without_red(image: Image, grey: Image, red: NDArray[np.bool_]) -> Image:
    """The window of a seal with the seal's ink as bright as the paper around it, print left dark.

    Its red channel is scaled so that the seal's ink reaches the paper's brightness. White instead of
    paper would leave an edge round the window that the detector takes for print.
    """
    channel = image[:, :, 0].astype(np.float32)
    plain = ~red
    if not red.any() or not plain.any():
        return grey
    paper = percentile(grey[plain], 60)
    paper_red = max(1.0, percentile(image[:, :, 0][plain], 60))
    # Where seal and print overlap the mask holds dark pixels too; the seal's own ink is the bright part.
    ink_red = max(60.0, percentile(image[:, :, 0][red], 40))
    # The mask ends before the seal's soft edge does.
    weight = cv2.GaussianBlur(cv2.dilate(red.astype(np.float32), np.ones((5, 5), np.uint8)), (5, 5), 0)
    scaled = channel * (paper / paper_red * (1 - weight) + paper / ink_red * weight)
    return np.asarray(np.clip(scaled, 0, paper * 1.05).clip(0, 255), dtype=np.uint8)
