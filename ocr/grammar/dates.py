"""Dates as notices print them, with the place of each in its text.

Gregorian in Arabic or Chinese numerals (2005年4月25日, 二○○五年四月二十五日), the Republic's years
(中華民國三十三年八月二十二日: year + 1911), English (12th March 1936). Lunar dates of the Qing reigns
(光緒二十年三月初五) are recognised and left without a value: converting needs an almanac, not a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ocr.grammar.numerals import NUMERAL, ZERO_LETTERS, ZEROS, parse_numeral


class Calendar(StrEnum):
    """How a date was printed."""

    GREGORIAN = "gregorian"
    REPUBLIC = "republic"
    LUNAR = "lunar"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date at ``text[start:end]``. `value` is None when it cannot be resolved to a day (lunar, 2月30日).

    `repaired` tells that a zero of the year was not read and there is only one year it can be (二二一年: 2021).
    """

    start: int
    end: int
    printed: str
    value: date | None
    calendar: Calendar
    repaired: bool = False


_S = r"[ \t\u3000]{0,3}"
_DAMAGED_ZERO = "口囗Q。"
"""What readers make of ○ in a year under a seal or in a worn face: 二口口五年."""
_YEAR = f"[{NUMERAL}{_DAMAGED_ZERO}]"
_PART = f"[{NUMERAL}]"
_MONTH_DAY = rf"{_S}年{_S}(?P<month>{_PART}{{1,3}}){_S}月{_S}(?P<day>{_PART}{{1,3}}){_S}[日曰]"
_GREGORIAN = re.compile(rf"(?<![{NUMERAL}])(?P<year>[12一二１２](?:{_S}{_YEAR}){{2,3}}){_MONTH_DAY}")
_REPUBLIC = re.compile(rf"(?:中[華华])?民{_S}[國国]{_S}(?P<year>{_PART}{{1,4}}){_MONTH_DAY}")
_LUNAR = re.compile(
    rf"(?P<reign>光[緒绪]|宣[統统]|同治|咸[豐丰]|道光){_S}(?P<year>{_PART}{{1,4}})年"
    rf"[閏闰]?(?P<month>[正冬臘腊]|{_PART}{{1,3}})月(?P<day>初?{_PART}{{1,3}})日?"
)
_MONTHS = ("january", "february", "march", "april", "may", "june",
           "july", "august", "september", "october", "november", "december")  # fmt: skip
_MONTH_NAME = "(?P<month>" + "|".join(rf"{m[:3]}(?:{m[3:]}|\.)?" for m in _MONTHS) + r"|Sept\.?)"
_ENGLISH = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?\s{{1,3}}(?:(?:day\s)?of\s)?{_MONTH_NAME},?\s{{1,3}}(?P<year>1[6-9]\d\d|20\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MONTH_NAME}\s{{1,3}}(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?,?\s{{1,3}}(?P<year>1[6-9]\d\d|20\d\d)\b",
        re.IGNORECASE,
    ),
)


def find_dates(text: str) -> tuple[PrintedDate, ...]:
    """All dates printed in `text`, in order, not overlapping. Time is linear in its length."""
    found = sorted((*_chinese(text), *_english(text)), key=lambda d: (d.start, -d.end))
    kept: list[PrintedDate] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def whole_date(text: str) -> PrintedDate | None:
    """The date that `text` consists of (blanks, brackets and a closing stop aside), or None."""
    bare = text.strip(" \t\u3000（）()。．.,，")
    for item in find_dates(text):
        if item.printed.strip() == bare:
            return item
    if re.search(rf"月{_S}{_PART}{{1,3}}$", bare) and (whole := find_dates(bare + "日")):
        # 日 stands at the right edge, where seals and shadows are; nothing else makes a line of 年, 月 and a numeral.
        start = text.index(bare)
        if whole[0].start == 0:
            return replace(whole[0], start=start, end=start + len(bare), printed=bare)
    return None


def _chinese(text: str) -> Iterator[PrintedDate]:
    for match in _GREGORIAN.finditer(text):
        year, repaired = _year(match["year"])
        yield _item(match, _day(year, match["month"], match["day"]), Calendar.GREGORIAN, repaired)
    for match in _REPUBLIC.finditer(text):
        year = _numeral(match["year"])
        value = _day(year + 1911 if year else None, match["month"], match["day"])
        yield _item(match, value, Calendar.REPUBLIC)
    for match in _LUNAR.finditer(text):
        yield _item(match, None, Calendar.LUNAR)


def _english(text: str) -> Iterator[PrintedDate]:
    for pattern in _ENGLISH:
        for match in pattern.finditer(text):
            month = next(i for i, m in enumerate(_MONTHS, 1) if m[:3] == match["month"][:3].lower())
            yield _item(match, _day(int(match["year"]), str(month), match["day"]), Calendar.ENGLISH)


def _item(
    match: re.Match[str], value: date | None, calendar: Calendar, repaired: bool = False
) -> PrintedDate:
    return PrintedDate(match.start(), match.end(), match.group(), value, calendar, repaired)


def _numeral(text: str) -> int | None:
    try:
        return parse_numeral(text)
    except ValueError:
        return None


def _year(printed: str) -> tuple[int | None, bool]:
    """A four-place year; letters and squares count as the zero they stand for. Was a lost zero put back?"""
    zeros = ZEROS + ZERO_LETTERS + _DAMAGED_ZERO
    marks = "".join("0" if m in zeros else m for m in printed if not m.isspace())
    if len(marks) == 4:
        return _numeral(marks), False
    # The thin ○ is what gets lost under a seal; only one place for it gives a year of this century or the last.
    possible = (
        {_numeral(marks[:at] + "0" + marks[at:]) for at in range(1, 4)} if marks[0] in "二一" else set()
    )
    likely = [year for year in possible if year is not None and 1949 <= year <= 2049]
    return (likely[0], True) if len(likely) == 1 else (None, False)


def _day(year: int | None, month: str, day: str) -> date | None:
    numbers = (year, _numeral(month), _numeral(day))
    if None in numbers:
        return None
    try:
        return date(*(n for n in numbers if n is not None))
    except ValueError:
        return None
