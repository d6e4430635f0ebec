"""The head of an order of the Republic: under its number stand day, addressee and subject, each or none, in any order.

    財政部關務署訓令　關字第九六五號
        為桐油出口應驗憑許可證放行事
    令各關稅務司

The subject (事由) says for what (為…) or by what occasion (奉…, 准…) the order is given, has no full stop, and closes
with 由 or 事. That tells it from the text below, whatever its size and place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.cut.marks import read_marks
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.geometry import Direction

_MOST_SUBJECT = 6
"""Lines of a subject; the narrow tiers of a gazette hold some twelve characters in one."""

_MOST_MORE = 2
"""A line that closes a subject may be followed by another one among its first three."""

_LONGEST_SUBJECT = 80
"""Characters of a subject."""

_CLOSED = re.compile(r"[由事]$")
_WORN = re.compile(r"[田甲曲申山][。．.]?$")
"""What a worn 由 is read as; believed at the end of a line that leaves room."""

_STOPPED = re.compile(r"(?<=.)[。：:；「『](?=.)")
_STOPS = 1
"""Stops and quotes: a subject has none but one that is a speck."""

_TEXT = re.compile(r"案[查奉准據据]|查(?![禁驗緝扣核照])|照得|茲|兹|竊|等[因由]")
"""How the text begins, and no subject does."""

_TO = re.compile(r"[右]?[令今][^，。、；：]{2,22}$")
"""An addressee under the head: 令江海關稅務司, with or without a name."""

_MARKS = re.compile("[、，。．.·,;；:：'`|]")
"""Specks and strokes that are read as marks (令海關總、稅務司)."""
_END = re.compile(r"(?<=[由事])[、，。．.·,：:；;'`|]+$")

_ROOM = 1.5
"""A line that leaves as many ems is over; marks that hang leave one at most."""

_OTHER_INDENT = 0.7
"""Lines whose indents differ by as many ems are of different parts."""


@dataclass(frozen=True, slots=True)
class OrderHead:
    """What stands under the number of an order, as indices of lines: `day`, `addressee` (before the subject) and
    `subject`. The text begins at `body`."""

    day: tuple[int, ...]
    addressee: tuple[int, ...]
    subject: tuple[int, ...]
    body: int


def order_head(rows: Sequence[Row], at: int) -> OrderHead | None:
    """What stands below the number of an order, from line `at` on; None when there is no subject closed as subjects
    are, and no day."""
    if at >= len(rows) or Direction.VERTICAL not in (row.source.direction for row in rows[at : at + 2]):
        return None
    day: tuple[int, ...] = ()
    addressee: tuple[int, ...] = ()
    for _ in range(2):
        if at < len(rows) and not day and read_marks(rows[at].text).date:
            day, at = (at,), at + 1
        elif at < len(rows) and not addressee and is_addressed(rows[at]):
            addressee, at = (at,), at + 1
    subject = _subject(rows, at)
    if subject:
        at = subject[-1] + 1
        if not day and at < len(rows) and at + 1 < len(rows) and _is_day_of_head(rows, at):
            day, at = (at,), at + 1
    if not subject and not day:
        return None
    if not subject and addressee:
        at, addressee = addressee[0], ()
    return OrderHead(day, addressee, subject, at)


def is_addressed(row: Row) -> bool:
    """Is this line, under the head of an order, who it goes to?"""
    text = _MARKS.sub("", row.text)
    return (
        len(text) <= 24
        and row.room >= _ROOM
        and len(row.text) - len(text) <= 2
        and _TO.match(text) is not None
        and _CLOSED.search(text) is None
    )


def subject_text(title: Traced) -> Traced:
    """The title of an order without the marks that no subject has: stops within, and what follows its 由 or 事."""
    end = _END.search(title.text)
    if end is None and not _CLOSED.search(title.text):
        return title
    last = end.start() if end else len(title.text)
    return join(title.cut(k, k + 1) for k in range(last) if title.text[k] not in "。．")


def _is_day_of_head(rows: Sequence[Row], at: int) -> bool:
    """Does the day stand between subject and text, and not at the end of a notice that has no text?"""
    below = read_marks(rows[at + 1].text)
    return read_marks(rows[at].text).date is not None and not (
        below.number or below.part or below.masthead or below.signer
    )


def _subject(rows: Sequence[Row], at: int) -> tuple[int, ...]:
    """The lines of the subject that begins at line `at`; none when what stands there is no subject."""
    found: tuple[int, ...] = ()
    length = 0
    for i in range(at, min(len(rows), at + _MOST_SUBJECT)):
        row, marks = rows[i], read_marks(rows[i].text)
        if (
            row.cell
            or marks.number
            or marks.part
            or marks.masthead
            or marks.date
            or marks.chapter
            or marks.signer
        ):
            return found
        if _is_sentence(row.text) or (i == at and _TEXT.match(row.text)) or is_addressed(row):
            return found
        length += len(row.text)
        if length > _LONGEST_SUBJECT:
            return found
        closed = (
            _CLOSED.search(row.text) is not None
            or _END.search(row.text) is not None
            or (_WORN.search(row.text) and row.room >= _ROOM)
        )
        if closed and _is_over(rows, i) and not (found and row.room < _ROOM):
            # 等由, 等事 may end a line within: another line that closes the subject may follow.
            found = tuple(range(at, i + 1))
            if i > at + _MOST_MORE or _TEXT.match(rows[min(i + 1, len(rows) - 1)].text):
                return found
        elif found:
            return found
    return found


def _is_sentence(text: str) -> bool:
    return len(_STOPPED.findall(text)) > _STOPS


def _is_over(rows: Sequence[Row], i: int) -> bool:
    """Does line `i` end what it belongs to, by the room it leaves or by what follows?"""
    row = rows[i]
    if row.room >= _ROOM or i + 1 >= len(rows):
        return True
    after = rows[i + 1]
    if is_addressed(after) or _TEXT.match(after.text):
        return True
    if not after.fresh and abs(after.indent - row.indent) >= _OTHER_INDENT:
        return True
    # The first line of a paragraph, set in as the subject is.
    return i + 2 < len(rows) and after.indent - rows[i + 2].indent >= _OTHER_INDENT and not rows[i + 2].fresh
