"""Horizontal lines that run from right to left: headings and mastheads on vertical pages printed before the 1950s."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ocr.geometry import Direction
from ocr.line import Doubt, Line

_PAIRS = "（）()〔〕[]【】「」『』《》〈〉﹁﹂﹃﹄“”"
_MIRROR = {a: b for x, y in zip(_PAIRS[::2], _PAIRS[1::2], strict=True) for a, b in ((x, y), (y, x))}

_HAN = re.compile(r"[\u3400-\u9fff]")
_FORWARD = re.compile(r"[A-Za-z]{2}|[0-9０-９]{2}")
"""Latin words and figures run to the right in any print."""

_LEAST_GAIN = 2.0
"""By so much (natural logarithm) must the lines together be likelier when read one way than the other."""


def turned_backward(lines: Sequence[Line], log_text: Callable[[str, str], float]) -> list[Line]:
    """`lines` of a vertical page, with its horizontal ones read from right to left when they make more sense that way.

    All of a page run the same way, so they are judged together; one that runs the other way already is turned back.
    `log_text` gives the natural logarithm of the probability of a text (its second argument) after another. Lines with
    Latin words or figures stay.
    """
    chosen = [
        i
        for i, line in enumerate(lines)
        if line.direction is Direction.HORIZONTAL and line.turn == 0 and _HAN.search(line.text)
    ]
    chosen = [i for i in chosen if len(lines[i].text) > 1 and not _FORWARD.search(lines[i].text)]
    falling = {i for i in chosen if line_falls(lines[i])}
    gain = 0.0
    for i in chosen:
        standing = mirrored(lines[i].text) if i in falling else lines[i].text
        gain += log_text("", mirrored(standing)) - log_text("", standing)
    if abs(gain) < _LEAST_GAIN:
        return list(lines)
    turned = set(chosen) - falling if gain > 0 else falling
    return [backward(line) if i in turned else line for i, line in enumerate(lines)]


def line_falls(line: Line) -> bool:
    """Do the characters of `line` follow each other from right to left (its bounds fall)?"""
    return len(line.bounds) > 1 and line.bounds[0] > line.bounds[-1]


def mirrored(text: str) -> str:
    """`text` from its end, brackets exchanged with their partners."""
    return "".join(_MIRROR.get(char, char) for char in reversed(text))


def backward(line: Line) -> Line:
    """`line` with its characters in the opposite order; bounds that rose fall then."""
    last = len(line.text) - 1
    doubts = [
        Doubt(last - doubt.at, tuple((_MIRROR.get(char, char), share) for char, share in doubt.others))
        for doubt in reversed(line.doubts)
    ]
    return replace(
        line,
        text=mirrored(line.text),
        bounds=line.bounds[::-1],
        middles=line.middles[::-1],
        confidences=line.confidences[::-1],
        doubts=tuple(doubts),
    )
