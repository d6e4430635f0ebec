"""A line that is a date, read badly: the parts that can still be told, and the day if only one is possible.

Only for a line of its own (a signature's date): there 年, 月 and 日 leave no doubt what the line is, and what stands
between them must be numerals. A look-alike (千 for 十, l for 1) is taken for the numeral it looks like. Where two
days are possible none is chosen.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

from ocr.grammar.dates.chinese_dates import LAST_BARE_YEAR, POSITIONAL, UNITS, printed_year
from ocr.grammar.dates.damaged_numerals import NO_DOUBTS, Doubts, possible_values, spellings, the_only
from ocr.grammar.dates.numeral_lookalikes import READINGS, UNREAD
from ocr.grammar.dates.printed_date import Calendar, PrintedDate, day_of, number_in, resolved
from ocr.grammar.numerals import NUMERAL

_LONGEST = 28

_YEAR_MARKS, _MONTH_MARKS, _DAY_MARKS = "年牛午", "月用", "日曰目口囗白田"
_NUMERALS = frozenset(NUMERAL)
_KNOWN = frozenset((*NUMERAL, *READINGS, *UNREAD, *_YEAR_MARKS, *_MONTH_MARKS, *_DAY_MARKS))
_SOME = f"[{re.escape(NUMERAL + ''.join(READINGS) + UNREAD)}]"
_REPUBLIC = r"中?[華华蕐]?民?[國国囯圆圓園]"
_LINE = re.compile(
    rf"(?P<era>{_REPUBLIC})?(?P<year>{_SOME}{{1,6}}?)(?P<y>[{_YEAR_MARKS}])"
    rf"(?:(?P<month>{_SOME}{{0,4}}?)(?P<m>[{_MONTH_MARKS}])(?P<day>{_SOME}{{0,5}}?)(?P<d>[{_DAY_MARKS}]?))?"
)
_ONE_MARK_LOST = re.compile(
    rf"(?P<year>{_SOME}{{4}})(?P<y>年?)(?P<month>{_SOME}{{1,3}}?)(?P<m>月?)(?P<day>{_SOME}{{1,4}})(?P<d>日?)"
)


def damaged_date(text: str, doubts: Doubts = NO_DOUBTS, likely_year: int | None = None) -> PrintedDate | None:
    """The date that `text` (blanks and all) consists of, as far as it can be told; None when it is no date.

    `doubts` adds the reader's own alternatives to the look-alikes. `likely_year` is taken for a year that cannot be
    told by itself, if the marks of it that were read agree with it. Never raises; `text` of more than 28 characters
    that are not blank is no date.
    """
    places = [at for at, mark in enumerate(text) if not mark.isspace()]
    marks = "".join(_sign(text[at], doubts.get(at, "")) for at in places)
    if not 3 <= len(marks) <= _LONGEST:
        return None
    others = {count: doubts[at] for count, at in enumerate(places) if at in doubts}
    for form in (_LINE, _ONE_MARK_LOST):
        match = form.fullmatch(marks)
        if match is not None and _is_date(match):
            numbers, calendar = _read(match, others, likely_year)
            start, end = places[0], places[-1] + 1
            found = resolved((start, end), text[start:end], calendar, numbers, repaired=True)
            return found if found.edtf else replace(found, edtf=_decade(match))
    return None


def _sign(mark: str, others: str) -> str:
    """`mark`, or where it can stand in no date and the reader thought of one that can, that one; a numeral unread."""
    if mark in _KNOWN or not others:
        return mark
    return next((other for other in others if other in "年月日"), "□" if _NUMERALS & set(others) else mark)


def _is_date(match: re.Match[str]) -> bool:
    """Two of the three marks at least are what they should be, and a numeral of the year; or all, and another one."""
    sound = (match["y"] == "年") + (match["m"] == "月") + (match["d"] in ("日", "曰"))
    told = match["year"] if sound == 2 else match.string
    return sound >= 2 and any(mark in NUMERAL for mark in told)


def _read(
    match: re.Match[str], doubts: Doubts, likely_year: int | None
) -> tuple[tuple[int | None, int | None, int | None], Calendar]:
    era = match.groupdict().get("era") or ""
    year, calendar = _year(match, era, doubts)
    in_places = not era and not UNITS.intersection(match["year"])
    untold = in_places and (year is None or calendar is Calendar.REPUBLIC)
    if untold and likely_year and _agrees(match["year"], likely_year):
        year, calendar = likely_year, Calendar.GREGORIAN
    if year is None:
        return (None, None, None), calendar
    if not match["m"]:
        return _split(match, year, doubts), calendar
    months = _numbers(match, "month", doubts, 12)
    days = _numbers(match, "day", doubts, 31)
    found = {(m, d) for m in months for d in days if day_of(year, m, d)}
    month, day = found.pop() if len(found) == 1 else (the_only(months), None)
    return (year, month, day), calendar


def _split(match: re.Match[str], year: int, doubts: Doubts) -> tuple[int, int | None, int | None]:
    """Month and day that run into one another, 月 being lost: 四二十五日 is 4-25, 十二十五日 may be two days."""
    start, end = match.start("month"), match.end("day")
    found = set()
    for at in range(start + 1, end):
        if any(POSITIONAL.fullmatch(match.string, *part) for part in ((start, at), (at, end))):
            continue
        for m, d in product(
            possible_values(match.string, start, at, doubts, 12),
            possible_values(match.string, at, end, doubts, 31),
        ):
            if day_of(year, m, d):
                found.add((m, d))
    return (year, *found.pop()) if len(found) == 1 else (year, None, None)


def _year(match: re.Match[str], era: str, doubts: Doubts) -> tuple[int | None, Calendar]:
    start, end = match.span("year")
    if not era and end - start >= 3 and not UNITS.intersection(match["year"]):
        plain = printed_year(match["year"])[0]
        found = {plain} if plain else set()
        worn = () if plain else spellings(match.string, start, end, doubts)
        found |= {year for text in worn if (year := printed_year(text)[0])}
        years = {year for year in found if 1860 <= year <= 2099}
        return the_only(years), Calendar.GREGORIAN
    years = {v + 1911 for v in possible_values(match.string, start, end, doubts, LAST_BARE_YEAR)}
    return (the_only(years) if era or end - start > 1 else None), Calendar.REPUBLIC


def _agrees(printed: str, year: int) -> bool:
    """May `printed` be the year, some of whose four places were not read or lost?"""
    places = iter(str(year))
    digits = (number_in(mark) for mark in printed if mark in NUMERAL)
    return len(printed) <= 4 and all(any(place == str(digit) for place in places) for digit in digits)


def _decade(match: re.Match[str]) -> str:
    """EDTF of a year of which the last place or two were not read: 二〇〇□年."""
    year = match["year"]
    for known in (3, 2):
        number = number_in(year[:known]) if len(year) == 4 else None
        if number is not None and len(str(number)) == known and all(mark in UNREAD for mark in year[known:]):
            return f"{number}{'X' * (4 - known)}" if str(number)[:2] in ("18", "19", "20") else ""
    return ""


def _numbers(match: re.Match[str], name: str, doubts: Doubts, most: int) -> set[int]:
    return possible_values(match.string, *match.span(name), doubts, most)
