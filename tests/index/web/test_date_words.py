"""What is known of a date, in words."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from archive import Archive
from archive.notices import issue_notices, replace_notices
from index.search import open_search
from index.web.app import create_app
from index.web.date_words import date_words
from index.web.i18n import load_languages
from index.web.texts import catalogue_texts

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


def test_a_notice_without_a_day_is_not_without_a_date(own_archive: Archive, own_index: Path) -> None:
    with own_archive.write() as connection:
        first, *rest = issue_notices(connection, "i1")
        undated = replace(first, date=None, date_printed="二○○五年四月□日", date_edtf="2005-04-XX")
        replace_notices(connection, "i1", [undated, *rest], [], "cut again")
    with closing(open_search(own_index, catalogue_texts(own_archive))) as search:
        client = TestClient(create_app(own_archive, search))
        told = client.get("/api/v1/notices/i1n1").json()
        assert (told["date"], told["date_edtf"]) == (None, "2005-04-XX")
        page = client.get("/zh-hans/notices/i1n1").text
        assert "2005年4月" in page
        assert "二○○五年四月□日" in page
        assert "April 2005" in client.get("/en/notices/i1n1").text
        assert "二○○五年四月□日" in client.get("/zh-hans/issues/i1").text
