"""The masthead over a number: lines of issuers and 文种, the first of them some way up."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.cut.heads.worn_heads import names_above
from ocr.cut.marks import read_marks
from ocr.cut.stream import Row

_MAX_MASTHEAD = 8
_STAMP = 6
"""Characters of a stamp, at most."""
_OFF_CENTRE = 3.0
"""A line so many ems nearer to one edge than to the other is set at that side."""


def mastheads_above(rows: Sequence[Row], index: int, floor: int) -> tuple[int, ...]:
    """Lines straight above the number made of issuers and 文种 only; never a signature's issuers."""
    found: list[int] = []
    for i in range(index - 1, max(floor, index - _MAX_MASTHEAD) - 1, -1):
        marks = read_marks(rows[i].text)
        if not found and i > floor and _is_beside(rows[i - 1], rows[i]):
            continue
        if rows[i].cell or marks.date or not (marks.masthead or marks.issuers):
            break
        off_centre = abs(rows[i].indent - rows[i].room) > _OFF_CENTRE
        if found and not marks.masthead and rows[found[-1]].centred and off_centre:
            break  # who signed the notice before, set at the right over a centred masthead
        found.append(i)
    found.reverse()
    if found and read_marks(rows[found[-1]].text).masthead:
        found = [*range(names_above(rows, found[0], floor), found[0]), *found]
    if found and _is_word_of_title(rows, found, index):
        return ()
    if not any(read_marks(rows[i].text).masthead for i in found):
        number = read_marks(rows[index].text).number
        return tuple(found) if number is not None and not number.issuers and found else ()
    return tuple(found)


def _is_beside(masthead: Row, row: Row) -> bool:
    """What was stamped beside the masthead (档案) stands at its height; it is no line between it and the number."""
    marks, one, other = read_marks(masthead.text), masthead.box, row.box
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    stamped = len(row.text) <= _STAMP and row.page == masthead.page and not read_marks(row.text).issuers
    return stamped and bool(marks.masthead) and height > 0.5 * min(one.height, other.height) > 0


def _is_word_of_title(rows: Sequence[Row], found: Sequence[int], index: int) -> bool:
    """Is the bare 公告 over a whole number the last word of a title (关于…的 / 公告 / 海关总署公告2009年第3号)?"""
    number = read_marks(rows[index].text).number
    bare = len(found) == 1 and not read_marks(rows[found[0]].text).issuers
    above = rows[found[0] - 1] if found[0] > 0 else None
    return (
        bare
        and number is not None
        and above is not None
        and (above.centred or above.heading)
        and above.text[-1] not in "署部局会"
    )
