"""The round zero in columns: a ring as large as a character, which the recogniser passes over or takes for a letter.

It was trained on 二〇〇三 in horizontal print, where ○ is as often a letter O or a figure 0; on vertical pages Chinese
numerals are set in characters (三○五), and the only round one is zero.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.reading.column_cells import Cell
from ocr.reading.column_ink import ColumnInk
from ocr.reading.ctc import Glyph

RING = Glyph("○", 0.7, 0.5, (("〇", 0.3),))
"""What a ring is where the recogniser saw nothing: ○ in 184 of 230 printed years, 〇 in 4."""

_LEAST, _MOST = 0.55, 1.3
"""Size of a ring, em: some faces draw it wider than their characters."""

_ROUND = 1.15
"""Its height and width differ by at most this ratio."""

_OUTSIDE = 0.25
"""It reaches out of the band of its column by at most this, em."""

_FULL = 0.08
"""Its outline fills the ellipse in its box but for this share, and holds hardly any other ink."""

_SECTORS = 24
_GAPS = 4
"""Of so many sectors of the ring at most so many are worn away."""

_DIGITS = frozenset("一二三四五六七八九十百千萬〇○廿卅")
_AFTER = _DIGITS | frozenset("年月日號号条條元兩")
_LIKE = frozenset("CcOoGQ0〇○Ｏ０")
"""What a ring between numerals is taken for."""


def has_ring(column: ColumnInk, cell: Cell) -> bool:
    """Is the ink of `cell` of `column` one large ring? It may reach out of the column's band, and be worn."""
    room = round(_OUTSIDE * column.em)
    ink = column.ink[cell.start : cell.end, max(0, column.left - room) : column.right + room]
    inked = np.argwhere(ink)
    if not len(inked):
        return False
    return _is_ring(inked.astype(np.float32), column.em)


def _is_ring(points: NDArray[np.float32], em: float) -> bool:
    """Do `points`, rows and columns of ink, lie on one circle, all around it?"""
    (row, at), radius = cv2.minEnclosingCircle(points)
    for _ in range(3):
        away = np.hypot(points[:, 0] - row, points[:, 1] - at)
        on = points[away > 0.7 * radius]
        if len(on) < _SECTORS:
            return False
        row, at = (on.min(axis=0) + on.max(axis=0)) / 2
        high, wide = on.max(axis=0) - on.min(axis=0) + 1
        radius = (high + wide) / 4
    if not _LEAST * em <= 2 * radius <= _MOST * em or max(high, wide) > _ROUND * min(high, wide) + 1:
        return False
    away = np.hypot(points[:, 0] - row, points[:, 1] - at) / radius
    on = points[(away > 0.78) & (away < 1.12)]
    turns = np.arctan2(on[:, 0] - row, on[:, 1] - at)
    sectors = np.unique(((turns + np.pi) / (2 * np.pi) * _SECTORS).astype(int) % _SECTORS)
    inside = float((away < 0.7).mean())
    return len(sectors) >= _SECTORS - _GAPS and inside < _FULL


def with_zeros(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` of a column, the letters and figures that stand between Chinese numerals zeros."""
    result = list(glyphs)
    for at, glyph in enumerate(result):
        if glyph.char not in _LIKE or glyph.char in "〇○":
            continue
        before = result[at - 1].char if at else ""
        end = next((k for k in range(at, len(result)) if result[k].char not in _LIKE), len(result))
        after = result[end].char if end < len(result) else ""
        if before == RING.char or (before in _DIGITS and (after in _AFTER or not after)):
            others = ((RING.others[0][0], glyph.probability / 2), *glyph.others)
            result[at] = Glyph(RING.char, min(glyph.probability, RING.probability), glyph.middle, others)
    return result
