"""Widths, pairs, figures, sequences: each rule on a place it mends and on places it must not touch."""

from __future__ import annotations

import pytest

from ocr.geometry import Box
from ocr.language.alternatives import Option
from ocr.language.figures import decide_figures
from ocr.language.marks import decide_narrow, decide_pairs, decide_width, habits
from ocr.language.sequences import decide_sequences
from ocr.line import Doubt, Line, Role


def options(text: str, at: int, other: str, p: float) -> dict[int, tuple[Option, ...]]:
    return {at: (Option(text[at], 1.0 - p), Option(other, p))}


def decided(rule: object, text: str, at: int, other: str, p: float, *more: object) -> str:
    assert callable(rule)
    choices = rule(text, options(text, at, other, p), *more)
    return "".join(choices[i].text if i in choices else char for i, char in enumerate(text))


@pytest.mark.parametrize(
    ("text", "at", "other", "p", "wanted"),
    [
        ("附件:目录", 2, "：", 0.1, "附件：目录"),
        ("附件:目录", 2, "：", 0.03, "附件:目录"),
        ("电话:0512", 2, "：", 0.1, "电话:0512"),  # half as likely beside a figure
        ("时间10:30", 4, "：", 0.4, "时间10:30"),
        ("(88)署货字", 0, "（", 0.1, "(88)署货字"),
        ("海关)公告", 2, "）", 0.3, "海关）公告"),
        ("海关。公告", 2, "·", 0.4, "海关。公告"),
    ],
)
def test_width_of_marks(text: str, at: int, other: str, p: float, wanted: str) -> None:
    assert decided(decide_width, text, at, other, p, {}) == wanted


def test_the_other_marks_of_the_page_tell_about_a_width() -> None:
    page = [Line("公告(第2号)有关(附件)规定", Box(0, 0, 9, 9), 0.9)] * 4
    seen = habits(page)
    assert (seen["("], seen["（"]) == (8, 0)
    assert decided(decide_width, "海关)公告", 2, "）", 0.3, seen) == "海关)公告"
    assert decided(decide_width, "海关)公告", 2, "）", 0.15, {"）": 9}) == "海关）公告"
    doubtful = Line("公告(第", Box(0, 0, 9, 9), 0.9, doubts=(Doubt(2, (("（", 0.3),)),))
    assert not habits([doubtful])


def test_latin_pages_have_latin_marks() -> None:
    text = "Goods， duty free"
    assert decided(decide_narrow, text, 5, ",", 0.1) == "Goods, duty free"
    assert decided(decide_narrow, text, 5, ",", 0.01) == text


@pytest.mark.parametrize(
    ("text", "at", "other", "wanted"),
    [
        ("署法〔2009]69号", 7, "〕", "署法〔2009〕69号"),
        ("署法[2009〕69号", 2, "〔", "署法〔2009〕69号"),
        ("《海关法〉规定", 4, "》", "《海关法》规定"),
        ("（见附件）公告", 4, ")", "（见附件）公告"),
        ("公告)规定", 2, "）", "公告)规定"),  # its partner is on another line
    ],
)
def test_brackets_close_what_they_open(text: str, at: int, other: str, wanted: str) -> None:
    assert decided(decide_pairs, text, at, other, 0.2) == wanted


@pytest.mark.parametrize(
    ("text", "at", "other", "p", "wanted"),
    [
        ("2005年4月2S日", 8, "5", 0.1, "2005年4月25日"),
        ("二○○五年十三月二日", 6, "二", 0.3, "二○○五年十二月二日"),
        ("二○○五年十一月二日", 6, "二", 0.45, "二○○五年十一月二日"),  # both are dates
        ("2005年4月3l日", 8, "1", 0.1, "2005年4月3l日"),  # April has no 31st day
        ("海关总署公告2005年第4S号", 13, "5", 0.2, "海关总署公告2005年第45号"),
        ("海关总署公告2005年第4S号", 13, "5", 0.005, "海关总署公告2005年第4S号"),
        ("海关总署公告2005年第43号", 13, "5", 0.45, "海关总署公告2005年第43号"),
    ],
)
def test_dates_and_numbers_come_to_be_valid(text: str, at: int, other: str, p: float, wanted: str) -> None:
    assert decided(decide_figures, text, at, other, p) == wanted


def sequence(*texts: str, at: int, place: int, others: dict[str, float], role: Role = Role.TEXT) -> list[str]:
    """The texts after the rule, when the character at `place` of line `at` has rivals."""
    lines = [Line(text, Box(0, 0, 9, 9), 0.9, role) for text in texts]
    read = Option(texts[at][place], 1.0 - sum(others.values()))
    found = decide_sequences(lines, {at: {place: (read, *(Option(o, p) for o, p in others.items()))}})
    result = list(texts)
    for line, choices in found.items():
        for index, choice in choices.items():
            result[line] = result[line][:index] + choice.text + result[line][index + 1 :]
    return result


@pytest.mark.parametrize(
    ("texts", "others", "wanted"),
    [
        (("一、甲", "一、乙", "三、丙"), {"二": 0.1}, "二、乙"),
        (("三、甲", "吉、乙", "五、丙"), {"四": 0.05, "言": 0.2}, "四、乙"),
        (("三、甲", "正文", "囚、乙"), {"四": 0.05}, "正文"),
        (("二、甲", "一、乙", "二、丙"), {"三": 0.4}, "一、乙"),  # a new sequence
        (("二、甲", "三、乙", "五、丙"), {"四": 0.4}, "三、乙"),  # fits the one before: 四 was not found
        (("一、甲", "七、乙", "九、丙"), {"二": 0.01}, "七、乙"),  # neither fits
    ],
)
def test_numbered_items_follow_each_other(
    texts: tuple[str, ...], others: dict[str, float], wanted: str
) -> None:
    assert sequence(*texts, at=1, place=0, others=others)[1] == wanted


def test_every_style_of_numbering() -> None:
    for before, read, other, place, after in (
        ("（一）甲", "（一）乙", "二", 1, "（三）丙"),
        ("第九条甲", "第士条乙", "十", 1, "第十一条丙"),
        ("第二十條甲", "第二十二條乙", "一", 3, "第二十二條丙"),
        ("1.甲", "Z.乙", "2", 0, "3.丙"),
        ("(3)甲", "(1)乙", "4", 1, "(5)丙"),
    ):
        mended = sequence(before, read, after, at=1, place=place, others={other: 0.2})[1]
        assert mended == read[:place] + other + read[place + 1 :]


def test_table_cells_are_no_items() -> None:
    texts = ("一、甲", "一、乙", "三、丙")
    assert sequence(*texts, at=1, place=0, others={"二": 0.3}, role=Role.TABLE_CELL) == list(texts)
