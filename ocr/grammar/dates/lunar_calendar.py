"""Days of the Chinese lunisolar calendar as Gregorian days, 1821 to 1949 and beyond.

The months come from ``lunar_python``, which follows the calendars as they were issued. Between 1820 and 1949 it agrees
with ``sxtwl`` on all 47,482 days; of the 1,150 months of 1820-1912 it begins 1,139 on the day of the true new moon in
Peking, and the other 11 within twenty minutes of a midnight, where the court's tables decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1821, 2099
"""Lunar years that are converted: from 道光元年 on."""

_JULIAN_DAY_OF_ORDINAL_0 = 1_721_425
"""Julian day number at noon of a day, less its proleptic Gregorian ordinal (`date.toordinal`)."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """Day `day` (1..30) of month `month` (1..12) of the lunar year that begins in the Gregorian `year`.

    `leap` marks the second of two months of one number (閏).
    """

    year: int
    month: int
    day: int
    leap: bool = False


def gregorian(day: LunarDay) -> date | None:
    """The Gregorian day; None when that year has no such month (閏四月) or the month no such day (the 30th)."""
    month = lunar_month(day.year, day.month, leap=day.leap)
    if month is None or not 1 <= day.day <= (month[1] - month[0]).days + 1:
        return None
    return month[0] + timedelta(days=day.day - 1)


def lunar_month(year: int, month: int, *, leap: bool = False) -> tuple[date, date] | None:
    """First and last day of a lunar month; None when there is none such, or outside the years that are converted."""
    return _months(year).get((month, leap)) if FIRST_YEAR <= year <= LAST_YEAR else None


@lru_cache(maxsize=256)
def _months(year: int) -> dict[tuple[int, bool], tuple[date, date]]:
    from lunar_python import LunarYear  # noqa: PLC0415 - few documents have lunar dates

    found = {}
    for item in LunarYear.fromYear(year).getMonths():
        if item.getYear() == year:
            first = date.fromordinal(round(item.getFirstJulianDay()) - _JULIAN_DAY_OF_ORDINAL_0)
            last = first + timedelta(days=item.getDayCount() - 1)
            found[abs(item.getMonth()), item.getMonth() < 0] = (first, last)
    return found
