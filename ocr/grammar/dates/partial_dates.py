"""A line that is a date without its day, printed so: 一九五二年三月, 中華民國三十三年八月, May, 1925."""

from __future__ import annotations

import re

from ocr.grammar.dates.chinese_dates import printed_year, republic_year
from ocr.grammar.dates.english_dates import english_month
from ocr.grammar.dates.lunar_dates import lunar_dates
from ocr.grammar.dates.printed_date import BLANKS, Calendar, PrintedDate, number_in
from ocr.grammar.numerals import NUMERAL

_S = BLANKS
_CHINESE_YEAR = "[一二〇○零◯三四五六七八九]"
_MONTH = rf"{_S}年(?:{_S}(?P<month>[{NUMERAL}]{{1,3}}){_S}月份?)"
_GREGORIAN = re.compile(
    rf"(?P<year>[12一二１２](?:{_S}[{NUMERAL}]){{3}}){_MONTH}|(?P<alone>一{_S}[八九]{_CHINESE_YEAR}{{2}}|二{_S}[〇○零◯]{_CHINESE_YEAR}{{2}})年"
)
_DECADE = re.compile(r"(?P<decade>一九[四五六七八九]|二[〇○零◯][〇○零◯一二]|19[4-9]|20[012])[□■×？?]年")
_REPUBLIC = re.compile(
    rf"(?:中{_S}[華华]{_S})?民{_S}[國国]{_S}(?P<year>[{NUMERAL}](?:{_S}[{NUMERAL}]){{0,3}})(?:{_MONTH}|年)"
)


def partial_date(text: str) -> PrintedDate | None:
    """The date without a day that `text` consists of, `value` None and `edtf` as much as is printed; or None."""
    if match := _GREGORIAN.fullmatch(text):
        year, repaired = printed_year(match["year"] or match["alone"])
        return _item(text, year, match["month"], Calendar.GREGORIAN, repaired)
    if match := _DECADE.fullmatch(text):
        decade = number_in(match["decade"])
        return PrintedDate(0, len(text), text, None, Calendar.GREGORIAN, edtf=f"{decade}X", of_day=False)
    if match := _REPUBLIC.fullmatch(text):
        return _item(text, republic_year(match["year"]), match["month"], Calendar.REPUBLIC)
    for found in lunar_dates(text):
        if found.printed == text:
            return found
    return english_month(text)


def _item(
    text: str, year: int | None, month: str | None, calendar: Calendar, repaired: bool = False
) -> PrintedDate | None:
    number = number_in(month) if month else None
    if year is None or not 1 <= year <= 2099 or (number is not None and not 1 <= number <= 12):
        return None
    known = f"{year:04}" if number is None else f"{year:04}-{number:02}"
    return PrintedDate(0, len(text), text, None, calendar, repaired, known, of_day=False)
