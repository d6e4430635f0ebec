"""A date as it was printed: its place, its day where one can be told, and what is known of it where not."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum

from ocr.grammar.numerals import parse_numeral

BLANKS = r"[ \t\u3000\xa0]{0,3}"
"""Blanks that may stand inside a date, as part of a regular expression."""


class Calendar(StrEnum):
    """How a date was printed."""

    GREGORIAN = "gregorian"
    REPUBLIC = "republic"
    LUNAR = "lunar"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date at ``text[start:end]``.

    `value` is the day, always Gregorian; None when it cannot be told (2月30日, a day under a seal).
    `edtf` is what is known all the same, as a string of EDTF level 1 (ISO 8601-2; Library of Congress,
    Extended Date/Time Format): ``2005-04-25``, ``1952-03``, ``1952-03-XX`` (a day that cannot be read), ``195X``,
    a lunar month as the interval of its days ``1894-04-06/1894-05-04``; ``""`` when not even the year is known.
    `of_day` tells that the day is printed, known or not. `repaired` tells that a character was mended and
    there is only one date it can be (二二一年: 2021); `edtf` then ends in ``?``.
    """

    start: int
    end: int
    printed: str
    value: date | None
    calendar: Calendar
    repaired: bool = False
    edtf: str = ""
    of_day: bool = True


def resolved(
    place: tuple[int, int],
    printed: str,
    calendar: Calendar,
    numbers: tuple[int | None, int | None, int | None],
    *,
    repaired: bool = False,
) -> PrintedDate:
    """The date printed at `place` of whose year, month and day (Gregorian) the known ones are `numbers`."""
    value = day_of(*numbers)
    known = known_as(*numbers) if value is None else value.isoformat() + "?" * repaired
    return PrintedDate(*place, printed, value, calendar, repaired, known)


def day_of(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day, or None when a part is unknown or there is no such day."""
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def known_as(year: int | None, month: int | None, day: int | None) -> str:
    """EDTF of a date that is not known to the day: a day that does not exist was misread, and so unknown."""
    if year is None or not 1 <= year <= MAXYEAR:
        return ""
    if month is None or not 1 <= month <= 12:
        return f"{year:04}-XX-XX"
    if day is None or not 1 <= day <= monthrange(year, month)[1]:
        return f"{year:04}-{month:02}-XX"
    return f"{year:04}-{month:02}-{day:02}"


def number_in(text: str) -> int | None:
    """The value of a numeral, None when `text` is none."""
    try:
        return parse_numeral(text)
    except ValueError:
        return None
