"""The lines of a title, which may run over several and stand below its number or above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.cut.marks import read_marks
from ocr.cut.stream import Row

_MAX_TITLE = 6

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
        if found and marks.opening and row.text.isascii():
            break
        if found and (row.lead > 2.5 or _TITLE_DONE.search(rows[found[-1]].text)):
            break
        if not (_stands_out(row) or _reads_as_title(rows, i, bool(found))):
            break
        if found and rows[found[-1]].heading and not row.heading and row.indent < 3 and row.size < 1.15:
            break
        found.append(i)
        if row.text[-1] in "由事" and row.room >= 3:
            break
        if marks.title_end and row.centred and i + 1 < len(rows) and rows[i + 1].lead > row.lead + 0.4 > 0.4:
            break
    return tuple(found)


def _stands_out(row: Row) -> bool:
    """Set off from running text: marked, larger, or centred beyond a paragraph's indent."""
    if row.heading or row.size >= 1.15:
        return True
    if row.text[-1] in "由事" and row.indent >= 2 and row.room >= 3:
        return True  # the subject line of an order of the Republic is set in, not centred
    return row.centred and (row.indent >= 2.6 or read_marks(row.text).title_end)


def _reads_as_title(rows: Sequence[Row], i: int, begun: bool) -> bool:
    """A full line of a title too long to look centred: it begins as titles do and the next line ends it."""
    row = rows[i]
    if begun or row.text[-1] in "。；，":
        return False
    head = row.text.startswith(("关于", "海关总署关于", "海关总署", "關於", "为")) and "关于" in row.text[:20]
    if not head or i + 1 >= len(rows):
        return False
    if read_marks(row.text).title_end:
        return True
    return any(
        read_marks(rows[j].text).title_end and (rows[j].centred or rows[j].heading)
        for j in range(i + 1, min(len(rows), i + 3))
    )


def title_above(rows: Sequence[Row], first: int, floor: int) -> tuple[int, ...]:
    """The title when it stands over the number: centred lines straight above that end as titles end."""
    found: list[int] = []
    for i in range(first - 1, max(floor, first - _MAX_TITLE) - 1, -1):
        row, marks = rows[i], read_marks(rows[i].text)
        if row.cell or marks.date or marks.closing or marks.signer or marks.attachment or marks.item:
            break
        if not (row.centred or row.heading):
            break
        if not found and not marks.title_end:
            break
        found.append(i)
        if row.lead > 1.5 or row.fresh:
            break
    return tuple(reversed(found))
