"""Horizontal lines that run from right to left: headings and mastheads on vertical pages printed before the 1950s."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ocr.geometry import Direction
from ocr.layout.region_rows import row_runs
from ocr.line import Doubt, Line

_PAIRS = "（）()〔〕[]【】「」『』《》〈〉﹁﹂﹃﹄“”"
_MIRROR = {a: b for x, y in zip(_PAIRS[::2], _PAIRS[1::2], strict=True) for a, b in ((x, y), (y, x))}

_HAN = re.compile(r"[\u3400-\u9fff]")
_FORWARD = re.compile(r"[A-Za-z]{2}|[0-9０-９]{2}")
"""Latin words and figures run to the right in any print."""

_ORDERED = re.compile(
    r"第[一二三四五六七八九十百千〇○零\d]{1,7}[號号期卷版頁章條冊集張]|中華民國|民國|光緒|宣統"
    r"|年.{1,3}月|月.{1,3}日|星期|禮拜|公報|政報|日報|公告|布告|訓令|通令|指令|命令|法規|條例|章程|目錄|附錄|專載|廣告"
    r"|海關|關務|稅務|財政|總署|政府|國民|委員會|公司|銀行|「.+」|（.+）|《.+》"
)
_ORDERED_SAYS = 1.0
"""What reads one way only: numbers of issues, dates, words of mastheads and headings, pairs of brackets; and how much
each of its characters says (natural logarithm) beside the language model, which has not seen most heads."""

_LEAST_GAIN = 1.0
"""Lines are read from left to right when they are together so much likelier (natural logarithm) that way: on old
vertical pages horizontal lines are columns of one character each."""

_SURE_GAIN = 10.0
_SURE_CHARACTER = 1.2
"""A line that says so much by itself, and so much a character, runs its own way whatever the others of its page do:
sentences of notes say 3 to 8 a character, heads of a newspaper of 1939 the wrong way 0.7 and 3.3 in all at most."""


def turned_backward(lines: Sequence[Line], log_text: Callable[[str, str], float]) -> list[Line]:
    """`lines` of a vertical page, with its horizontal ones read from right to left unless they make no sense that way.

    Heads of a page mostly run the same way, so those that say little are judged together, and so is each text of
    several lines: a sheet with a masthead from right to left may have a note set from left to right. `lines` come as
    they stand from left to right; `log_text` gives the natural logarithm of the probability of a text (its second
    argument) after another. Lines with Latin words or figures stay.
    """
    chosen = [
        i
        for i, line in enumerate(lines)
        if line.direction is Direction.HORIZONTAL and line.turn == 0 and _HAN.search(line.text)
    ]
    chosen = [i for i in chosen if len(lines[i].text) > 1 and not _FORWARD.search(lines[i].text)]
    boxes = np.array(
        [(line.box.x0, line.box.y0, line.box.x1, line.box.y1) for line in lines], dtype=np.float64
    )
    texts = [[i for i in text if i in chosen] for text in row_runs(boxes.reshape(-1, 4))]
    inside = {i for text in texts for i in text}
    gains = {i: _gain(lines[i].text, log_text) for i in chosen}
    turned: set[int] = set()
    for together in ([i for i in chosen if i not in inside], *texts):
        # None says more than what makes it sure: a long sentence does not turn the heads beside it.
        usual = sum(float(np.clip(gains[i], -_SURE_GAIN, _SURE_GAIN)) for i in together) >= -_LEAST_GAIN
        turned |= {i for i in together if (gains[i] > 0 if _is_sure(gains[i], lines[i].text) else usual)}
    return [backward(line) if i in turned else line for i, line in enumerate(lines)]


def _is_sure(gain: float, text: str) -> bool:
    return abs(gain) >= max(_SURE_GAIN, _SURE_CHARACTER * len(text))


def _gain(text: str, log_text: Callable[[str, str], float]) -> float:
    """How much likelier `text` is from its end than as it stands, natural logarithm."""
    other = mirrored(text)
    ordered = _ordered(other) - _ordered(text)
    return log_text("", other) - log_text("", text) + _ORDERED_SAYS * ordered


def _ordered(text: str) -> int:
    return sum(len(found.group()) for found in _ORDERED.finditer(text))


def mirrored(text: str) -> str:
    """`text` from its end, brackets exchanged with their partners."""
    return "".join(_MIRROR.get(char, char) for char in reversed(text))


def way_of(line: Line) -> int:
    """By how many characters a horizontal line runs from left to right (positive) or from right to left (negative)."""
    if line.direction is not Direction.HORIZONTAL or len(line.bounds) < 3:
        return 0
    return len(line.text) if line.bounds[-1] > line.bounds[0] else -len(line.text)


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
