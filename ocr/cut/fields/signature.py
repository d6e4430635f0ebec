"""Who signed a notice and when: the lines that close it, or the date line that opens it.

海关总署                總稅務司　梅樂和                中華民國二十九年十月二十八日
2005年4月25日           中華民國三十五年十一月六日      署長　張福運
"""

from __future__ import annotations

from collections.abc import Sequence

from ocr.cut.marks import TERMINAL, dates_in, read_marks
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.geometry import Direction
from ocr.grammar.dates.find import Calendar

_BRACKETS = "（）()〔〕[] \t\u3000"
_DIRT = ".,°'·* "
_MAX_SIGNERS, _MAX_BELOW = 12, 4
"""Lines of signers above the day (as many as a joint notice has), and below it."""
_SET_IN = 0.6
_LOOSE = 1.5
"""A line that leaves so many ems is no line broken off within a sentence."""
_RIGHT, _RIGHT_IN_COLUMN = 5.0, 3.0
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
        if (
            found
            and found[0].calendar is Calendar.ENGLISH
            and found[0].end >= len(rows[i].text.rstrip(_DIRT)) - 1
        ):
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
        both = _dated_issuer(rows[i])
        if marks.date is None and not both:
            continue
        last = i + 1
        while last < min(end, i + 1 + _MAX_BELOW) and _signs_below(rows[last]):
            last += 1
        signed_below = last > i + 1
        above = read_marks(rows[i - 1].text) if i > at else None
        under_issuer = above is not None and bool(
            above.issuers or (above.signer and rows[i - 1].indent >= _RIGHT)
        )
        if both or rows[i].indent >= _SET_IN or under_issuer or signed_below:
            first = i
            while first > at and i - first < _MAX_SIGNERS and _signs(rows, first - 1):
                first -= 1
            if first < i or _set_right(rows, i, at) or last == end or both or signed_below:
                return first, last
    last = end
    while last > at and _signs(rows, last - 1) and rows[last - 1].indent >= _RIGHT:
        last -= 1
    return last, end


def _set_right(rows: Sequence[Row], i: int, at: int) -> bool:
    """Is the day at line `i` set in as a signature is: far, or a little (in a narrow column) after a full stop?"""
    ended = i > at and rows[i - 1].text[-1] in TERMINAL
    return rows[i].indent >= (_RIGHT_IN_COLUMN if ended else _RIGHT)


def _dated_issuer(row: Row) -> bool:
    """海关总署 2005年4月25日, 中華民國三十三年八月二十二日　署長　張福運: both on one line."""
    found = dates_in(row.text)
    if row.source.direction is Direction.VERTICAL and len(found) == 1 and found[0].start == 0:
        return read_marks(row.text[found[0].end :].strip(" \t\u3000")).signer
    if len(found) != 1 or (row.indent < 1.0 and row.room < _LOOSE) or found[0].end < len(row.text) - 1:
        return False
    marks = read_marks(row.text[: found[0].start].strip(" \t\u3000"))
    return bool(marks.issuers) or (marks.signer and row.indent >= _RIGHT)


def _signs_below(row: Row) -> bool:
    """Does this line, under the day, name who signed? (An office alone there heads the next notice.)"""
    marks = read_marks(row.text)
    return not row.cell and marks.signer and not row.text.isascii() and marks.date is None


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


def signers_and_day(block: Sequence[Row]) -> tuple[tuple[Row, ...], Row | None]:
    """The lines of a signature that name who signed, and the one that says when (None: none does).

    A line that says both is in both.
    """
    for day in reversed(block):
        whole = read_marks(day.text).date is not None
        if whole or dates_in(day.text):
            return tuple(row for row in block if row is not day or not whole), day
    return tuple(block), None


def signed(rows: Sequence[Row]) -> Traced:
    """Who signed, a line each, of the lines of a signature; of one that holds the day, too, what stands beside it."""
    lines = []
    for row in rows:
        found = dates_in(row.text)
        line = row.traced
        if found:
            before, after = (
                line.cut(0, found[0].start).strip(_BRACKETS),
                line.cut(found[0].end, len(line.text)).strip(_BRACKETS),
            )
            line = before if before.text else after
        lines += [line] if line.text else []
    return join(lines, "\n")


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
