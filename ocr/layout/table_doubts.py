"""What stands in columns and is no table: prose, contents pages, numbered lists, headings of letters.

A false table destroys the reading order, so every rule here errs on the side of no table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ocr.layout.sides import LONG
from ocr.layout.table_columns import Aligned, is_straight
from ocr.layout.table_items import Item

_LEADERS = re.compile(r"[.·․‥…。・⋯]{3,}|…|⋯|(?:[.·・] ){3,}")
_NUMBER = re.compile(r"[\s(（\[·.\-—]*([0-9０-９]{1,4}|[一二三四五六七八九十百〇○零]{1,5})[\s)）\]·.\-—]*$")
_LIST_MARK = re.compile(
    r"(?:[(（]?[0-9０-９一二三四五六七八九十百a-zA-Z]{1,3}[)）、.．:：]|第[0-9一二三四五六七八九十百]+[条條章节節款项項]|[①-⑳●•·\-—])$"
)
_NAME = re.compile(r"[\u3400-\u9fff·]{2,5}$")
_NAMES = 0.9
"""Where nearly all cells of a table without rules are two to five Chinese characters it is a list of names."""

_DAY = re.compile(r"[年月].*[日号]|年.*月$")
_SIGNED_ROWS = 6
"""Rows of names of authorities over dates, at most."""

_STOPS = re.compile(r"[，。；！？]")
_STOP_SHARE = 0.25
"""Cells of tables seldom hold sentences: with stops in more of the items than this it is prose."""

_LEAST_ROWS = {2: 4}
_FEWEST_ROWS = 3
"""Rows of a table without rules, by its columns: two columns say less than three."""


def is_table(table: Aligned, texts: Sequence[str], height: float, *, ruled: bool = False) -> bool:
    """Is `table` one? `texts` are those of the boxes its items are made of, `height` is that of a box.

    `ruled`: flat rules part it from the text around it; then two rows are enough.
    """
    several = [row for row in table.rows if len(row.items) >= 2]
    least = 2 if ruled else _LEAST_ROWS.get(len(table.bands), _FEWEST_ROWS)
    if len(several) < least or 2 * len(several) < len(table.rows):
        return False
    columns = table.columns()
    if not all(columns):
        return False
    words = [["".join(texts[i] for i in item.members) for item in column] for column in columns]
    if _is_running(columns, words, height) or _is_contents(words):
        return False
    if not ruled and (_is_names(words) or _is_signatures(words, len(table.rows))):
        return False
    if len(columns) == 2 and sum(bool(_LIST_MARK.match(word.strip())) for word in words[0]) * 2 > len(
        words[0]
    ):
        return False
    return ruled or is_straight(table, height)


def is_prose(words: Sequence[str]) -> bool:
    """Are `words`, the texts of lines or cells, sentences?"""
    return sum(bool(_STOPS.search(word)) for word in words) > _STOP_SHARE * len(words)


def _is_running(columns: Sequence[Sequence[Item]], words: Sequence[Sequence[str]], height: float) -> bool:
    """Sentences, or two columns that are both full of long lines."""
    if is_prose([word for column in words for word in column]):
        return True
    filled = [_filled(column, height) for column in columns]
    return sum(filled) >= 2 or (
        any(filled) and len(columns) == 2 and min(map(_usual_width, columns)) > LONG * height
    )


def _filled(column: Sequence[Item], height: float) -> bool:
    """Does most of a column run from its left edge to its right one, in lines as long as prose?"""
    widest = max(item.width for item in column)
    full = [item for item in column if item.width >= LONG * height and item.width > widest - height]
    return len(column) >= 3 and len(full) >= 0.5 * len(column)


def _usual_width(column: Sequence[Item]) -> float:
    return float(np.median([item.width for item in column]))


def _is_names(words: Sequence[Sequence[str]]) -> bool:
    """Names of persons or places in columns."""
    everything = ["".join(word.split()) for column in words for word in column]
    return sum(bool(_NAME.match(word)) for word in everything) >= _NAMES * len(everything)


def _is_signatures(words: Sequence[Sequence[str]], rows: int) -> bool:
    """Authorities side by side, with the dates under them."""
    everything = [word for column in words for word in column]
    days = [word for word in everything if _DAY.search(word)]
    others = [word for word in everything if not _DAY.search(word)]
    return rows <= _SIGNED_ROWS and bool(days) and not any(char.isdigit() for word in others for char in word)


def _is_contents(words: Sequence[Sequence[str]]) -> bool:
    """Leader dots, or titles with page numbers at the right that never fall."""
    everything = [word for column in words for word in column]
    if sum(bool(_LEADERS.search(word)) for word in everything) >= 2:
        return True
    numbers = [_NUMBER.match(word) for word in words[-1]]
    known = [match.group(1) for match in numbers if match]
    if len(words) > 2 or len(known) < 0.8 * len(words[-1]):
        return False
    values = [int(value) for value in known if value.isdecimal()]
    return len(values) < len(known) or all(a <= b for a, b in pairwise(values))
