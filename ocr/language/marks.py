"""Punctuation: its width, and brackets that belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp, log

from ocr.engines.spacing import is_cjk
from ocr.language.alternatives import Choice, Option
from ocr.line import Line

STOP_GAIN = 3.0
BRACKET_GAIN = 1.5
"""Between two characters of the Chinese em square a stop, or a bracket, is this much likelier (natural logarithm) of
full width, as Chinese typesetting wants it (GB/T 15834-2011, 5.1); beside one, half as much. Brackets of half width do
stand in Chinese print: (88)署货字第725号."""

MOST_HABIT = 2.0
"""The marks that were read without doubt on the same page say at most this much (natural logarithm) about a width."""

_WIDE = {half: chr(ord(half) + 0xFEE0) for half in ":;,!?()"}
_NARROW = {wide: half for half, wide in _WIDE.items()}
_PAIRS = ("（）", "()", "〔〕", "［］", "[]", "《》", "〈〉", "「」", "『』", "【】", "“”", "‘’")
_CLOSING = {pair[0]: pair[1] for pair in _PAIRS}
_OPENING = {pair[1]: pair[0] for pair in _PAIRS}


def habits(lines: Sequence[Line]) -> Counter[str]:
    """How often each mark that has two widths was read on a page beside a Chinese character, without doubt."""
    seen: Counter[str] = Counter()
    for line in lines:
        doubtful = {doubt.at for doubt in line.doubts}
        for at, char in enumerate(line.text):
            if (char in _WIDE or char in _NARROW) and at not in doubtful and _chinese_beside(line.text, at):
                seen[char] += 1
    return seen


def decide_width(
    text: str, options: Mapping[int, Sequence[Option]], seen: Mapping[str, int]
) -> dict[int, Choice]:
    """The marks of `text` that are likelier the same mark in the other width; `seen` as of `habits`."""
    choices: dict[int, Choice] = {}
    for at, here in options.items():
        for option in here[1:]:
            fits = width_gain(text, at, option.text, seen)
            gain = option.odds(here[0]) + fits
            if fits and gain > 0.0:
                choices[at] = Choice(option.text, 1.0 / (1.0 + exp(-gain)))
    return choices


def width_gain(text: str, at: int, other: str, seen: Mapping[str, int]) -> float:
    """How much likelier `other` is than ``text[at]`` by what stands around it, natural logarithm; 0.0 when the two are
    not the half and the full width of one mark."""
    mark = text[at]
    if _WIDE.get(mark) == other and (beside := _chinese_beside(text, at)):
        gain = (BRACKET_GAIN if mark in "()" else STOP_GAIN) * beside / 2
        habit = log((seen.get(other, 0) + 1) / (seen.get(mark, 0) + 1))
        return gain + min(max(habit, -MOST_HABIT), MOST_HABIT)
    return 0.0


def decide_narrow(text: str, options: Mapping[int, Sequence[Option]]) -> dict[int, Choice]:
    """The full-width marks of a line on a page without Chinese that may be of half width."""
    choices: dict[int, Choice] = {}
    for at, here in options.items():
        for option in here[1:]:
            gain = option.odds(here[0]) + STOP_GAIN
            if _NARROW.get(text[at]) == option.text and gain > 0.0:
                choices[at] = Choice(option.text, 1.0 / (1.0 + exp(-gain)))
    return choices


def _chinese_beside(text: str, at: int) -> int:
    return sum(is_cjk(text[i]) for i in (at - 1, at + 1) if 0 <= i < len(text))


def decide_pairs(text: str, options: Mapping[int, Sequence[Option]]) -> dict[int, Choice]:
    """Choices that make a bracket the partner of the one it closes, or is closed by, within one line.

    A pair of two kinds, 〔2009], is mended where just one side has the other's partner among its `options`, or by
    the surer side where both have.
    """
    choices: dict[int, Choice] = {}
    opened: list[int] = []
    for at, mark in enumerate(text):
        if mark in _CLOSING:
            opened.append(at)
        elif mark in _OPENING and opened:
            first = opened.pop()
            if _CLOSING[text[first]] == mark:
                continue
            ways = [(_probability(options, first, _OPENING[mark]), first, _OPENING[mark]),
                    (_probability(options, at, _CLOSING[text[first]]), at, _CLOSING[text[first]])]  # fmt: skip
            likelihood, place, better = max(ways)
            if likelihood > 0.0:
                choices[place] = Choice(better, max(likelihood, 0.5))
    return choices


def _probability(options: Mapping[int, Sequence[Option]], at: int, mark: str) -> float:
    return max((option.probability for option in options.get(at, ()) if option.text == mark), default=0.0)
