"""Date lines that were read badly, and those that are printed without a day."""

from __future__ import annotations

import time
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.dates.find import Calendar, dates_on_line, find_dates, whole_date


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("二〇〇五年四月二十五目", date(2005, 4, 25)),
        ("二〇〇五年四月二十五", date(2005, 4, 25)),  # 日 lost at the edge
        ("二〇〇五牛四月二十五日", date(2005, 4, 25)),
        ("二〇〇五四月二十五日", date(2005, 4, 25)),  # 年 lost: a year has four places
        ("二〇〇五年四二十五日", date(2005, 4, 25)),  # 月 lost: only one month and day are possible
        ("二〇〇五年四月二千五日", date(2005, 4, 25)),
        ("二〇〇五年四月—日", date(2005, 4, 1)),
        ("2OO5年4月l5日", date(2005, 4, 15)),
        ("二〇〇五 年 四 月 甘 三 日", date(2005, 4, 23)),
        ("中華民圆三十三年八月二十二日", date(1944, 8, 22)),
        ("民國世三年八月甘二日", date(1944, 8, 22)),
        ("二二一年三月五日", date(2021, 3, 5)),  # the zero lost
        ("l2th March 1936", date(1936, 3, 12)),
        ("lst May l936", date(1936, 5, 1)),
        ("26th Febrnary, 1917", date(1917, 2, 26)),
        ("12tb March 1936", date(1936, 3, 12)),
        ("1st 0ctober 1931", date(1931, 10, 1)),
    ],
)
def test_a_day_that_can_be_told_is_told_and_called_uncertain(printed: str, day: date) -> None:
    found = whole_date(printed)
    assert found is not None
    assert (found.value, found.edtf, found.repaired) == (day, f"{day}?", True)


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        ("二〇〇五年四月□日", "2005-04-XX"),
        ("二〇〇五年四月二？日", "2005-04-XX"),
        ("二〇〇五年四月十口日", "2005-04-XX"),  # a square is a zero in years only
        ("二〇〇五年四月三十八日", "2005-04-XX"),
        ("二〇〇五年二月三十日", "2005-02-XX"),
        ("二〇〇五年十二十五日", "2005-XX-XX"),  # 10-25 or 12-15
        ("2005年111日", "2005-XX-XX"),  # 1-11 or 11-1
        ("二〇〇五年  月  日", "2005-XX-XX"),
        ("二〇〇五年□月五日", "2005-XX-XX"),
        ("一九五二年三月", "1952-03"),
        ("1952年3月", "1952-03"),
        ("一九五二年", "1952"),
        ("一九五□年", "195X"),
        ("二〇〇□年四月二十五日", "200X"),
        ("二〇□□年四月二十五日", "20XX"),
        ("□□□□年四月二十五日", ""),
        ("中華民國三十四年一二月九日", "1945-XX-XX"),  # 十二 or 一 or 二: places do not stand beside units
        ("中華民國三十三年八月", "1944-08"),
        ("民國三十三年", "1944"),
        ("May, 1925", "1925-05"),
    ],
)
def test_of_what_cannot_be_told_the_rest_is_kept(printed: str, known: str) -> None:
    found = whole_date(printed)
    assert found is not None
    assert (found.value, found.edtf, found.printed) == (None, known, printed)


@pytest.mark.parametrize(
    "text",
    [
        "2005年第25日", "2005年4月25日施行", "二〇〇五年大会", "第三十三年八月二十二日", "税号2005", "三月二十五日",
        "is May 1936", "May", "四月", "年月日", "", "日", "2005", "□年□月□日", "一、二、三日",
    ],
)  # fmt: skip
def test_other_lines_are_no_dates(text: str) -> None:
    assert whole_date(text) is None


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("海关总署 二○○五年四月二十五目", "2005-04-25?"),
        ("署長　張福運　中華民國三十三年八月二千二日", "1944-08-22?"),
        ("海关总署 2005年4月□日", "2005-04-XX"),
        ("海关总署 2005年4月25日", "2005-04-25"),
        ("海关总署 2005年4月", None),  # a title may end so
        ("海关总署公告2005年第15号", None),
    ],
)
def test_behind_the_names_of_a_signature(line: str, known: str | None) -> None:
    found = dates_on_line(line)
    assert [item.edtf for item in found] == ([known] if known else [])
    assert all(line[item.start : item.end] == item.printed for item in found)


