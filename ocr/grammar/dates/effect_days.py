"""The day that words of an effect clause name: 今年3月15日, 发布之日, 发布之日起30日后, 即日, the date hereof."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ocr.grammar.dates.damaged_dates import damaged_date
from ocr.grammar.dates.english_dates import month_number
from ocr.grammar.dates.find import find_dates
from ocr.grammar.dates.printed_date import BLANKS, Calendar, day_of, number_in
from ocr.grammar.numerals import NUMERAL

_S = BLANKS
_OF_YEAR = re.compile(
    rf"(?:(?P<this>[今本当當同]年)|(?P<next>[明次来來]年))?度?{_S}(?P<month>[{NUMERAL}]{{1,3}}){_S}月{_S}(?P<day>[{NUMERAL}]{{1,3}}){_S}[日曰]"
)
_OWN = re.compile(
    r"(?:本[\u4e00-\u9fff]{1,6})?(?:公告|通告|通令|佈告|布告)?"
    r"(?:发布|公布|印发|发出|颁布|颁发|颁行|下发|公告|签发|发文|刊登|登载|發佈|發布|公佈|印發|發出|頒布|頒佈|頒發|頒行|下發|簽發|發文|刊登|登載)"
    rf"{_S}(?:之{_S})?[日时時]"
    rf"(?:起?{_S}(?:计|計|算)?{_S}[满滿经經]?{_S}第?(?P<count>[{NUMERAL}]{{1,3}}){_S}(?P<unit>个{_S}月|個{_S}月|日|天|年)(?P<after>[之以]?[后後]|期?[满滿])?)?"
)
_IN_FULL = re.compile(r"[^。；，,\n]{3,9}年[^。；，,\n]{1,4}月[^。；，,\n]{1,4}[日曰]")
_TODAY = re.compile("(?:即|本|今)日|即時|即时")
_FAR = 183
"""Days: a day without a year that lies further back than this is one of the next year."""
_ENGLISH_OWN = re.compile(
    r"(?:the\s+)?date\s+(?:of\s+(?:(?:this|its|the\s+present)\s+)?(?:circular|notice|notification|order|despatch|publication|issue|promulgation)"
    r"|hereof)|to-?day(?:'s\s+date)?|immediate(?:ly)?",
    re.IGNORECASE,
)
_ENGLISH_OF_YEAR = re.compile(
    r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[A-Z][a-z]{2,8})\b\.?(?!,?\s+\d{4})"
)


@dataclass(frozen=True, slots=True)
class StatedDay:
    """The day named at the beginning of some words, the first `length` of which name it; `own`: by the day of signing.

    `day` is None when the words name the day of signing and that is not known.
    """

    day: date | None
    length: int
    own: bool


def stated_day(words: str, signed: date | None, *, republic: bool = False) -> StatedDay | None:
    """The day that `words` begin with; None when they begin with none, or with one that the notice cannot know.

    A day without a year is that of the year of signing, or the next one when it would lie half a year back.
    Periods count from the day after publication: 发布之日起30日后 is the thirtieth day after it.
    """
    if (full := _in_full(words, republic)) is not None:
        return full
    if match := _OF_YEAR.match(words):
        month, day = number_in(match["month"]), number_in(match["day"])
        years = 1 if match["next"] else 0 if match["this"] else None
        return _of_signing(signed, month, day, match.end(), years)
    if match := _ENGLISH_OF_YEAR.match(words):
        month = month_number(match["month"])
        return _of_signing(signed, month, int(match["day"]), match.end(), None) if month else None
    if match := _OWN.match(words):
        if not match["count"]:
            return StatedDay(signed, match.end(), True)
        count = number_in(match["count"])
        begin = later(signed, count, match["unit"][-1]) if signed is not None and count is not None else None
        return StatedDay(begin, match.end(), True)
    match = _TODAY.match(words) or _ENGLISH_OWN.match(words)
    return StatedDay(signed, match.end(), True) if match else None


def _in_full(words: str, republic: bool) -> StatedDay | None:
    """A day with its year; also one that was read badly (2005年l2月1日): that it begins a clause says what it is."""
    dates = find_dates(words, republic=republic)
    found = dates[0] if dates and dates[0].start == 0 else None
    if (found is None or found.value is None) and (match := _IN_FULL.match(words)):
        found = damaged_date(match.group())
        if (
            found is not None
            and found.calendar is Calendar.REPUBLIC
            and not (republic or "民" in found.printed)
        ):
            return None
    return StatedDay(found.value, found.end, False) if found and found.value and found.start == 0 else None


def _of_signing(
    signed: date | None, month: int | None, day: int | None, length: int, years: int | None
) -> StatedDay | None:
    if signed is None:
        return StatedDay(None, length, False)
    found = day_of(signed.year + (years or 0), month, day)
    if found is not None and years is None and (signed - found).days > _FAR:
        found = day_of(signed.year + 1, month, day)
    return StatedDay(found, length, False) if found else None


def later(begin: date, count: int, unit: str) -> date | None:
    """The day `count` days (日, 天), months (月) or years (年) after `begin`, the last of a month when it is too short.

    None beyond the calendar, or for a period of none.
    """
    if count < 1:
        return None
    try:
        if unit in "日天":
            return begin + timedelta(days=count)
        months = begin.month - 1 + count * (12 if unit == "年" else 1)
        year, month = begin.year + months // 12, months % 12 + 1
        return date(year, month, min(begin.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None
