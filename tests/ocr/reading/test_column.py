"""A column is cut into cells, set as a horizontal line, and what is read goes back to its cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest

from bench.matching import ReadLine, errors_by_line
from draw.page import draw_page
from ocr.engine import open_engine
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.reading.column import read_column
from ocr.reading.column_bars import by_strokes, strokes_of
from ocr.reading.column_beside import with_marks_beside
from ocr.reading.column_cells import Cell, find_cells
from ocr.reading.column_ink import ColumnInk, column_ink
from ocr.reading.column_shapes import Shape, is_circle, is_colon, shape_of
from ocr.reading.column_strip import MARGIN, set_cells, strip_of
from ocr.reading.ctc import Glyph

EM = 40
TOP = 20
WIDTH = 64
"""Size of the characters, blank above the first, width of the crop; the column stands in its middle."""

LEFT = (WIDTH - EM) // 2


def column_of(text: str, pitch: float = 1.0, width: int = WIDTH) -> Image:
    """A column, a character of `text` a cell: 王 and 一 are what they look like, 、 a drop, 。 a ring, ﹁ and ︶
    brackets, ： two dots, a space a blank."""
    page = np.full((round(TOP * 2 + len(text) * EM * pitch), width), 240, np.uint8)
    for number, char in enumerate(text):
        draw(page, char, LEFT, round(TOP + number * EM * pitch))
    return page


def draw(page: Image, char: str, x: int, y: int) -> None:
    def bar(x0: float, y0: float, x1: float, y1: float, thick: int = 4) -> None:
        cv2.line(
            page,
            (round(x + x0 * EM), round(y + y0 * EM)),
            (round(x + x1 * EM), round(y + y1 * EM)),
            20,
            thick,
        )

    if char == "王":
        for height in (0.1, 0.5, 0.9):
            bar(0.05, height, 0.95, height)
        bar(0.5, 0.1, 0.5, 0.9)
    elif char == "一":
        bar(0.05, 0.5, 0.95, 0.5)
    elif char == "、":
        bar(0.65, 0.12, 0.82, 0.3, 6)
    elif char == "。":
        cv2.circle(page, (x + 30, y + 10), 6, 20, 2)
    elif char == "：":
        for height in (6, 20):
            cv2.circle(page, (x + 30, y + height), 3, 20, -1)
    elif char == "﹁":
        bar(0.15, 0.6, 0.85, 0.6, 3)
        bar(0.85, 0.6, 0.85, 0.95, 3)
    elif char == "︶":
        cv2.ellipse(page, (x + EM // 2, y), (16, 10), 0, 10, 170, 20, 3)
    elif char == "○":
        cv2.circle(page, (x + EM // 2, y + EM // 2), 15, 20, 2)


def ink_of(page: Image) -> ColumnInk:
    column = column_ink(page)
    assert column is not None
    return column


def quad_of(page: Image) -> Quad:
    height, width = page.shape
    corners = [[0, 0], [width, 0], [width, height], [0, height]]
    return np.array(corners, dtype=np.float32)


@pytest.mark.parametrize("pitch", [1.0, 1.15, 1.3])
@pytest.mark.parametrize("text", ["王王王王王王", "一王一一王王", "王、王王。王一", "王﹁王王︶王："])
def test_every_character_has_a_cell_at_its_place(text: str, pitch: float) -> None:
    cells = find_cells(ink_of(column_of(text, pitch)))
    assert len(cells) == len(text)
    for number, (char, cell) in enumerate(zip(text, cells, strict=True)):
        middle = TOP + (number * pitch + 0.5) * EM
        assert cell.start < middle < cell.end
        if char in "王一":
            assert (cell.start + cell.end) / 2 == pytest.approx(middle, abs=0.2 * EM)


def test_blanks_are_no_cells() -> None:
    cells = find_cells(ink_of(column_of("王王  王王王")))
    assert [round((cell.start - TOP) / EM) for cell in cells] == [0, 1, 4, 5, 6]


def test_rules_across_and_shade_are_no_ink() -> None:
    page = column_of("王王王王")
    plain = ink_of(page).ink
    page[4:8] = 30
    page[-7:-3] = 30
    shaded = np.clip(page - np.linspace(0, 90, len(page))[:, None], 0, 255).astype(np.uint8)
    ink = ink_of(shaded).ink
    assert not ink[:12].any()
    assert not ink[-12:].any()
    assert (ink == plain).mean() > 0.99


def test_paper_has_no_column() -> None:
    assert column_ink(np.full((200, 50), 230, np.uint8)) is None
    assert column_ink(np.zeros((1, 1), np.uint8)) is None


@pytest.mark.parametrize(
    ("char", "shape"),
    [
        ("王", Shape.CHARACTER), ("一", Shape.CHARACTER), ("○", Shape.CHARACTER), ("、", Shape.MARK),
        ("。", Shape.MARK), ("：", Shape.MARK), ("﹁", Shape.TURNED), ("︶", Shape.TURNED),
    ],
)  # fmt: skip
def test_shapes(char: str, shape: Shape) -> None:
    page = np.full((EM + 12, EM), 255, np.uint8)
    draw(page, char, 0, 12)
    assert shape_of(page < 128, EM) is shape
    assert is_colon(page < 128, EM) is (char == "：")
    assert is_circle(page < 128, EM) is (char == "○")


def test_marks_go_to_the_lower_left_and_brackets_are_turned_back() -> None:
    column = ink_of(column_of("王、王﹁王"))
    cells = set_cells(column, find_cells(column))
    assert [cell.shape for cell in cells] == [
        Shape.CHARACTER, Shape.MARK, Shape.CHARACTER, Shape.TURNED, Shape.CHARACTER
    ]  # fmt: skip
    rows, columns = np.nonzero(cells[1].image < 128)
    side = cells[1].image.shape[0]
    assert rows.min() > side / 2
    assert columns.max() < side / 2
    # ﹁ turned back is 「: an upright stroke in the right half, its arm to the right at the top.
    bracket = cells[3].image < 128
    assert bracket[: side // 2].sum() > bracket[side // 2 :].sum()
    assert np.flatnonzero(bracket.sum(axis=0) > 0.5 * side).min() > side / 3
    strip, begin, pitch = strip_of(cells, column.paper)
    assert strip.shape[1] * (2 * begin + 5 * pitch) == pytest.approx(strip.shape[1])


def test_a_colon_keeps_the_dot_that_reaches_into_the_cell_above() -> None:
    column = ink_of(column_of("王：王"))
    # The cut runs between the dots, as where a colon stands high and close to the character above it.
    cuts = (TOP, TOP + EM + 13, TOP + 2 * EM, TOP + 3 * EM)
    cells = set_cells(column, [Cell(start, end) for start, end in pairwise(cuts)])
    assert [is_colon(cell.ink, column.em) for cell in cells] == [False, True, False]


class Reader:
    """`Models` that see one character in each cell of an upright strip, and `lying` in a column on its side."""

    def __init__(self, sees: Callable[[int], Glyph | None], lying: list[Glyph] | None = None) -> None:
        self.sees, self.lying = sees, lying or []
        self.sideways = 0
        self.number = 0

    def detect(self, grey: Image) -> list[Quad]:
        return []

    def recognise(self, cut: Image) -> list[Glyph]:
        height, width = cut.shape
        if height == WIDTH:  # a crop as thick as the box: lying on its side
            self.sideways += 1
            return self.lying
        side = height / (1 + 2 * MARGIN)
        found = []
        for cell in range(round((width - 2 * MARGIN * side) / side)):
            glyph = self.sees(self.number)
            self.number += 1
            if glyph is not None:
                middle = (MARGIN + cell + 0.5) * side / width
                found.append(Glyph(glyph.char, glyph.probability, middle, glyph.others))
        return found


def test_characters_come_back_to_their_cells() -> None:
    text = "王王、王王王王一王王" * 4
    page = column_of(text)
    reader = Reader(lambda number: Glyph(text[number], 0.99, 0.0))
    glyphs = read_column(page, quad_of(page), reader)
    assert "".join(glyph.char for glyph in glyphs) == text
    assert not reader.sideways
    for number, glyph in enumerate(glyphs):
        true = TOP + (number + 0.5) * EM
        assert glyph.middle * len(page) == pytest.approx(true, abs=0.25 * EM)


def test_a_column_that_is_not_sure_is_read_lying_on_its_side_too() -> None:
    page = column_of("王王王王王王")
    lying = [Glyph(char, 0.98, (n + 0.9) / 6.8) for n, char in enumerate("甲乙丙丁戊己")]
    reader = Reader(lambda _: Glyph("口", 0.4, 0.0), lying)
    glyphs = read_column(page, quad_of(page), reader)
    assert reader.sideways == 1
    assert "".join(glyph.char for glyph in glyphs) == "甲乙丙丁戊己"


def test_what_the_recogniser_passes_over_is_told_by_shape() -> None:
    text = "王○王王、王：王"
    page = column_of(text)
    reader = Reader(lambda number: None if text[number % len(text)] in "○、：" else Glyph("王", 0.99, 0.0))
    glyphs = read_column(page, quad_of(page), reader)
    # Between characters a worn mark is a mark, mostly a comma; how sure, its probability says.
    assert "".join(glyph.char for glyph in glyphs) == "王○王王，王：王"
    assert glyphs[4].probability == 0.5
    assert ("、", 0.3) in glyphs[4].others


def beside(height: float) -> tuple[ColumnInk, int]:
    """A column with a ring beside every second character, `height` em down it; how many cells it has with marks."""
    page = column_of("王王王王王王", width=WIDTH + 20)
    for number in (0, 2, 4):
        cv2.circle(page, (LEFT + EM + 8, round(TOP + (number + height) * EM)), 5, 20, 2)
    column = column_ink(page, 20)
    assert column is not None
    return column, len(with_marks_beside(column, set_cells(column, find_cells(column))))


def test_marks_of_sentences_beside_the_column_are_cells_and_emphasis_is_not() -> None:
    assert beside(0.9)[1] == 9
    assert beside(0.45)[1] == 6


def test_a_column_with_marks_of_its_own_has_none_beside() -> None:
    page = column_of("王、王王王王", width=WIDTH + 20)
    cv2.circle(page, (LEFT + EM + 8, round(TOP + 3.9 * EM)), 5, 20, 2)
    column = column_ink(page, 20)
    assert column is not None
    assert len(with_marks_beside(column, set_cells(column, find_cells(column)))) == 6


def test_the_last_dot_of_a_wide_character_is_no_mark_beside() -> None:
    page = column_of("王王王王王王", width=WIDTH + 20)
    # The band is told by most of the ink; these characters reach out of it, as far as the dot.
    for number in (1, 2, 3, 4, 5):
        cv2.line(
            page,
            (LEFT + EM, round(TOP + number * EM + 20)),
            (LEFT + EM + 12, round(TOP + number * EM + 12)),
            20,
            2,
        )
    cv2.circle(page, (LEFT + EM + 5, round(TOP + 0.8 * EM)), 4, 20, -1)
    column = column_ink(page, 20)
    assert column is not None
    narrow = replace(column, left=LEFT, right=LEFT + EM, em=EM)
    assert len(with_marks_beside(narrow, set_cells(narrow, find_cells(narrow)))) == 6


def test_a_stop_whose_body_the_crop_cuts_keeps_its_character_whole() -> None:
    page = column_of("王王王王王王。")
    cells = find_cells(ink_of(page[: TOP + 6 * EM + 24]))
    assert [round((cell.start - TOP) / EM) for cell in cells] == [0, 1, 2, 3, 4, 5, 6]
    assert cells[-1].end <= TOP + 6 * EM + 24


@pytest.mark.parametrize(("strokes", "char"), [((0.8,), "一"), ((0.2, 0.8), "二"), ((0.1, 0.5, 0.9), "三")])
def test_numerals_of_flat_strokes_are_told_by_their_number(strokes: tuple[float, ...], char: str) -> None:
    image = np.full((EM, EM), 240, np.uint8)
    for height in strokes:
        cv2.line(image, (2, round(height * EM) - 1), (EM - 3, round(height * EM) - 2), 20, 3)
    ink = image < 128
    assert strokes_of(ink, EM) == len(strokes)
    for seen in ("一", "二", "三", "，", "—"):
        (glyph,) = by_strokes([Glyph(seen, 0.7, 0.5)], ink, image, 240, EM)
        assert glyph.char == char
    assert by_strokes([Glyph("王", 0.7, 0.5)], ink, image, 240, EM)[0].char == "王"


@pytest.mark.parametrize("size", [1, 3, 5, 7])
def test_a_few_pixels_are_no_ring(size: int) -> None:
    assert not is_circle(np.ones((size, size), dtype=np.bool_), 6.0)


def test_a_worn_stroke_speaks_against_counting() -> None:
    image = np.full((EM, EM), 240, np.uint8)
    cv2.line(image, (2, 30), (EM - 3, 30), 20, 3)
    cv2.line(image, (2, 8), (EM - 3, 8), 150, 3)
    assert by_strokes([Glyph("二", 0.7, 0.5)], image < 90, image, 240, EM)[0].char == "二"
    assert strokes_of(np.zeros((EM, EM), dtype=np.bool_), EM) == 0
    page = np.full((EM, EM), 255, np.uint8)
    draw(page, "王", 0, 0)
    assert strokes_of(page < 128, EM) == 0


def test_marks_of_an_unsure_column_are_not_outvoted() -> None:
    text = "王王、王王王"
    page = column_of(text)
    lying = [Glyph("王", 0.8, (n + 0.9) / 6.8) for n in (0, 1, 3, 4, 5)]
    reader = Reader(lambda number: Glyph(text[number % len(text)], 0.85, 0.0), lying)
    glyphs = read_column(page, quad_of(page), reader)
    assert reader.sideways == 1
    assert "".join(glyph.char for glyph in glyphs) == text


@pytest.mark.engine
def test_a_clean_vertical_page_is_read_with_its_marks() -> None:
    # Measured 0.8 %; lying on its side, the same page has 7 %, nearly all of it marks.
    page = draw_page("vertical", 71001, 0, 200)
    text = open_engine("rapidocr").read(page.image)
    rate = errors_by_line(page.truth, [ReadLine(line.text, line.box) for line in text.lines], False).rate
    assert rate is not None
    assert rate < 0.025
