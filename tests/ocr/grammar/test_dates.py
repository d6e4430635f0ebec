import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.dates import Calendar, find_dates, whole_date


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2005年4月25日", date(2005, 4, 25)),
        ("２０１０年１月３日", date(2010, 1, 3)),
        ("2024 年 10 月 28 日", date(2024, 10, 28)),
        ("二○○五年四月二十五日", date(2005, 4, 25)),
        ("二〇〇五年四月二十五日", date(2005, 4, 25)),
        ("二00五年四月二十五日", date(2005, 4, 25)),
        ("二OO五年四月二十五日", date(2005, 4, 25)),
        ("二００五年四月二十五日", date(2005, 4, 25)),
        ("二零零五年四月廿五日", date(2005, 4, 25)),
        ("二口口五年四月二十五日", date(2005, 4, 25)),
        ("一九九八年十二月卅一日", date(1998, 12, 31)),
        ("中華民國三十三年八月二十二日", date(1944, 8, 22)),
        ("民国三十六年三月一日", date(1947, 3, 1)),
        ("中華民國元年元月一日", date(1912, 1, 1)),
        ("12th March 1936", date(1936, 3, 12)),
        ("22nd May, 1925.", date(1925, 5, 22)),
        ("March 12, 1936", date(1936, 3, 12)),
        ("1st Sept. 1931", date(1931, 9, 1)),
    ],
)
def test_printed_dates(printed: str, value: date) -> None:
    found = whole_date(printed)
    assert found is not None
    assert found.value == value


def test_a_lunar_date_is_converted() -> None:
    (found,) = find_dates("光緒二十年三月初五日奉")
    assert (found.calendar, found.value) == (Calendar.LUNAR, date(1894, 4, 10))
    assert found.printed == "光緒二十年三月初五日"


@pytest.mark.parametrize("text", ["2023年2月30日", "二○二三年十三月一日"])
def test_a_day_that_does_not_exist_keeps_its_print_but_no_value(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.printed, found.value) == (text, None)


@pytest.mark.parametrize("text", ["第2005号", "2005年第4号", "税号2005", "三月二十五日", "May 1925"])
def test_what_is_no_full_date(text: str) -> None:
    assert find_dates(text) == ()


@given(st.dates(date(1912, 1, 1), date(2099, 12, 31)), st.text("，。自起的 ", max_size=5))
def test_a_date_is_found_where_it_stands(day: date, before: str) -> None:
    printed = f"{day.year}年{day.month}月{day.day}日"
    (found,) = find_dates(before + printed + "起施行")
    assert (before + printed + "起施行")[found.start : found.end] == found.printed == printed
    assert found.value == day


@pytest.mark.parametrize("unit", ["二", "1", "民國", "年月日", "光緒二", "1 ", "12th "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    find_dates(unit * (200_000 // len(unit)))
    assert time.process_time() - started < 2.0
