"""Rivals of a character that are no doubts: those that differ only in form."""

from __future__ import annotations

import unicodedata

from ocr.line import Line
from ocr.reading.strokes import DASHES, DOTS

_QUOTES = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "′": "'", "○": "〇"}


def without_forms(line: Line) -> list[float]:
    """The probabilities of the characters of `line`, those of rivals that differ only in form added."""
    sure = list(line.confidences)
    for doubt in line.doubts:
        own = form(line.text[doubt.at])
        same = sum(p for text, p in doubt.others if len(text) == 1 and form(text) == own)
        sure[doubt.at] = min(1.0, sure[doubt.at] + same)
    return sure


def is_mark(char: str) -> bool:
    """Is `char` punctuation or a symbol?"""
    return not (char.isalnum() or char.isspace())


def form(char: str) -> str:
    """One character for all that differ from `char` only in width, curl or length of stroke."""
    if char in DASHES:
        return "-"
    if char in DOTS and char not in ".．":
        return "·"
    return _QUOTES.get(char) or unicodedata.normalize("NFKC", char)
