"""The lines of a title, which may run over several and stand below its number or above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.cut.heads.rubrics import is_named_rubric
from ocr.cut.heads.title_form import (
    BEGINS,
    apart,
    full_line_of_title,
    joined,
    reads_as_title,
    says_otherwise,
    stands_out,
)
from ocr.cut.marks import read_marks
from ocr.cut.stream import Row

_MAX_TITLE = 6

_DIRTY_END = re.compile("关于.{4,60}的(?:公告|通告|通知|决定|批复|复函)[^。，；：]{1,3}$")
_TITLE_DONE = re.compile("的(?:公告|通告|通知|决定|批复|复函|函|命令|令)$|。$")
"""A title is over when it has said what it is; a body line marked as heading by mistake may follow."""


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
        if found and (apart(rows[found[-1]], row) or _TITLE_DONE.search(joined(rows, found))):
            break
        if says_otherwise(row) or (not found and is_named_rubric(row) and not marks.title_end):
            break
        if not (stands_out(row) or reads_as_title(rows, i, found) or full_line_of_title(rows, i)):
            break
        if found and rows[found[-1]].heading and not row.heading and row.indent < 3 and row.size < 1.15:
            break
        found.append(i)
        if row.text[-1] in "由事" and row.room >= 3 and not _goes_on(rows, found):
            break
        if marks.title_end and row.centred and i + 1 < len(rows) and rows[i + 1].lead > row.lead + 0.4 > 0.4:
            break
    return tuple(found)


def _goes_on(rows: Sequence[Row], found: Sequence[int]) -> bool:
    """Does a title that begins with 关于 and has a line that ends in 事 end in the centred line below it?"""
    after = found[-1] + 1
    if not rows[found[0]].text.startswith(("关于", "海关总署关于")) or after >= len(rows):
        return False
    return rows[after].centred and read_marks(joined(rows, (*found, after))).title_end


def title_above(rows: Sequence[Row], first: int, floor: int) -> tuple[int, ...]:
    """The title when it stands over the number: centred lines straight above that end as titles end."""
    found: list[int] = []
    for i in range(first - 1, max(floor, first - _MAX_TITLE) - 1, -1):
        row, marks = rows[i], read_marks(rows[i].text)
        if row.cell or marks.date or marks.closing or marks.signer or marks.attachment or marks.item:
            break
        if found and (apart(row, rows[found[-1]]) or rows[found[-1]].ruled):
            break
        if (
            found
            and rows[found[-1]].fresh
            and (rows[found[-1]].text.startswith(BEGINS) or not row.text.startswith(BEGINS))
        ):
            break  # over the head of a column goes on only a title that does not begin there
        if not (row.centred or row.heading or (found and full_line_of_title(rows, i))):
            break
        if found and is_named_rubric(row):
            break
        if not found and not (marks.title_end or _ends_title(rows, i, floor) or _ends_in_dirt(row)):
            break
        found.append(i)
    return tuple(reversed(found))


def _ends_in_dirt(row: Row) -> bool:
    """关于修订委托书格式的通知干关: a title set as a heading, with a few characters of the back read behind it."""
    return row.heading and row.centred and _DIRTY_END.search(row.text) is not None


def _ends_title(rows: Sequence[Row], i: int, floor: int) -> bool:
    """Is this line the rest of a title's last word (告, of 关于…的公告)?"""
    return (
        i > floor
        and len(rows[i].text) <= 2
        and rows[i].centred
        and read_marks(rows[i - 1].text + rows[i].text).title_end
    )
