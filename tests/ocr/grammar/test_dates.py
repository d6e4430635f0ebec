import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.dates.find import Calendar, find_dates, whole_date


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
        ("十華民國三十三年八月二十二日", date(1944, 8, 22)),
        ("民國三三年八月二二日", date(1944, 8, 22)),
        ("。二○○五年四月二十五日·", date(2005, 4, 25)),
        ("民国三十六年三月一日", date(1947, 3, 1)),
        ("中華民國元年元月一日", date(1912, 1, 1)),
        ("12th March 1936", date(1936, 3, 12)),
        ("22nd May, 1925.", date(1925, 5, 22)),
        ("March 12, 1936", date(1936, 3, 12)),
        ("2005.4.25", date(2005, 4, 25)),
        ("1987．06．01", date(1987, 6, 1)),
        ("2005-04-25", date(2005, 4, 25)),
        ("12TH MARCH, 1936", date(1936, 3, 12)),
        ("22ndMay,1925", date(1925, 5, 22)),
        ("12 Mar.1936", date(1936, 3, 12)),
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


@pytest.mark.parametrize(
    "text",
    [
        "第2005号",
        "2005年第4号",
        "税号2005",
        "三月二十五日",
        "May 1925",
        "No. 12 in March 1936",
        "12 items 1936",
        "12 Marks 1936",
        "Chapter 12 1936",
        "2005.4.25",
    ],
)
def test_what_is_no_full_date(text: str) -> None:
    assert find_dates(text) == ()


@given(st.dates(date(1912, 1, 1), date(2099, 12, 31)), st.text("，。自起的 ", max_size=5))
def test_a_date_is_found_where_it_stands(day: date, before: str) -> None:
    printed = f"{day.year}年{day.month}月{day.day}日"
    (found,) = find_dates(before + printed + "起施行")
    assert (before + printed + "起施行")[found.start : found.end] == found.printed == printed
    assert found.value == day


DIGITS = "〇一二三四五六七八九"
ENGLISH_MONTHS = ("January", "February", "March", "April", "May", "June",
                  "July", "August", "September", "October", "November", "December")  # fmt: skip


def with_tens(value: int, twenty: str = "二十", thirty: str = "三十") -> str:
    """1..99 in unit style, 廿 and 卅 if asked for."""
    tens, ones = divmod(value, 10)
    head = {0: "", 1: "十", 2: twenty, 3: thirty}.get(tens, DIGITS[tens] + "十")
    return head + (DIGITS[ones] if ones else "")


def in_places(value: int, zero: str) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(value)).replace("〇", zero)


def ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


@given(
    st.dates(date(1912, 1, 1), date(2099, 12, 31)),
    st.sampled_from("〇○零◯０0O"),
    st.booleans(),
    st.booleans(),
)
def test_a_gregorian_day_is_read_back_in_every_style(day: date, zero: str, short: bool, wide: bool) -> None:
    tens = ("廿", "卅") if short else ("二十", "三十")
    chinese = f"{in_places(day.year, zero)}年{with_tens(day.month)}月{with_tens(day.day, *tens)}日"
    arabic = (
        f"{day.year}年{day.month:02}月{day.day:02}日"
        if wide
        else f"{day.year} 年 {day.month} 月 {day.day} 日"
    )
    if wide:
        arabic = arabic.translate({ord(str(digit)): "０１２３４５６７８９"[digit] for digit in range(10)})
    for printed in (chinese, arabic):
        found = whole_date(printed)
        assert found is not None
        assert (found.value, found.calendar, found.edtf) == (day, Calendar.GREGORIAN, day.isoformat())
        assert not found.repaired


@given(
    st.dates(date(1912, 1, 1), date(1949, 12, 31)),
    st.sampled_from(["中華民國", "民國", "中华民国", "中 華 民 國", ""]),
)
def test_a_day_of_the_republic_is_read_back_in_every_style(day: date, era: str) -> None:
    year = day.year - 1911
    years = {with_tens(year), with_tens(year, "廿", "卅")} | ({"元"} if year == 1 else set())
    for printed_year in years:
        printed = (
            f"{era}{printed_year}年{'元' if day.month == 1 else with_tens(day.month)}月{with_tens(day.day)}日"
        )
        found = whole_date(printed)
        assert found is not None
        assert (found.value, found.calendar, found.repaired) == (day, Calendar.REPUBLIC, False)
        (inside,) = find_dates(f"自{printed}起", republic=True)
        assert inside.value == day
    assert whole_date(f"民國{year}年{day.month}月{day.day}日") is not None


@given(st.dates(date(1860, 1, 1), date(2049, 12, 31)), st.sampled_from([None, 3]))
def test_an_english_day_is_read_back_in_every_style(day: date, length: int | None) -> None:
    month = ENGLISH_MONTHS[day.month - 1][:length]
    for printed in (
        f"{ordinal(day.day)} {month} {day.year}",
        f"{day.day} {month}, {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month} {ordinal(day.day)}, {day.year}",
        f"the {ordinal(day.day)} day of {month}, {day.year}",
    ):
        (found,) = find_dates(f"dated {printed}.")
        assert (found.value, found.edtf, found.repaired) == (day, day.isoformat(), False)


@pytest.mark.parametrize("unit", ["二", "1", "民國", "年月日", "光緒二", "1 ", "12th "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    find_dates(unit * (200_000 // len(unit)))
    assert time.process_time() - started < 2.0
