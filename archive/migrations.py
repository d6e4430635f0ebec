"""Bringing an older catalogue up to the present schema, step by step, inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.tables import SCHEMA_VERSION, catalogue, corrections, reading_overrides, tombstones


def _to_2(connection: Connection) -> None:
    """What people say about how an issue is to be read."""
    reading_overrides.create(connection, checkfirst=True)


def _to_3(connection: Connection) -> None:
    """The clauses of each notice and its last day of force, who signed it; empty until its issue is cut again.

    The expected error of each reading: not known of those made before.
    """
    connection.execute(sa.text("ALTER TABLE notice ADD COLUMN clauses JSON NOT NULL DEFAULT '[]'"))
    connection.execute(sa.text("ALTER TABLE notice ADD COLUMN expiry_date DATE"))
    connection.execute(sa.text("ALTER TABLE notice ADD COLUMN signature TEXT NOT NULL DEFAULT ''"))
    connection.execute(sa.text("ALTER TABLE derivative ADD COLUMN expected_error FLOAT"))


def _to_4(connection: Connection) -> None:
    """What people corrected, and for each notice which of its fields that changed. Notices that vanished."""
    corrections.create(connection, checkfirst=True)
    tombstones.create(connection, checkfirst=True)
    connection.execute(sa.text("ALTER TABLE notice ADD COLUMN corrected JSON NOT NULL DEFAULT '[]'"))
    connection.execute(sa.text("ALTER TABLE notice ADD COLUMN as_read JSON"))
    connection.execute(sa.text("ALTER TABLE notice ADD COLUMN date_edtf TEXT NOT NULL DEFAULT ''"))
    connection.execute(sa.text("ALTER TABLE notice ADD COLUMN addressee TEXT NOT NULL DEFAULT ''"))


MIGRATIONS: Mapping[int, Callable[[Connection], None]] = MappingProxyType({1: _to_2, 2: _to_3, 3: _to_4})
"""From each older schema to the next one."""


def migrate(connection: Connection) -> int:
    """Apply what is missing; the version reached. `connection` is in a write transaction: others wait."""
    version = int(connection.execute(sa.select(catalogue.c.schema_version)).scalar_one())
    while version < SCHEMA_VERSION:
        MIGRATIONS[version](connection)
        version += 1
    connection.execute(sa.update(catalogue).values(schema_version=version))
    return version
