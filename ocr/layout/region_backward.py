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


def turned_backward(lines: Sequence[Line], log_text: Callable[[str, str], float]) -> list[Line]:
    """`lines` of a vertical page, with its horizontal ones read from right to left unless they make no sense that way.

    All of a page run the same way, so they are judged together. `lines` come as they stand from left to right;
    `log_text` gives the natural logarithm of the probability of a text (its second argument) after another. Lines with
    Latin words or figures stay.
    """
    chosen = [
        i
        for i, line in enumerate(lines)
        if line.direction is Direction.HORIZONTAL and line.turn == 0 and _HAN.search(line.text)
    ]
    chosen = [i for i in chosen if len(lines[i].text) > 1 and not _FORWARD.search(lines[i].text)]
    gain = sum(_gain(lines[i].text, log_text) for i in chosen)
    if gain < -_LEAST_GAIN:
        return list(lines)
    return [backward(line) if i in chosen else line for i, line in enumerate(lines)]


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
