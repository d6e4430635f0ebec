"""The numbers of a gazette's issues (2005年第4期, 第六卷第九期, 总第74期), and which lack between those held."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from archive.records import Issue
from index.fold import fold
from index.numerals import NUMERAL, numeral_value
from index.series import Runs, gaps

_WHOLE = re.compile(rf"总第({NUMERAL}{{1,6}})[期号]")
_WITHIN = re.compile(rf"(?:({NUMERAL}{{2,4}})年|第?({NUMERAL}{{1,4}})卷).{{0,2}}?第({NUMERAL}{{1,4}})[期号]")
_ENGLISH = re.compile(r"vol\.?\s*([0-9]{1,4}).{0,3}?no\.?\s*([0-9]{1,4})")
_MOST = 20_000
"""Numbers above this are misprints, not issues."""


@dataclass(frozen=True, slots=True)
class IssueRun:
    """Issues counted through: of a year or volume (`within`), or since the first issue (`within` is 总第).

    `held` are ids by number; `missing` the runs of numbers below the last one held that no issue here has.
    """

    series: str
    within: str
    held: int
    last: int
    missing: Runs
    twice: tuple[int, ...]


def issue_runs(issues: Iterable[Issue]) -> list[IssueRun]:
    """Every run of issues, by series; a year between two held ones of which none is held has nothing but gaps.

    Issues whose number cannot be read are left out.
    """
    counted: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for issue in issues:
        for within, place, number in _numbers(issue):
            counted[issue.series, within, place].append(number)
    return [
        _run(series, within, place, numbers) for (series, within, place), numbers in sorted(counted.items())
    ] + [IssueRun(series, f"{year}年", 0, 0, (), ()) for series, year in _empty_years(counted)]


def _run(series: str, within: str, place: int, numbers: list[int]) -> IssueRun:
    held = set(numbers)
    twice = tuple(sorted(number for number, count in Counter(numbers).items() if count > 1))
    absent = tuple(gaps([0, *sorted(held)]))
    return IssueRun(series, f"{place}{within}" if place else within, len(held), max(held), absent, twice)


def _numbers(issue: Issue) -> list[tuple[str, int, int]]:
    """(年, 卷 or 总第; which; number) of an issue, read from its number, else from its title."""
    for text in (fold(issue.number), fold(issue.title)):
        found: list[tuple[str, int, int]] = []
        if match := _WHOLE.search(text):
            found += _sound("总第", 0, numeral_value(match[1]))
        if match := _WITHIN.search(text):
            year, volume = numeral_value(match[1] or ""), numeral_value(match[2] or "")
            found += _sound("年" if year else "卷", year or volume or 0, numeral_value(match[3]))
        elif match := _ENGLISH.search(text):
            found += _sound("卷", int(match[1]), int(match[2]))
        if found:
            return found
    return []


def _sound(within: str, place: int, number: int | None) -> list[tuple[str, int, int]]:
    return [(within, place, number)] if number and number <= _MOST else []


def _empty_years(counted: Iterable[tuple[str, str, int]]) -> list[tuple[str, int]]:
    years: dict[str, set[int]] = defaultdict(set)
    for series, within, place in counted:
        if within == "年":
            years[series].add(place)
    return [
        (series, year)
        for series, held in sorted(years.items())
        for year in range(min(held), max(held) + 1)
        if year not in held
    ]
