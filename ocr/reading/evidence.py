"""What tells, beside the recogniser's own probability, that a character is wrong or that one beside it was lost.

All of it is a value of the lines as they were read, so it stays valid when the reader changes: what the language
expects, how far apart the characters stand, marks of the wrong width, other characters that were nearly read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from statistics import median

import numpy as np
from numpy.typing import NDArray

from ocr.engines.spacing import is_cjk
from ocr.language.choose import is_chinese, page_models
from ocr.language.surprise import Logs, log_probabilities
from ocr.line import Line, Role
from ocr.reading.rivals import is_mark, without_forms

Rows = NDArray[np.float64]
"""A row for each character of a line: ``(len(text), len(EVIDENCE))``."""

EVIDENCE = ("recogniser", "mark", "line", "word", "after", "gap", "lost", "letter", "mixed")
"""The columns of `Rows`.

`recogniser`: natural logarithm of the odds of the recogniser's own probability; `line`: logarithm of the mean doubt of
the line; `word`, `after`: how little the language expects the character, and the two after it (-log of their
probability); `gap`: by how much it stands farther from its neighbours than is usual in the line, in usual distances;
`lost`: probability that another stands beside it. Yes or no: `mark` for punctuation, `letter` for a Latin letter in a
Chinese line. `mixed`: of a mark or round zero that stands in Chinese lines of the page in two widths or forms, the
share of the other one."""

LEAST, MOST = 1e-3, 1.0 - 1e-4
"""The recogniser's probabilities mean no more below and above."""

MOST_SURPRISE = 12.0
_USUAL_SURPRISE = 5.0
"""After the last character of a line, where nothing is known."""

_LEAST_CHINESE = 20
"""Fewer Chinese characters on a page do not tell which language it is."""

_WIDE, _MOST_GAP = 1.2, 2.0
_LEAST_OF_LINE, _BLANK, _MOST_BLANK = 4, 0.6, 20.0
"""Characters this many usual distances apart are not suspicious; beyond the sum, no more than at it."""

_TWINS = {
    "（": "(",
    "）": ")",
    "：": ":",
    "；": ";",
    "，": ",",
    "！": "!",
    "？": "?",
    "。": ".",
    "．": ".",
    "○": "〇",
}
"""Forms of one character of which a page has one."""


def expected_by_language(lines: Sequence[Line]) -> Logs | None:
    """How likely the model of the page's script holds each character of `lines`, in reading order, one line after the
    other: natural logarithms of probabilities; None for a page not in Chinese."""
    text = "".join(line.text for line in lines)
    if sum(map(is_cjk, text)) < _LEAST_CHINESE:
        return None
    starts, at = [], 0
    last: Line | None = None
    for line in lines:
        goes_on = last and last.role is line.role is Role.TEXT and last.block == line.block
        if not goes_on:
            starts.append(at)
        at += len(line.text)
        last = line
    return log_probabilities(page_models(lines).script, text, starts)


def evidence(lines: Sequence[Line], language: Logs | None) -> list[Rows]:
    """The evidence of each line, in their order; lines without probabilities have none: ``(0, columns)``.

    `language`: what `expected_by_language` says of these lines.
    """
    others = _shares_of_twins(lines)
    found: list[Rows] = []
    at = 0
    for line in lines:
        end = at + len(line.text)
        logs = language[at:end] if language is not None and is_chinese(line.text) else None
        found.append(_rows(line, logs, others) if line.confidences else np.zeros((0, len(EVIDENCE))))
        at = end
    return found


def _rows(line: Line, logs: Logs | None, others: Mapping[str, float]) -> Rows:
    count = len(line.text)
    sure = np.clip(without_forms(line), LEAST, MOST)
    chinese = np.array([is_cjk(char) for char in line.text])
    marks = np.array([is_mark(char) for char in line.text])
    rows = np.zeros((count, len(EVIDENCE)))
    rows[:, 0] = np.log(sure / (1.0 - sure))
    rows[:, 1] = marks
    rows[:, 2] = log(min(max(1.0 - sum(line.confidences) / count, LEAST), 0.5))
    if logs is not None:
        rows[:, 3] = np.clip(-logs, 0.0, MOST_SURPRISE)
        rows[:, 4] = _after(rows[:, 3])
    rows[:, 5] = _gaps(line, chinese & ~marks)
    for doubt in line.doubts:
        rows[doubt.at, 6] = sum(share for text, share in doubt.others if len(text) > 1)
    if 2 * chinese.sum() > count:
        rows[:, 7] = [char.isascii() and char.isalpha() for char in line.text]
    if 2 * chinese.sum() >= count:
        after = chinese & ~marks
        rows[:, 8] = [
            others.get(char, 0.0) if char != "." or (at and after[at - 1]) else 0.0
            for at, char in enumerate(line.text)
        ]
    return rows


def _after(surprise: Logs) -> Logs:
    """Mean of the values of the two that follow each."""
    first = np.append(surprise[1:], _USUAL_SURPRISE)
    second = np.append(first[1:], first[-1])
    if len(first) > 1:
        second[-2] = first[-2]
    return np.asarray((first + second) / 2)


def _gaps(line: Line, chinese: NDArray[np.bool_]) -> Logs:
    """By how much each Chinese character takes more room than is usual, in usual distances, 0..`_MOST_GAP`."""
    return np.where(chinese, np.clip(_rooms(line, chinese) - _WIDE, 0.0, _MOST_GAP), 0.0)


def _rooms(line: Line, chinese: NDArray[np.bool_]) -> Logs:
    """The room that each character takes, in usual distances of the line's Chinese characters; 0 when not known."""
    if not line.bounds or not chinese.any():
        return np.zeros(len(line.text))
    room = np.abs(np.diff(np.array(line.bounds, dtype=np.float64)))
    usual = median(room[chinese].tolist()) if chinese.sum() >= 3 else float(line.thickness)
    return np.asarray(room / max(usual, 1.0))


def blank_room(line: Line) -> float:
    """How many characters the blanks within `line`, of at least four Chinese ones, have room for."""
    chinese = np.array([is_cjk(char) and not is_mark(char) for char in line.text], dtype=np.bool_)
    if chinese.sum() < _LEAST_OF_LINE:
        return 0.0
    rooms = _rooms(line, chinese)[chinese] - 1.0
    return float(np.minimum(rooms[rooms > _BLANK], _MOST_BLANK).sum())


def _shares_of_twins(lines: Sequence[Line]) -> dict[str, float]:
    """Of each character of `_TWINS` in Chinese lines, how often (0..1) the page has the other form of it."""
    text = "".join(line.text for line in lines if is_chinese(line.text))
    found: dict[str, float] = {}
    for one, other in _TWINS.items():
        counts = [text.count(one), text.count(other)]
        if all(counts):
            for char, count in ((one, counts[1]), (other, counts[0])):
                found[char] = max(found.get(char, 0.0), count / sum(counts))
    return found
