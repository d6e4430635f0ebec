"""What stands in a cell of a column, given what the recogniser saw there: marks told by their shape, specks left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocr.reading.column_shapes import Shape, is_colon
from ocr.reading.column_strip import SetCell
from ocr.reading.ctc import Glyph

_MARKS = {",": "，", "'": "，", "’": "，", ":": "：", ";": "；", "°": "。", "o": "。", "○": "。", "〇": "。"}
"""Marks of a column are of full width; alone in its cell a mark can be taken for one of these."""

_DOTS = frozenset(".．·•・-_")
"""What a speck looks like. A lone dot is no mark of vertical print."""

_TURNED = {
    "(": "（", ")": "）", "[": "〔", "]": "〕", "—": "—", "-": "—", "–": "—", "|": "—", "_": "—",
}  # fmt: skip
"""Brackets and dashes of a column are of full width, too."""

_HEAD_SURE = 0.9
"""A mark before the first character of a column is believed from this probability on; specks stand there often."""

_COLON_SURE = 0.9
"""Two equal dots above each other are a colon: at least this sure."""


def settle_cell(cell: SetCell, seen: Sequence[Glyph], em: float, first: bool) -> list[Glyph]:
    """The characters in `cell`, where the recogniser has `seen` some; `first`: it is the first of its column."""
    if cell.speck:
        return []
    if cell.shape is Shape.CHARACTER:
        return [glyph for glyph in seen if glyph.char.strip()]
    best = max(seen, key=lambda glyph: glyph.probability, default=None)
    if cell.shape is Shape.TURNED:
        return [replace(best, char=_TURNED.get(best.char, best.char))] if best is not None else []
    if is_colon(cell.ink, em) and (best is None or best.char not in "；;："):
        middle = best.middle if best is not None else 0.5
        others = ((best.char, best.probability),) if best is not None else ()
        return [Glyph("：", _COLON_SURE, middle, others)]
    if best is None or best.char in _DOTS or (first and best.probability < _HEAD_SURE):
        return []
    return [replace(best, char=_MARKS.get(best.char, best.char))]
