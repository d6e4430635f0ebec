"""What is not held though it ought to exist: numbers of notices, numbers of issues.

Nothing tells how many there are; what is held does. A number below one that is held, or cited, was given out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.outlines import Outline
from archive.records import Issue
from index.issue_numbers import IssueRun, issue_runs
from index.series import Runs, Series, all_series, gaps


@dataclass(frozen=True, slots=True)
class CitedNumber:
    """A number that no notice here has and some cite: `by` are their ids."""

    number: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingNumbers:
    """What a series lacks. `first` and `last` bound the numbers known to have been given out.

    A series of one year begins with 1; one that is counted through with the lowest number known here.
    """

    series: str
    year: int | None
    held: int
    first: int
    last: int
    missing: Runs
    cited: tuple[CitedNumber, ...]

    @property
    def count(self) -> int:
        """How many numbers are missing."""
        return sum(high - low + 1 for low, high in self.missing)


@dataclass(frozen=True, slots=True)
class Missing:
    """Everything known to be missing: by series of numbers, and by run of issues."""

    numbers: tuple[MissingNumbers, ...]
    issues: tuple[IssueRun, ...]


def missing(outlines: Iterable[Outline], issues: Iterable[Issue], *, others: bool = False) -> Missing:
    """What is missing; with `others` also of series that are not the customs' own, of which little is printed.

    Series and runs of which nothing is missing are kept: they show that all is there.
    """
    found = [_of_series(series) for series in all_series(outlines) if others or series.ours]
    return Missing(tuple(found), tuple(issue_runs(issues)))


def _of_series(series: Series) -> MissingNumbers:
    known = sorted({*series.held, *series.cited})
    first = 1 if series.key.year is not None and series.held else known[0]
    # Of a series that is only cited nothing more is said than what is cited.
    bounds = [first - 1, *sorted(series.held), series.last + 1] if series.held else []
    absent = tuple(gaps(bounds)) if series.held else tuple((number, number) for number in known)
    cited = tuple(
        CitedNumber(series.number(number), tuple(dict.fromkeys(by)))
        for number, by in sorted(series.cited.items())
    )
    return MissingNumbers(series.name, series.key.year, len(series.held), first, series.last, absent, cited)
