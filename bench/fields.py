"""Document numbers and dates: read exactly, or not."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bench.matching import Match, ReadLine
from bench.rates import flat, fold
from bench.shares import NONE_SEEN, Share
from draw.truth import FactKind, LineTruth, PageTruth
from ocr.geometry import Box

UNDER_SEAL = 0.1
"""A date is under a seal when seals cover this much of its line's box."""

_NUMERALS = frozenset("〇○零一二三四五六七八九十百千")


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of a page that were read exactly."""

    numbers: Share = NONE_SEEN
    folded_numbers: Share = NONE_SEEN
    dates: Share = NONE_SEEN
    sealed_dates: Share = NONE_SEEN
    wrong: tuple[tuple[str, str], ...] = ()
    """What was printed and what was read in its place."""


NO_FIELDS = Fields()


def fields(page: PageTruth, lines: Sequence[ReadLine], found: Sequence[Match], latin: bool) -> Fields:
    """Compare the facts of `page` with what was read on their lines.

    A fact is right when its print stands in the reading of its line, with no further digit or numeral beside it;
    a number on two lines is right when both parts are. Dates are compared folded (a ○ read as 〇 is the same day),
    numbers both ways.
    """
    reading = {t: flat([lines[r].text for r in match.reads], latin) for match in found for t in match.truths}
    numbers: dict[tuple[int | None, int], bool] = defaultdict(lambda: True)
    folded: dict[tuple[int | None, int], bool] = defaultdict(lambda: True)
    dates, sealed = NONE_SEEN, NONE_SEEN
    wrong: list[tuple[str, str]] = []
    for index, line in enumerate(page.lines):
        for fact in line.facts:
            printed = flat([line.text[fact.start : fact.end]], latin)
            read = reading.get(index, "")
            same = stands_in(fold(printed), fold(read))
            exact = stands_in(printed, read)
            if fact.kind is FactKind.NUMBER:
                own = line.notice, -1 if line.notice is not None else index
                numbers[own] = numbers[own] and exact
                folded[own] = folded[own] and same
            else:
                dates += Share(int(same), 1)
                if covered(line, page.seals):
                    sealed += Share(int(same), 1)
            if not (exact if fact.kind is FactKind.NUMBER else same):
                wrong.append((printed, read))
    return Fields(
        Share(sum(numbers.values()), len(numbers)), Share(sum(folded.values()), len(folded)), dates, sealed,
        tuple(wrong),
    )  # fmt: skip


def stands_in(printed: str, read: str) -> bool:
    """Is `printed` in `read`, not as a part of a longer number?"""
    start = read.find(printed)
    while start >= 0:
        end = start + len(printed)
        joined = (start > 0 and _runs_on(read[start - 1], printed[0])) or (
            end < len(read) and _runs_on(printed[-1], read[end])
        )
        if not joined:
            return True
        start = read.find(printed, start + 1)
    return False


def _runs_on(first: str, second: str) -> bool:
    return _numeral(first) and _numeral(second)


def _numeral(char: str) -> bool:
    return char in _NUMERALS or unicodedata.category(char) == "Nd"


def covered(line: LineTruth, seals: Sequence[Box]) -> bool:
    """Is `line` under a seal?"""
    return sum(line.box.overlap(seal) for seal in seals) >= UNDER_SEAL * max(1, line.box.area)
