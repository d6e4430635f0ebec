"""What a numeral of a date may be whose signs were read badly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType

from ocr.grammar.dates.chinese_dates import POSITIONAL, UNITS
from ocr.grammar.dates.numeral_lookalikes import READINGS
from ocr.grammar.dates.printed_date import number_in
from ocr.grammar.numerals import NUMERAL

Doubts = Mapping[int, str]
"""For some characters of a text what else they may be, as a string of single characters."""

NO_DOUBTS: Doubts = MappingProxyType({})
_MOST_OPTIONS = 4
"""Readings of one sign that are tried: four signs have no more than 256 spellings."""


def possible_values(text: str, start: int, end: int, doubts: Doubts, most: int) -> set[int]:
    """What the numeral at ``text[start:end]`` may be, 1..`most`: as it stands, else with other readings of its marks.

    A square is no zero here as it is in a year: months and days have none in Chinese numerals.
    """
    plain = number_in(text[start:end])
    if UNITS.intersection(text) and POSITIONAL.fullmatch(text, start, end):
        # 三十四年一二月: 十二, or 一 and 二 are what became of one numeral.
        return {value for value in (plain, *map(number_in, text[start:end])) if value and value <= most}
    if plain is not None and 1 <= plain <= most:
        return {plain}
    found = (number_in(it) for it in spellings(text, start, end, doubts) if "〇" not in it)
    return {value for value in found if value is not None and 1 <= value <= most}


def spellings(text: str, start: int, end: int, doubts: Doubts) -> Iterator[str]:
    """Every numeral that the marks may stand for; none when one of them cannot be read."""
    options = []
    for at in range(start, end):
        mark = text[at]
        own = mark if mark in NUMERAL else ""
        options.append("".join(dict.fromkeys(own + READINGS.get(mark, "") + doubts.get(at, ""))))
    if all(options) and end > start:
        for choice in product(*(option[:_MOST_OPTIONS] for option in options)):
            yield "".join(choice)


def the_only(values: set[int]) -> int | None:
    """The value, if there is one and no other."""
    return next(iter(values)) if len(values) == 1 else None
