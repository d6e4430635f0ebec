"""Who signed a notice and when: the lines that close it, or the date line that opens it."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.cut.marks import dates_in, read_marks
from ocr.cut.stream import Row
from ocr.grammar.dates import Calendar

_BRACKETS = "（）()〔〕[] \t\u3000"
_MAX_SIGNERS = 12
_RIGHT = 5.0
"""A signature's date is set in by at least this many ems (unless issuers stand right above it)."""


OFFICE_ENDINGS = "部署局会會委行院室关關處处"
"""Last characters of bodies that sign; what an unknown name must end in to count as one."""


def dateline(rows: Sequence[Row], at: int, end: int) -> tuple[Row, ...]:
    """Office and date above the text: of an English circular (INSPECTORATE …, SHANGHAI, 22nd May, 1925), or the date
    in brackets, or centred, under a title (（二○○五年四月二十五日）).
    """
    if at + 1 < end and _is_date_under_title(rows[at]):
        return (rows[at],)
    for i in range(at, min(end, at + 4)):
        found = dates_in(rows[i].text)
        if found and found[0].calendar is Calendar.ENGLISH and found[0].end >= len(rows[i].text) - 1:
            return tuple(rows[at : i + 1])
        if not (read_marks(rows[i].text).issuers or rows[i].indent >= _RIGHT):
            break
    return ()


def _is_date_under_title(row: Row) -> bool:
    bare = row.text.strip(_BRACKETS)
    if row.cell or read_marks(bare).date is None:
        return False
    return row.centred or len(bare) < len(row.text)


def signature_lines(rows: Sequence[Row], at: int, end: int) -> tuple[int, int]:
    """First line of the signature and the line after it; ``(end of body, same)`` when there is none."""
    for i in range(at, end):
        marks = read_marks(rows[i].text)
        if rows[i].cell:
            continue
        if marks.attachment and i > at and _heads_attachment(rows, i, end):
            return i, i
        under_issuer = i > at and bool(read_marks(rows[i - 1].text).issuers)
        if (marks.date is not None and (rows[i].indent >= 1.0 or under_issuer)) or _dated_issuer(rows[i]):
            first = i
            while first > at and i - first < _MAX_SIGNERS and _signs(rows, first - 1):
                first -= 1
            if first < i or rows[i].indent >= _RIGHT or i + 1 == end or _dated_issuer(rows[i]):
                return first, i + 1
    last = end
    while last > at and _signs(rows, last - 1) and rows[last - 1].indent >= _RIGHT:
        last -= 1
    return last, end


def _dated_issuer(row: Row) -> bool:
    """海关总署 2005年4月25日 on one line."""
    found = dates_in(row.text)
    if len(found) != 1 or row.indent < 1.0 or found[0].end < len(row.text) - 1:
        return False
    marks = read_marks(row.text[: found[0].start].strip(" \t\u3000"))
    return bool(marks.issuers) or (marks.signer and row.indent >= _RIGHT)


def _signs(rows: Sequence[Row], i: int) -> bool:
    """Is line `i` an issuer or signer? A bare name at the right counts when an office follows it."""
    row, marks = rows[i], read_marks(rows[i].text)
    if row.cell or marks.closing or marks.date:
        return False
    if (bool(marks.issuers) and (row.indent >= 1.0 or row.text.isascii())) or marks.signer or _lone_name(row):
        return True
    named = row.indent >= 10 and row.room < 6 and len(row.text) <= 40 and row.text[-1] not in "。；：,:;"
    return named and i + 1 < len(rows) and read_marks(rows[i + 1].text).signer


def _lone_name(row: Row) -> bool:
    """An issuer that the authority file does not know, set at the right like a signature."""
    return row.indent >= 8 and row.room < 6 and len(row.text) <= 24 and row.text[-1] in OFFICE_ENDINGS


def signers_and_date(rows: Sequence[Row], first: int, last: int) -> tuple[tuple[Row, ...], Row | None]:
    if first >= last:
        return (), None
    block = rows[first:last]
    dated = read_marks(block[-1].text).date is not None or bool(dates_in(block[-1].text))
    if not dated:
        return tuple(block), None
    own = block[-1:] if read_marks(block[-1].text).date is None else ()
    return (*block[:-1], *own), block[-1]


def _heads_attachment(rows: Sequence[Row], i: int, end: int) -> bool:
    """Is 附件 at line `i` the heading of one: marked, at the head of a column, or a line of its own?

    附件： alone heads one when its title or its table follows, set as such; else the list of attachments.
    """
    row, marks = rows[i], read_marks(rows[i].text)
    if marks.list_head:
        below = rows[i + 1] if i + 1 < end else None
        alone = len(row.text) <= 5 and row.text[-1] in "：:"
        titled = below is not None and (
            below.cell or ((below.heading or below.centred) and below.indent > 2.6)
        )
        return alone and titled and below is not None and not read_marks(below.text).item
    return row.heading or row.fresh or len(row.text) <= 5
