"""Headings set from right to left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Box, Direction
from ocr.language.model import notice_model
from ocr.layout.region_backward import backward, mirrored, turned_backward
from ocr.line import Doubt, Line


def line(text: str, direction: Direction = Direction.HORIZONTAL) -> Line:
    count = len(text)
    return Line(
        text,
        Box(0, 0, 20 * count, 20),
        0.9,
        direction=direction,
        bounds=tuple(range(0, 20 * count + 1, 20)),
        middles=(10,) * (count + 1),
        confidences=tuple(0.5 + 0.4 * k / count for k in range(count)),
        doubts=(Doubt(0, (("日", 0.2),)),),
    )


def turned(texts: list[str]) -> list[str]:
    model = notice_model("traditional")
    return [one.text for one in turned_backward([line(text) for text in texts], model.log_text)]


def test_a_masthead_of_1939_is_turned_and_its_bounds_fall() -> None:
    (found,) = turned_backward([line("日三廿月四年八十二國民華中")], notice_model("traditional").log_text)
    assert found.text == "中華民國二十八年四月廿三日"
    assert found.bounds == tuple(range(260, -1, -20))
    # The first character printed stands at the right end, the last one, 日, at the left.
    assert found.span_box(0, 1) == Box(240, 0, 260, 20)
    assert found.doubts == (Doubt(12, (("日", 0.2),)),)
    assert found.confidences[-1] == pytest.approx(0.5)


def test_lines_of_one_page_run_the_same_way() -> None:
    # 版二第 alone tells nothing; the date beside it does.
    assert turned(["版二第"]) == ["版二第"]
    assert turned(["版二第", "日三廿月四年八十二國民華中"])[0] == "第二版"
    assert turned(["第二版", "中華民國二十八年四月廿三日"]) == ["第二版", "中華民國二十八年四月廿三日"]


def test_lines_turned_before_are_brought_in_line_with_the_page() -> None:
    model = notice_model("traditional")
    first, second = line("日三廿月四年八十二國民華中"), line("版二第")
    expected = [backward(first), backward(second)]
    assert turned_backward([backward(first), second], model.log_text) == expected
    assert turned_backward(expected, model.log_text) == expected
    # A page printed from left to right: what was turned by mistake is turned back.
    modern = line("中華民國三十八年四月二十三日")
    assert turned_backward([modern, backward(line("第二版"))], model.log_text) == [modern, line("第二版")]


def test_latin_words_figures_and_columns_stay() -> None:
    model = notice_model("traditional")
    lines = [
        line("日五十月一年十國民"),
        line("Norma Talmadge"),
        line("電話 91570"),
        line("年十國民", Direction.VERTICAL),
    ]
    found = turned_backward(lines, model.log_text)
    assert found[0].text == "民國十年一月十五日"
    assert found[1:] == lines[1:]


def test_brackets_change_sides() -> None:
    assert mirrored("（止時六至時二）") == "（二時至六時止）"


@given(st.text(alphabet="民國年（）「」[]月a1", min_size=1, max_size=12))
def test_turning_twice_gives_the_line_back(text: str) -> None:
    assert backward(backward(line(text))) == line(text)
