"""Where each attachment of a notice begins and ends, among the lines after its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ocr.cut.attached.attachment_titles import MAX_TITLE, title_rows
from ocr.cut.contents.reconcile import alike
from ocr.cut.stream import Row
from ocr.grammar.attachment_heads import AttachmentHead, attachment_head, goes_on
from ocr.grammar.attachment_lists import Announced, announced

_SAME_TITLE = 0.9
_ENTRY = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十]{1,2}[)）．.、]")
_AGAIN = re.compile(r"[（(][ ]?[续續][ ]?[表]?[)）]$")


@dataclass(frozen=True, slots=True)
class AttachmentRun:
    """The lines of one attachment, its heading first; `again` those that only say that it goes on, left out of it."""

    rows: tuple[Row, ...]
    again: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """What follows a signature from line `begin` on: a list of attachments, if one stands there, and these."""

    begin: int
    listed: tuple[Row, ...]
    runs: tuple[AttachmentRun, ...]


@dataclass(slots=True)
class _Run:
    head: AttachmentHead | None
    rows: list[Row]
    again: list[Row] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.head.number if self.head else 0


def find_attachments(
    rows: Sequence[Row], at: int, end: int, signed: bool, listed: Sequence[Announced]
) -> Attached:
    """The attachments on ``rows[at:end]``; `signed` says that a signature stands before, `listed` what the notice
    announces: a title of the list begins an attachment although its label was not read.
    """
    begin = _first(rows, at, end, signed, listed)
    runs: list[_Run] = []
    taken: list[Announced] = []
    i = begin
    while i < end:
        row = rows[i]
        head = None if row.cell else attachment_head(row.text)
        if head is not None and runs and not _stands(rows, i, begin, head):
            head = None
        if runs and _continues(row, head, runs[-1]):
            runs[-1].again.append(row)
            i += 1
            i += _title_again(rows, i, end, runs[-1])
            continue
        named = _announced_here(rows, i, end, listed, taken)
        if head is not None or not runs or (named is not None and not _only_head(runs[-1])):
            runs.append(_Run(head, []))
        if named is not None:
            taken.append(named)
        runs[-1].rows.append(row)
        i += 1
    return _apart(begin, runs)


def _first(rows: Sequence[Row], at: int, end: int, signed: bool, listed: Sequence[Announced]) -> int:
    for i in range(at, end):
        if rows[i].cell and signed:
            return _titled_table(rows, at, i)
        if rows[i].cell:
            continue
        head = attachment_head(rows[i].text)
        if head is not None and (not head.loose or _stands(rows, i, at, head)):
            return i
        if signed and _announced_here(rows, i, end, listed, ()) is not None:
            return i
    return end


def _titled_table(rows: Sequence[Row], at: int, cell: int) -> int:
    """First line of the title (centred or heading lines) straight above a table at `cell`."""
    first = cell
    while first > at and (rows[first - 1].heading or rows[first - 1].centred):
        first -= 1
    return first


def _stands(rows: Sequence[Row], i: int, begin: int, head: AttachmentHead) -> bool:
    """Does line `i` stand like the heading of an attachment?"""
    row = rows[i]
    if head.loose:
        return row.heading or row.centred
    before = rows[i - 1] if i > begin else None
    ended = before is None or before.cell or before.room > 1.5 or before.text[-1] in "。；" or row.fresh
    return ended and (len(row.text) <= 6 or row.heading or row.centred or row.indent < 1.2)


def _continues(row: Row, head: AttachmentHead | None, run: _Run) -> bool:
    """Does the line say again which attachment this is, or only that it goes on?"""
    if head is not None:
        same = head.number == run.number or not head.number
        if head.continued and (same or run.head is None):
            return True
        repeated = head.number > 0 and run.head is not None and head.label == run.head.label
        return repeated and row.fresh and row.page > run.rows[-1].page and not _only_head(run)
    return not row.cell and goes_on(row.text) and not _only_head(run)


def _title_again(rows: Sequence[Row], at: int, end: int, run: _Run) -> int:
    """How many lines at `at` are the title of `run` printed again."""
    titles, _ = title_rows(run.rows)
    title = "".join(part.text for part in titles)
    told = ""
    for count in range(min(end - at, len(titles))):
        if rows[at + count].cell:
            break
        told += _AGAIN.sub("", rows[at + count].text)
        if title and alike(told, title) >= _SAME_TITLE:
            run.again += rows[at : at + count + 1]
            return count + 1
    return 0


def _announced_here(
    rows: Sequence[Row], at: int, end: int, listed: Sequence[Announced], taken: Sequence[Announced]
) -> Announced | None:
    """The entry of the list whose title the heading or centred lines at `at` print, of one not `taken` yet."""
    told = ""
    for row in rows[at : min(end, at + MAX_TITLE)]:
        if row.cell or not (row.heading or row.centred) or (told and attachment_head(row.text)):
            break
        head = attachment_head(row.text) if not told else None
        told += row.text[head.start : head.end] if head else row.text
        for entry in listed:
            if len(entry.title) >= 4 and entry not in taken and alike(told, entry.title) >= _SAME_TITLE:
                return entry
        if head is not None and not told:
            break
    return None


def _only_head(run: _Run) -> bool:
    """Has the run no more than its heading and title yet?"""
    return title_rows(run.rows)[1] >= len(run.rows)


def _apart(begin: int, runs: Sequence[_Run]) -> Attached:
    """The runs without those at their beginning that are only a list of what follows them."""
    first = 0
    while first < len(runs) and _is_list(runs[first], runs[first + 1 :]):
        first += 1
    listed = tuple(row for run in runs[:first] for row in run.rows)
    return Attached(begin, listed, tuple(AttachmentRun(tuple(r.rows), tuple(r.again)) for r in runs[first:]))


def _is_list(run: _Run, later: Sequence[_Run]) -> bool:
    """附件：1.税率表 2.填制规范 after the signature, or 附件1：税率表 whose own print comes later."""
    if run.head is None or any(row.cell for row in run.rows):
        return False
    text = "\n".join(row.text for row in run.rows)
    entries = announced(text)
    rest = run.rows[1:]
    if not run.number and len(entries) > 1 and len(rest) <= 2 * len(entries):
        return all(_ENTRY.match(row.text) for row in rest if row.indent >= 1.2 or len(row.text) > 40)
    if not _only_head(run):
        return False
    title = "".join(part.text for part in title_rows(run.rows)[0])
    for other in later:
        printed = "".join(part.text for part in title_rows(other.rows)[0])
        same_number = run.number > 0 and run.number == other.number
        if same_number or (title and printed and alike(title, printed) >= _SAME_TITLE):
            return True
    return False
