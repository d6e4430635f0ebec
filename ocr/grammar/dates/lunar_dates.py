"""Lunar dates in print: of the Qing reigns (光緒二十年三月初五日), and later ones that say so (農曆七月初四)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.grammar.dates.lunar_calendar import LunarDay, gregorian, lunar_month
from ocr.grammar.dates.printed_date import BLANKS, Calendar, PrintedDate, number_in
from ocr.grammar.numerals import NUMERAL

_REIGNS = {
    "道光": (1821, 30),
    "咸豐": (1851, 11),
    "同治": (1862, 13),
    "光緒": (1875, 34),
    "宣統": (1909, 3),
}
"""Gregorian year in which the first lunar year of a reign begins, and how many it has."""

_SIMPLIFIED = str.maketrans("丰绪统", "豐緒統")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_S = BLANKS
_CYCLIC = f"[{_STEMS}]{_S}[{_BRANCHES}]"
_LUNAR = "(?:[農农夏舊旧陰阴][曆历厯歷])"
_MONTH_DAY = (
    rf"{_S}(?P<leap>[閏闰]?){_S}(?P<month>[正冬臘腊]|[{NUMERAL}]{{1,3}}){_S}月(?P<part>份?)"
    rf"(?:{_S}初?{_S}(?P<day>[{NUMERAL}]{{1,3}})(?:{_S}日)?)?"
)
_REIGN = re.compile(
    rf"(?P<reign>光{_S}[緒绪]|宣{_S}[統统]|同{_S}治|咸{_S}[豐丰]|道{_S}光){_S}"
    rf"(?:(?P<year>[{NUMERAL}]{{1,4}}){_S}年)?(?:{_S}[歲岁]{_S}次)?{_S}(?P<cyclic>{_CYCLIC})?{_S}(?:[年歲岁]{_S})?{_LUNAR}?{_MONTH_DAY}"
)
_MARKED = re.compile(
    rf"(?:(?:中[華华])?民{_S}[國国]{_S}(?P<republic>[{NUMERAL}]{{1,4}})|(?<![{NUMERAL}])(?P<year>[{NUMERAL}]{{4}})){_S}年{_S}{_LUNAR}{_MONTH_DAY}"
)
_MONTHS = {"正": 1, "冬": 11, "臘": 12, "腊": 12}


def lunar_dates(text: str) -> Iterator[PrintedDate]:
    """Lunar dates in `text`, by form; those of which only the month is printed, too (`value` None)."""
    for match in _REIGN.finditer(text):
        if match["year"] or match["cyclic"]:
            yield _item(match, _reign_year(match["reign"], match["year"], match["cyclic"]))
    for match in _MARKED.finditer(text):
        number = number_in(match["republic"] or match["year"])
        yield _item(match, None if number is None else number + 1911 * bool(match["republic"]))


def _reign_year(reign: str, printed: str | None, cyclic: str | None) -> int | None:
    """The Gregorian year in which the reign's lunar year begins; None when number and 干支 contradict each other."""
    first, count = _REIGNS["".join(reign.split()).translate(_SIMPLIFIED)]
    years = set(range(first, first + count))
    if printed is not None:
        number = number_in(printed)
        years &= set() if number is None else {first + number - 1}
    if cyclic:
        years = {year for year in years if cyclic_year(year) == "".join(cyclic.split())}
    return years.pop() if len(years) == 1 else None


def cyclic_year(year: int) -> str:
    """The 干支 of the lunar year that begins in `year`: 1894 is 甲午. 4 CE was a 甲子."""
    return _STEMS[(year - 4) % 10] + _BRANCHES[(year - 4) % 12]


def _item(match: re.Match[str], year: int | None) -> PrintedDate:
    month = _MONTHS.get(match["month"]) or number_in(match["month"])
    leap = bool(match["leap"])
    day = number_in(match["day"]) if match["day"] else None
    value, known = None, ""
    if year is not None and month is not None:
        value = gregorian(LunarDay(year, month, day, leap)) if day is not None else None
        span = lunar_month(year, month, leap=leap)
        known = value.isoformat() if value else "/".join(map(str, span)) if span else ""
    return PrintedDate(
        match.start(),
        match.end(),
        match.group(),
        value,
        Calendar.LUNAR,
        edtf=known,
        of_day=bool(match["day"]),
    )
