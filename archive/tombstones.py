"""What is left of a notice that a new cut did not find again: its id answers where it stood and what continues it.

An id that was cited must never lead nowhere. When a notice vanishes (two of the old cut turned out to be one, or what
was taken for a notice was none) a tombstone keeps its number, title and place; when it comes back, so does its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from archive.errors import Gone, NotHeld
from archive.holdings import issue_serial
from archive.notice_records import NOTICE_ID
from archive.tables import tombstones

MERGED, NOT_FOUND_AGAIN = "merged", "not-found-again"
"""Why a notice vanished: another one of the new cut holds its text, or none does."""

_LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A notice that was, with its first page and when and why it vanished (`MERGED`, `NOT_FOUND_AGAIN`).

    `continued_by` is the id of the notice that holds its text now, of this day: when that one vanished in turn, the
    one that continues it. Empty when there is none.
    """

    id: str
    issue_id: str
    doc_number: str
    title: str
    page_id: str
    vanished: datetime
    reason: str
    continued_by: str


def tombstone(connection: Connection, notice_id: str) -> Tombstone | None:
    """The tombstone with this id; None when there is none. `continued_by` is followed to a living notice."""
    row = _row(connection, notice_id)
    if row is None:
        return None
    heir, seen = row["continued_by"], {notice_id}
    while heir and len(seen) < _LONGEST_CHAIN:
        further = _row(connection, heir)
        if further is None:
            break
        seen.add(heir)
        heir = "" if further["continued_by"] in seen else further["continued_by"]
    return _tombstone(row, heir)


def absent(connection: Connection, notice_id: str) -> NotHeld:
    """What to raise for an id that no notice has: Gone when one had it, else NotHeld."""
    # What is no id is not asked for: a lone surrogate from a command line would not even reach the database.
    stone = tombstone(connection, notice_id) if NOTICE_ID.fullmatch(notice_id) else None
    if stone is None:
        return NotHeld(
            f"There is no notice {notice_id!r} 无此文告.",
            "Notice ids look like i7n3; `wengao search` shows them.",
        )
    name = " ".join(part for part in (stone.doc_number, stone.title) if part)
    reason = (
        f"Notice {notice_id!r} ({name}) was not found again when its issue was cut anew 重新切分后已无此件."
    )
    if stone.continued_by:
        return Gone(
            reason, f"Its text now stands in {stone.continued_by} 其文字现属此件.", stone.continued_by
        )
    return Gone(reason, f"See page {stone.page_id} of issue {stone.issue_id}, where it began.")


def issue_tombstones(connection: Connection, issue_id: str) -> list[Tombstone]:
    """The tombstones of an issue by id."""
    query = sa.select(tombstones.c.id).where(tombstones.c.issue == issue_serial(issue_id))
    found = (
        tombstone(connection, row.id) for row in connection.execute(query.order_by(tombstones.c.id)).all()
    )
    return [item for item in found if item is not None]


def _row(connection: Connection, notice_id: str) -> RowMapping | None:
    query = sa.select(tombstones).where(tombstones.c.id == notice_id)
    return connection.execute(query).mappings().first()


def _tombstone(row: RowMapping, heir: str) -> Tombstone:
    kept = {name: row[name] for name in ("id", "doc_number", "title", "page_id", "vanished", "reason")}
    return Tombstone(issue_id=f"i{row['issue']}", continued_by=heir, **kept)
