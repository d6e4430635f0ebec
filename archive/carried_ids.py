"""Which notice of a new cut continues which one of the cut before, so that a cited id goes on meaning the same."""

from __future__ import annotations

from collections.abc import Sequence

from archive.notice_records import Notice
from archive.records import BoxList


def carry_ids(old: Sequence[Notice], new: Sequence[Notice]) -> list[str | None]:
    """For each notice of a new cut the id of the old notice it continues, or None. No id is given twice."""
    free = {notice.id: notice for notice in old}
    carried: list[str | None] = [None] * len(new)
    for same in (_same_text, _same_number, _same_place):
        for position, notice in enumerate(new):
            if carried[position] is None:
                match = next((item for item in free.values() if same(item, notice)), None)
                if match is not None:
                    carried[position] = match.id
                    del free[match.id]
    return carried


def _same_text(a: Notice, b: Notice) -> bool:
    return a.pages[0] == b.pages[0] and (a.doc_number, a.title, a.text) == (b.doc_number, b.title, b.text)


def _same_number(a: Notice, b: Notice) -> bool:
    return a.pages[0] == b.pages[0] and bool(a.doc_number) and a.doc_number == b.doc_number


def _same_place(a: Notice, b: Notice) -> bool:
    told_apart = a.doc_number and b.doc_number and a.doc_number != b.doc_number
    if told_apart or a.pages[0] != b.pages[0]:
        return False
    one, other = _head(a), _head(b)
    if one is not None and other is not None:
        return _share(one, other) > 0.5
    return _first_line(a) is not None and _first_line(a) == _first_line(b)


def _head(notice: Notice) -> BoxList | None:
    """Where the notice begins on its first page: stays the same when lines are read anew and counted otherwise."""
    found = (e.box for e in notice.evidence if e.field == "start" and e.page_id == notice.pages[0])
    return next(found, None)


def _share(a: BoxList, b: BoxList) -> float:
    """How much of the smaller box the other covers, 0..1."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (a, b))
    return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0


def _first_line(notice: Notice) -> tuple[str, int] | None:
    first = min(notice.spans, key=lambda span: (span.page_id != notice.pages[0], span.line), default=None)
    return (first.page_id, first.line) if first else None