def test_what_the_reader_thought_of_decides_where_it_is_the_only_day() -> None:
    printed = "二〇〇五年四月三卞一日"
    assert whole_date(printed) is None
    found = whole_date(printed.replace("四", "五"), {8: "十下"})
    assert found is not None
    assert (found.value, found.edtf) == (date(2005, 5, 31), "2005-05-31?")
    both = whole_date("二〇〇五年四月□五日", {7: "十廿"})
    assert both is not None
    assert (both.value, both.edtf) == (None, "2005-04-XX")


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("二〇□五年四月二十五日", date(2005, 4, 25)),
        ("□□□五年四月二十五日", date(2005, 4, 25)),
        ("二五年四月二十五日", date(2005, 4, 25)),  # both zeros lost
        ("二〇□八年四月二十五日", None),  # what was read of it is of another year
        ("二〇〇八年四月二十五日", date(2008, 4, 25)),  # read whole: it stands
    ],
)
def test_the_year_of_the_number_helps_with_a_year_read_in_part(printed: str, day: date | None) -> None:
    found = whole_date(printed, likely_year=2005)
    assert found is not None
    assert found.value == day
    assert found.repaired is (printed != "二〇〇八年四月二十五日")


def test_a_year_without_republic_is_one_where_its_orders_say_so() -> None:
    text = "自三十三年九月一日起實行"
    assert find_dates(text) == ()
    (found,) = find_dates(text, republic=True)
    assert (found.value, found.calendar) == (date(1944, 9, 1), Calendar.REPUBLIC)
    alone = whole_date("三十三年八月二十二日")
    assert alone is not None
    assert alone.value == date(1944, 8, 22)


SIGNS = "〇○零口囗O0一二三四五六七八九十千廿卅元年月日曰目牛□？ lI1258中華民國光緒閏正初May, 1936th"


@given(st.text(SIGNS, max_size=24))
def test_whatever_is_told_of_a_date_is_edtf_and_agrees_with_its_day(text: str) -> None:
    found = whole_date(text)
    if found is None:
        return
    assert text[found.start : found.end] == found.printed
    if found.edtf:
        parse_edtf(found.edtf)
    if found.value is not None:
        assert found.edtf == found.value.isoformat() + "?" * found.repaired


@given(st.dates(date(1949, 10, 1), date(2049, 12, 31)), st.integers(0, 30), st.sampled_from("□？■"))
def test_a_sign_that_was_not_read_never_makes_another_day(day: date, at: int, sign: str) -> None:
    digits = "〇一二三四五六七八九"
    printed = "".join(digits[int(d)] for d in str(day.year)) + f"年{day.month}月{day.day}日"
    at %= len(printed)
    if printed[at] in "年月日":
        return
    found = whole_date(printed[:at] + sign + printed[at + 1 :])
    assert found is None or found.value is None
    if found is not None:
        year = f"{day.year}"
        assert found.edtf in (
            "",
            f"{year[:3]}X",
            f"{year[:2]}XX",
            f"{year}-XX-XX",
            f"{year}-{day.month:02}-XX",
        )


@pytest.mark.parametrize("unit", ["二", "—", "lI", "□", "千", "年", "二年", "民國卅", "光緒二十年正月", " "])
def test_hostile_lines_take_little_time(unit: str) -> None:
    started = time.process_time()
    for length in (8, 14, 24, 28, 200, 20_000):
        whole_date((unit * length)[:length])
        whole_date((unit * length)[:length] + "年" + unit + "月" + unit * 3)
    assert time.process_time() - started < 1.0
