"""What notices state about each other, without their texts: enough to say which of them holds on a day."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.notice_records import Relation
from archive.records import as_json
from archive.tables import corrections, issues, notices

ROWS_AT_A_TIME = 5000


@dataclass(frozen=True, slots=True)
class Statement:
    """A notice's number, its days and its relations; fields as in `archive.notice_records.Notice`."""

    id: str
    title: str
    doc_number: str
    doc_number_printed: str
    date: dt.date | None
    effective_date: dt.date | None
    expiry_date: dt.date | None
    relations: tuple[Relation, ...]


def all_statements(connection: Connection) -> Iterator[Statement]:
    """Those of every notice, by issue and printed order, fetched in pieces."""
    columns = [notices.c[name] for name in Statement.__dataclass_fields__]
    query = (
        sa.select(*columns)
        .order_by(notices.c.issue, notices.c.sequence)
        .execution_options(yield_per=ROWS_AT_A_TIME)
    )
    for row in connection.execute(query).mappings():
        yield Statement(**{**row, "relations": tuple(Relation.of(value) for value in row["relations"])})


def statements_version(connection: Connection) -> str:
    """Changes whenever an issue is cut again or a notice corrected: cheap enough to be asked each time."""
    cuts = sa.select(issues.c.serial, issues.c.cut_fingerprint).order_by(issues.c.serial)
    said = sa.select(sa.func.max(corrections.c.id), sa.func.count(corrections.c.undone))
    seen = [list(row) for query in (cuts, said) for row in connection.execute(query)]
    return hashlib.sha256(as_json(seen).encode()).hexdigest()
