"""Roles by place and form: furniture at the edges, headings, and what must stay text."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.geometry import Direction
from ocr.layout.roles import PAGE_NUMBER, Print, edge_roles, heading_roles
from ocr.line import Role

SIZE = (1240.0, 1754.0)
BODY = [(150.0, 250.0 + 45 * k, 1090.0, 285.0 + 45 * k) for k in range(28)]


def found(extra: list[tuple[tuple[float, float, float, float], str, float]]) -> Print:
    boxes = BODY + [box for box, _, _ in extra]
    texts = ["正文" * 10] * len(BODY) + [text for _, text, _ in extra]
    sizes = [30.0] * len(BODY) + [size for _, _, size in extra]
    return Print(np.array(boxes), texts, np.array(sizes))


@pytest.mark.parametrize(
    "text",
    ["3", "- 3 -", "·3·", "—12—", "第3页", "第 3 頁 共 12 頁", "Page 4", "iv", "二三", "七五", "３", "3/12"],
)
def test_forms_of_page_numbers(text: str) -> None:
    assert PAGE_NUMBER.match(text)


@pytest.mark.parametrize(
    "text", ["一、", "2019年第170号", "第三章", "附件1", "3.本公告", "12345", "civil", "第三條"]
)
def test_what_is_no_page_number(text: str) -> None:
    assert not PAGE_NUMBER.match(text)


def test_a_page_number_at_the_foot() -> None:
    roles = edge_roles(found([((600, 1620, 640, 1650), "- 3 -", 25)]), Direction.HORIZONTAL, SIZE)
    assert roles == {len(BODY): (Role.PAGE_NUMBER, False)}


def test_a_small_running_head_well_above_the_text() -> None:
    roles = edge_roles(found([((900, 120, 1090, 150), "海关总署文告", 25)]), Direction.HORIZONTAL, SIZE)
    assert roles == {len(BODY): (Role.RUNNING_HEAD, True)}


def test_a_rule_parts_a_head_of_the_texts_own_size() -> None:
    head = found([((900, 185, 1090, 220), "海关总署文告", 30)])
    assert edge_roles(head, Direction.HORIZONTAL, SIZE) == {}
    assert edge_roles(head, Direction.HORIZONTAL, SIZE, [232.0]) == {len(BODY): (Role.RUNNING_HEAD, True)}


def test_a_title_at_the_head_of_a_page_stays_text() -> None:
    title = found([((300, 120, 940, 170), "海关总署公告2019年第170号", 42)])
    assert edge_roles(title, Direction.HORIZONTAL, SIZE, [210.0]) == {}


def test_the_first_line_of_a_page_stays_text() -> None:
    assert edge_roles(found([]), Direction.HORIZONTAL, SIZE) == {}
    last = found([((150, 205, 400, 240), "实施。", 30)])
    assert edge_roles(last, Direction.HORIZONTAL, SIZE) == {}


def test_head_and_number_beside_the_frame_of_a_vertical_page() -> None:
    columns = [(1050.0 - 45 * k, 200.0, 1085.0 - 45 * k, 1500.0) for k in range(18)]
    margin = [(1160.0, 220.0, 1185.0, 500.0), (1160.0, 1400.0, 1185.0, 1440.0)]
    texts = ["正文" * 15] * 18 + ["關務公報第三卷", "二〇"]
    page = Print(np.array(columns + margin), texts, np.array([30.0] * 18 + [22.0, 22.0]))
    roles = edge_roles(page, Direction.VERTICAL, SIZE, [], [130.0, 1110.0])
    assert roles == {18: (Role.RUNNING_HEAD, True), 19: (Role.PAGE_NUMBER, False)}


def test_a_page_of_one_line_has_no_furniture() -> None:
    page = Print(np.array([(600.0, 60.0, 640.0, 90.0)]), ["3"], np.array([25.0]))
    assert edge_roles(page, Direction.HORIZONTAL, SIZE) == {}


def test_headings_are_larger_or_centred_and_short_lines_are_neither() -> None:
    page = found(
        [
            ((150, 1530, 700, 1580), "第二类植物产品", 42),
            ((520, 1590, 720, 1625), "第一章总则", 30),
            ((150, 1640, 220, 1690), "税。", 31),
        ]
    )
    spans = page.boxes
    chosen = heading_roles(page, spans, [list(range(len(spans)))])
    assert chosen == {len(BODY), len(BODY) + 1}
