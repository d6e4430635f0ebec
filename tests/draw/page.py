"""Draws one page: a sheet inked, damaged, and its truth carried through the damage."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from numpy.typing import NDArray

from draw import damage, layouts
from draw.raster import Frame, Inked, ink
from draw.sheet import SealMark, Sheet
from draw.truth import Corners, LineTruth, PageTruth
from ocr.geometry import Box, Direction

HEAVY_DPI = 200  # a heavily damaged page is also a poor scan


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """The page image, H × W × 3 RGB or (some scans) H × W grey, 8 bit, and what is true of it."""

    image: NDArray[np.uint8]
    truth: PageTruth


def resolution(level: int, dpi: int | None) -> int:
    """The dots per inch of a page: as asked, else 300, or 200 at level 3."""
    return dpi if dpi else (HEAVY_DPI if level == 3 else 300)


def draw_page(style: str, seed: int, level: int, dpi: int | None = None) -> DrawnPage:
    """A page of `style` (see `layouts.STYLES`), damage `level` 0..3, at `dpi` (None: 300, or 200 at level 3).

    Equal arguments give equal pages on one machine. Raises ValueError for an unknown style or level.
    """
    full = full_sheets(style, seed)
    at = Random(f"page:{style}:{seed}").randrange(len(full))
    return draw_sheet(full[at], f"{style}:{seed}:{at}", level, resolution(level, dpi), full[at - 1])


def full_sheets(style: str, seed: int) -> list[Sheet]:
    """The sheets of a short issue that are full of print. Raises ValueError for an unknown style."""
    laid = layouts.lay_out(style, seed, 3, front=False)
    sizes = [sum(len(line.text) for line in sheet.lines) for sheet in laid.sheets]
    return [sheet for sheet, size in zip(laid.sheets, sizes, strict=True) if size > 0.6 * max(sizes)]


def draw_sheet(
    sheet: Sheet,
    key: str,
    level: int,
    dpi: int,
    back: Sheet | None = None,
    stamped: bool = True,
    press: Callable[[Inked], Inked] = lambda page: page,
) -> DrawnPage:
    """Ink and damage `sheet`; `key` seeds the damage, `back` is what stands on its other side.

    `stamped`: from level 2 on the archive has put its stamp on it. `press` is what the printing press made of it.
    """
    rng = np.random.default_rng([ord(char) for char in f"{key}:{level}"])
    amount = damage.pick(level, rng)
    if level >= 2 and stamped:
        sheet = _stamped(sheet, rng)
    page = press(ink(sheet, dpi))
    other = ink(back, dpi).black if back is not None and amount.bleed else None
    image, warp = damage.apply(page, amount, dpi, rng, other)
    return DrawnPage(image, _truth(sheet, page, warp, dpi))


def _stamped(sheet: Sheet, rng: np.random.Generator) -> Sheet:
    """The sheet with a stamp of the archive somewhere over its text, of the kind its age had."""
    old = sheet.direction is Direction.VERTICAL
    latin = not old and all(glyph.char.isascii() for line in sheet.lines[:3] for glyph in line.glyphs)
    text = "樣張檔案室藏" if old else "ARCHIVE·SPECIMEN·" if latin else "文告样张档案室收讫"
    mark = SealMark(
        x=float(rng.uniform(0.25, 0.75)) * sheet.width,
        y=float(rng.uniform(0.25, 0.75)) * sheet.height,
        radius=float(rng.uniform(30, 38) if old else rng.uniform(38, 50)),
        ring=text,
        band="" if old or latin else "样张",
        angle=float(rng.uniform(-25, 25)),
        strength=float(rng.uniform(0.5, 0.9)),
        square=old,
    )
    return replace(sheet, seals=[*sheet.seals, mark])


def _truth(sheet: Sheet, page: Inked, warp: damage.Warp, dpi: int) -> PageTruth:
    lines = []
    for line, frame in zip(sheet.lines, page.boxes, strict=True):
        box, corners = _carried(frame, warp)
        lines.append(
            LineTruth(line.text, box, corners, line.role, line.notice, line.block, line.cell, line.facts)
        )
    seals = tuple(_carried(frame, warp)[0] for frame in page.seals)
    return PageTruth(warp.width, warp.height, dpi, sheet.direction, tuple(lines), seals)


def _carried(frame: Frame, warp: damage.Warp) -> tuple[Box, Corners]:
    """A box of the flat page on the scan: the upright box that holds its carried outline, and its
    corners.
    """
    x0, y0, x1, y1 = frame
    steps = np.linspace(0, 1, 9)
    xs, ys = x0 + (x1 - x0) * steps, y0 + (y1 - y0) * steps
    outline = np.concatenate(
        [
            np.stack([xs, np.full(9, y0)], 1),
            np.stack([xs, np.full(9, y1)], 1),
            np.stack([np.full(9, x0), ys], 1),
            np.stack([np.full(9, x1), ys], 1),
        ]
    )
    points = warp.forward(outline)
    box = Box(
        max(0, math.floor(points[:, 0].min())),
        max(0, math.floor(points[:, 1].min())),
        min(warp.width, math.ceil(points[:, 0].max())),
        min(warp.height, math.ceil(points[:, 1].max())),
    )
    top_left, top_right, bottom_left, bottom_right = (points[at] for at in (0, 8, 9, 17))
    return box, (_point(top_left), _point(top_right), _point(bottom_right), _point(bottom_left))


def _point(point: Sequence[float] | NDArray[np.float64]) -> tuple[float, float]:
    return round(float(point[0]), 1), round(float(point[1]), 1)
