"""Cutting boxes that hold more than one piece of text, before they are read.

The detector takes two lines on either side of a gutter, two cells of a table, or a word and a far-off
number for one box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.image import Image, ink_mask
from ocr.imaging.quads import Quad, crop, part, sides
from ocr.imaging.skew import level
from ocr.layout.flow import Spans, thickness, to_flow
from ocr.layout.gutter import PASS, WIDE_BLANK, Hints, blanks, crossing, find_gutters
from ocr.layout.tables import Table
from ocr.layout.tiers import tier_blanks

_GUTTER_BLANK = 0.55
"""Least blank at a gutter that cuts a box there, in box heights (a box is about 1.4 characters high)."""

_RULE_INK = 0.93
"""Share of a box's thickness that a rule across it inks at least."""

LONGEST_COLUMN = 20.0
LONGEST_LINE = 60.0
"""Longest crop read in one go, in thicknesses of its box (1.3-1.5 characters)."""


def cut_quads(
    grey: Image,
    quads: Sequence[Quad],
    skew: float,
    direction: Direction,
    hints: Hints,
    tables: Sequence[Table],
) -> Iterator[Quad]:
    """The boxes of a page, ``grey`` of ``(height, width)``, cut at gutters, table rules and wide blanks.

    `hints` help to find gutters, see `ocr.layout.gutter`; `tables` are on the page levelled by `skew`.
    """
    if not quads:
        return
    size = (grey.shape[1], grey.shape[0])
    boxes = level_boxes(quads, skew, size)
    spans = to_flow(boxes, direction)
    gutters = find_gutters(spans, hints)
    height = thickness(spans)
    starts = [_column_start(spans, place) for place in gutters]

    tiers, inks = _tiers(grey, quads, spans, direction)
    for quad, box, span, cuts, ink in zip(quads, boxes, spans, tiers, inks, strict=True):
        if ink is None:
            yield quad
            continue
        ends: list[tuple[float, float]] = [(0.0, 1.0)]
        for cut_out in cuts:
            ends = _split(ends, cut_out)
        for place, column in zip(gutters, starts, strict=True):
            # What runs up to a gutter is a full line. A heading centred over the gutter begins further
            # in and stays whole.
            full = span[3] - span[1] < 1.5 * height and span[0] < column + 3 * height
            if full and crossing(span[None], place, 0.25 * height)[0]:
                share = (place - span[0]) / (span[2] - span[0])
                blank = _blank_at(ink, share)
                # Characters pushed over the rule at the foot of a column stay with it.
                if blank is None and crossing(span[None], place, PASS * height)[0]:
                    blank = _rule_at(ink, share)
                ends = _split(ends, blank)
        if direction is Direction.HORIZONTAL:
            for table in tables:
                for rule in table.rules_within((box[0], box[1], box[2], box[3])):
                    cut = (rule - box[0]) / (box[2] - box[0])
                    ends = _split(ends, (cut, cut))
        for first, last in blanks(ink, WIDE_BLANK * ink.shape[0]):
            ends = _split(ends, (first / ink.shape[1], last / ink.shape[1]))
        for start, end in ends:
            yield quad if (start, end) == (0.0, 1.0) else part(quad, start, end, direction)


