"""Where notices start: every line that could be the head of one is weighed, the heavy ones are taken.

A head is a run of lines: masthead (海关总署公告), number, title, in either order. It is anchored at its number, or,
for a notice that has none, at its title.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocr.cut.fields.order_numbers import broken_number, worn_number
from ocr.cut.heads.form import ended, form
from ocr.cut.heads.mastheads import mastheads_above
from ocr.cut.heads.orders import order_head
from ocr.cut.heads.start import THRESHOLD, Reason, Start
from ocr.cut.heads.title_form import full_line_of_title
from ocr.cut.heads.titles import title_above, title_below
from ocr.cut.heads.worn_heads import is_lost_number, is_part_of_a_head, names_alone
from ocr.cut.marks import read_marks
from ocr.cut.stream import Row

_MAX_MASTHEAD = 8


def find_starts(rows: Sequence[Row]) -> tuple[Start, ...]:
    """All notice heads in the stream, in order, not overlapping. Time is linear in the number of lines."""
    starts: list[Start] = []
    at = 0
    for index in range(len(rows)):
        if index < at:
            continue
        start = _weigh(rows, index, at, starts[-1] if starts else None)
        if start is not None and start.score >= THRESHOLD:
            starts.append(start)
            at = start.body
    return tuple(starts)


def head_at(rows: Sequence[Row], index: int) -> Start:
    """The head that begins at this line, which is known to be one: the number within reach, else the title it makes."""
    for i in range(index, min(len(rows), index + _MAX_MASTHEAD)):
        marks = read_marks(rows[i].text)
        found = _numbered(rows, i, index) if marks.number is not None or marks.part else None
        if found is not None:
            return found if found.first == index else _unnumbered(rows, index)
    return _unnumbered(rows, index)


def _unnumbered(rows: Sequence[Row], index: int) -> Start:
    title = title_below(rows, index)
    if not title and rows[index].room >= 1.5:  # a full line is the body's, a short one hardly
        title = (index,)
    return Start(index, title[-1] + 1 if title else index, (), title, (), ())


def _weigh(rows: Sequence[Row], index: int, floor: int, previous: Start | None) -> Start | None:
    marks = read_marks(rows[index].text)
    if marks.number is not None or marks.part:
        return _numbered(rows, index, floor)
    if broken_number(rows, index):
        return _numbered(rows, index, floor, 2)
    if rows[index].text[-1] == "號" and not rows[index].cell:
        under = bool(index > floor and read_marks(rows[index - 1].text).masthead)
        if worn_number(rows[index].text, under):
            return _numbered(rows, index, floor)
    if marks.masthead and marks.issuers:
        return None  # the line below it will tell
    if is_lost_number(rows, index, floor):
        return _numbered(rows, index, floor)
    return _titled(rows, index, floor, previous)


def _numbered(rows: Sequence[Row], index: int, floor: int, lines: int = 1) -> Start | None:
    """The head whose number stands in `lines` lines from `index` on."""
    row, marks = rows[index], read_marks(rows[index].text)
    mastheads = mastheads_above(rows, index, floor)
    reasons = [Reason.NUMBER_UNDER_MASTHEAD if mastheads else Reason.WHOLE_NUMBER]
    if marks.number is None and marks.part and not any(read_marks(rows[i].text).masthead for i in mastheads):
        if not is_part_of_a_head(rows, index):
            return None
        mastheads = mastheads or names_alone(rows, index, floor)
        reasons = [Reason.PART_OF_A_NUMBER]
    first = mastheads[0] if mastheads else index
    after = index + lines
    number = (*mastheads, *range(index, after))
    order = order_head(rows, after)
    below = order.subject if order else title_below(rows, after)
    addressee = order.addressee if order else ()
    if not below and after < len(rows) and read_marks(rows[after].text).addressee:
        below = title_below(rows, after + 1)
        addressee = (after,) if below else ()
    title, body = below, (below[-1] + 1 if below else after)
    if order:
        body = order.body
    elif not below:
        title = title_above(rows, first, floor)
        first = title[0] if title else first
    if marks.number is None and not marks.part:
        reasons.append(Reason.WORN)
    reasons += form(rows, row, first, floor)
    if any(_is_number(rows, i) for i in (index - 1, after)) and not mastheads:
        reasons.append(Reason.IN_A_LIST)
    if title:
        reasons.append(Reason.WITH_TITLE)
    elif body < len(rows) and _starts_body(rows[body]):
        reasons.append(Reason.BEFORE_BODY)
    return Start(first, body, number, title, addressee, tuple(reasons), order.day if order else ())


def _titled(rows: Sequence[Row], index: int, floor: int, previous: Start | None) -> Start | None:
    """A head without a number line: a title over its promulgation (…令第272号公布), or a title alone."""
    row = rows[index]
    if not (row.heading or row.centred or full_line_of_title(rows, index)) or row.cell:
        return None
    title = title_below(rows, index)
    if not title or title[0] != index:
        return None
    body = title[-1] + 1
    if body >= len(rows):
        return None
    if read_marks(rows[body].text).masthead or _is_number(rows, body) or read_marks(rows[body].text).part:
        return None  # its number stands below it: weighed when the number is reached
    joined = "".join(rows[i].text for i in title)
    if read_marks(rows[body].text).promulgation:
        reasons = [Reason.PROMULGATION_UNDER_TITLE]
    elif _names_a_notice(joined) and (previous is None or ended(rows, index, floor)):
        reasons = [Reason.TITLE_ONLY]
    else:
        return None
    reasons += form(rows, row, index, floor)
    if any(read_marks(rows[i].text).attachment for i in range(max(floor, index - 3), index)):
        reasons.append(Reason.IN_ATTACHMENT)
    if _starts_body(rows[body]):
        reasons.append(Reason.BEFORE_BODY)
    return Start(index, body, (), title, (), tuple(reasons))


def _names_a_notice(title: str) -> bool:
    return "关于" in title and title.endswith(
        ("公告", "通知", "通告", "决定", "批复", "复函", "令", "公告》")
    )


def _is_number(rows: Sequence[Row], i: int) -> bool:
    return 0 <= i < len(rows) and read_marks(rows[i].text).number is not None


def _starts_body(row: Row) -> bool:
    marks = read_marks(row.text)
    return marks.opening or marks.addressee or marks.item or marks.chapter
