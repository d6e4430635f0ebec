"""English dates in print: 12th March 1936, March 12, 1936, the 12th day of March, 1936."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.grammar.printed_date import Calendar, PrintedDate, number_in, resolved

_MONTHS = ("january", "february", "march", "april", "may", "june",
           "july", "august", "september", "october", "november", "december")  # fmt: skip
_MONTH = "(?P<month>" + "|".join(rf"{m[:3]}(?:{m[3:]}|\.)?" for m in _MONTHS) + r"|Sept\.?|0ct(?:ober|\.)?)"
_YEAR = r"(?P<year>(?-i:[1lI|][6-9][\dOolI]{2}|20[\dOolI]{2}))"
_DAY = r"(?P<day>(?-i:\d[\dlIOoSZ|]?|[lI|Z]\d|[lI|](?=\s?st)|[lI|]{2}(?=\s?th)))"
_FORMS = (
    re.compile(
        rf"\b{_DAY}(?:\s?(?:st|nd|rd|th))?,?\s{{1,3}}(?:(?:day\s{{1,2}})?of\s{{1,2}})?{_MONTH},?\s{{1,3}}{_YEAR}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_MONTH}\s{{1,3}}{_DAY}(?:\s?(?:st|nd|rd|th))?[,.]?\s{{1,3}}{_YEAR}\b", re.IGNORECASE),
)
_MONTH_ALONE = re.compile(rf"{_MONTH},?\s{{1,3}}{_YEAR}\b", re.IGNORECASE)
_LETTERS = str.maketrans("lI|OoSZ", "1110052")
"""Letters that the recogniser takes the figures of worn type for."""


def english_dates(text: str) -> Iterator[PrintedDate]:
    """English dates of day, month and year in `text`, by form. A letter for a figure (l2th) counts as mended."""
    for form in _FORMS:
        for match in form.finditer(text):
            yield _item(match)


def english_month(text: str) -> PrintedDate | None:
    """The month and year that `text` consists of (May, 1925), or None."""
    match = _MONTH_ALONE.fullmatch(text)
    if match is None:
        return None
    year, month = match["year"].translate(_LETTERS), month_number(match["month"])
    mended = not match["year"].isdigit()
    return PrintedDate(
        0, len(text), text, None, Calendar.ENGLISH, mended, f"{year}-{month or 0:02}", of_day=False
    )


def _item(match: re.Match[str]) -> PrintedDate:
    day, year = match["day"], match["year"]
    numbers = (
        number_in(year.translate(_LETTERS)),
        month_number(match["month"]),
        number_in(day.translate(_LETTERS)),
    )
    return resolved(
        match.span(), match.group(), Calendar.ENGLISH, numbers, repaired=not (day + year).isdigit()
    )


def month_number(printed: str) -> int | None:
    """1..12 for a month's name or its first letters (Sept.), None for other words."""
    name = printed.strip(".").lower().replace("0", "o")
    for count, month in enumerate(_MONTHS, 1):
        if len(name) >= 3 and (month.startswith(name) or name == "sept"[: len(name)] == month[:4]):
            return count
    return None
