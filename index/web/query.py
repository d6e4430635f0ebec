"""What a search asks for, as it stands in an address: the same parameters for programs and for people."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from index.request import Request, Sort

SORTS: tuple[Sort, ...] = get_args(Sort)
DEFAULT_SIZE = 20
MAX_SIZE = 100
MAX_QUERY = 1000
"""Characters of `q` that are looked at. The index takes fewer, and says so in a message of its answer."""
MAX_TRAIL = 20
"""Pages of results that one can go back step by step; from then on to the first one."""
_START = "0"
MAX_CHOICES = 50
"""Values of one facet that can be chosen at once."""

_YES = frozenset({"true", "1", "yes", "on"})
_NO = frozenset({"", "false", "0", "no", "off"})
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


class Invalid(ValueError):
    """A parameter that cannot be used: its name, and why as a sentence."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The parameters of a search as given, trimmed and checked.

    `date_from`, `date_to` are years, months or days. `succession` takes in the bodies before and after each issuer.
    `trail` are the cursors of the pages before this one, for the way back: cursors lead only forwards.
    """

    q: str = ""
    date_from: str = ""
    date_to: str = ""
    kind: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    succession: bool = False
    sort: Sort = "relevance"
    cursor: str = ""
    size: int = DEFAULT_SIZE
    trail: tuple[str, ...] = ()

    @classmethod
    def read(cls, params: QueryParams) -> tuple[Self, list[Invalid]]:
        """The query in an address, and what is wrong with it; parameters at fault have their default."""
        faults: list[Invalid] = []
        q = words(params.get("q", ""))
        days = {}
        for name in ("from", "to"):
            days[name] = clean(params.get(name, ""))[:40]
            try:
                first_day(days[name])
            except ValueError as error:
                faults.append(Invalid(name, str(error)))
                days[name] = ""
        chosen = {}
        for name in ("kind", "issuer", "series"):
            values = tuple(dict.fromkeys(filter(None, map(clean, params.getlist(name)))))
            if len(values) > MAX_CHOICES:
                faults.append(Invalid(name, f"At most {MAX_CHOICES} values can be chosen."))
            chosen[name] = values[:MAX_CHOICES]
        wanted = params.get("sort") or "relevance"
        sort = next((name for name in SORTS if name == wanted), None)
        if sort is None:
            faults.append(Invalid("sort", f"Is one of {', '.join(SORTS)}."))
        succession = params.get("succession", "").lower()
        if succession not in _YES | _NO:
            faults.append(Invalid("succession", "Is true or false."))
        size = params.get("size") or str(DEFAULT_SIZE)
        if not (size.isascii() and size.isdigit() and len(size) < 6 and 1 <= int(size) <= MAX_SIZE):
            faults.append(Invalid("size", f"Is a number from 1 to {MAX_SIZE}."))
            size = str(DEFAULT_SIZE)
        if not faults and days["from"] and days["to"] and first_day(days["from"]) > last_day(days["to"]):  # type: ignore[operator]
            faults.append(Invalid("to", "Is before `from`."))
        found = cls(
            q=q,
            date_from=days["from"],
            date_to=days["to"],
            succession=succession in _YES,
            sort=sort or "relevance",
            cursor=clean(params.get("cursor", "")),
            size=int(size),
            trail=_trail(params.get("trail", "")),
            **chosen,
        )
        return found, faults

    @property
    def asks(self) -> bool:
        """Whether anything is asked for: words or a filter."""
        return bool(self.q or self.narrowed)

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return bool(self.date_from or self.date_to or self.kind or self.issuer or self.series)

    def request(self) -> Request:
        """The same for the index."""
        return Request(
            q=self.q,
            date_from=first_day(self.date_from),
            date_to=last_day(self.date_to),
            kinds=self.kind,
            issuers=self.issuer,
            series=self.series,
            succession=self.succession,
            sort=self.sort,
            cursor=self.cursor or None,
            size=self.size,
        )

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The parameters that differ from their default, in a fixed order."""
        if self.q:
            yield "q", self.q
        if self.date_from:
            yield "from", self.date_from
        if self.date_to:
            yield "to", self.date_to
        for name, values in (("kind", self.kind), ("issuer", self.issuer), ("series", self.series)):
            for value in values:
                yield name, value
        if self.succession:
            yield "succession", "true"
        if self.sort != "relevance":
            yield "sort", self.sort
        if self.size != DEFAULT_SIZE:
            yield "size", str(self.size)
        if self.cursor:
            yield "cursor", self.cursor
            if self.trail:
                yield "trail", ".".join(self.trail)

    def address(self, path: str) -> str:
        """`path` with this query behind it."""
        query = urlencode(list(self.pairs()))
        return f"{path}?{query}" if query else path

    def following(self, cursor: str) -> Self:
        """The same search at the page that `cursor` names, which comes after this one."""
        trail = (*self.trail, self.cursor or _START)[-MAX_TRAIL:]
        return replace(self, cursor=cursor, trail=trail)

    def preceding(self) -> Self | None:
        """The same search at the page before this one; None at the first."""
        if not self.cursor:
            return None
        before = self.trail[-1] if self.trail else _START
        return replace(self, cursor="" if before == _START else before, trail=self.trail[:-1])

    def toggled(self, facet: str, value: str) -> Self:
        """The same search with a facet value added, or taken out when it was there; from the first page on."""
        if facet == "year":
            same = self.date_from == self.date_to == value
            day = "" if same else value
            return replace(self, date_from=day, date_to=day, cursor="", trail=())
        values: tuple[str, ...] = getattr(self, facet)
        kept = tuple(v for v in values if v != value) if value in values else (*values, value)
        changed = {"kind": self.kind, "issuer": self.issuer, "series": self.series, facet: kept}
        return replace(
            self,
            kind=changed["kind"],
            issuer=changed["issuer"],
            series=changed["series"],
            cursor="",
            trail=(),
        )

    def in_line(self, succession: bool) -> Self:
        """The same search with the bodies before and after each issuer, or without them; from the first page on."""
        return replace(self, succession=succession, cursor="", trail=())

    def any_day(self) -> Self:
        """The same search without its dates."""
        return replace(self, date_from="", date_to="", cursor="", trail=())

    def chosen(self, facet: str, value: str) -> bool:
        """Whether this facet value is one of the filters."""
        if facet == "year":
            return self.date_from == self.date_to == value
        return value in getattr(self, facet)


