"""English dates in print: 12th March 1936, March 12, 1936, the 12th day of March, 1936; also with worn letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ocr.grammar.dates.printed_date import Calendar, PrintedDate, number_in, resolved

_MONTHS = ("january", "february", "march", "april", "may", "june",
           "july", "august", "september", "october", "november", "december")  # fmt: skip
_SHORT = 4
"""Letters of Sept., the longest short form."""
_MONTH = r"(?P<month>[A-Za-z0][A-Za-z0-9]{2,9}\.?)"
_YEAR = r"(?P<year>[1lI|][6-9][\dOolI]{2}|20[\dOolI]{2})"
_DAY = r"(?P<day>\d[\dlIOoSZ|]?|[lI|Z]\d|[lI|](?=\s?st)|[lI|]{2}(?=\s?th))"
_TH = r"(?:\s?(?P<th>(?i:st|nd|rd|th)|tb|tn|lh|ih|ud|rcl|at))"
_FORMS = (
    re.compile(
        rf"\b{_DAY}(?:{_TH}[,.]?\s{{0,3}}|[,.]?\s{{1,3}})(?i:(?:day\s{{1,2}})?of\s{{1,2}})?{_MONTH}(?:,\s{{0,3}}|\s{{1,3}}|(?<=\.)){_YEAR}\b"
    ),
    re.compile(rf"\b{_MONTH}\s{{0,3}}{_DAY}(?:{_TH}|(?=[,.\s]))[,.]?\s{{0,3}}{_YEAR}\b"),
)
_MONTH_ALONE = re.compile(rf"{_MONTH},?\s{{1,3}}{_YEAR}\b")
_LETTERS = str.maketrans("lI|OoSZ", "1110052")
"""Letters that the recogniser takes the figures of worn type for."""


def english_dates(text: str) -> Iterator[PrintedDate]:
    """English dates of day, month and year in `text`, by form. A worn letter (l2th, Marcli) counts as mended."""
    for form in _FORMS:
        for match in form.finditer(text):
            month, sound = _month(match["month"])
            if month is not None:
                yield _item(match, month, sound)


def english_month(text: str) -> PrintedDate | None:
    """The month and year that `text` consists of (May, 1925), or None."""
    match = _MONTH_ALONE.fullmatch(text)
    month, sound = _month(match["month"]) if match else (None, False)
    if match is None or month is None:
        return None
    year = match["year"].translate(_LETTERS)
    mended = not (sound and match["year"].isdigit())
    return PrintedDate(0, len(text), text, None, Calendar.ENGLISH, mended, f"{year}-{month:02}", of_day=False)


def _item(match: re.Match[str], month: int, sound: bool) -> PrintedDate:
    day, year = match["day"], match["year"]
    numbers = (number_in(year.translate(_LETTERS)), month, number_in(day.translate(_LETTERS)))
    sound = sound and (day + year).isdigit() and (match["th"] or "th").lower() in ("st", "nd", "rd", "th")
    return resolved(match.span(), match.group(), Calendar.ENGLISH, numbers, repaired=not sound)


def month_number(printed: str) -> int | None:
    """1..12 for a month's name or its first letters (Sept.), None for other words."""
    name = printed.strip(".").lower()
    for count, month in enumerate(_MONTHS, 1):
        if month == name or (3 <= len(name) <= _SHORT and month.startswith(name)):
            return count
    return None


@lru_cache(maxsize=256)
def _month(printed: str) -> tuple[int | None, bool]:
    """The month of a name, and is the name sound? A worn one is the only month that differs by a letter or two."""
    if (number := month_number(printed)) is not None:
        return number, True
    name = printed.strip(".").lower()
    near = [
        count
        for count, month in enumerate(_MONTHS, 1)
        if len(month) > _SHORT and _distance(name, month) <= (1 if len(month) == 5 else 2)
    ]
    return (near[0], False) if len(near) == 1 else (None, False)


def _distance(a: str, b: str) -> int:
    """Letters to change, add or leave out to make `b` of `a` (Levenshtein)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]
