"""Latin words and figures: digits that look like letters, letters that look like digits, specks at a line's ends.

Codes keep what was read: a digit gives way only beside a small letter (0ctober, omonel1a) or among a person's initials
(0. M. Verrall), a letter only between digits (2O05).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import exp

from ocr.language.alternatives import Choice, Option
from ocr.language.figures import RULE_GAIN

_LETTERS = {"0": "Oo", "1": "lI", "5": "S", "8": "B", "2": "Z", "6": "b", "9": "g"}
"""Letters that a digit may be."""

_DIGITS = {letter: digit for digit, letters in _LETTERS.items() for letter in letters}

_ORDINAL = re.compile(r"\d(?:st|nd|rd|th|d|s)\b")
_INITIAL = re.compile(r"(?<![A-Za-z0-9])0\.(?: ?[A-Z]\.)|(?:(?<=[A-Z]\. )|(?<=[A-Z]\.))0\.(?= ?[A-Z])")
_MINUTES = re.compile(r"\d° ?\d{1,2}$")
_MARKS = ",:;."
_SPECKS = ".·•,'°"


def decide_latin(text: str, options: Mapping[int, Sequence[Option]]) -> dict[int, Choice]:
    """Choices among `options` (by index of `text`, what was read first) that make its Latin words words."""
    choices: dict[int, Choice] = {}
    for at, here in options.items():
        for option in here[1:]:
            fits = _is_speck(text, at) if not option.text else _fits(text, at, option.text)
            gain = option.odds(here[0]) + RULE_GAIN
            if fits and gain > 0.0 and at not in choices:
                choices[at] = Choice(option.text, 1.0 / (1.0 + exp(-gain)))
    return choices


def _fits(text: str, at: int, other: str) -> bool:
    """Does `other` stand at `at` by the rules of words and figures, and what was read not?"""
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    match char, other:
        case "'", "′":
            return bool(_MINUTES.search(text[:at]))
        case '"', "”":
            return text.count("“", 0, at) > text.count("”", 0, at)
        case "I", "l":
            return before.isascii() and before.isalpha() and _small(after)
    if other in _LETTERS.get(char, ""):
        return _fits_letter(text, at, other)
    return _DIGITS.get(char) == other and _digit(before) and _digit(after)


def _fits_letter(text: str, at: int, other: str) -> bool:
    """Does the letter `other` stand at `at`, where a digit was read?"""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if other == "O" and any(match.start() == at for match in _INITIAL.finditer(text)):
        return True
    if _ORDINAL.match(text, at) or not (_small(before) or _small(after)) or _digit(before) or _digit(after):
        return False
    # Within a word of small letters the letter is a small one, at its head a capital.
    return other.islower() == _small(before) if before.isascii() and before.isalpha() else other.isupper()


def _is_speck(text: str, at: int) -> bool:
    """Is what stands at `at` a dot where no printer sets one: behind another mark at the end of a Latin line, or right
    before the capital that begins it? Rows of dots lead the eye: they stay."""
    if text[at] not in _SPECKS or len(text) < 4:
        return False
    if at == len(text) - 1:
        return text[at - 1] in _MARKS and text[at - 2].isascii() and text[at - 2].isalnum()
    return at == 0 and text[1].isascii() and text[1].isupper()


def _small(char: str) -> bool:
    return char.isascii() and char.islower()


def _digit(char: str) -> bool:
    return char.isascii() and char.isdigit()
