"""The lines of a title, which may run over several and stand below its number or above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ocr.cut.marks import read_marks
from ocr.cut.rubrics import is_named_rubric
from ocr.cut.stream import Row
from ocr.geometry import Direction

_MAX_TITLE = 6

_TITLE_DONE = re.compile("的(?:公告|通告|通知|决定|批复|复函|函|命令|令)$|。$")
"""A title is over when it has said what it is; a body line marked as heading by mistake may follow."""

_BODY = re.compile("^《.{2,80}》(?:已|业|業|于|於)|(?:公告|通知|通告|公布)如下[:：]$")
"""What no title says, however it is set."""

_BEGINS = ("关于", "關於", "海关总署关于", "中华人民共和国海关")

_LARGER, _LARGER_LATIN = 1.15, 1.5
"""Thicker than the page's text by this share: set in larger type. Latin lines differ by half in their letters alone."""

_PITCH = 2.6
"""Lines of one title follow each other within so many times their own size."""


def title_below(rows: Sequence[Row], index: int) -> tuple[int, ...]:
    """The lines of the title that starts at `index`: set off from the body by form, or ending as titles end."""
    found: list[int] = []
    for i in range(index, min(len(rows), index + _MAX_TITLE)):
        row, marks = rows[i], read_marks(rows[i].text)
        if row.cell or marks.addressee or marks.promulgation or marks.date or marks.number or marks.part:
            break
        if (
            marks.chapter
            or marks.closing
            or marks.list_head
            or (marks.item and not row.heading)
            or marks.attachment
        ):
            break
        # A Chinese title may begin like a body (为…事); an English one does not ("It is hereby notified …").
        if found and (marks.opening or marks.issuers) and row.text.isascii():
            break
        if _is_sentence(row):
            break
        if found and (_apart(rows[found[-1]], row) or _TITLE_DONE.search(_joined(rows, found))):
            break
        if _BODY.search(row.text) or (not found and is_named_rubric(row) and not marks.title_end):
            break
        if not (_stands_out(row) or _reads_as_title(rows, i, found) or full_line_of_title(rows, i)):
            break
        if found and rows[found[-1]].heading and not row.heading and row.indent < 3 and row.size < 1.15:
            break
        found.append(i)
        if row.text[-1] in "由事" and row.room >= 3 and not _goes_on(rows, found):
            break
        if marks.title_end and row.centred and i + 1 < len(rows) and rows[i + 1].lead > row.lead + 0.4 > 0.4:
            break
    return tuple(found)


def _joined(rows: Sequence[Row], found: Sequence[int]) -> str:
    return "".join(rows[i].text for i in found)


def _apart(before: Row, row: Row) -> bool:
    """Is the pitch between two lines more than a title of this size has?"""
    return row.lead + 1 > _PITCH * max(1.0, min(before.size, row.size))


def _goes_on(rows: Sequence[Row], found: Sequence[int]) -> bool:
    """Does a title that begins with 关于 and has a line that ends in 事 end in the centred line below it?"""
    after = found[-1] + 1
    if not rows[found[0]].text.startswith(("关于", "海关总署关于")) or after >= len(rows):
        return False
    return rows[after].centred and read_marks(_joined(rows, (*found, after))).title_end


def _is_sentence(row: Row) -> bool:
    """近日，智利向…: text that the layout took for a heading; no title across the page holds a comma or stop."""
    if row.source.direction is Direction.VERTICAL or row.size >= _LARGER:
        return False
    return read_marks(row.text).opening and any(mark in row.text[:-1] for mark in "，。")


def _stands_out(row: Row) -> bool:
    """Set off from running text: marked, larger, or centred beyond a paragraph's indent."""
    if row.heading or row.size >= (_LARGER_LATIN if row.text.isascii() else _LARGER):
        return True
    if row.text[-1] in "由事" and row.indent >= 2 and row.room >= 3:
        return True  # the subject line of an order of the Republic is set in, not centred
    return row.centred and (row.indent >= 2.6 or read_marks(row.text).title_end)


def _reads_as_title(rows: Sequence[Row], i: int, found: Sequence[int]) -> bool:
    """A full line of a title too long to look centred: it begins as titles do and the next line ends it."""
    row = rows[i]
    if row.text[-1] in "。；，":
        return False
    if found:
        return _even(row) and _even(rows[found[-1]]) and read_marks(_joined(rows, (*found, i))).title_end
    if row.text.isascii():  # a subject over the office that an English circular is dated from
        return row.centred and i + 1 < len(rows) and bool(read_marks(rows[i + 1].text).issuers)
    head = row.text.startswith(("关于", "海关总署关于", "海关总署", "關於", "为")) and "关于" in row.text[:20]
    if not head or i + 1 >= len(rows):
        return False
    if read_marks(row.text).title_end:
        return True
    below = range(i + 1, min(len(rows), i + 3))
    set_off = takewhile(lambda j: _may_end_title(row, rows[j]), below)
    return any(read_marks(_joined(rows, range(i, j + 1))).title_end for j in set_off)


def _may_end_title(row: Row, below: Row) -> bool:
    return below.centred or below.heading or (_even(row) and _even(below))


def title_above(rows: Sequence[Row], first: int, floor: int) -> tuple[int, ...]:
    """The title when it stands over the number: centred lines straight above that end as titles end."""
    found: list[int] = []
    for i in range(first - 1, max(floor, first - _MAX_TITLE) - 1, -1):
        row, marks = rows[i], read_marks(rows[i].text)
        if row.cell or marks.date or marks.closing or marks.signer or marks.attachment or marks.item:
            break
        if found and (_apart(row, rows[found[-1]]) or rows[found[-1]].ruled):
            break
        if (
            found
            and rows[found[-1]].fresh
            and (rows[found[-1]].text.startswith(_BEGINS) or not row.text.startswith(_BEGINS))
        ):
            break  # over the head of a column goes on only a title that does not begin there
        if not (row.centred or row.heading or (found and full_line_of_title(rows, i))):
            break
        if found and is_named_rubric(row):
            break
        if not found and not (marks.title_end or _ends_title(rows, i, floor)):
            break
        found.append(i)
    return tuple(reversed(found))


def _ends_title(rows: Sequence[Row], i: int, floor: int) -> bool:
    """Is this line the rest of a title's last word (告, of 关于…的公告)?"""
    return (
        i > floor
        and len(rows[i].text) <= 2
        and rows[i].centred
        and read_marks(rows[i - 1].text + rows[i].text).title_end
    )


def full_line_of_title(rows: Sequence[Row], i: int) -> bool:
    """A line of a title as wide as the column, over one that is centred: as far from either edge, and a title's."""
    if i + 1 >= len(rows):
        return False
    row, below = rows[i], rows[i + 1]
    begins = row.text.startswith(_BEGINS)
    if row.cell or not _even(row) or not below.centred or _apart(row, below):
        return False
    return begins or row.size >= 1.15


def _even(row: Row) -> bool:
    return abs(row.indent - row.room) < 1.2 and row.indent < 2.6 and row.text[-1] not in "。；，：:"