def words(text: str) -> str:
    """What is looked for, cleaned, and cut where nobody reads on."""
    return clean(text[: 4 * MAX_QUERY])[:MAX_QUERY]


def clean(text: str) -> str:
    """`text` without control characters, lone surrogates and outer blanks: what can be shown and stored."""
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text)
    return " ".join(kept.split())


def first_day(text: str) -> dt.date | None:
    """The first day of a year, month or day (``2005``, ``2005-4``, ``2005-04-25``); None for ``""``.

    Raises ValueError with a sentence for people.
    """
    return _day(text, last=False)


def last_day(text: str) -> dt.date | None:
    """The last day of a year, month or day; None for ``""``. Raises ValueError with a sentence for people."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> dt.date | None:
    if not text:
        return None
    parts = _DAY.fullmatch(text)
    if parts:
        year = int(parts[1])
        month = int(parts[2] or (12 if last else 1))
        try:
            day = int(parts[3] or (calendar.monthrange(year, month)[1] if last else 1))
            return dt.date(year, month, day)
        except ValueError:
            pass
    raise ValueError(f"{text!r} is not a date; write 2005, 2005-04 or 2005-04-25.")


def _trail(text: str) -> tuple[str, ...]:
    return tuple(filter(None, clean(text[:8000]).split(".")))[-MAX_TRAIL:]
