"""What stands in a cell of a column, by what the recogniser saw there and by the shape of the ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocr.reading.column_shapes import Shape, extent_of, is_circle, is_colon, main_ink
from ocr.reading.column_strip import SetCell
from ocr.reading.ctc import Glyph

_MARKS = {
    ",": "，", "'": "，", "’": "，", ":": "：", ";": "；", "9": "，", "”": "，", "“": "，", "‘": "，",
    "°": "。", "o": "。", "○": "。", "〇": "。",
}  # fmt: skip
"""Marks of a column are of full width; alone in its cell a mark can be taken for one of these."""

_DOTS = frozenset(".．·•・-_")
"""What a speck looks like. A lone dot is no mark of vertical print."""

_TURNED = {
    "(": "（", ")": "）", "[": "〔", "]": "〕", "—": "—", "-": "—", "–": "—", "|": "—", "_": "—",
}  # fmt: skip
"""Brackets and dashes of a column are of full width, too."""

_UPRIGHTS = frozenset("|｜")
"""Beside a character this is a rule or a pencil line: a dash of vertical print has a cell of its own, and is turned."""

_HEAD_SURE = 0.98
_BESIDE_SURE = 0.97
"""A mark before the first character of a column, and beside one, is believed from this probability on: specks stand
there as well."""

_CIRCLE_SURE = 0.7
"""A large ring is a zero: ○ in 184 of 230 printed years, 〇 in 4, a digit or a letter in the others."""

_WORN = Glyph("，", 0.5, 0.5, (("、", 0.3), ("。", 0.15)))
"""A body of type between two characters that holds nothing but a dot held a worn or faint mark, mostly a comma: there
are no blank bodies within a sentence."""

_COMMA_SURE = 0.7
_LOWEST_COLON = 0.38
"""A colon stands in as much of its column, em, as its dots are apart (0.4-0.6); what is lower is a comma, read as a
colon where print of the back or a speck stands beside it; but not two equal round dots."""

_COLON_SURE = 0.9
"""Two equal dots above each other are a colon: at least this sure."""


def settle_cell(cell: SetCell, seen: Sequence[Glyph], em: float, first: bool, inner: bool) -> list[Glyph]:
    """The characters in `cell`, where the recogniser has `seen` some.

    `first`: it is the first of its column; `inner`: characters touch it on both sides.
    """
    if cell.speck and not inner:
        return []
    if cell.shape is Shape.CHARACTER:
        found = [glyph for glyph in seen if glyph.char.strip() and glyph.char not in _UPRIGHTS]
        if not found and is_circle(cell.ink, em):
            return [Glyph("○", _CIRCLE_SURE, 0.5, (("〇", 1.0 - _CIRCLE_SURE),))]
        return found
    best = max(seen, key=lambda glyph: glyph.probability, default=None)
    if cell.shape is Shape.TURNED:
        return [replace(best, char=_TURNED.get(best.char, best.char))] if best is not None else []
    mark = _mark(cell, best, em)
    if inner and mark is None:
        return [_WORN]
    least = _BESIDE_SURE if cell.beside else _HEAD_SURE if first else 0.0
    return [mark] if mark is not None and mark.probability >= least else []


def _mark(cell: SetCell, best: Glyph | None, em: float) -> Glyph | None:
    """The mark in `cell`, where the recogniser saw `best`; None for a speck."""
    if is_colon(cell.ink, em) and (best is None or best.char not in "；;：:"):
        others = ((best.char, best.probability),) if best is not None else ()
        return Glyph("：", _COLON_SURE, 0.5, others)
    if best is None or best.char in _DOTS:
        return None
    if best.char in ":：" and _is_low(cell.ink, em) and not is_colon(cell.ink, em):
        return replace(best, char="，", probability=_COMMA_SURE, others=(("：", 1.0 - _COMMA_SURE),))
    return replace(best, char=_MARKS.get(best.char, best.char))


def _is_low(ink: NDArray[np.bool_], em: float) -> bool:
    """Is the ``ink`` of a mark lower than a colon?"""
    extent = extent_of(main_ink(ink))
    return extent is not None and extent.bottom - extent.top < _LOWEST_COLON * em
