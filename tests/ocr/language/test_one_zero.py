"""One form of the round zero on a page."""

from __future__ import annotations

from ocr.geometry import Box, Direction
from ocr.language.zeros import one_zero
from ocr.line import Line


def line(text: str, sure: float, direction: Direction = Direction.VERTICAL) -> Line:
    return Line(text, Box(0, 0, 20, 200), sure, direction=direction, confidences=(sure,) * len(text))


def test_the_form_read_most_surely_is_that_of_all_columns() -> None:
    lines = one_zero([line("二〇一八年", 0.99), line("三○五", 0.7), line("一○月", 0.7)])
    assert [each.text for each in lines] == ["二〇一八年", "三〇五", "一〇月"]


def test_a_ring_that_is_no_numeral_stays() -> None:
    assert [each.text for each in one_zero([line("二〇年", 0.99), line("○○縣", 0.9)])][1] == "○○縣"


def test_horizontal_lines_are_left_alone() -> None:
    lines = [line("二〇年", 0.99), line("二○年", 0.9, Direction.HORIZONTAL)]
    assert [each.text for each in one_zero(lines)] == ["二〇年", "二○年"]
