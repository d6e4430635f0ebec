"""The places of a query in one notice: in its fields, and on its page images."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import BoxList
from index.matching import find_hits
from index.web.boxes import Passage, place
from index.web.opened import OpenNotice
from index.web.texts import cell_at, source_text


@dataclass(frozen=True, slots=True)
class NoticeHit:
    """Characters ``start`` to ``end`` (half-open) of a field: ``title``, ``doc_number``, ``text``,
    ``attachments.N.title`` or ``attachments.N.text``. `boxes` are ``(page id, box)``; empty when not known.
    """

    field: str
    start: int
    end: int
    boxes: tuple[tuple[str, BoxList], ...]


def notice_hits(opened: OpenNotice, q: str) -> tuple[NoticeHit, ...]:
    """Every place of `q`, in the order of the fields and of the text."""
    if not q:
        return ()
    passages = [
        passage
        for found in find_hits(q, source_text(opened.notice))
        for passage in _passages(opened, found.field, found.start, found.end)
    ]
    printed = [_printed(opened, passage) for passage in passages]
    placed = place(printed, opened.notice.spans, opened.readings)
    boxes: list[list[tuple[str, BoxList]]] = [[] for _ in passages]
    for box in placed:
        boxes[box.passage].append((box.page_id, box.box))
    return tuple(
        NoticeHit(passage.field, passage.start, passage.end, tuple(found))
        for passage, found in zip(passages, boxes, strict=True)
    )


def _printed(opened: OpenNotice, passage: Passage) -> Passage:
    """The passage as the spans know it: one within a cell of a table as a passage of that cell."""
    kind, _, part = passage.field.partition(".")
    number, _, name = part.partition(".")
    if kind != "attachments" or name != "text":
        return passage
    cell = cell_at(opened.notice.attachments[int(number)], passage.start)
    if cell is None:
        return passage
    row, column, begins = cell
    return Passage(f"attachments.{number}.table.{row}.{column}", passage.start - begins, passage.end - begins)


def _passages(opened: OpenNotice, field: str, start: int, end: int) -> list[Passage]:
    """A highlight as passages of the notice's own fields: an attachment's is cut at the end of its title."""
    kind, _, number = field.partition(".")
    if kind != "attachments":
        return [Passage(field, start, end)]
    title = len(opened.notice.attachments[int(number)].title)
    parts = []
    if start < title:
        parts.append(Passage(f"{field}.title", start, min(end, title)))
    if end > title + 1:
        parts.append(Passage(f"{field}.text", max(start, title + 1) - title - 1, end - title - 1))
    return parts
