"""What is asked of a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from index.errors import RequestInvalid

Sort = Literal["relevance", "date", "-date"]
MAX_SIZE: Final = 100


@dataclass(frozen=True, slots=True)
class Request:
    """One page of one search. `kinds`, `issuers`, `series`: any of them; none given means all.

    With `succession` the bodies before and after each issuer count, too, by any of their names. Dates are
    included at both ends. `sort` by date puts undated notices last, either way round. Without a
    query, ``"relevance"`` is by date, latest first. `size` is 1..100. Raises RequestInvalid.
    """

    q: str = ""
    date_from: date | None = None
    date_to: date | None = None
    kinds: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    succession: bool = False
    sort: Sort = "relevance"
    cursor: str | None = None
    size: int = 20

    def __post_init__(self) -> None:
        if not 1 <= self.size <= MAX_SIZE:
            raise RequestInvalid(f"A page of {self.size} hits was asked for.", f"Ask for 1 to {MAX_SIZE}.")
        if self.sort not in get_args(Sort):
            raise RequestInvalid(f"There is no order {self.sort!r}.", "Use one of: relevance, date, -date.")
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise RequestInvalid(
                f"The range of dates {self.date_from} to {self.date_to} is empty.", "Exchange the two dates."
            )
