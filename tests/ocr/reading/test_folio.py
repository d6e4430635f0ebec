"""Page numbers keep the dashes they stand between."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.geometry import Box
from ocr.imaging.quads import Quad, sides
from ocr.line import Line
from ocr.reading.ctc import Glyph
from ocr.reading.folio import are_spaced, with_dashes
from ocr.reading.strokes import Strokes

HIGH = 30
"""Pixels the digit is high."""


def drawn(white: float, long: float = 1.0, right: bool = True) -> tuple[np.ndarray, int]:
    """A leaf with a digit at its foot, dashes of `long` at `white` from it, in heights of the digit; the digit's x."""
    leaf = np.full((1200, 600), 230, np.uint8)
    x, y = 300, 1140
    cv2.rectangle(leaf, (x - 8, y - HIGH // 2), (x + 7, y + HIGH // 2 - 1), 20, 3)
    for side in (-1, 1) if right else (-1,):
        near = x + side * (9 + white * HIGH)
        cv2.line(leaf, (round(near), y), (round(near + side * long * HIGH), y), 20, 2)
    return leaf, x


@pytest.mark.parametrize(("white", "spaced"), [(0.1, False), (0.28, False), (0.42, True), (0.9, True)])
def test_em_dashes_are_set_off_by_a_space(white: float, spaced: bool) -> None:
    leaf, x = drawn(white)
    cut = leaf[1115:1165, x - 90 : x + 90]
    glyphs = [Glyph("-", 0.9, 0.2), Glyph("4", 0.9, 0.5), Glyph("-", 0.9, 0.8)]
    assert are_spaced(Strokes.of(cut), glyphs) is spaced


def test_hyphens_are_no_em_dashes() -> None:
    leaf, x = drawn(0.5, long=0.5)
    cut = leaf[1115:1165, x - 90 : x + 90]
    assert not are_spaced(Strokes.of(cut), [Glyph("-", 0.9, 0.3), Glyph("4", 0.9, 0.5), Glyph("-", 0.9, 0.7)])


def looked(leaf: np.ndarray, x: int, text: str = "4", y: int = 1140) -> tuple[str, float]:
    """What the number in a box about its digit becomes, and how long its box; the recogniser reads dashes in boxes
    that are long enough for them."""

    def read(quad: Quad) -> Line | None:
        long = sides(quad)[0] > 80
        return Line("—4—" if long else text, Box(0, 0, 1, 1), 0.9)

    quad = np.array([[x - 20, y - 24], [x + 20, y - 24], [x + 20, y + 24], [x - 20, y + 24]], np.float32)
    wider, line = with_dashes(leaf, read, quad, Line(text, Box(x - 20, y - 24, x + 20, y + 24), 0.9))
    return line.text, sides(wider)[0]


def test_dashes_beyond_the_box_belong_to_the_number() -> None:
    leaf, x = drawn(0.9)
    text, long = looked(leaf, x)
    assert text == "—4—"
    assert long > 2 * 0.9 * HIGH + 2 * HIGH


def test_a_dash_on_one_side_is_something_else() -> None:
    leaf, x = drawn(0.9, right=False)
    assert looked(leaf, x) == ("4", 40.0)


def test_a_number_in_the_text_stays() -> None:
    leaf, x = drawn(0.9)
    assert looked(np.vstack([leaf, leaf]), x) == ("4", 40.0)
