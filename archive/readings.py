"""Derivatives: what was made from pages, readings first of all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from archive.accession import record_blob
from archive.errors import NotHeld
from archive.holdings import IDS_AT_A_TIME, issue_serial
from archive.reading_codec import READING_MEDIA_TYPE, decode_reading
from archive.reading_types import Reading
from archive.records import Derivative, Step
from archive.store import Store
from archive.tables import derivatives, pages, steps


def record_step(connection: Connection, step: Step) -> None:
    """Make a step known; nothing happens when it is known already."""
    if connection.execute(sa.select(steps.c.key).where(steps.c.key == step.key)).first() is None:
        connection.execute(
            sa.insert(steps).values(
                key=step.key, tool=step.tool, version=step.version, settings=dict(step.settings)
            )
        )


def record_reading(
    connection: Connection,
    page_id: str,
    sha256: str,
    size: int,
    step: Step,
    confidence: float,
    expected_error: float | None = None,
) -> int:
    """Record a reading whose bytes are in the store already; its derivative id. The newest one counts.

    `confidence` and `expected_error` are those of the reading, 0..1.
    """
    record_blob(connection, sha256, size, READING_MEDIA_TYPE)
    record_step(connection, step)
    result = connection.execute(
        sa.insert(derivatives).values(
            page_id=page_id,
            kind="reading",
            sha256=sha256,
            step=step.key,
            confidence=confidence,
            expected_error=expected_error,
            created=datetime.now(UTC),
        )
    )
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def current_readings(connection: Connection, issue_id: str) -> dict[str, Derivative]:
    """For each page of the issue that has been read: its newest reading."""
    newest = (
        sa.select(sa.func.max(derivatives.c.id))
        .join(pages, pages.c.id == derivatives.c.page_id)
        .where(pages.c.issue == issue_serial(issue_id), derivatives.c.kind == "reading")
        .group_by(derivatives.c.page_id)
    )
    return {item.page_id: item for item in _load(connection, derivatives.c.id.in_(newest))}


def current_reading(connection: Connection, page_id: str) -> Derivative:
    """The newest reading of a page. Raises NotHeld when it has not been read."""
    newest = sa.select(sa.func.max(derivatives.c.id)).where(
        derivatives.c.page_id == page_id, derivatives.c.kind == "reading"
    )
    found = _load(connection, derivatives.c.id == newest.scalar_subquery())
    if not found:
        raise NotHeld(f"Page {page_id!r} has not been read.", "Run `wengao process`, or see `wengao status`.")
    return found[0]


def get_derivatives(connection: Connection, ids: Iterable[int]) -> list[Derivative]:
    """The derivatives with these ids, in the order of their ids; unknown ids are left out."""
    wanted = sorted(set(ids))
    found: list[Derivative] = []
    for start in range(0, len(wanted), IDS_AT_A_TIME):
        found += _load(connection, derivatives.c.id.in_(wanted[start : start + IDS_AT_A_TIME]))
    return found


def load_reading(store: Store, derivative: Derivative) -> Reading:
    """The reading itself. Raises NotHeld, FixityMismatch."""
    return decode_reading(store.get(derivative.sha256))


def _load(connection: Connection, condition: sa.ColumnElement[bool]) -> list[Derivative]:
    query = (
        sa.select(derivatives, steps.c.tool, steps.c.version, steps.c.settings)
        .join(steps, steps.c.key == derivatives.c.step)
        .where(condition)
        .order_by(derivatives.c.id)
    )
    return [_derivative(row) for row in connection.execute(query).mappings()]


def _derivative(row: RowMapping) -> Derivative:
    return Derivative(
        id=row["id"],
        page_id=row["page_id"],
        kind=row["kind"],
        sha256=row["sha256"],
        step=Step(row["tool"], row["version"], row["settings"]),
        confidence=row["confidence"],
        created=row["created"],
    )
