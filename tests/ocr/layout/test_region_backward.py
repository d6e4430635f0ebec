"""Headings set from right to left."""

from __future__ import annotations

from dataclasses import replace

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


@pytest.mark.parametrize(
    "text", ["號三第報公關海", "日三廿月四年八十二國民華中", "部衣", "京北」報晨「", "版二第"]
)
def test_old_heads_run_from_right_to_left(text: str) -> None:
    assert turned([text]) == [mirrored(text)]


@pytest.mark.parametrize(
    "text", ["海關公報第三號", "中華民國二十八年四月", "Customs Gazette", "12", "三", "第2號", "第二版"]
)
def test_what_reads_from_the_left_is_left_alone(text: str) -> None:
    assert turned([text]) == [text]


def test_lines_of_one_page_run_the_same_way() -> None:
    # What could be read either way goes with the date beside it.
    assert turned(["行洋順和", "日三廿月四年八十二國民華中"])[0] == "和順洋行"
    assert turned(["行洋順和", "中華民國二十八年四月廿三日"])[0] == "行洋順和"


def test_what_tells_nothing_runs_as_old_printers_set_it() -> None:
    found = turned_backward([line("甲乙")], lambda before, text: 0.0)
    assert [one.text for one in found] == ["乙甲"]


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


def test_a_sentence_runs_to_the_right_on_a_sheet_whose_heads_do_not() -> None:
    texts = ["日三廿月四年八十二國民華中", "根據有關法律法規的規定，現公告如下", "行洋順和"]
    assert turned(texts) == [mirrored(texts[0]), texts[1], mirrored(texts[2])]


def test_a_text_of_several_lines_is_judged_by_itself() -> None:
    # Its last line says nothing by itself; the masthead far above it does not decide.
    rows = ["根據有關法律法規的規定，現公告如下", "自公告之日起施行，各關應即遵照", "甲乙"]
    masthead = line("日三廿月四年八十二國民華中")
    note = [
        replace(line(text), box=Box(0, 200 + 24 * k, 20 * len(text), 220 + 24 * k))
        for k, text in enumerate(rows)
    ]
    found = turned_backward([masthead, *note], notice_model("traditional").log_text)
    assert [one.text for one in found] == [mirrored(masthead.text), *rows]
