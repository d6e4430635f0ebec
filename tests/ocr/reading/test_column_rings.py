"""Round zeros in columns."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.reading.column_cells import Cell
from ocr.reading.column_ink import ColumnInk
from ocr.reading.column_rings import RING, has_ring, with_zeros
from ocr.reading.ctc import Glyph

EM = 40
CELL = Cell(50, 92)


def column(wide: int, worn: int = 0, mark: bool = False) -> ColumnInk:
    """A column of 40 pixels with a ring `wide` across in its second cell, `worn` degrees of it missing."""
    page = np.full((150, 80), 255, np.uint8)
    cv2.ellipse(page, (41, 71), (wide // 2, wide // 2), 0, worn, 360, (0,), 2)
    if mark:
        cv2.line(page, (30, 71), (52, 71), (0,), 2)
    return ColumnInk(page, page < 128, 21, 59, float(EM), 255)


@pytest.mark.parametrize(("wide", "worn"), [(36, 0), (40, 0), (36, 40)])
def test_a_large_ring_is_seen_though_worn_or_wider_than_the_column(wide: int, worn: int) -> None:
    assert has_ring(column(wide, worn), CELL)


@pytest.mark.parametrize(
    "other", [column(14), column(36, mark=True), column(36, worn=180)], ids=["mark", "日", "C"]
)
def test_small_filled_and_open_rings_are_no_zero(other: ColumnInk) -> None:
    assert not has_ring(other, CELL)


def test_an_empty_cell_has_no_ring() -> None:
    assert not has_ring(column(36), Cell(100, 140))


def read(text: str) -> str:
    glyphs = [Glyph(char, 0.9, (at + 0.5) / len(text)) for at, char in enumerate(text)]
    return "".join(glyph.char for glyph in with_zeros(glyphs))


@pytest.mark.parametrize(
    ("text", "said"),
    [("二CC三年", "二○○三年"), ("一0月", "一○月"), ("稅號七二O八", "稅號七二○八"), ("三〇五", "三〇五")],
)
def test_what_stands_between_numerals_is_a_zero(text: str, said: str) -> None:
    assert read(text) == said


@pytest.mark.parametrize("text", ["維生素C膠丸", "COVID", "年C五"])
def test_letters_elsewhere_stay(text: str) -> None:
    assert read(text) == text


def test_a_zero_told_by_its_neighbours_is_no_surer_than_one_told_by_its_shape() -> None:
    glyphs = with_zeros([Glyph("三", 1.0, 0.2), Glyph("C", 0.99, 0.5), Glyph("月", 1.0, 0.8)])
    assert glyphs[1].probability == RING.probability
    assert glyphs[1].middle == 0.5
    assert glyphs[1].others[0][0] == "〇"
