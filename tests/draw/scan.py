"""Draws scans: pages as they come from scanners, cameras and fax machines, with their truth carried along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from draw import camera, scanner
from draw.carry import Points, carried
from draw.page import DrawnPage, draw_page, draw_sheet, full_sheets, resolution
from draw.sheet import Sheet
from draw.spread import draw_spread
from draw.truth import LeafTruth
from ocr.geometry import Box

_Draw = Callable[[str, int, int], DrawnPage]


def draw_scan(kind: str, style: str, seed: int, level: int) -> DrawnPage:
    """A scan of `kind` (one of `SCANS`) of pages of `style` (`layouts.STYLES`), damage `level` 0..3.

    Equal arguments give equal scans on one machine. `leaves` of the truth tell the pages of paper. Raises
    ValueError for an unknown kind, style or level.
    """
    if kind not in _DRAW:
        raise ValueError(f"no scan {kind!r}: there are {', '.join(SCANS)}")
    return _DRAW[kind](style, seed, level)


def turned(page: DrawnPage, degrees: int) -> DrawnPage:
    """`page` as it lies turned by 90, 180 or 270 `degrees` clockwise."""
    height, width = page.image.shape[:2]

    def forward(points: Points) -> Points:
        x, y = points[:, 0], points[:, 1]
        if degrees == 90:
            return np.stack([height - y, x], axis=1)
        if degrees == 180:
            return np.stack([width - x, height - y], axis=1)
        return np.stack([y, width - x], axis=1)

    how = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}[degrees]
    image = np.asarray(cv2.rotate(page.image, how), dtype=np.uint8)
    height_now, width_now = image.shape[:2]
    truth = carried(page.truth, forward, width_now, height_now, page.truth.dpi)
    leaf = LeafTruth(Box(0, 0, width_now, height_now), (360 - degrees) % 360, truth.direction, False)
    return DrawnPage(image, replace(truth, leaves=(leaf,)))


def draw_blank(style: str, seed: int, level: int, back: bool, dpi: int | None = None) -> DrawnPage:
    """The empty side of a sheet; `back`: its other side shows through, else there are specks at most.

    Level 0 is drawn as level 1: paper without any mark tells nothing.
    """
    full = full_sheets(style, seed)
    printed = full[seed % len(full)]
    empty = Sheet(printed.width, printed.height, printed.direction)
    level = max(level, 2 if back else 1)
    dots = resolution(level, dpi)
    page = draw_sheet(empty, f"blank:{style}:{seed}", level, dots, printed if back else None, stamped=False)
    height, width = page.image.shape[:2]
    leaf = LeafTruth(Box(0, 0, width, height), 0, printed.direction, True)
    return replace(page, truth=replace(page.truth, leaves=(leaf,)))


def _turned(degrees: int) -> _Draw:
    return lambda style, seed, level: turned(draw_page(style, seed, level), degrees)


def _at(dpi: int) -> _Draw:
    return lambda style, seed, level: draw_page(style, seed, level, dpi)


def _bordered(style: str, seed: int, level: int) -> DrawnPage:
    full = full_sheets(style, seed)
    rng = np.random.default_rng([seed, level, 17])
    at = seed % len(full)
    dpi = resolution(level, None)
    page = draw_sheet(full[at], f"bordered:{style}:{seed}", level, dpi, full[at - 1])
    other = draw_sheet(full[at - 1], f"neighbour:{style}:{seed}", level, dpi)
    return scanner.bordered(page, other.image, rng)


def _photo(style: str, seed: int, level: int) -> DrawnPage:
    return camera.photographed(draw_page(style, seed, level), np.random.default_rng([seed, level, 23]))


def _fax(style: str, seed: int, level: int) -> DrawnPage:
    return scanner.faxed(draw_page(style, seed, level, 200), np.random.default_rng([seed, level, 29]))


def _jpeg(style: str, seed: int, level: int) -> DrawnPage:
    quality = int(np.random.default_rng([seed, level, 31]).integers(12, 30))
    return scanner.squeezed(draw_page(style, seed, level, 200), quality)


_DRAW: dict[str, _Draw] = {
    "turned-90": _turned(90),
    "turned-180": _turned(180),
    "turned-270": _turned(270),
    "spread": draw_spread,
    "bordered": _bordered,
    "photo": _photo,
    "fax": _fax,
    "150-dpi": _at(150),
    "200-dpi": _at(200),
    "400-dpi": _at(400),
    "600-dpi": _at(600),
    "grey": lambda style, seed, level: scanner.greyed(draw_page(style, seed, level)),
    "jpeg": _jpeg,
    "blank": lambda style, seed, level: draw_blank(style, seed, level, back=False),
    "blank-bleed": lambda style, seed, level: draw_blank(style, seed, level, back=True),
}

SCANS = tuple(_DRAW)
"""The kinds of scan, in the order of the tables that tell of them."""
