"""Numbered items: 一、二、三… (一)(二)… 第一条 第二条… 1. 2. …: a doubtful number that its neighbours fix."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import exp

from ocr.grammar.numerals import parse_numeral
from ocr.language.alternatives import Choice, Option
from ocr.language.figures import RULE_GAIN
from ocr.line import FURNITURE, Line, Role

_HAN = "一二三四五六七八九十百"
_LONGEST_HEAD = 7
HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<n>[{_HAN}]{{1,4}})、",
        rf"[（(](?P<n>[{_HAN}]{{1,4}})[）)]",
        rf"第(?P<n>[{_HAN}]{{1,5}})[条條]",
        rf"第(?P<n>[{_HAN}]{{1,4}})章",
        r"(?P<n>\d{1,2})[.．、](?!\d)",
        r"[（(](?P<n>\d{1,2})[）)]",
    )
)


def decide_sequences(
    lines: Sequence[Line], options: Mapping[int, Mapping[int, Sequence[Option]]]
) -> dict[int, dict[int, Choice]]:
    """Choices by index of line and of character that make numbered heads of the page follow each other.

    A head is doubtful when a character of its numeral is, `options` by line and character. It is changed only when
    what was read fits neither the head before it nor the one after, and one alternative fits both.
    """
    choices: dict[int, dict[int, Choice]] = {}
    for style in HEADS:
        members = [member(line, style) for line in lines]
        for at in options:
            read = members[at]
            before = next((m for m in reversed(members[:at]) if m is not None), None)
            after = next((m for m in members[at + 1 :] if m is not None), None)
            if before is None or _plain(lines[at]) is None:
                continue
            if read is not None and _fits(before, read, after):
                continue
            found = _fitting(lines[at].text, options[at], style, before, after)
            if len(found) == 1:
                choices.setdefault(at, {}).update(found)
                members[at] = before + 1
    return choices


def _plain(line: Line) -> str | None:
    """The text of `line` if it is of a notice's body."""
    return None if line.role in FURNITURE or line.role is Role.TABLE_CELL else line.text


def member(line: Line, style: re.Pattern[str]) -> int | None:
    """The value of the number that `line` begins with, if it is one of `style`."""
    return _value(text, style) if (text := _plain(line)) else None


def _value(text: str, style: re.Pattern[str]) -> int | None:
    match = style.match(text)
    if not match:
        return None
    try:
        return parse_numeral(match["n"])
    except ValueError:
        return None


def _fits(before: int, value: int, after: int | None) -> bool:
    """May `value` stand between its neighbours? As the first of a new sequence not where just one is missing."""
    if value == before + 1:
        return True
    return after != before + 2 and (_follows(before, value) or _follows(value, after))


def _follows(value: int, after: int | None) -> bool:
    """Can `after` stand behind `value`: the next, or the first of a new sequence?"""
    return after is not None and after in (value + 1, 1)


def _fitting(
    text: str, options: Mapping[int, Sequence[Option]], style: re.Pattern[str], before: int, after: int | None
) -> dict[int, Choice]:
    """The changes of one character that make `text` begin with the number between `before` and `after`."""
    found: dict[int, Choice] = {}
    for at in (at for at in options if at < _LONGEST_HEAD):
        read, *others = options[at]
        for option in others:
            value = _value(text[:at] + option.text + text[at + 1 :], style)
            gain = option.odds(read) + RULE_GAIN
            if value == before + 1 and gain > 0.0 and (after is None or _follows(value, after)):
                found[at] = Choice(option.text, 1.0 / (1.0 + exp(-gain)))
    return found
