"""What is known of a date, in words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.web.date_words import date_words
from index.web.i18n import load_languages

LANGUAGES = load_languages()


@pytest.mark.parametrize(
    ("edtf", "chinese", "english"),
    [
        ("1952-03", "1952年3月", "March 1952"),
        ("1952-03-XX", "1952年3月", "March 1952"),
        ("1952", "1952年", "1952"),
        ("2005-XX-XX", "2005年", "2005"),
        ("195X", "195X", "195X"),
        ("", "", ""),
    ],
)
def test_a_date_without_a_day(edtf: str, chinese: str, english: str) -> None:
    assert date_words(LANGUAGES["zh-hans"], None, edtf) == chinese
    assert date_words(LANGUAGES["en"], None, edtf) == english


def test_a_lunar_month_is_shown_as_its_days() -> None:
    words = date_words(LANGUAGES["zh-hans"], None, "1894-04-06/1894-05-04")
    assert words.replace(" ", "").startswith("1894年4月6日")
    assert words.endswith("5月4日")


@given(st.dates(), st.sampled_from(sorted(LANGUAGES)))
def test_a_day_is_shown_as_ever_and_a_mended_one_with_a_question_mark(day: dt.date, code: str) -> None:
    language = LANGUAGES[code]
    assert date_words(language, day, day.isoformat()) == date_words(language, day, "") == language.date(day)
    assert date_words(language, day, f"{day}?") == f"{language.date(day)} ?"
