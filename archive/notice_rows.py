"""Rows of the notice table, as values and back."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from archive.notice_records import Attachment, Clause, Corrected, Evidence, Notice, Relation, Span
from archive.records import Step, as_json
from archive.tables import issues, notices, steps

ROWS_AT_A_TIME = 500
"""Notices fetched at a time: one is some 5 kB."""

_ISSUE_COLUMNS = [
    issues.c[name].label(f"issue_{name}") for name in ("series", "title", "number", "date", "archival_no")
]
"""What a notice shows of its issue: part of its revision, or a manifest that comes later would go unseen."""


def revisions(connection: Connection) -> dict[str, str]:
    """The revision of every notice by id: what the index compares itself with."""
    query = sa.select(notices.c.id, notices.c.revision, *_ISSUE_COLUMNS).join_from(notices, issues)
    return {row["id"]: _revision(row) for row in connection.execute(query).mappings()}


def notice_values(notice: Notice, serial: int, as_read: Notice | None = None) -> dict[str, Any]:
    """The row of a notice of the issue with this serial; `as_read` is it without what people corrected."""
    values = asdict(notice)
    first, last = values.pop("pages")
    step: Step = notice.step
    for name in ("issue_id", "step", "revision"):
        values.pop(name)
    seen = {
        **{name: _plain(value) for name, value in values.items()},
        "pages": [first, last],
        "step": step.key,
    }
    revision = hashlib.sha256(as_json(seen).encode()).hexdigest()
    return {
        **values,
        "issue": serial,
        "first_page": first,
        "last_page": last,
        "step": step.key,
        "revision": revision,
        "as_read": None if as_read is None else _difference(as_read, notice),
    }


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, dt.date) else value


def _difference(one: Notice, other: Notice) -> dict[str, Any] | None:
    """Fields of `one` that are others in `other`, as JSON; None when there are none."""
    mine, others = asdict(one), asdict(other)
    return {name: _plain(mine[name]) for name in _AS_READ if mine[name] != others[name]} or None


def load_notices(connection: Connection, condition: sa.ColumnElement[bool]) -> Iterator[Notice]:
    """Those that meet the condition on `archive.tables.notices`, by issue and printed order, fetched in pieces."""
    for row in _rows(connection, condition):
        yield _notice(row)


def load_as_read(connection: Connection, condition: sa.ColumnElement[bool]) -> Iterator[Notice]:
    """Like `load_notices`, without what people corrected."""
    for row in _rows(connection, condition):
        kept = {name: _value(name, value) for name, value in (row["as_read"] or {}).items()}
        yield replace(_notice(row), **kept, corrected=())


def _rows(connection: Connection, condition: sa.ColumnElement[bool]) -> Iterator[RowMapping]:
    query = (
        sa.select(notices, *_ISSUE_COLUMNS, steps.c.tool, steps.c.version, steps.c.settings)
        .join(steps, steps.c.key == notices.c.step)
        .join(issues, issues.c.serial == notices.c.issue)
        .where(condition)
        .order_by(notices.c.issue, notices.c.sequence)
        .execution_options(yield_per=ROWS_AT_A_TIME)
    )
    yield from connection.execute(query).mappings()


def _notice(row: RowMapping) -> Notice:
    return Notice(
        **{name: _value(name, row[name]) for name in _STORED},
        issue_id=f"i{row['issue']}",
        pages=(row["first_page"], row["last_page"]),
        step=Step(row["tool"], row["version"], row["settings"]),
        revision=_revision(row),
    )


def _revision(row: RowMapping) -> str:
    seen = [row["revision"], *(str(row[column.name]) for column in _ISSUE_COLUMNS)]
    return hashlib.sha256(as_json(seen).encode()).hexdigest()


def _attachment(value: dict[str, Any]) -> Attachment:
    table = value["table"]
    return Attachment(
        title=value["title"],
        text=value["text"],
        pages=tuple(value["pages"]),
        table=None if table is None else tuple(tuple(row) for row in table),
        label=value.get("label", ""),  # rows of a cut before these were read have none
        clauses=tuple(Clause(**clause) for clause in value.get("clauses", ())),
        head_rows=value.get("head_rows", 0),
        merged=tuple(tuple(cell) for cell in value.get("merged", ())),
    )


def _evidence(value: dict[str, Any]) -> Evidence:
    return Evidence(**{**value, "box": tuple(value["box"])})


_MADE: Mapping[str, Callable[[dict[str, Any]], object]] = MappingProxyType(
    {
        "attachments": _attachment,
        "relations": Relation.of,
        "clauses": lambda value: Clause(**value),
        "spans": lambda value: Span(**value),
        "evidence": _evidence,
        "corrected": lambda value: Corrected(**value),
    }
)
"""What the entries of the lists in JSON columns are."""

_STORED = tuple(f.name for f in fields(Notice) if f.name in notices.c and f.name not in ("step", "revision"))
_AS_READ = tuple(name for name in _STORED if name not in ("id", "sequence", "corrected"))


def _value(name: str, stored: Any) -> Any:
    """A field of a notice, of its column or of JSON."""
    if isinstance(stored, list):
        return tuple(_MADE[name](item) for item in stored) if name in _MADE else tuple(stored)
    if isinstance(stored, str) and name in _DATES:
        return dt.date.fromisoformat(stored)
    return stored


_DATES = tuple(column.name for column in notices.c if isinstance(column.type, sa.Date))
