"""Notices that a new cut does not find again, and those that come back: tombstones put up and taken away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from archive.holdings import issue_serial
from archive.notice_records import Notice
from archive.records import as_json
from archive.tables import pages, tombstones
from archive.tombstones import MERGED, NOT_FOUND_AGAIN

_LEAST_SHARE = 0.5
"""A notice that holds this share of a vanished one's lines continues it."""


def bury(
    connection: Connection, issue_id: str, old: Iterable[Notice], cut: Sequence[Notice], ids: Sequence[str]
) -> None:
    """Put up a tombstone for each notice of the `old` cut whose id is not among `ids`, those of the new `cut`.

    Tombstones of ids that are in use again are taken away.
    """
    serial = issue_serial(issue_id)
    living = set(ids)
    connection.execute(
        sa.delete(tombstones).where(tombstones.c.issue == serial, tombstones.c.id.in_(sorted(living)))
    )
    gone = [notice for notice in old if notice.id not in living]
    if not gone:
        return
    query = sa.select(pages.c.id, pages.c.sequence).where(pages.c.issue == serial)
    order = {row.id: row.sequence for row in connection.execute(query)}
    now = datetime.now(UTC)
    for notice in gone:
        heir = _heir(notice, cut, ids, order)
        values = {"doc_number": notice.doc_number, "title": notice.title, "page_id": notice.pages[0]}
        reason = MERGED if heir else NOT_FOUND_AGAIN
        connection.execute(
            sa.insert(tombstones).values(
                id=notice.id, issue=serial, digest=_digest(notice), vanished=now, reason=reason,
                continued_by=heir, **values,
            )
        )  # fmt: skip


def revive(
    connection: Connection, issue_id: str, cut: Sequence[Notice], carried: Sequence[str | None]
) -> list[str | None]:
    """`carried` with the ids of tombstones put in for notices that have none and are what once vanished.

    The same text on the same page, else the same number there, else the same title where no number says otherwise.
    """
    query = (
        sa.select(tombstones).where(tombstones.c.issue == issue_serial(issue_id)).order_by(tombstones.c.id)
    )
    free = {row["id"]: row for row in connection.execute(query).mappings()}
    found = list(carried)
    for same in (_same_text, _same_number, _same_title):
        for place, notice in enumerate(cut):
            if found[place] is None and (row := next((r for r in free.values() if same(r, notice)), None)):
                found[place] = row["id"]
                del free[row["id"]]
    return found


def _heir(notice: Notice, cut: Sequence[Notice], ids: Sequence[str], order: dict[str, int]) -> str:
    """The id of the notice of the new cut that holds most of this one's lines and stands on its first page, or ""."""
    page = order.get(notice.pages[0], 0)
    lines = [line.strip() for line in (notice.title, *notice.text.split("\n")) if line.strip()]
    best, found = 0.0, ""
    for notice_id, other in zip(ids, cut, strict=True):
        if not order.get(other.pages[0], 0) <= page <= order.get(other.pages[1], 0):
            continue
        held = "\n".join((other.title, other.text, *(item.text for item in other.attachments)))
        whole = sum(len(line) for line in lines)
        share = sum(len(line) for line in lines if line in held) / whole if whole else 0.0
        share += bool(notice.doc_number) and notice.doc_number == other.doc_number
        if share >= _LEAST_SHARE and share > best:
            best, found = share, notice_id
    return found


def _digest(notice: Notice) -> str:
    return hashlib.sha256(as_json([notice.doc_number, notice.title, notice.text]).encode()).hexdigest()


def _same_text(row: RowMapping, notice: Notice) -> bool:
    return bool(row["page_id"] == notice.pages[0] and row["digest"] == _digest(notice))


def _same_number(row: RowMapping, notice: Notice) -> bool:
    same = row["page_id"] == notice.pages[0] and row["doc_number"] == notice.doc_number
    return bool(notice.doc_number) and same


def _same_title(row: RowMapping, notice: Notice) -> bool:
    told_apart = row["doc_number"] and notice.doc_number and row["doc_number"] != notice.doc_number
    same = row["page_id"] == notice.pages[0] and row["title"] == notice.title
    return bool(notice.title) and same and not told_apart
