"""The size of the characters of a column: by its own ink, and by that of the other columns of the leaf."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.reading.column import read_column
from ocr.reading.column_cells import Cell
from ocr.reading.column_ink import ColumnInk, column_ink, of_size, usual_size
from ocr.reading.column_looks import usual_character
from ocr.reading.column_marks import settle_cell
from ocr.reading.column_shapes import Shape
from ocr.reading.column_strip import MARGIN, SetCell
from ocr.reading.ctc import Glyph

EM, WIDTH, COUNT = 40, 72, 12


def page_of(columns: int, neighbour: bool = False, count: int = COUNT) -> Image:
    """Columns of squares with a cross; with print of the back beside the first one."""
    page = np.full((count * EM + 40, columns * WIDTH), 240, np.uint8)
    for k in range(columns):
        for row in range(count):
            x, y = k * WIDTH + 16, 20 + row * EM
            cv2.rectangle(page, (x + 2, y + 3), (x + EM - 3, y + EM - 4), 20, 3)
            cv2.line(page, (x + 2, y + EM // 2), (x + EM - 3, y + EM // 2), 20, 3)
    if neighbour:
        for row in range(count):
            cv2.rectangle(page, (EM + 16, 24 + row * EM), (EM + 26, 48 + row * EM), 60, -1)
    return page


def quad(number: int, page: Image) -> Quad:
    x0, x1, y1 = number * WIDTH, (number + 1) * WIDTH, len(page)
    return np.array([[x0, 0], [x1, 0], [x1, y1], [x0, y1]], dtype=np.float32)


def ink_of(page: Image) -> ColumnInk:
    column = column_ink(page)
    assert column is not None
    return column


def test_the_size_that_most_columns_have_is_the_usual_one() -> None:
    plain = ink_of(page_of(1))
    wide = ink_of(page_of(1, neighbour=True))
    assert wide.em > 1.15 * plain.em
    assert usual_size([wide, plain, plain, plain]) == plain.em
    assert usual_size([]) == 0.0
    page = page_of(6)
    assert usual_character(page, [quad(k, page) for k in range(6)]) == pytest.approx(plain.em, rel=0.03)
    assert usual_character(page, [quad(k, page) for k in range(3)]) == 0.0


def test_print_beside_a_column_is_left_out_when_its_size_is_known() -> None:
    plain, wide = ink_of(page_of(1)), ink_of(page_of(1, neighbour=True))
    sized = of_size(wide, plain.em)
    assert sized.em == plain.em
    assert abs(sized.left - plain.left) <= 2
    assert abs(sized.right - plain.right) <= 2
    narrow = of_size(plain, 1.2 * plain.em)
    assert narrow.left < plain.left < plain.right < narrow.right


class Reader:
    """`Models` that see 田 in every cell, surely when cells have the true size."""

    def __init__(self) -> None:
        self.readings: list[float] = []

    def detect(self, grey: Image) -> list[Quad]:
        return []

    def recognise(self, cut: Image) -> list[Glyph]:
        side = cut.shape[0] / (1 + 2 * MARGIN)
        sure = 0.99 if abs(side / EM - 1) < 0.1 else 0.92
        self.readings.append(sure)
        count = round((cut.shape[1] - 2 * MARGIN * side) / side)
        return [Glyph("田", sure, (MARGIN + k + 0.5) * side / cut.shape[1]) for k in range(count)]


def test_an_unsure_column_is_read_again_with_characters_of_the_usual_size() -> None:
    page = page_of(1, neighbour=True)
    reader = Reader()
    glyphs = read_column(page, quad(0, page), reader, usual=ink_of(page_of(1)).em)
    assert reader.readings == [0.92, 0.99]
    assert len(glyphs) == COUNT
    assert min(glyph.probability for glyph in glyphs) == 0.99


def test_an_unsure_column_is_read_again_without_print_of_the_back() -> None:
    page, front = page_of(1, neighbour=True), page_of(1)
    reader = Reader()
    glyphs = read_column(page, quad(0, page), reader, front=front)
    assert reader.readings == [0.92, 0.99]
    assert min(glyph.probability for glyph in glyphs) == 0.99


def test_a_sure_column_is_read_once() -> None:
    page = page_of(1)
    reader = Reader()
    read_column(page, quad(0, page), reader, front=page_of(1), usual=2.0 * EM)
    assert reader.readings == [0.99]


@pytest.mark.parametrize(("apart", "char"), [(6, "，"), (16, "：")])
def test_what_is_lower_than_a_colon_is_a_comma(apart: int, char: str) -> None:
    ink = np.zeros((EM, EM), dtype=np.uint8)
    for y in (10, 10 + apart):
        cv2.ellipse(ink, (28, y), (3, 4), 0, 0, 360, 1, -1)
    cell = SetCell(Cell(0, EM), np.zeros((EM, EM), np.uint8), Shape.MARK, ink.astype(np.bool_))
    (glyph,) = settle_cell(cell, [Glyph("：", 0.95, 0.5)], EM, first=False, inner=True)
    assert glyph.char == char
