"""Stops at the ends of items and of sentences, where the page tells which they are."""

from __future__ import annotations

from ocr.geometry import Box
from ocr.language.stops import mend_stops
from ocr.line import Doubt, Line, Role


def mended(*texts: str, role: Role = Role.TEXT) -> list[str]:
    return [line.text for line in mend_stops([Line(text, Box(0, 0, 9, 9), 0.9, role=role) for text in texts])]


def test_a_colon_before_a_later_item_is_a_semicolon() -> None:
    assert mended("一、作退回处理：", "二、作销毁处理：", "三、由海关处理。") == [
        "一、作退回处理；",
        "二、作销毁处理；",
        "三、由海关处理。",
    ]


def test_a_colon_before_a_first_item_or_another_list_stays() -> None:
    for page in (
        ["公告如下：", "一、总则。"],
        ["一、条件如下：", "（一）注册；", "（二）查验。"],
        ["四、公告如下：", "五、其他。"],
        ["第三条条件：", "第四条其他。"],
    ):
        assert mended(*page) == page


def test_the_recogniser_tells_a_full_stop() -> None:
    end = Line("一、作退回处理：", Box(0, 0, 9, 9), 0.9, doubts=(Doubt(7, (("。", 0.1), ("；", 0.05))),))
    after = Line("二、作销毁处理。", Box(0, 0, 9, 9), 0.9)
    assert mend_stops([end, after])[0].text == "一、作退回处理。"


def test_dots_are_full_stops_where_there_are_no_others() -> None:
    page = ["允许进口.自公布之日起施行.", "编号为3.5.", "由海关处理（见附件）."]
    assert mended(*page) == ["允许进口。自公布之日起施行。", "编号为3.5.", "由海关处理（见附件）。"]
    assert mended(*page, "特此公告。") == [*page, "特此公告。"]
    assert mended(*page[:1]) == page[:1]


def test_cells_of_tables_stay() -> None:
    page = ["一.", "二.", "三.", "四."]
    assert mended(*page, role=Role.TABLE_CELL) == page
