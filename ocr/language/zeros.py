"""The round zero of a vertical page: ○ or 〇, which of the two, all of its numerals say together.

A compositor has one sort for the zero of Chinese numerals; in most faces the two are one shape, and the recogniser
wavers between them from one place to the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocr.geometry import Direction
from ocr.language.alternatives import Choice, with_choices
from ocr.line import Line

_ZEROS = ("○", "〇")
_TOLD = 0.7
"""A zero read with this probability, or known by its shape or its neighbours only, does not tell which one it is."""

_NUMERALS = frozenset("一二三四五六七八九十百千廿卅○〇年")


def one_zero(lines: Sequence[Line]) -> list[Line]:
    """`lines` of a page with the zeros between the Chinese numerals of its columns in the form most surely read."""
    found = [(number, at) for number, line in enumerate(lines) for at in _zeros(line)]
    sure = dict.fromkeys(_ZEROS, 0.0)
    for number, at in found:
        sure[lines[number].text[at]] += max(0.0, _sure(lines[number], at) - _TOLD)
    form = max(_ZEROS, key=lambda zero: sure[zero])
    changed: dict[int, dict[int, Choice]] = {}
    for number, at in found:
        line = lines[number]
        if line.text[at] != form:
            changed.setdefault(number, {})[at] = Choice(form, _sure(line, at))
    return [with_choices(line, changed[k]) if k in changed else line for k, line in enumerate(lines)]


def _sure(line: Line, at: int) -> float:
    return line.confidences[at] if line.confidences else line.confidence


def _zeros(line: Line) -> list[int]:
    """Indices of the round zeros next to Chinese numerals in a column."""
    if line.direction is not Direction.VERTICAL:
        return []
    text = line.text
    return [
        at
        for at, char in enumerate(text)
        if char in _ZEROS and {*text[max(0, at - 1) : at], *text[at + 1 : at + 2]} & _NUMERALS
    ]
