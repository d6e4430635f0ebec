"""Which characters of a reading are right."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.alignment import aligned
from ocr.line import Line

Values = NDArray[np.float64]

_MOST_WRONG = 0.4
"""A line with a larger share of wrong characters may stand out of order: it is looked for in all of the print."""

_MOST_LOST = 6
"""More characters lost at one place are a line that was lost, which no character beside it tells."""

_LEADERS = re.compile(r"[.…·]{2,}|…")


def right_characters(printed: Sequence[str], lines: Sequence[Line]) -> list[Values]:
    """For each character of each line 1.0 when it is right, 0.0 when it is wrong or one beside it was lost.

    NaN for white space and rows of leader dots. The page is laid beside the print in reading order; a line that is
    mostly wrong there beside the line of print that it fits best.
    """
    places = [
        (number, at)
        for number, line in enumerate(lines)
        for at, char in enumerate(line.text)
        if _counts(line.text, at)
    ]
    truths = ["".join(_LEADERS.sub("", line).split()) for line in printed]
    read = "".join(lines[number].text[at] for number, at in places)
    good, lost = _compared("".join(truths), read)
    result = [np.full(len(line.text), np.nan) for line in lines]
    begin = 0
    for number, line in enumerate(lines):
        count = sum(place == number for place, _ in places[begin : begin + len(line.text)])
        here = slice(begin, begin + count)
        fits = good[here].copy()
        fits[(lost[here] > 0) & (lost[here] <= _MOST_LOST)] = 0.0
        if (1.0 - good[here]).sum() > _MOST_WRONG * count:
            fits = max((_within(truth, read[here]) for truth in truths), key=np.sum, default=fits)
        result[number][[at for _, at in places[here]]] = fits
        begin += count
    return result


def _counts(text: str, at: int) -> bool:
    if text[at].isspace():
        return False
    return not any(found.start() <= at < found.end() for found in _LEADERS.finditer(text))


def _compared(printed: str, read: str) -> tuple[Values, Values]:
    """Of each character read: is it right, and how many of the print were lost behind it (before the first, at it)."""
    good, lost = np.zeros(len(read)), np.zeros(max(1, len(read)))
    last = 0
    for t, r in aligned(printed, read):
        last = last if r is None else r
        if r is None:
            lost[last] += 1
        elif t is not None:
            good[r] = printed[t] == read[r]
    return good, lost[: len(read)]


def _within(truth: str, read: str) -> Values:
    """Which characters of `read` are right where it fits `truth`, a line that may be longer."""
    return _compared(truth, read)[0] if set(truth) & set(read) else np.zeros(len(read))
