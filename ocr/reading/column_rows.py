"""Heads of several rows on vertical pages: the characters of two rows stand above each other, and look like columns.

    動移標浮塔燈          燈塔浮標移動
            告通          通告

The detector takes 燈通 and 塔告 for columns of two characters, and the rest of the first row for a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ocr.geometry import Box, Direction
from ocr.line import Doubt, Line

_MOST_ROWS = 3
_LEVEL = 0.4
"""The tops of the columns and of the line differ by at most this much, in heights of the line."""

_APART = 1.0
"""Widest blank between two neighbours, heights of the line."""

_UNLIKE = 1.6
"""Most that the sizes of the characters differ, as a ratio."""

_LEAST_GAIN = 1.0
"""By so much (natural logarithm) must the text be likelier in rows."""


def in_rows(lines: Sequence[Line], log_text: Callable[[str, str], float]) -> tuple[Line, ...]:
    """`lines` of a vertical page in reading order, those that are columns of a head in rows set together as its rows,
    from right to left.

    `log_text` gives the natural logarithm of the probability of a text (its second argument) after another.
    """
    result = list(lines)
    for row in [line for line in lines if _is_row(line)]:
        columns = _beside(row, [line for line in result if _is_column(line)])
        if not columns:
            continue
        rows = _rows(row, columns)
        standing = "".join(column.text for column in columns) + _leftward(row)
        if log_text("", "".join(line.text for line in rows)) < log_text("", standing) + _LEAST_GAIN:
            continue
        taken = [row, *columns]
        at = next(k for k, line in enumerate(result) if any(line is other for other in taken))
        result[at:at] = rows
        result = [line for line in result if all(line is not other for other in taken)]
    return tuple(result)


def _is_row(line: Line) -> bool:
    return line.direction is Direction.HORIZONTAL and line.turn == 0 and len(line.text) > 1


def _is_column(line: Line) -> bool:
    return line.direction is Direction.VERTICAL and line.turn == 0 and 1 < len(line.text) <= _MOST_ROWS


def _beside(row: Line, columns: Sequence[Line]) -> list[Line]:
    """Those of `columns` that stand to the right of `row`, level with it, from right to left."""
    x1, high = row.box.x1, row.box.height
    found: list[Line] = []
    for column in sorted(columns, key=lambda line: line.box.x0):
        left, top, right, foot = column.box
        each = (foot - top) / len(column.text)
        alike = 1 / _UNLIKE < each / high < _UNLIKE and 1 / _UNLIKE < (right - left) / high < _UNLIKE
        if alike and abs(top - row.box.y0) <= _LEVEL * high and -_LEVEL * high <= left - x1 <= _APART * high:
            found.append(column)
            x1 = right
    return found[::-1]


@dataclass(frozen=True, slots=True)
class _Character:
    """A character of a row: its text, how sure it is, what it may be instead, where it ends to the right and left."""

    char: str
    sure: float
    others: tuple[tuple[str, float], ...]
    right: int
    left: int


def _characters(line: Line) -> Iterator[_Character]:
    """The characters of a horizontal line from right to left."""
    doubts = {doubt.at: doubt.others for doubt in line.doubts}
    places = range(len(line.text))
    rising = not line.bounds or line.bounds[0] < line.bounds[-1]
    for at in reversed(places) if rising else places:
        box = line.span_box(at, at + 1)
        sure = line.confidences[at] if line.confidences else line.confidence
        yield _Character(line.text[at], sure, doubts.get(at, ()), box.x1, box.x0)


def _leftward(line: Line) -> str:
    return "".join(character.char for character in _characters(line))


def _rows(row: Line, columns: Sequence[Line]) -> list[Line]:
    """The rows that `columns`, right to left, and `row` on their left make."""
    found = []
    for number in range(max(len(column.text) for column in columns)):
        characters: list[_Character] = []
        boxes: list[Box] = []
        for column in columns:
            if number >= len(column.text):
                continue
            others = next((doubt.others for doubt in column.doubts if doubt.at == number), ())
            sure = column.confidences[number] if column.confidences else column.confidence
            box = column.span_box(number, number + 1)
            characters.append(_Character(column.text[number], sure, others, box.x1, box.x0))
            boxes.append(box)
        if number == 0:
            characters += _characters(row)
            boxes.append(row.box)
        found.append(_row(characters, boxes, row))
    return found


def _row(characters: Sequence[_Character], boxes: Sequence[Box], row: Line) -> Line:
    """A line of `characters`, right to left, of the kind of `row`."""
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    bounds = [box.x1]
    for place in (*((a.left + b.right) // 2 for a, b in pairwise(characters)), box.x0):
        bounds.append(min(bounds[-1], place))
    return replace(
        row,
        text="".join(character.char for character in characters),
        box=box,
        confidence=sum(character.sure for character in characters) / len(characters),
        bounds=tuple(bounds),
        middles=(),
        confidences=tuple(character.sure for character in characters),
        doubts=tuple(Doubt(at, one.others) for at, one in enumerate(characters) if one.others),
    )
