"""A notice's lines taken apart: head, body, signature, what follows it, attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.cut.assemble import Start
from ocr.cut.marks import dates_in, read_marks
from ocr.cut.stream import Row
from ocr.grammar.dates import Calendar

_SURE = 0.93
"""Below this a few characters after a signature are taken for what a seal left, not for text."""

_MAX_SIGNERS = 12
_RIGHT = 5.0
"""A signature's date is set in by at least this many ems (unless issuers stand right above it)."""


OFFICE_ENDINGS = "部署局会會委行院室关關處处"
"""Last characters of bodies that sign; what an unknown name must end in to count as one."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of one notice by their part.

    `number` masthead and number; `title`; `promulgation` the bracketed line under a rule's title; `body` up to the
    signature; `signers` and `dates` the signature; `tail_title` and `tail` a rule that follows the signature of
    its 令; `attachments` one run of lines each, heading line first.
    """

    number: tuple[Row, ...]
    title: tuple[Row, ...]
    promulgation: tuple[Row, ...]
    body: tuple[Row, ...]
    signers: tuple[Row, ...]
    date: Row | None
    tail_title: tuple[Row, ...]
    tail: tuple[Row, ...]
    attachments: tuple[tuple[Row, ...], ...]


def take_apart(rows: Sequence[Row], start: Start, end: int, ruling: bool) -> Parts:
    """Parts of the notice whose head is `start` and whose last line is ``end - 1``.

    `ruling` says that a rule may follow the signature (the notice is a 令).
    """
    at = start.body
    promulgation: list[Row] = []
    while at < end and (promulgation or read_marks(rows[at].text).promulgation):
        promulgation.append(rows[at])
        at += 1
        if "".join(row.text for row in promulgation).rstrip()[-1] in "）)" or len(promulgation) > 12:
            break
    dateline = _dateline(rows, at, end)
    at += len(dateline)
    first, last = _signature(rows, at, end)
    signers, date_row = _signers(rows, first, last)
    if dateline and date_row is None:
        date_row = dateline[-1]
    begin = _first_attachment(rows, last, end, bool(date_row))
    after = _sound(rows[last:begin]) if first < last else rows[last:begin]
    tail_title, tail = _tail(after, ruling)
    unlabelled: tuple[tuple[Row, ...], ...] = ()
    if tail_title and not ruling:
        # Without 附件 over it, but titled and after the signature: an attachment all the same.
        unlabelled, tail_title, tail = ((*tail_title, *tail),), (), ()
    return Parts(
        number=tuple(rows[i] for i in start.number),
        title=tuple(rows[i] for i in start.title),
        promulgation=tuple(promulgation),
        body=(*(rows[i] for i in start.addressee), *rows[at:first]),
        signers=(*dateline, *signers),
        date=date_row,
        tail_title=tail_title,
        tail=tail,
        attachments=(*unlabelled, *_attachments(rows, begin, end)),
    )


def _dateline(rows: Sequence[Row], at: int, end: int) -> tuple[Row, ...]:
    """Office and date that an English circular prints above its text (INSPECTORATE …, SHANGHAI, 22nd May, 1925)."""
    for i in range(at, min(end, at + 4)):
        found = dates_in(rows[i].text)
        if found and found[0].calendar is Calendar.ENGLISH and found[0].end >= len(rows[i].text) - 1:
            return tuple(rows[at : i + 1])
        if not (read_marks(rows[i].text).issuers or rows[i].indent >= _RIGHT):
            break
    return ()


def _signature(rows: Sequence[Row], at: int, end: int) -> tuple[int, int]:
    """First line of the signature and the line after it; ``(end of body, same)`` when there is none."""
    for i in range(at, end):
        marks = read_marks(rows[i].text)
        if rows[i].cell:
            continue
        if marks.attachment and not marks.list_head and i > at and _stands_out(rows[i]):
            return i, i
        under_issuer = i > at and bool(read_marks(rows[i - 1].text).issuers)
        if (marks.date is not None and (rows[i].indent >= 1.0 or under_issuer)) or _dated_issuer(rows[i]):
            first = i
            while first > at and i - first < _MAX_SIGNERS and _signs(rows, first - 1):
                first -= 1
            if first < i or rows[i].indent >= _RIGHT or i + 1 == end:
                return first, i + 1
    last = end
    while last > at and _signs(rows, last - 1) and rows[last - 1].indent >= _RIGHT:
        last -= 1
    return last, end


def _dated_issuer(row: Row) -> bool:
    """海关总署 2005年4月25日 on one line."""
    found = dates_in(row.text)
    if len(found) != 1 or row.indent < _RIGHT:
        return False
    lead = row.text[: found[0].start] + row.text[found[0].end :]
    marks = read_marks(lead.strip(" \t\u3000"))
    return bool(marks.issuers) or marks.signer


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


def _signers(rows: Sequence[Row], first: int, last: int) -> tuple[tuple[Row, ...], Row | None]:
    if first >= last:
        return (), None
    block = rows[first:last]
    dated = read_marks(block[-1].text).date is not None or bool(dates_in(block[-1].text))
    if not dated:
        return tuple(block), None
    own = block[-1:] if read_marks(block[-1].text).date is None else ()
    return (*block[:-1], *own), block[-1]


def _stands_out(row: Row) -> bool:
    marks = read_marks(row.text)
    return row.heading or row.fresh or (marks.attachment and len(row.text) <= 5)


def _first_attachment(rows: Sequence[Row], at: int, end: int, signed: bool) -> int:
    for i in range(at, end):
        if rows[i].cell and signed:
            return _titled_table(rows, at, i)
        if read_marks(rows[i].text).attachment and not rows[i].cell:
            return i
    return end


def _titled_table(rows: Sequence[Row], at: int, cell: int) -> int:
    """First line of the title (centred or heading lines) straight above a table at `cell`."""
    first = cell
    while first > at and (rows[first - 1].heading or rows[first - 1].centred):
        first -= 1
    return first


def _sound(rows: Sequence[Row]) -> Sequence[Row]:
    """What follows a signature, unless it is only the few ill-read characters that a seal leaves behind."""
    ill_read = all(row.source.confidence < _SURE and len(row.text) <= 16 for row in rows)
    return () if ill_read and len(rows) <= 4 else rows


def _tail(rows: Sequence[Row], ruling: bool) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """What stands between signature and attachments: a title (centred) and the text under it."""
    body = 0
    while body < len(rows) and (rows[body].heading or rows[body].centred):
        if read_marks(rows[body].text).chapter:
            break
        body += 1
    if body == 0 and not ruling:
        return (), tuple(rows)
    return tuple(rows[:body]), tuple(rows[body:])


def _attachments(rows: Sequence[Row], begin: int, end: int) -> tuple[tuple[Row, ...], ...]:
    """Runs of lines from one attachment heading to the next."""
    runs: list[list[Row]] = []
    for i in range(begin, end):
        if not runs or (_is_heading(rows, i, begin) and not rows[i].cell):
            runs.append([])
        runs[-1].append(rows[i])
    return tuple(tuple(run) for run in runs)


def _is_heading(rows: Sequence[Row], i: int, begin: int) -> bool:
    marks = read_marks(rows[i].text)
    if not marks.attachment:
        return False
    before = rows[i - 1] if i > begin else None
    ended = before is None or before.cell or before.room > 1.5 or before.text[-1] in "。；" or rows[i].fresh
    return ended and (len(rows[i].text) <= 6 or rows[i].heading or rows[i].centred or rows[i].indent < 1.2)
