"""Dates and document numbers: a doubtful character that keeps one from being valid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp

from ocr.grammar.dates.find import find_dates
from ocr.grammar.numbers.find import find_numbers
from ocr.language.alternatives import Choice, Option

RULE_GAIN = 4.0
"""A reading that a rule of grammar asks for is this much likelier (natural logarithm) than it looks. The recogniser's
own ratio has the last word: what it holds 55 times likelier stays."""

_SIGNS = frozenset("年月日号號第")


def decide_figures(text: str, options: Mapping[int, Sequence[Option]]) -> dict[int, Choice]:
    """The choices, at most one a date or number, by which a date or a document number comes to be valid in `text`."""
    choices: dict[int, Choice] = {}
    if len(_SIGNS.intersection(text)) < 2:
        return choices
    before = set(_valid(text))
    for at, here in options.items():
        if any(start <= at < end for start, end in before):
            continue
        found: list[tuple[float, str]] = []
        for option in here[1:]:
            if len(option.text) != 1:
                continue
            new = text[:at] + option.text + text[at + 1 :]
            gain = option.odds(here[0]) + RULE_GAIN
            if gain > 0.0 and any(start <= at < end for start, end in set(_valid(new)) - before):
                found.append((gain, option.text))
        # Two digits that both fit are a matter of the recogniser alone.
        if len(found) == 1:
            gain, better = found[0]
            choices[at] = Choice(better, 1.0 / (1.0 + exp(-gain)))
    return choices


def _valid(text: str) -> Iterator[tuple[int, int]]:
    for date in find_dates(text):
        if date.value is not None and not date.repaired:
            yield date.start, date.end
    for number in find_numbers(text):
        if not number.repairs:
            yield number.start, number.end
