"""Every message of the interface, in every language."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

import index.web
from index.web.i18n import FOLDERS, load_languages

WEB = Path(index.web.__file__ or "").parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
PLACE = re.compile(r"%\((\w+)\)s")


def messages() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(
        WEB, method_map=METHODS, options_map={}, keywords={"_": None, "gettext": None, "ngettext": (1, 2)}
    )
    return {message for _, _, message, _, _ in found}


def test_there_are_messages_in_code_and_templates() -> None:
    assert {"Search", "repeals", ("%(number)s notice found", "%(number)s notices found")} <= messages()


@pytest.mark.parametrize("code", FOLDERS)
def test_every_message_is_translated_and_none_is_left_over(code: str) -> None:
    catalog = load_languages()[code].catalog
    wanted = {message if isinstance(message, str) else message[0] for message in messages()}
    held = {item.id if isinstance(item.id, str) else item.id[0] for item in catalog if item.id}
    assert wanted == held
    for item in catalog:
        if not item.id:
            continue
        forms = [item.string] if isinstance(item.string, str) else list(item.string)
        assert all(forms), item.id
        assert not item.fuzzy, item.id
        source = item.id if isinstance(item.id, str) else item.id[1]
        for form in forms:
            assert set(PLACE.findall(form)) == set(PLACE.findall(source)), item.id
        if code != "en" and re.search("[A-Za-z]{3}", PLACE.sub("", source)):
            assert re.search("[一-鿿]", "".join(PLACE.sub("", form) for form in forms)), item.id


def test_numbers_and_dates_are_written_as_in_each_language() -> None:
    languages = load_languages()
    day = dt.date(2005, 4, 5)
    assert languages["zh-hans"].date(day) == "2005年4月5日"
    assert languages["en"].date(day) == "5 April 2005"
    assert languages["en"].date(None) == ""
    found = ("%(number)s notice found", "%(number)s notices found")
    assert languages["en"].ngettext(*found, 1) == "1 notice found"
    assert languages["en"].ngettext(*found, 12345) == "12,345 notices found"
    assert languages["zh-hant"].ngettext(*found, 2) == "找到 2 件文告"


def test_simplified_and_traditional_are_kept_apart() -> None:
    languages = load_languages()
    simplified = "".join(str(item.string) for item in languages["zh-hans"].catalog if item.id)
    traditional = "".join(str(item.string) for item in languages["zh-hant"].catalog if item.id)
    assert not set("檢頁機關發廢這裡無圖處識讀") & set(simplified)
    assert not set("检页机关发废这里无图处识读") & set(traditional)
