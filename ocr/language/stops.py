"""Stops that only the page tells: the end of an item before the next one, and a face whose full stop is a dot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.language.alternatives import Choice, options_at, with_choices
from ocr.language.sequences import HEADS, member
from ocr.line import FURNITURE, Line, Role

_LEAST_DOTS = 3
"""So many dots behind Chinese characters, and no full stop on the page, are a face that draws full stops as dots."""

_SURE = 0.8

_COLON = re.compile("(?<!如下)(?<!下列)(?<!包括)[：:]$")
"""What leads to nothing but a list is left as it was read."""

_DOT = re.compile(r"(?<=[\u3400-\u9fff》）])[.．](?=[\u3400-\u9fff]|$)")


def mend_stops(lines: Sequence[Line]) -> list[Line]:
    """`lines` of a page, in reading order, with the stops that stand at the ends of items and sentences."""
    return _full_stops(_item_ends(lines))


def _item_ends(lines: Sequence[Line]) -> list[Line]:
    """A colon leads to the first item of a list: before the second and later ones stands a semicolon or a full stop."""
    result = list(lines)
    for style in (style for style in HEADS if "第" not in style.pattern):
        last: int | None = None
        for at, line in enumerate(lines):
            value = member(line, style)
            if value is None:
                continue
            before = result[at - 1] if at else None
            follows = value > 1 and last == value - 1
            if follows and before and _body(before) and _COLON.search(before.text):
                result[at - 1] = _ended(before)
            last = value
    return result


def _body(line: Line) -> bool:
    """Is `line` a row of a notice's text?"""
    return line.role not in FURNITURE and line.role is not Role.TABLE_CELL and not line.along_y


def _ended(line: Line) -> Line:
    """`line` with a semicolon at its end, or a full stop where the recogniser rather saw one."""
    at = len(line.text) - 1
    seen = {option.text: option.probability for option in options_at(line).get(at, ())}
    stop = max("；。", key=lambda char: seen.get(char, 0.0))
    return with_choices(line, {at: Choice(stop, _SURE)})


def _full_stops(lines: Sequence[Line]) -> list[Line]:
    """On a page without a full stop the dots behind Chinese characters are full stops."""
    dots = sum(len(_DOT.findall(line.text)) for line in lines if _body(line))
    if dots < _LEAST_DOTS or any("。" in line.text for line in lines):
        return list(lines)
    return [
        with_choices(line, {match.start(): Choice("。", _SURE) for match in _DOT.finditer(line.text)})
        if _body(line)
        else line
        for line in lines
    ]
