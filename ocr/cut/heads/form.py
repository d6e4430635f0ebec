"""How the head of a notice stands on the page, and what stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ocr.cut.heads.rubrics import rubrics_above
from ocr.cut.heads.start import Reason
from ocr.cut.marks import TERMINAL, read_marks
from ocr.cut.stream import Row

_AROUND = 8
_MORE_SPACE = 0.5
"""Half an em more than between the lines before: no line break of a paragraph leaves it."""


_SPECK = 2
"""Characters of a line that is none."""


def form(rows: Sequence[Row], row: Row, first: int, floor: int) -> list[Reason]:
    """Reasons from how the line `row` of a head stands, and from what stands before its line `first`."""
    reasons = []
    if row.centred:
        reasons.append(Reason.CENTRED)
    elif row.indent >= 3.5:
        reasons.append(Reason.INDENTED)
    elif row.room < 1.5:
        reasons.append(Reason.FULL_LINE)
    if row.heading:
        reasons.append(Reason.HEADING)
    if row.size >= 1.2:
        reasons.append(Reason.LARGE)
    if row.cell:
        reasons.append(Reason.IN_TABLE)
    if rows[first].lead >= 1.2 or _space_above(rows, first):
        reasons.append(Reason.SPACE_ABOVE)
    if rows[first].ruled or rubrics_above(rows, first, floor) < first:
        reasons.append(Reason.PARTED)
    if ended(rows, first, floor):
        reasons.append(Reason.AFTER_END)
    elif first > 0 and first > floor and _unfinished(rows[first - 1], row) and not _space_above(rows, first):
        reasons.append(Reason.AFTER_UNFINISHED_LINE)
    return reasons


def ended(rows: Sequence[Row], first: int, floor: int) -> bool:
    """Does what stands before line `first` look like the end of a notice (or is there nothing)?"""
    if first == 0:
        return True
    if first <= floor:
        return False
    last = first - 1
    if last > floor and rows[last].text.isascii() and len(rows[last].text) <= _SPECK:
        last -= 1  # a folio or a speck that was read (01) says nothing
    before = rows[last]
    marks = read_marks(before.text)
    return before.cell or marks.date is not None or marks.closing or marks.signer or bool(marks.issuers)


def _space_above(rows: Sequence[Row], first: int) -> bool:
    """Does more blank part line `first` from the one before it than the lines before have between them?"""
    leads = [row.lead for row in rows[max(0, first - _AROUND) : first] if not (row.fresh or row.cell)]
    return len(leads) >= 3 and rows[first].lead >= median(leads) + _MORE_SPACE


def _unfinished(before: Row, row: Row) -> bool:
    """A full line that does not end a sentence goes on in the next one."""
    if before.cell or before.heading or before.centred or row.ruled:
        return False
    return before.room < 1.5 and before.text[-1] not in TERMINAL and row.indent < 1.2 and not row.fresh
