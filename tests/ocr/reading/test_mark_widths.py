"""Marks are as wide as the room they have; where marks meet, as the other bracket of their pair."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.reading.ctc import Glyph
from ocr.reading.mark_widths import is_full_stop, settled_widths
from ocr.reading.strokes import Strokes

EM = 40


def settled(text: str, widths: list[float], probability: float = 0.95) -> str:
    """What `text` becomes when its characters are as wide as `widths`, in em."""
    glyphs, x = [], 0.0
    for char, width in zip(text, widths, strict=True):
        glyphs.append(Glyph(char, probability, (x + width / 2) / sum(widths)))
        x += width
    found = settled_widths(glyphs, 1 / sum(widths), chinese=True)
    return "".join(found.get(k, glyph.char) for k, glyph in enumerate(glyphs))


def test_a_bracket_before_a_stop_has_the_width_of_its_partner() -> None:
    # ）， is set in the room of a character and a half.
    assert settled("规范(GAP)，维持", [1, 1, 1, 0.7, 0.7, 0.7, 0.5, 1, 1, 1]) == "规范（GAP），维持"
    assert settled("规范(GAP)，维持", [1, 1, 0.3, 0.7, 0.7, 0.7, 0.3, 1, 1, 1]) == "规范(GAP)，维持"


def test_a_bracket_behind_a_bracket_has_the_width_of_its_partner() -> None:
    widths = [1, 1, 0.5, 0.5, 0.7, 0.7, 1, 1, 1]
    assert settled("公约》(CI)附录", widths) == "公约》（CI）附录"


def test_marks_that_meet_are_of_full_width_beside_chinese() -> None:
    assert settled("议定书》)。", [1, 1, 1, 0.5, 0.5, 1]) == "议定书》）。"
    assert settled("的产品)。", [1, 1, 1, 0.5, 1]) == "的产品）。"


def test_a_bracket_at_a_line_end_has_the_width_of_its_partner() -> None:
    assert settled("税率（%)", [1, 1, 1, 0.8, 0.5]) == "税率（%）"


def dotted(dot: float, full: float) -> tuple[Strokes, list[Glyph]]:
    """1．总则 with the dot's middle at `dot` of its room `full`, in em."""
    widths = [0.5, full, 1.0, 1.0]
    length = round(sum(widths) * EM)
    cut = np.full((56, length), 230, np.uint8)
    glyphs, x = [], 0.0
    for char, width in zip("1.总则", widths, strict=True):
        middle = x + (dot * width if char == "." else width / 2)
        if char == ".":
            cv2.circle(cut, (round(middle * EM), 40), 2, 20, -1)
        else:
            cv2.rectangle(cut, (round(x * EM) + 3, 12), (round((x + width) * EM) - 3, 42), 20, 3)
        glyphs.append(Glyph(char, 0.9, middle / sum(widths)))
        x += width
    return Strokes.of(cut), glyphs


@pytest.mark.parametrize(
    ("dot", "full", "wide"),
    [(0.5, 1.0, True), (0.2, 1.0, True), (0.5, 0.3, False), (0.25, 0.55, False), (0.1, 1.5, False)],
)
def test_a_full_stop_of_full_width_leaves_a_character_of_room(dot: float, full: float, wide: bool) -> None:
    ink, glyphs = dotted(dot, full)
    assert is_full_stop(ink, glyphs, 1, EM) is wide


def test_a_decimal_point_is_no_full_stop() -> None:
    ink, glyphs = dotted(0.5, 1.0)
    glyphs[2] = Glyph("5", 0.9, glyphs[2].middle)
    assert not is_full_stop(ink, glyphs, 1, EM)
