"""Inks a sheet: two planes of ink (black and red) in pixels, and the ink boxes of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from draw.fonts import Mask, glyph
from draw.seal import draw_seal
from draw.sheet import Glyph, Place, Rule, SetLine, Sheet

Plane = NDArray[np.uint8]
Frame = tuple[float, float, float, float]  # x0, y0, x1, y1 in pixels, before damage


@dataclass(frozen=True, slots=True)
class Inked:
    """Ink coverage 0..255 of a page, one plane a colour, and the boxes of lines and seals in pixels."""

    black: Plane
    red: Plane
    seal: Plane
    boxes: tuple[Frame, ...]
    seals: tuple[Frame, ...]


def ink(sheet: Sheet, dpi: int) -> Inked:
    """Ink `sheet` at `dpi`. A line's box holds all of its ink and, across, at least 0.8 em."""
    scale = dpi / 72
    width, height = round(sheet.width * scale), round(sheet.height * scale)
    black, red, seal = (np.zeros((height, width), np.uint8) for _ in range(3))
    for rule in sheet.rules:
        _rule(red if rule.red else black, rule, scale)
    boxes = tuple(_line(black, red, line, scale) for line in sheet.lines)
    for mark in sheet.marks:
        _ink(black, red, mark, scale)
    seals = tuple(draw_seal(seal, mark, scale) for mark in sheet.seals)
    return Inked(black, red, seal, boxes, seals)


def _rule(plane: Plane, rule: Rule, scale: float) -> None:
    half = max(0.5, rule.width * scale / 2)
    x0, x1 = sorted((rule.x0 * scale, rule.x1 * scale))
    y0, y1 = sorted((rule.y0 * scale, rule.y1 * scale))
    plane[round(y0 - half) : round(y1 + half), round(x0 - half) : round(x1 + half)] = 255


def _line(black: Plane, red: Plane, line: SetLine, scale: float) -> Frame:
    x0, y0, x1, y1 = 1e9, 1e9, -1e9, -1e9
    for item in line.glyphs:
        left, top, right, bottom = _ink(black, red, item, scale)
        if right > left:
            x0, y0, x1, y1 = min(x0, left), min(y0, top), max(x1, right), max(y1, bottom)
    return _at_least(line, scale, (x0, y0, x1, y1))


def _ink(black: Plane, red: Plane, item: Glyph, scale: float) -> tuple[int, int, int, int]:
    """Inks one glyph and returns its box. Raises ValueError when it does not lie on the sheet."""
    stamp, left, top = _stamp(item, scale)
    height, width = stamp.shape
    if width:
        plane = red if item.red else black
        target = plane[top : top + height, left : left + width]
        if target.shape != stamp.shape:
            raise ValueError(f"{item.char} at {item.x:.0f}, {item.y:.0f} lies outside the sheet")
        np.maximum(target, stamp, out=target)
    return left, top, left + width, top + height


def _at_least(line: SetLine, scale: float, box: Frame) -> Frame:
    """Widens a box across the line to 0.8 em, so that 一 alone has the height of a line."""
    first = line.glyphs[0]
    em = first.size * scale
    x0, y0, x1, y1 = box
    if first.place is Place.BASELINE:
        middle = (first.y - 0.36 * first.size) * scale
        return x0, min(y0, middle - 0.4 * em), x1, max(y1, middle + 0.4 * em)
    middle = (first.x + first.size / 2) * scale
    return min(x0, middle - 0.4 * em), y0, max(x1, middle + 0.4 * em), y1


def _stamp(item: Glyph, scale: float) -> tuple[Plane, int, int]:
    """The ink of one glyph and its left top corner on the page, in pixels."""
    em = round(item.size * scale)
    mask = glyph(item.face, em, item.char)
    x, y = item.x * scale, item.y * scale
    if item.place is Place.BASELINE:
        return mask.ink, round(x) + mask.left, round(y) + mask.top
    stamp = _turned(item.face, em, item.char) if item.place is Place.TURNED else mask.ink
    height, width = stamp.shape
    if item.place is Place.CORNER:
        return stamp, round(x + 0.76 * em - width / 2), round(y + 0.24 * em - height / 2)
    across = x + (em - width) / 2
    if item.place is Place.TURNED:
        return stamp, round(across), round(y + _lead(mask, em))
    return (
        stamp,
        round(across),
        round(y + (em - height) / 2 if height < 0.3 * em else y + _drop(mask, em, height)),
    )


@lru_cache(maxsize=500)
def _turned(face: str, em: int, char: str) -> Plane:
    return np.ascontiguousarray(cv2.rotate(glyph(face, em, char).ink, cv2.ROTATE_90_CLOCKWISE))


def _lead(mask: Mask, em: int) -> float:
    """How far below the top of its cell a turned glyph begins: what was its left bearing."""
    return min(max(0, mask.left), em - mask.ink.shape[1]) if mask.ink.shape[1] <= em else 0.0


def _drop(mask: Mask, em: int, height: int) -> float:
    """Top of an upright glyph within its cell: as in its face, kept within the cell."""
    return min(max(0.0, 0.86 * em + mask.top), float(max(0, em - height)))
