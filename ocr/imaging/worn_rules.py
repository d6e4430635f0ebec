"""Worn rules: faint or broken ones that hang together with sure ones, for tables.

Along a rule nearly every pixel is darker than the paper on both sides of it, however little; along a row of print about
every other one is. So what counts is the share of such pixels over a length no stroke has, not how dark they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.pieces import pieces_of
from ocr.imaging.rule_look import WIDE, look_across
from ocr.imaging.rules import MIN_RULE, Rules, sheared

_DARKER = 3
"""Grey levels by which a worn rule is darker than the paper on both sides, means of `_ALONG` pixels."""

_ALONG = 5
_BESIDE = 4
"""The paper is looked at this many pixels beside a rule (0.7 mm on A4)."""

_SHARE = 0.8
"""Share of the pixels of a worn rule that are darker than the paper."""

_SLOPES = (-0.045, -0.0225, 0.0, 0.0225, 0.045)
"""Rules are followed along these slopes: at the steepest two differ by one pixel over `MIN_RULE` of them."""

_PRINT = 0.6
"""A piece with this share of its pixels inside boxes of print is a row of its strokes."""

_STROKES = 3 * MIN_RULE
"""Strokes of print on top of each other are not longer: three or four lines."""

_CREASE = 0.5
_GAP = 25
"""Pieces that run over this share of the sheet, with breaks of at most so many pixels, may be creases."""

_MEET = 15
_MARGIN = 0.3
"""Rules meet that come within so many pixels of each other. Worn ones are traced around those that do, and this share
of the longer side of the page beyond them."""

_TRIM = 0.18
_TRIM_ENDS = 0.35
"""Heights of a box of print left out at its top and bottom, and at its ends, where it may reach over a rule."""


@dataclass(frozen=True, slots=True)
class WornRules:
    """`rules` with their worn parts, `creases` of the sheet (which may hide rules), and the levelled copy of the page
    that they were found on, of the same size."""

    rules: Rules
    creases: Rules
    grey: Image


def worn_rules(small: Image, rules: Rules, print_boxes: NDArray[np.float64]) -> WornRules | None:
    """`rules`, found on the levelled copy ``small`` of a page, with their worn parts and without strokes of print.

    ``print_boxes``, ``(n, 4)`` of x0, y0, x1, y1 in pixels of the levelled page, hold its text. A worn piece that
    touches no sure rule, also through other pieces, is left out: a rule on the other side of the sheet. None when no
    sure rules meet.
    """
    window = _window(rules)
    if window is None:
        return None
    height, width = rules.flat.shape
    boxes = print_boxes * rules.scale
    trim = np.minimum(_TRIM * (boxes[:, 3] - boxes[:, 1]), 0.25 * (boxes[:, 2] - boxes[:, 0]))
    flat = _without_print(
        _traced(small, window) | rules.flat, _covered(boxes, np.stack([0 * trim, trim], 1), (height, width))
    )
    turned = _traced(_turned(small), window[::-1]) | _turned(rules.upright)
    trim = np.minimum(_TRIM_ENDS * (boxes[:, 3] - boxes[:, 1]), 0.25 * (boxes[:, 2] - boxes[:, 0]))
    within = _covered(boxes, np.stack([trim, 0 * trim], 1), (height, width))
    upright = _turned(_without_print(turned, _turned(within), _STROKES))
    flat_creases = _creases(flat, small)
    turned = _creases(_turned(upright), _turned(small))
    upright_creases = _turned(turned)
    flat, upright = flat & ~flat_creases, upright & ~upright_creases
    held = _hanging(flat | upright, (rules.flat & flat) | (rules.upright & upright))
    found = Rules(flat & held, upright & held, rules.scale)
    return WornRules(found, Rules(flat_creases, upright_creases, rules.scale), small)


def _window(rules: Rules) -> tuple[slice, slice] | None:
    """Rows and columns around the sure rules that meet others; None where none do."""
    reach = np.ones((_MEET, _MEET), np.uint8)
    flat = np.asarray(cv2.dilate(rules.flat, reach), dtype=np.uint8)
    upright = np.asarray(cv2.dilate(rules.upright, reach), dtype=np.uint8)
    count, labels, stats, _ = pieces_of(flat | upright)
    meeting = np.bincount(labels[(flat & upright) > 0], minlength=count) > 0
    meeting[0] = False
    if not meeting.any():
        return None
    margin = round(_MARGIN * max(rules.flat.shape))
    lows, sizes = stats[meeting, :2], stats[meeting, 2:4]
    left, top = np.maximum(lows.min(axis=0) - margin, 0).tolist()
    right, bottom = ((lows + sizes).max(axis=0) + margin).tolist()
    return slice(top, bottom), slice(left, right)


def _traced(page: Image, window: tuple[slice, slice]) -> NDArray[np.uint8]:
    """Pixels of flat runs of `MIN_RULE` that are mostly darker than the paper above and below, in a `window` of the
    levelled `page`; as large as that."""
    dark = (_depth(page[window]) > _DARKER).astype(np.uint8)
    runs = np.zeros(dark.shape, dtype=np.uint8)
    for slope in _SLOPES:
        along = sheared(dark, -slope)
        share = cv2.boxFilter(along * np.uint8(255), -1, (MIN_RULE + 1, 1))
        full = (share >= round(255 * _SHARE)).astype(np.uint8)
        around = np.asarray(cv2.dilate(full, np.ones((1, MIN_RULE - 3), np.uint8)), dtype=np.uint8)
        runs |= sheared(around & along, slope)
    traced = np.zeros(page.shape, dtype=np.uint8)
    traced[window] = runs
    return traced


def _depth(small: Image) -> NDArray[np.uint8]:
    """How much darker each pixel is than the paper above and below, grey levels."""
    mean = cv2.blur(small, (_ALONG, 1))
    padded = cv2.copyMakeBorder(mean, _BESIDE, _BESIDE, 0, 0, cv2.BORDER_REPLICATE)
    paper = np.minimum(padded[: -2 * _BESIDE], padded[2 * _BESIDE :])
    return np.asarray(cv2.subtract(paper, mean), dtype=np.uint8)


def _covered(
    boxes: NDArray[np.float64], trim: NDArray[np.float64], shape: tuple[int, int]
) -> NDArray[np.uint8]:
    """Where print stands: `boxes` in pixels of a mask of `shape`, with ``trim``, ``(n, 2)``, taken off either side."""
    mask = np.zeros(shape, dtype=np.uint8)
    within = np.concatenate([boxes[:, :2] + trim, boxes[:, 2:] - trim], axis=1)
    for x0, y0, x1, y1 in np.round(within).astype(int).tolist():
        mask[max(0, y0) : max(0, y1 + 1), max(0, x0) : max(0, x1 + 1)] = 1
    return mask


def _without_print(
    mask: NDArray[np.uint8], covered: NDArray[np.uint8], longest: int = 0
) -> NDArray[np.uint8]:
    """`mask` without connected flat pieces that stand in print; those of more than `longest` pixels stay (0: none)."""
    count, labels, stats, _ = pieces_of(mask)
    within = np.bincount(labels[covered > 0], minlength=count)
    kept = within < _PRINT * stats[:, cv2.CC_STAT_AREA]
    if longest:
        kept |= stats[:, cv2.CC_STAT_WIDTH] > longest
    kept[0] = False
    return np.asarray(kept[labels], dtype=np.uint8)


def _creases(mask: NDArray[np.uint8], small: Image) -> NDArray[np.uint8]:
    """The flat pieces of `mask` that run over most of the sheet and are too wide for rules."""
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, _GAP), np.uint8))
    count, labels, stats, _ = pieces_of(joined)
    found = np.zeros(count, dtype=np.bool_)
    for label in range(1, count):
        left, top, wide, tall, _ = stats[label].tolist()
        if wide < _CREASE * mask.shape[1]:
            continue
        piece = labels[top : top + tall, left : left + wide] == label
        filled = piece.sum(axis=0)
        middle = (piece * np.arange(tall)[:, None]).sum(axis=0) / np.maximum(filled, 1)
        look = look_across(small[:, left : left + wide], filled > 0, top + middle)
        found[label] = look is not None and look.width > WIDE
    return np.asarray(mask * found[labels], dtype=np.uint8)


def _hanging(mask: NDArray[np.uint8], sure: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The pieces of `mask`, joined over small breaks, that hold as much of `sure` as a rule has."""
    joined = cv2.dilate(mask, np.ones((5, 5), np.uint8))
    count, labels = cv2.connectedComponents(joined, connectivity=8)
    held = np.bincount(labels[sure > 0], minlength=count)
    kept = held >= MIN_RULE
    kept[0] = False
    return np.asarray(kept[labels], dtype=np.uint8)


def _turned(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """`mask` with x and y exchanged; ten times as fast as numpy copies it."""
    return np.asarray(cv2.transpose(mask), dtype=np.uint8)
