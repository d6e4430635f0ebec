"""An older catalogue becomes what a new one is: the same tables, columns and indexes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive import Archive, open_archive
from archive.migrations import MIGRATIONS
from archive.notices import issue_notices
from archive.tables import SCHEMA_VERSION, catalogue, metadata

ADDED: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {
    2: (("reading_override",), ()),
    3: ((), ("notice.clauses", "notice.expiry_date", "notice.signature", "derivative.expected_error")),
    4: (
        ("correction", "tombstone"),
        ("notice.corrected", "notice.as_read", "notice.date_edtf", "notice.addressee"),
    ),
}
"""Tables and columns that each schema added to the one before."""


def take_back_to(connection: Connection, version: int) -> None:
    for tables, columns in (ADDED[number] for number in range(SCHEMA_VERSION, version, -1)):
        for name in tables:
            metadata.tables[name].drop(connection)
        for name in columns:
            table, column = name.split(".")
            connection.execute(sa.text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    connection.execute(sa.update(catalogue).values(schema_version=version))


def shape(connection: Connection) -> dict[str, Any]:
    seen = sa.inspect(connection)
    return {
        name: (
            {column["name"]: column["nullable"] for column in seen.get_columns(name)},
            {str(index["name"]): index["column_names"] for index in seen.get_indexes(name)},
        )
        for name in seen.get_table_names()
    }


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_it_is_what_a_new_catalogue_is(
    archive: Archive, database_url: str, hold: Any, tmp_path: Path, version: int
) -> None:
    hold(1)
    with archive.read() as connection:
        new = shape(connection)
    with archive.write() as connection:
        take_back_to(connection, version)
        assert shape(connection) != new
    archive.close()
    again = open_archive(database_url, str(tmp_path / "store"))
    with again.write() as connection:
        assert connection.scalar(sa.select(catalogue.c.schema_version)) == SCHEMA_VERSION
        assert shape(connection) == new
        assert issue_notices(connection, "i1") == []
    again.close()


def test_every_schema_has_its_way_on() -> None:
    assert set(MIGRATIONS) == set(range(1, SCHEMA_VERSION))
    assert set(ADDED) == set(range(2, SCHEMA_VERSION + 1))
