"""A body that issues notices, and the time it existed."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum

OPEN = ".."
"""The end of a body that exists to this day (as in EDTF)."""

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?[?~]?")


class AuthorityKind(StrEnum):
    """What sort of body it is."""

    CUSTOMS = "customs administration"
    REGIONAL = "regional customs"
    HOUSE = "custom house"
    STATE = "state organ"
    MINISTRY = "ministry"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Authority:
    """A body that issues notices, as the authority file has it.

    `id` never changes. `name` is the official name in simplified characters, `traditional` the same in traditional
    ones, `short` other names it prints, in either. `successors` and `predecessors` are ids. `begin` and `end` are
    dates as in EDTF: ``1949-10-25``, ``1998-03``, ``1861``, with ``?`` or ``~`` when unsure, ``""`` unknown; an `end`
    of ``..`` says that it still exists. `ground` says what the entry rests on.
    """

    id: str
    kind: AuthorityKind
    name: str
    traditional: str
    short: tuple[str, ...]
    english: str
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    begin: str
    end: str
    ground: str

    @property
    def printed(self) -> tuple[str, ...]:
        """The Chinese names it may be printed with.

        The custom houses of the treaty ports count in traditional characters only: 江海关 in simplified ones is
        湛江海关 with its first character lost.
        """
        own = (self.traditional,) if self.kind is AuthorityKind.HOUSE else (self.name, self.traditional)
        return tuple(dict.fromkeys((*own, *self.short)))

    def existed(self, day: dt.date) -> bool:
        """Did it exist on `day`, as far as its dates tell?"""
        return _first(self.begin, dt.date.min) <= day <= _last(self.end, dt.date.max)

    def before(self, other: Authority) -> bool:
        """Can it have ended before `other` began, by dates known for both?"""
        if self.end in ("", OPEN) or not other.begin:
            return False
        return _first(self.end, dt.date.min) <= _last(other.begin, dt.date.max)

    def can_precede(self, other: Authority) -> bool:
        """Can `other` have taken its place: did it not end before this one did, by dates known for both?

        It may be the older of the two: 国家国内贸易局 of 1998 was closed into 国家经贸委 of 1993.
        """
        last = dt.date.max if self.end == OPEN else _first(self.end or self.begin, dt.date.min)
        return last <= _last(other.end, dt.date.max)

    @property
    def in_order(self) -> bool:
        """Does it not end before it begins?"""
        return _first(self.begin, dt.date.min) <= _last(self.end, dt.date.max)

    @property
    def sort_key(self) -> dt.date:
        """The first day it can have existed; a body of unknown age is old."""
        return _first(self.begin, dt.date.min)


def is_date(value: str) -> bool:
    """Is `value` a date as `Authority.begin` takes it (not empty), of a day that exists?"""
    match = _DAY.fullmatch(value)
    if match is None or match["year"] == "0000":
        return False
    return not match["day"] or int(match["day"]) <= monthrange(int(match["year"]), int(match["month"]))[1]


def _first(value: str, unknown: dt.date) -> dt.date:
    match = _DAY.fullmatch(value)
    if match is None:
        return unknown
    return dt.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))


def _last(value: str, unknown: dt.date) -> dt.date:
    match = _DAY.fullmatch(value)
    if match is None:
        return unknown
    year, month = int(match["year"]), int(match["month"] or 12)
    return dt.date(year, month, int(match["day"] or monthrange(year, month)[1]))
