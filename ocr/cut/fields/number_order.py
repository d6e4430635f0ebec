"""Numbers that do not fit their issue: what the reader doubted, the order of print and the contents settle together.

Notices of a series are printed in the order of their numbers. One that breaks it (69, 79, 71) and has a figure the
reader was not sure of is set right when one number only is possible there. No figure that was read surely is changed
unless the contents name the number, too. The evidence names the rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ocr.grammar.numbers.docnumber import DocNumber
from ocr.grammar.numbers.numberheads import NUMERALS
from ocr.grammar.numerals import parse_numeral
from ocr.page import PageText
from ocr.section import Section

_CANONICAL = re.compile(r"(?P<before>.*?)(?P<serial>[0-9]{1,9})(?P<after>[^0-9]*)", re.DOTALL)
"""In every canonical form the last run of figures is the number itself."""
_FIGURES = re.compile(rf"[{NUMERALS}]+(?=[ \t\u3000]{{0,3}}[号號])|(?<=[ .])[0-9]+(?![0-9])")
_LEAST = 4
"""Notices of one series from which their order says something."""
_MOST_ODD = 0.25
"""Share of them that may break it; with more the order is another one."""


def with_numbers_in_order(
    sections: Sequence[Section], pages: Sequence[PageText], listed: Mapping[int, DocNumber | None]
) -> tuple[Section, ...]:
    """`sections` with such numbers set right; `listed` gives for some, by place, the number the contents name."""
    settled = list(sections)
    series: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for place, section in enumerate(sections):
        if parts := _CANONICAL.fullmatch(section.doc_number):
            series[parts["before"], parts["after"]].append((place, int(parts["serial"])))
    for (before, after), members in series.items():
        numbers = [number for _, number in members]
        for at, (low, high) in _odd(numbers).items():
            place = members[at][0]
            if told := _told(sections[place], pages, listed.get(place), low, high, before, after):
                number, rule = told
                settled[place] = _with_number(settled[place], f"{before}{number}{after}", rule)
    return tuple(settled)


def _told(
    section: Section,
    pages: Sequence[PageText],
    listed: DocNumber | None,
    low: int,
    high: int,
    before: str,
    after: str,
) -> tuple[int, str] | None:
    """The one number between `low` and `high` that it can be, and the rule that says so."""
    if listed is not None and low < listed.number < high and str(listed) == f"{before}{listed.number}{after}":
        return listed.number, "order-and-contents"
    options = {number for number in _doubted(section, pages) if low < number < high}
    return (options.pop(), "order-and-doubt") if len(options) == 1 else None


def _odd(numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Places of numbers that break the order, each with those kept on either side of it; none at the ends."""
    rising = _longest_rising(numbers)
    odd = len(numbers) - len(rising)
    if len(numbers) < _LEAST or odd > _MOST_ODD * len(numbers):
        return {}
    found = {}
    for place in range(len(numbers)):
        at = bisect_left(rising, place)
        if 0 < at < len(rising) and rising[at] != place:
            found[place] = numbers[rising[at - 1]], numbers[rising[at]]
    return found


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Places of a longest run that always rises, others left out (patience sorting)."""
    tails: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        previous.append(last[at - 1] if at else -1)
        tails[at : at + 1] = [number]
        last[at : at + 1] = [place]
    found = []
    place = last[-1] if last else -1
    while place >= 0:
        found.append(place)
        place = previous[place]
    return found[::-1]


def _doubted(section: Section, pages: Sequence[PageText]) -> set[int]:
    """The numbers it may be by what else the reader saw for one of its figures."""
    printed = section.doc_number_printed
    runs = list(_FIGURES.finditer(printed))
    if not runs:
        return set()
    start, end = runs[-1].span()
    found = set()
    for span in section.spans:
        if span.field != "doc_number":
            continue
        for doubt in pages[span.page].lines[span.line].doubts:
            at = span.start + doubt.at - span.offset
            if not max(start, span.start) <= at < min(end, span.end):
                continue
            for other, _ in doubt.others:
                number = _value(printed[start:at] + other + printed[at + 1 : end])
                found |= {number} if number else set()
    return found


def _value(numeral: str) -> int:
    try:
        return parse_numeral(numeral)
    except ValueError:
        return 0


def _with_number(section: Section, number: str, rule: str) -> Section:
    evidence = tuple(
        replace(item, value=number, rule=f"{item.rule}+{rule}") if item.field == "doc_number" else item
        for item in section.evidence
    )
    return replace(section, doc_number=number, evidence=evidence)
