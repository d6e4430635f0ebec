"""Lunar dates of the Qing reigns and of the Republic."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.dates.find import Calendar, find_dates, whole_date
from ocr.grammar.dates.lunar_calendar import LunarDay, gregorian, lunar_month
from ocr.grammar.dates.lunar_dates import cyclic_year


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("道光二十二年七月二十四日", date(1842, 8, 29)),  # Treaty of Nanking
        ("咸豐八年五月十六日", date(1858, 6, 26)),  # Treaty of Tientsin
        ("咸豐十年九月十一日", date(1860, 10, 24)),  # Convention of Peking
        ("光緒二十年三月初五", date(1894, 4, 10)),
        ("光緒二十一年三月二十三日", date(1895, 4, 17)),  # Treaty of Shimonoseki
        ("光緒廿七年七月廿五日", date(1901, 9, 7)),  # Boxer Protocol
        ("光緒三十四年十月二十一日", date(1908, 11, 14)),
        ("宣統三年八月十九日", date(1911, 10, 10)),
        ("宣統三年十二月二十五日", date(1912, 2, 12)),  # abdication
        ("宣统三年臘月廿五日", date(1912, 2, 12)),
        ("光緒三十二年閏四月廿三日", date(1906, 6, 14)),
        ("同治元年正月初一日", date(1862, 1, 30)),
        ("光緒二十年冬月初五日", date(1894, 12, 1)),
        ("光緒甲午年三月初五日", date(1894, 4, 10)),
        ("光緒二十年歲次甲午三月初五日", date(1894, 4, 10)),
        ("大清光緒二十年三月初五日", date(1894, 4, 10)),
        ("民國三十三年農曆七月初四日", date(1944, 8, 22)),
        ("中華民國三十三年舊曆閏四月初四", date(1944, 5, 25)),
        ("二〇〇五年农历正月初一", date(2005, 2, 9)),
    ],
)
def test_days_that_history_knows(printed: str, day: date) -> None:
    (found,) = find_dates(f"於{printed}奉")
    assert (found.value, found.calendar, found.edtf) == (day, Calendar.LUNAR, day.isoformat())
    assert printed.endswith(found.printed)


@pytest.mark.parametrize(
    "printed",
    [
        "光緒三十五年正月初一日",  # the reign had 34 years
        "光緒二十年閏三月初五日",  # no leap month in that year
        "光緒二十年三月三十日",  # a month of 29 days
        "光緒二十一年歲次甲午三月初五日",  # the 21st was 乙未
        "光緒二十年十三月初五日",
    ],
)
def test_days_that_never_were_have_no_value(printed: str) -> None:
    (found,) = find_dates(printed)
    assert (found.printed, found.value) == (printed, None)


def test_without_a_reign_a_cyclic_year_is_no_date() -> None:
    assert find_dates("甲午年三月初五日") == ()


def test_a_lunar_month_alone_is_the_days_it_had() -> None:
    found = whole_date("光緒二十年三月")
    assert found is not None
    assert (found.value, found.edtf) == (None, "1894-04-06/1894-05-04")
    assert find_dates("光緒二十年三月間") == ()


NUMERALS = "〇一二三四五六七八九"
REIGNS = (
    ("道光", 1821, 1850),
    ("咸豐", 1851, 1861),
    ("同治", 1862, 1874),
    ("光緒", 1875, 1908),
    ("宣統", 1909, 1911),
)


def numeral(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("十" if tens == 1 else NUMERALS[tens] + "十" if tens else "") + (NUMERALS[ones] if ones else "")


def printed_lunar(day: LunarDay, short: bool) -> str:
    reign, first, _ = next(row for row in REIGNS if row[1] <= day.year <= row[2])
    year = "元" if day.year == first else numeral(day.year - first + 1)
    month = {1: "正", 11: "冬", 12: "臘"}.get(day.month) if short else None
    number = numeral(day.day)
    if short and 20 < day.day < 30:
        number = "廿" + NUMERALS[day.day - 20]
    elif short and day.day == 30:
        number = "卅"
    return (
        f"{reign}{year}年{'閏' * day.leap}{month or numeral(day.month)}月{'初' * (day.day <= 10)}{number}日"
    )


@given(st.integers(1821, 1911), st.integers(1, 12), st.booleans(), st.integers(1, 30), st.booleans())
def test_every_lunar_day_is_read_back(year: int, month: int, leap: bool, day: int, short: bool) -> None:
    lunar = LunarDay(year, month, day, leap)
    (found,) = find_dates(printed_lunar(lunar, short))
    assert found.value == gregorian(lunar)


@given(st.dates(date(1821, 2, 3), date(1949, 12, 31)))
def test_every_day_is_one_day_of_one_lunar_month(day: date) -> None:
    months = [
        (year, month, leap, span)
        for year in (day.year - 1, day.year)
        for month in range(1, 13)
        for leap in (False, True)
        if (span := lunar_month(year, month, leap=leap)) and span[0] <= day <= span[1]
    ]
    ((year, month, leap, (first, last)),) = months
    assert (last - first).days in (28, 29)
    assert gregorian(LunarDay(year, month, (day - first).days + 1, leap)) == day
    assert gregorian(LunarDay(year, month, (last - first).days + 2, leap)) is None


@given(st.integers(1821, 1949))
def test_lunar_years_follow_each_other(year: int) -> None:
    spans = sorted(
        span
        for month in range(1, 13)
        for leap in (False, True)
        if (span := lunar_month(year, month, leap=leap))
    )
    following = lunar_month(year + 1, 1)
    assert following is not None
    for (_, last), (first, _) in zip(spans, [*spans[1:], following], strict=True):
        assert first == last + timedelta(days=1)


def test_cyclic_years() -> None:
    assert [cyclic_year(year) for year in (1894, 1898, 1900, 1911)] == ["甲午", "戊戌", "庚子", "辛亥"]
    assert cyclic_year(1864) == cyclic_year(1924) == "甲子"
