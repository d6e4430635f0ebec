"""What people say about where notices begin, put into what the print says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.cut.heads.assemble import head_at
from ocr.cut.heads.start import Reason, Start
from ocr.cut.stream import Row
from ocr.geometry import Box


@dataclass(frozen=True, slots=True)
class Ruling:
    """At the line in `box` of `page` (from 0) a notice begins, or (`begins` False) the one above goes on."""

    page: int
    box: Box
    begins: bool


def ruled(
    rows: Sequence[Row], starts: Sequence[Start], rulings: Sequence[Ruling]
) -> tuple[tuple[Start, ...], tuple[Ruling, ...]]:
    """The heads in order as people say they are, and the rulings whose line is no longer there.

    Later rulings overrule earlier ones. The evidence of a head that a person set is ``Reason.PERSON``.
    """
    found = list(starts)
    lost: list[Ruling] = []
    for ruling in rulings:
        at = _row_of(rows, ruling)
        if at is None:
            lost.append(ruling)
        elif ruling.begins:
            found = _begun(rows, found, at)
        else:
            found = [start for start in found if not start.first <= at < max(start.body, start.first + 1)]
    return tuple(found), tuple(lost)


def _row_of(rows: Sequence[Row], ruling: Ruling) -> int | None:
    """The line that covers most of the place; None when none covers half of the smaller of the two."""
    shares = [
        (rows[i].box.overlap(ruling.box) / max(1, min(rows[i].box.area, ruling.box.area)), -i)
        for i in range(len(rows))
        if rows[i].page == ruling.page
    ]
    share, at = max(shares, default=(0.0, 0))
    return -at if share >= 0.5 else None


def _begun(rows: Sequence[Row], starts: Sequence[Start], at: int) -> list[Start]:
    """The heads with one that begins at line `at`; a head that this line stood in ends before it."""
    before = [_ended_before(start, at) for start in starts if start.first < at]
    same = [start for start in starts if start.first == at]
    head = same[0] if same else head_at(rows, at)
    after = [start for start in starts if start.first > at and start.first >= head.body]
    return [*before, replace(head, reasons=(*head.reasons, Reason.PERSON)), *after]


def _ended_before(start: Start, at: int) -> Start:
    if start.body <= at:
        return start
    return replace(
        start,
        body=at,
        number=tuple(i for i in start.number if i < at),
        title=tuple(i for i in start.title if i < at),
        addressee=tuple(i for i in start.addressee if i < at),
    )
