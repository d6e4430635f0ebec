"""The title of an attachment: what its heading says beside its label, and the centred lines below."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.cut.marks import read_marks
from ocr.cut.stream import Row
from ocr.cut.traced import Traced
from ocr.grammar.attachment_heads import attachment_head

MAX_TITLE = 6
"""Lines of a title at most."""


def title_rows(rows: Sequence[Row]) -> tuple[list[Traced], int]:
    """The lines of an attachment's title without its label, and how many of `rows` they and the label take."""
    at = 0
    titles: list[Traced] = []
    head = None if rows[0].cell else attachment_head(rows[0].text)
    if head is not None:
        at = 1
        if head.start < head.end:
            titles.append(rows[0].traced.cut(head.start, head.end).strip())
    while at < len(rows) and _titles(rows[at]) and len(titles) < MAX_TITLE:
        titles.append(rows[at].traced)
        at += 1
    return titles, at


def _titles(row: Row) -> bool:
    marks = read_marks(row.text)
    if row.cell or marks.chapter or marks.date or marks.list_head:
        return False
    if marks.item and row.text[-1] in "。；，":
        return False  # 1.… under a title, set in like it
    return row.heading or (row.centred and row.text[-1] not in "。；：")
