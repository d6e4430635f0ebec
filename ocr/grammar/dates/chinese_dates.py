"""Gregorian dates in Chinese print (2005年4月25日, 二○○五年四月二十五日) and the Republic's (民國: year + 1911)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ocr.grammar.dates.printed_date import BLANKS, Calendar, PrintedDate, number_in, resolved
from ocr.grammar.numerals import NUMERAL, PLACES, ZERO_LETTERS, ZEROS

DAMAGED_ZERO = "口囗Q。"
"""What readers make of ○ in a year under a seal or in a worn face: 二口口五年."""

_S = BLANKS
_YEAR = f"[{PLACES}{DAMAGED_ZERO}]"
_PART = f"[{NUMERAL}]"
_MONTH_DAY = rf"{_S}月{_S}(?P<day>{_PART}{{1,3}}){_S}[日曰]"
_MONTH = rf"{_S}年{_S}(?P<month>{_PART}{{1,3}})"
_SOLAR = rf"(?:{_S}[國国新陽阳]{_S}[曆历])?"
_GREGORIAN = re.compile(rf"(?<![{NUMERAL}])(?P<year>[12一二１２](?:{_S}{_YEAR}){{2,3}}){_MONTH}{_MONTH_DAY}")
_REPUBLIC = re.compile(
    rf"(?:(?:[中十申巾史串口]{_S})?[華华]{_S})?民{_S}[國国]{_S}(?P<year>{_PART}(?:{_S}{_PART}){{0,3}}){_S}年{_SOLAR}{_S}(?P<month>{_PART}{{1,3}}){_MONTH_DAY}"
)
"""The first sign of 中華民國 is often worn; it tells nothing of the day."""

UNITS = frozenset("十拾廿卅卌")
POSITIONAL = re.compile("[一二三四五六七八九]{2,3}")
"""Months and days in places: not printed beside a numeral with units."""

_BARE = re.compile(
    rf"(?<![{NUMERAL}國国])(?P<year>(?:[二三]?十|廿|卅)[一二三四五六七八九]?|[一二三四五六七八九元]){_MONTH}{_MONTH_DAY}"
)
"""A year of the Republic without 民國: 元 to 三十九, in unit style."""

_DOTTED = re.compile(
    rf"(?P<year>(?:19|20|１９|２０)[\d]{{2}})(?P<stop>{_S}[.．·/／\-－—]{_S})(?P<month>\d{{1,2}})(?P=stop)(?P<day>\d{{1,2}})"
)

LAST_BARE_YEAR = 38
"""Years of the Republic are printed without 民國 in its own orders, which end in 1949."""


def chinese_dates(text: str, *, republic: bool = False) -> Iterator[PrintedDate]:
    """Dates in `text` printed with 年, 月 and 日, by form. `republic`: years below 39 (三十三年) are its years."""
    for match in _GREGORIAN.finditer(text):
        year, repaired = printed_year(match["year"])
        yield _item(match, year, Calendar.GREGORIAN, repaired)
    for match in _REPUBLIC.finditer(text):
        yield _item(match, republic_year(match["year"]), Calendar.REPUBLIC)
    if republic:
        for match in _BARE.finditer(text):
            year = republic_year(match["year"])
            if year is not None and year - 1911 <= LAST_BARE_YEAR:
                yield _item(match, year, Calendar.REPUBLIC)


def dotted_date(text: str) -> PrintedDate | None:
    """The day that `text` consists of in figures with stops between (1987.6.1, 2005-04-25), or None."""
    match = _DOTTED.fullmatch(text)
    if match is None:
        return None
    numbers = (number_in(match["year"]), number_in(match["month"]), number_in(match["day"]))
    return resolved(match.span(), text, Calendar.GREGORIAN, numbers)


def republic_year(printed: str) -> int | None:
    """The Gregorian year of a year of the Republic, which began with 元年, 1912."""
    number = number_in(printed)
    return number + 1911 if number else None


def printed_year(printed: str) -> tuple[int | None, bool]:
    """A four-place year; letters and squares count as the zero they stand for. Was a lost zero put back?"""
    zeros = ZEROS + ZERO_LETTERS + DAMAGED_ZERO
    marks = "".join("0" if m in zeros else m for m in printed if not m.isspace())
    if len(marks) == 4:
        return number_in(marks), False
    # The thin ○ is what gets lost under a seal; only one place for it gives a year of this century or the last.
    possible = (
        {number_in(marks[:at] + "0" + marks[at:]) for at in range(1, 4)} if marks[0] in "二一" else set()
    )
    likely = [year for year in possible if year is not None and 1949 <= year <= 2049]
    return (likely[0], True) if len(likely) == 1 else (None, False)


def _in_style(parts: Mapping[str, str], name: str) -> bool:
    """Is the part not places (一二) where another one has units (三十四年一二月)? Such a part was read wrongly."""
    others = (text for other, text in parts.items() if other != name)
    return POSITIONAL.fullmatch(parts[name]) is None or not any(UNITS.intersection(text) for text in others)


def _item(match: re.Match[str], year: int | None, calendar: Calendar, repaired: bool = False) -> PrintedDate:
    parts = match.groupdict()
    month, day = (number_in(parts[name]) if _in_style(parts, name) else None for name in ("month", "day"))
    return resolved(match.span(), match.group(), calendar, (year, month, day), repaired=repaired)
