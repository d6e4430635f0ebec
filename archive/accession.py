"""Taking in: batches, and what became of each file that was handed in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from archive.holdings import IDS_AT_A_TIME
from archive.records import Batch, SourceFile
from archive.tables import batches, blobs, source_files

_FILE_COLUMNS = [column for column in source_files.c if column.name != "id"]


def start_batch(connection: Connection, source: str) -> int:
    """Record that a hand-in begins; its batch id. `source` is what the user named, for people to read."""
    result = connection.execute(sa.insert(batches).values(source=source, started=datetime.now(UTC)))
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def finish_batch(connection: Connection, batch_id: int) -> None:
    """Record that every file of the batch has its outcome."""
    connection.execute(sa.update(batches).where(batches.c.id == batch_id).values(finished=datetime.now(UTC)))


def record_file(connection: Connection, file: SourceFile) -> None:
    """Keep the outcome of one file of a batch."""
    connection.execute(sa.insert(source_files).values(asdict(file)))


def record_blob(connection: Connection, sha256: str, size: int, media_type: str) -> None:
    """Make a stored blob known to the catalogue; nothing happens when it is known already."""
    if connection.execute(sa.select(blobs.c.sha256).where(blobs.c.sha256 == sha256)).first() is None:
        connection.execute(
            sa.insert(blobs).values(
                sha256=sha256, size=size, media_type=media_type, created=datetime.now(UTC)
            )
        )


def last_outcome(connection: Connection, sha256: str) -> SourceFile | None:
    """What became of these bytes before: the file that was kept if any, else the last failure, else None."""
    rows = connection.execute(
        sa.select(*_FILE_COLUMNS)
        .where(source_files.c.sha256 == sha256, source_files.c.status != "duplicate")
        .order_by((source_files.c.status == "kept").desc(), source_files.c.id.desc())
        .limit(1)
    ).mappings()
    return next((_file(row) for row in rows), None)


def batch_files(connection: Connection, batch_id: int, status: str | None = None) -> list[SourceFile]:
    """The files of a batch in the order they were handed in, all or those of one status."""
    query = sa.select(*_FILE_COLUMNS).where(source_files.c.batch_id == batch_id).order_by(source_files.c.id)
    if status is not None:
        query = query.where(source_files.c.status == status)
    return [_file(row) for row in connection.execute(query).mappings()]


def failed_files(connection: Connection) -> list[SourceFile]:
    """Every file whose last outcome is a failure, oldest first: what still needs a person."""
    latest = sa.select(sa.func.max(source_files.c.id)).group_by(source_files.c.path)
    query = (
        sa.select(*_FILE_COLUMNS)
        .where(source_files.c.id.in_(latest), source_files.c.status == "failed")
        .order_by(source_files.c.id)
    )
    return [_file(row) for row in connection.execute(query).mappings()]


def kept_paths(connection: Connection, masters: Collection[str]) -> dict[str, str]:
    """Where each of these masters (by SHA-256) lay when it was first taken in."""
    wanted = sorted(masters)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), IDS_AT_A_TIME):
        some = source_files.c.sha256.in_(wanted[start : start + IDS_AT_A_TIME])
        query = sa.select(source_files.c.sha256, source_files.c.path).where(
            source_files.c.status == "kept", some
        )
        for row in connection.execute(query.order_by(source_files.c.id.desc())):
            found[row.sha256] = row.path
    return found


def list_batches(connection: Connection, ids: Sequence[int] | None = None) -> list[Batch]:
    """Batches, oldest first, all or those with the given ids."""
    query = sa.select(batches).order_by(batches.c.id)
    if ids is not None:
        query = query.where(batches.c.id.in_(ids))
    return [
        Batch(id=row["id"], source=row["source"], started=row["started"], finished=row["finished"])
        for row in connection.execute(query).mappings()
    ]


def _file(row: RowMapping) -> SourceFile:
    values: dict[str, Any] = dict(row)
    return SourceFile(**values)
