"""How a line of a title stands on the page and what it says, line by line; `titles` puts the lines together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ocr.cut.marks import read_marks
from ocr.cut.stream import Row
from ocr.geometry import Direction

BEGINS = ("关于", "關於", "海关总署关于", "中华人民共和国海关")
"""How titles begin."""

_NO_TITLE = re.compile("^《.{2,80}》(?:已|业|業|于|於)|(?:公告|通知|通告|公布)如下[:：]$|[:：].{0,4}[0-9]{5}")
"""What no title says, however it is set: the opening of a body, a telephone number."""

_LARGER, _LARGER_LATIN = 1.15, 1.5
"""Thicker than the page's text by this share: set in larger type. Latin lines differ by half in their letters alone."""

_PITCH = 2.6
"""Lines of one title follow each other within so many times their own size."""


def joined(rows: Sequence[Row], found: Sequence[int]) -> str:
    return "".join(rows[i].text for i in found)


def apart(before: Row, row: Row) -> bool:
    """Is the pitch between two lines more than a title of this size has?"""
    return row.lead + 1 > _PITCH * max(1.0, min(before.size, row.size))


def says_otherwise(row: Row) -> bool:
    """Is this no line of a title, however it is set: an opening, or running text that the layout took for a heading?"""
    return _NO_TITLE.search(row.text) is not None or _is_sentence(row)


def _is_sentence(row: Row) -> bool:
    """近日，智利向…: text that the layout took for a heading; no title across the page holds a comma or stop."""
    if row.source.direction is Direction.VERTICAL or row.size >= _LARGER:
        return False
    return read_marks(row.text).opening and any(mark in row.text[:-1] for mark in "，。")


def stands_out(row: Row) -> bool:
    """Set off from running text: marked, larger, or centred beyond a paragraph's indent."""
    if row.heading or row.size >= (_LARGER_LATIN if row.text.isascii() else _LARGER):
        return True
    if row.text[-1] in "由事" and row.indent >= 2 and row.room >= 3:
        return True  # the subject line of an order of the Republic is set in, not centred
    return row.centred and (row.indent >= 2.6 or read_marks(row.text).title_end)


def reads_as_title(rows: Sequence[Row], i: int, found: Sequence[int]) -> bool:
    """A full line of a title too long to look centred: it begins as titles do and the next line ends it."""
    row = rows[i]
    if row.text[-1] in "。；，":
        return False
    if found:
        return _even(row) and _even(rows[found[-1]]) and read_marks(joined(rows, (*found, i))).title_end
    if row.text.isascii():  # a subject over the office that an English circular is dated from
        return row.centred and i + 1 < len(rows) and bool(read_marks(rows[i + 1].text).issuers)
    head = row.text.startswith(("关于", "海关总署关于", "海关总署", "關於", "为")) and "关于" in row.text[:20]
    if not head or i + 1 >= len(rows):
        return False
    if read_marks(row.text).title_end:
        return True
    below = range(i + 1, min(len(rows), i + 3))
    set_off = takewhile(lambda j: _may_end_title(row, rows[j]), below)
    return any(read_marks(joined(rows, range(i, j + 1))).title_end for j in set_off)


def _may_end_title(row: Row, below: Row) -> bool:
    return below.centred or below.heading or (_even(row) and _even(below))


def full_line_of_title(rows: Sequence[Row], i: int) -> bool:
    """A line of a title as wide as the column, over one that is centred: as far from either edge, and a title's."""
    if i + 1 >= len(rows):
        return False
    row, below = rows[i], rows[i + 1]
    begins = row.text.startswith(BEGINS)
    if row.cell or not _even(row) or not below.centred or apart(row, below):
        return False
    return begins or row.size >= 1.15


def _even(row: Row) -> bool:
    return abs(row.indent - row.room) < 1.2 and row.indent < 2.6 and row.text[-1] not in "。；，：:"
