"""A line that is a date, read badly: the parts that can still be told, and the day if only one is possible.

Only for a line of its own (a signature's date): there 年, 月 and 日 leave no doubt what the line is, and what stands
between them must be numerals. A look-alike (千 for 十, l for 1) is taken for the numeral it looks like. Where two
days are possible none is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType

from ocr.grammar.chinese_dates import LAST_BARE_YEAR, printed_year
from ocr.grammar.numeral_lookalikes import READINGS, UNREAD
from ocr.grammar.numerals import NUMERAL
from ocr.grammar.printed_date import Calendar, PrintedDate, day_of, number_in, resolved

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

Doubts = Mapping[int, str]
"""For some characters of a text what else they may be, as a string of single characters."""

NO_DOUBTS: Doubts = MappingProxyType({})


def damaged_date(text: str, doubts: Doubts = NO_DOUBTS) -> PrintedDate | None:
    """The date that `text` (blanks and all) consists of, as far as it can be told; None when it is no date.

    `doubts` adds the reader's own alternatives to the look-alikes. Never raises; `text` of more than 28 characters
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
            found = _read(match, others)
            if found is not None:
                numbers, calendar = found
                start, end = places[0], places[-1] + 1
                return resolved((start, end), text[start:end], calendar, numbers, repaired=True)
    return None


def _sign(mark: str, others: str) -> str:
    """`mark`, or where it can stand in no date and the reader thought of one that can, that one; a numeral unread."""
    if mark in _KNOWN or not others:
        return mark
    return next((other for other in others if other in "年月日"), "□" if _NUMERALS & set(others) else mark)


def _is_date(match: re.Match[str]) -> bool:
    """Two of the three marks at least are what they should be; a Republican year or four places, too."""
    sound = (match["y"] == "年") + (match["m"] == "月") + (match["d"] in ("日", "曰"))
    return sound >= 2 and any(mark in NUMERAL for mark in match["year"])


def _read(
    match: re.Match[str], doubts: Doubts
) -> tuple[tuple[int | None, int | None, int | None], Calendar] | None:
    era = match.groupdict().get("era") or ""
    year, calendar = _year(match, era, doubts)
    if year is None:
        return None
    if not match["m"]:
        return _split(match, year, doubts), calendar
    months = _numbers(match, "month", doubts, 12)
    days = _numbers(match, "day", doubts, 31)
    found = {(m, d) for m in months for d in days if day_of(year, m, d)}
    month, day = found.pop() if len(found) == 1 else (_only(months), None)
    return (year, month, day), calendar


def _split(match: re.Match[str], year: int, doubts: Doubts) -> tuple[int, int | None, int | None]:
    """Month and day that run into one another, 月 being lost: 四二十五日 is 4-25, 十二十五日 may be two days."""
    start, end = match.start("month"), match.end("day")
    found = set()
    for at in range(start + 1, end):
        for m, d in product(
            _values(match.string, start, at, doubts, 12), _values(match.string, at, end, doubts, 31)
        ):
            if day_of(year, m, d):
                found.add((m, d))
    return (year, *found.pop()) if len(found) == 1 else (year, None, None)


def _year(match: re.Match[str], era: str, doubts: Doubts) -> tuple[int | None, Calendar]:
    start, end = match.span("year")
    if not era and end - start >= 3:
        plain = printed_year(match["year"])[0]
        found = {plain} if plain else set()
        spellings = () if plain else _spellings(match.string, start, end, doubts)
        found |= {year for text in spellings if (year := printed_year(text)[0])}
        years = {year for year in found if 1860 <= year <= 2099}
        return _only(years), Calendar.GREGORIAN
    years = {v + 1911 for v in _values(match.string, start, end, doubts, LAST_BARE_YEAR)}
    return (_only(years) if era or end - start > 1 else None), Calendar.REPUBLIC


def _numbers(match: re.Match[str], name: str, doubts: Doubts, most: int) -> set[int]:
    return _values(match.string, *match.span(name), doubts, most)


def _values(text: str, start: int, end: int, doubts: Doubts, most: int) -> set[int]:
    """What the numeral at ``text[start:end]`` may be, 1..`most`: as it stands, else with other readings of its marks.

    A square is no zero here as it is in a year: months and days have none in Chinese numerals.
    """
    plain = number_in(text[start:end])
    if plain is not None and 1 <= plain <= most:
        return {plain}
    spellings = (spelling for spelling in _spellings(text, start, end, doubts) if "〇" not in spelling)
    found = (number_in(spelling) for spelling in spellings)
    return {value for value in found if value is not None and 1 <= value <= most}


def _spellings(text: str, start: int, end: int, doubts: Doubts) -> Iterator[str]:
    """Every numeral that the marks may stand for; none when one of them cannot be read."""
    options = []
    for at in range(start, end):
        mark = text[at]
        own = mark if mark in NUMERAL else ""
        options.append("".join(dict.fromkeys(own + READINGS.get(mark, "") + doubts.get(at, ""))))
    if all(options) and end > start:
        for choice in product(*(option[:4] for option in options)):
            yield "".join(choice)


def _only(values: set[int]) -> int | None:
    return next(iter(values)) if len(values) == 1 else None