def parts_of(cut: Image, direction: Direction) -> list[tuple[int, int]]:
    """Pixel ranges along a crop, ``(thickness, length)``, in which it is to be read, one after the other.

    Long columns are read in parts: a column of 50 characters can come out as one character
    repeated. The cuts fall between characters, at the least ink near equal parts.
    """
    tall, long = cut.shape
    limit = LONGEST_COLUMN if direction is Direction.VERTICAL else LONGEST_LINE
    count = int(np.ceil(long / tall / limit))
    if count <= 1:
        return [(0, long)]
    ink = ink_mask(cut).sum(axis=0).astype(np.float64)
    reach = max(2, tall // 8)
    smooth = np.convolve(ink, np.ones(reach) / reach, mode="same")
    cuts = [0]
    for number in range(1, count):
        middle = long * number // count
        window = slice(max(cuts[-1] + tall, middle - tall), min(long, middle + tall))
        cuts.append(window.start + int(np.argmin(smooth[window])))
    return list(zip(cuts, [*cuts[1:], long], strict=True))


def level_boxes(quads: Sequence[Quad], skew: float, size: tuple[int, int]) -> NDArray[np.float64]:
    """Boxes, ``(n, 4)`` of x0, y0, x1, y1, of `quads` on the levelled page of `size` (width, height).

    Each has the quad's own width and height about its middle: on a curled page lines still lean after
    levelling, and the boxes around them would reach into the neighbouring lines.
    """
    middles = level(np.stack(quads).mean(axis=1), skew, size)
    halves = np.array([sides(quad) for quad in quads]) / 2
    return np.concatenate([middles - halves, middles + halves], axis=1)


def box_direction(quad: Quad) -> Direction:
    """Vertical when the box is at least 1.5 times as high as wide."""
    width, height = sides(quad)
    return Direction.VERTICAL if height >= 1.5 * width else Direction.HORIZONTAL


def _column_start(spans: Spans, gutter: float) -> float:
    """Where the lines of the column before `gutter` begin."""
    ending = spans[(spans[:, 2] > gutter - 6 * thickness(spans)) & (spans[:, 0] < gutter)]
    return float(np.percentile(ending[:, 0], 10)) if len(ending) else gutter


def _tiers(
    grey: Image, quads: Sequence[Quad], spans: Spans, direction: Direction
) -> tuple[list[list[tuple[float, float]]], Iterator[NDArray[np.bool_] | None]]:
    """The blanks between tiers in each of `quads`, and its ink; None for those that do not run in `direction`."""
    inks = (_ink(grey, quad, direction) if box_direction(quad) is direction else None for quad in quads)
    if direction is Direction.HORIZONTAL:
        return [[] for _ in quads], inks
    # Looked at twice, and kept as bits: the ink of all boxes would be as large as the page.
    kept = [None if ink is None else (np.packbits(ink, axis=1), ink.shape[1]) for ink in inks]
    return tier_blanks(spans, map(_unpacked, kept)), map(_unpacked, kept)


def _unpacked(kept: tuple[NDArray[np.uint8], int] | None) -> NDArray[np.bool_] | None:
    return None if kept is None else np.unpackbits(kept[0], axis=1, count=kept[1]).view(np.bool_)


def _ink(grey: Image, quad: Quad, direction: Direction) -> NDArray[np.bool_]:
    """Ink inside `quad` as ``(thickness, length)``, without rules that run along it."""
    ink = ink_mask(crop(grey, quad))
    if direction is Direction.VERTICAL:
        ink = ink.T
    rules = ink.mean(axis=1) > 0.6
    return np.asarray(ink & ~rules[:, None], dtype=np.bool_)


def _blank_at(ink: NDArray[np.bool_], place: float) -> tuple[float, float] | None:
    """The widest blank within one thickness of the fraction `place` of the length, as fractions, if wide enough."""
    tall, long = ink.shape
    found = [
        (end - start, start / long, end / long)
        for start, end in blanks(ink, _GUTTER_BLANK * tall)
        if start - tall < place * long < end + tall
    ]
    return max(found)[1:] if found else None


def _rule_at(ink: NDArray[np.bool_], place: float) -> tuple[float, float] | None:
    """The rule that crosses a box within half a thickness of the fraction `place` of its length, as fractions.

    A tall box can hold columns of two tiers with the rule between them: its ink leaves no blank there. A rule inks
    the whole thickness of the box, which is 1.4 times that of the longest stroke.
    """
    tall, long = ink.shape
    low, high = max(0, round(place * long - 0.5 * tall)), min(long, round(place * long + 0.5 * tall))
    # Five pixels wide, because a rule may lean.
    solid = cv2.dilate(ink.astype(np.uint8), np.ones((1, 5), np.uint8)).mean(axis=0) > _RULE_INK
    across = [k for k in range(low, high) if solid[k]]
    return (across[0] / long, (across[-1] + 1) / long) if across else None


def _split(ends: list[tuple[float, float]], blank: tuple[float, float] | None) -> list[tuple[float, float]]:
    """Take `blank` out of the stretches `ends`."""
    if blank is None:
        return ends
    result = []
    for start, end in ends:
        if start <= blank[0] and blank[1] <= end:
            result += [piece for piece in ((start, blank[0]), (blank[1], end)) if piece[0] < piece[1]]
        else:
            result.append((start, end))
    return result
