"""What does not fit together across all issues: numbers given twice or left out, days that cannot be, lacking fields.

They follow from the notices held and are made when asked for; nothing is stored. Each is for a person to look at: a
printer's error is told like a misreading.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.outlines import Outline
from index.series import Series, all_series, gaps
from index.standing import Standings

_LEEWAY = dt.timedelta(days=31)
"""Numbers are given out a little out of the order of days: in 199 notices of 2023-24 by 20 days at most."""

CODES = (
    "number-twice", "number-left-out", "notice-without-number", "notice-without-title", "notice-without-issuer",
    "notice-without-date", "date-out-of-order", "date-not-in-number-year", "date-after-issue",
    "end-each-other", "acts-on-a-younger-notice", "acts-on-an-ended-notice",
)  # fmt: skip
"""Every code that a discrepancy can have; stable."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Something that does not fit. `notices` are the ids concerned, the one to look at first; `issue_id` is its issue.

    `code` is one of `CODES`; `message` is English.
    """

    code: str
    message: str
    notices: tuple[str, ...]
    issue_id: str


def discrepancies(outlines: Sequence[Outline], standings: Standings) -> list[Discrepancy]:
    """All of them, by code, in the order of `CODES`. `outlines` are those of all notices, `standings` made of all.

    Time is that of sorting the notices.
    """
    by_id = {outline.id: outline for outline in outlines}
    found = [*_lacking(outlines), *_late(outlines)]
    for series in all_series(outlines):
        found += [*_twice(series), *_left_out(series), *_days(series)]
    for contradiction in standings.contradictions():
        one, other = (by_id[notice_id] for notice_id in contradiction.notices)
        message = f"{_name(one)} → {_name(other)}"
        found.append(Discrepancy(contradiction.code, message, contradiction.notices, one.issue_id))
    return sorted(found, key=lambda item: CODES.index(item.code))


def _lacking(outlines: Iterable[Outline]) -> Iterator[Discrepancy]:
    for outline in outlines:
        fields = (
            ("number", outline.doc_number), ("title", outline.title), ("issuer", outline.issuers),
            ("date", outline.date),
        )  # fmt: skip
        for name, value in fields:
            if not value:
                yield _of(f"notice-without-{name}", _name(outline), outline)


def _late(outlines: Iterable[Outline]) -> Iterator[Discrepancy]:
    for outline in outlines:
        if outline.date and outline.issue_date and outline.date > outline.issue_date:
            message = f"{_name(outline)}: {outline.date}, in an issue of {outline.issue_date}"
            yield _of("date-after-issue", message, outline)


def _twice(series: Series) -> Iterator[Discrepancy]:
    for number, having in sorted(series.held.items()):
        if len(having) > 1:
            message = f"{series.number(number)}: {' · '.join(f'{o.id} {o.title}' for o in having)}"
            yield _of("number-twice", message, *having)


def _left_out(series: Series) -> Iterator[Discrepancy]:
    """Gaps between held numbers, of series that are meant to be complete."""
    if not series.ours:
        return
    for low, high in gaps(sorted(series.held)):
        before, after = series.held[low - 1][0], series.held[high + 1][0]
        left_out = series.number(low) if low == high else f"{series.number(low)} – {series.number(high)}"
        message = f"{left_out}: held are {low - 1} ({before.id}) and {high + 1} ({after.id})"
        yield _of("number-left-out", message, before, after)


def _days(series: Series) -> Iterator[Discrepancy]:
    """Dates in another year than the number's; those that break the order of the numbers."""
    dated: list[tuple[dt.date, Outline]] = []
    for _, having in sorted(series.held.items()):
        for outline in having:
            if outline.date is None:
                continue
            if series.key.year not in (None, outline.date.year):
                message = f"{_name(outline)}: {outline.date}"
                yield _of("date-not-in-number-year", message, outline)
            else:
                dated.append((outline.date, outline))
    rising = _longest_rising([day for day, _ in dated])
    for place, (day, outline) in enumerate(dated):
        at = bisect_left(rising, place)
        if at < len(rising) and rising[at] == place:
            continue
        before = dated[rising[at - 1]][0] if at else dt.date.min
        after = dated[rising[at]][0] if at < len(rising) else dt.date.max
        if before - day > _LEEWAY or day - after > _LEEWAY:
            message = f"{_name(outline)}: {day}, between {before} and {after}"
            yield _of("date-out-of-order", message, outline)


def _longest_rising(days: Sequence[dt.date]) -> list[int]:
    """Places of a longest run of days that never fall, rising; others are left out (patience sorting, n log n)."""
    tails: list[dt.date] = []
    last: list[int] = []
    previous: list[int] = []
    for place, day in enumerate(days):
        at = bisect_right(tails, day)
        previous.append(last[at - 1] if at else -1)
        tails[at : at + 1] = [day]
        last[at : at + 1] = [place]
    found = []
    place = last[-1] if last else -1
    while place >= 0:
        found.append(place)
        place = previous[place]
    return found[::-1]


def _of(code: str, message: str, *outlines: Outline) -> Discrepancy:
    return Discrepancy(code, message, tuple(outline.id for outline in outlines), outlines[0].issue_id)


def _name(outline: Outline) -> str:
    return " ".join(part for part in (outline.id, outline.doc_number, outline.title) if part)
