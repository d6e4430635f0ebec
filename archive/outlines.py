"""All notices in a few columns each: enough to look for gaps, doubles and contradictions among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.tables import issues, notices

ROWS_AT_A_TIME = 5000


@dataclass(frozen=True, slots=True)
class Outline:
    """A notice without its text. `issue` is the title of its issue, `issue_date` that one's day."""

    id: str
    issue_id: str
    issue: str
    issue_date: dt.date | None
    title: str
    doc_number: str
    issuers: tuple[str, ...]
    date: dt.date | None
    cites: tuple[str, ...]


def all_outlines(connection: Connection) -> Iterator[Outline]:
    """Those of every notice, by issue and printed order, fetched in pieces."""
    own = [notices.c[name] for name in ("id", "issue", "title", "doc_number", "issuers", "date", "cites")]
    of_issue = [issues.c.title.label("issue_title"), issues.c.date.label("issue_date")]
    query = (
        sa.select(*own, *of_issue)
        .join_from(notices, issues)
        .order_by(notices.c.issue, notices.c.sequence)
        .execution_options(yield_per=ROWS_AT_A_TIME)
    )
    for row in connection.execute(query):
        yield Outline(
            row.id, f"i{row.issue}", row.issue_title, row.issue_date, row.title, row.doc_number,
            tuple(row.issuers), row.date, tuple(row.cites),
        )  # fmt: skip
