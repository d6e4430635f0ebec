"""The archive at a glance: how much is held, read, left to do, failed."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive import ledger
from archive.accession import failed_files
from archive.ledger import PageFailure
from archive.records import SourceFile
from archive.tables import batches, findings, issues, notices, pages


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of everything held. `pages_to_do`: neither read, nor being read, nor given up."""

    batches: int
    issues: int
    pages: int
    pages_read: int
    pages_leased: int
    pages_to_do: int
    notices: int
    findings: int
    failed_files: tuple[SourceFile, ...]
    failed_pages: tuple[PageFailure, ...]


def overview(connection: Connection, step: str) -> Overview:
    """Count what is held; pages by their state for the reading step with this key."""
    states = ledger.counts(connection, step)
    held = _count(connection, pages)
    return Overview(
        batches=_count(connection, batches),
        issues=_count(connection, issues),
        pages=held,
        pages_read=states.get("done", 0),
        pages_leased=states.get("leased", 0),
        pages_to_do=held - states.get("done", 0) - states.get("leased", 0) - states.get("failed", 0),
        notices=_count(connection, notices),
        findings=_count(connection, findings),
        failed_files=tuple(failed_files(connection)),
        failed_pages=tuple(ledger.failures(connection, step)),
    )


def _count(connection: Connection, table: sa.Table) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
