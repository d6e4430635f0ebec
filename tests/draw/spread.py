"""Two pages of an open volume on one scan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from draw.carry import Points, carried
from draw.page import DrawnPage, draw_sheet, full_sheets, resolution
from draw.truth import LeafTruth, PageTruth
from ocr.geometry import Box, Direction


def draw_spread(style: str, seed: int, level: int, dpi: int | None = None) -> DrawnPage:
    """Two pages side by side, in the reading order of their age: a vertical volume's right page comes first.

    Each leaf leans by its own skew; the gutter between them is in shadow.
    """
    full = full_sheets(style, seed)
    scanned = resolution(level, dpi)
    at = seed % len(full)
    pages = [
        draw_sheet(sheet, f"spread:{style}:{seed}:{side}", level, scanned, full[at - 2])
        for side, sheet in enumerate((full[at - 1], full[at]))
    ]
    rng = np.random.default_rng([seed, level, 41])
    return bound(pages[0], pages[1], rng)


def bound(first: DrawnPage, second: DrawnPage, rng: np.random.Generator) -> DrawnPage:
    """`first` and `second`, equally high and colour both, as the two pages of an open volume."""
    rightward = first.truth.direction is Direction.HORIZONTAL
    left, right = (first, second) if rightward else (second, first)
    seam, width = left.truth.width, left.truth.width + right.truth.width
    height = left.truth.height
    image = np.concatenate([left.image, right.image], axis=1)
    image = shadowed(image, seam, first.truth.dpi, rng)
    parts = []
    for page in (first, second):
        shift = 0 if page is left else seam
        moved = _shifted(page.truth, shift, width, height)
        box = Box(shift, 0, shift + page.truth.width, height)
        parts.append((moved, LeafTruth(box, 0, moved.direction, False)))
    (one, one_leaf), (two, two_leaf) = parts
    last = max((line.block for line in one.lines), default=0) + 1
    lines = (*one.lines, *(replace(line, block=line.block + last) for line in two.lines))
    truth = replace(one, lines=lines, seals=(*one.seals, *two.seals), leaves=(one_leaf, two_leaf))
    return DrawnPage(image, truth)


def shadowed(image: NDArray[np.uint8], seam: int, dpi: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """`image` with the shadow that paper bending into the gutter at x = `seam` takes, and its dark line."""
    away = np.abs(np.arange(image.shape[1]) - seam) / dpi  # inches
    depth, reach = rng.uniform(0.25, 0.6), rng.uniform(0.12, 0.3)
    light = 1.0 - depth * np.exp(-away / reach) - 0.35 * np.exp(-((away / 0.01) ** 2))
    return np.asarray(image * np.clip(light, 0.05, 1.0)[None, :, None], dtype=np.uint8)


def _shifted(truth: PageTruth, shift: int, width: int, height: int) -> PageTruth:
    def forward(points: Points) -> Points:
        return np.asarray(points + np.array([shift, 0.0]))

    return carried(truth, forward, width, height, truth.dpi)
