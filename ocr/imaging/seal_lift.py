"""Taking a seal without colour off the print it was stamped upon.

On grey scans the red ink of a seal is lighter than black print, and print under it stays black: what is as light as
the seal becomes paper. Where both are equally black (two tones, or a seal printed in black) only what the shape tells
can go: the frame and the star. Letters of the seal stay then; `ocr.reading.under_seals` keeps them out of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.imaging.image import Image
from ocr.imaging.seal_trace import TracedSeal

_LIGHTER = 32
"""Grey levels by which the ink of a seal must be lighter than print for the two to be told apart by tone."""

_LEAST_THROUGH = 0.3
"""Share of the light that ink of a seal must let through for print beneath it to be seen at all."""

_NOISE = 0.25
"""What is darker than a seal by this share of the way to black print is still the seal's."""

_STAR = 0.4
"""The star of an official seal lies within this depth; its arms reach to 0.3 of the radius."""


def lift_seals(grey: Image, seals: Sequence[TracedSeal]) -> tuple[Image, tuple[TracedSeal, ...]]:
    """``grey``, ``(height, width)``, without `seals`, and those of them whose letters are still there.

    Those were as black as print: their frames and stars were erased with what was under them.
    """
    if not seals:
        return grey, ()
    clean = grey.copy()
    erased = tuple(seal for seal in seals if not _lift(clean, seal))
    return clean, erased


def _lift(clean: Image, seal: TracedSeal) -> bool:
    """Take one seal off the page; could it be told from print by its tone?"""
    height, width = clean.shape
    window = _clipped(_grown(seal.outline.box, 0.3), width, height)
    part = clean[window.y0 : window.y1, window.x0 : window.x1]
    depth = seal.outline.depth_map(window)
    ring = (depth > seal.frame + 0.02) & (depth < 0.98)
    if not ring.any():
        return True
    paper = float(np.percentile(part, 75))
    tone = float(np.median(part[ring]))
    black = _print_tone(part, depth, paper)
    if black is not None and tone - black >= _LIGHTER and paper - tone >= _LIGHTER / 2:
        # Noise of the seal's own ink must not become specks of print.
        light = tone - _NOISE * (tone - black)
        dark = np.clip((light - part) / (light - black), 0.0, 1.0)
        inside = depth < 1.04
        part[inside] = np.clip(paper - (paper - black) * dark, 0, 255)[inside].astype(np.uint8)
        return True
    gone = (depth > seal.frame - 0.015) & (depth < 1.03)
    if not seal.is_square:
        gone |= _star(part, depth, seal, (paper + tone) / 2)
    # Inks darken each other: dividing by what the seal's lets through leaves the print that lies under it.
    through = tone / max(paper, 1.0)
    left = np.clip(part / through, 0, paper) if through >= _LEAST_THROUGH else np.full(part.shape, paper)
    part[gone] = left[gone].astype(np.uint8)
    return False


def _print_tone(part: Image, depth: NDArray[np.float64], paper: float) -> float | None:
    """How dark print is beside the seal, or where it is darkest within; None where there is none."""
    for where in (depth > 1.08, depth < 1.0):
        values = part[where]
        dark = values[values < paper - 60]
        if len(dark) > 0.004 * len(values) and len(dark) > 50:
            return float(np.percentile(dark, 20 if where[0, 0] else 3))
    return None


def _star(part: Image, depth: NDArray[np.float64], seal: TracedSeal, threshold: float) -> NDArray[np.bool_]:
    """The solid ink in the middle of the seal, thicker than any stroke, with its points."""
    ink = ((part < threshold) & (depth < _STAR)).astype(np.uint8)
    reach = max(3, round(0.09 * min(seal.outline.half)))
    core = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    if core.sum() < 0.02 * (depth < 1.0).sum():
        return np.zeros(depth.shape, dtype=np.bool_)
    grown = cv2.dilate(core, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1)))
    return np.asarray((grown > 0) & (depth < _STAR), dtype=np.bool_)


def _grown(box: Box, share: float) -> Box:
    x, y = round(share * box.width), round(share * box.height)
    return Box(box.x0 - x, box.y0 - y, box.x1 + x, box.y1 + y)


def _clipped(box: Box, width: int, height: int) -> Box:
    return Box(max(0, box.x0), max(0, box.y0), min(width, box.x1), min(height, box.y1))
