"""What a person says about an issue's pages: the newest word counts, and it can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from archive import Archive, open_archive
from archive.errors import NotHeld
from archive.notices import issue_notices
from archive.overrides import AS_JUDGED, ReadingOverride, get_overrides, set_override
from archive.tables import SCHEMA_VERSION, catalogue, corrections, reading_overrides


def test_the_newest_word_counts_and_can_be_taken_back(archive: Archive, hold: Any) -> None:
    pages = hold(1)
    issue = pages[0].split("p")[0]
    first, second = ReadingOverride(direction="vertical-rl"), ReadingOverride(turn=90, columns=2)
    with archive.write() as connection:
        assert get_overrides(connection, [issue]) == {}
        set_override(connection, issue, first)
        set_override(connection, issue, second)
        assert get_overrides(connection, [issue]) == {issue: second}
        set_override(connection, issue, AS_JUDGED)
        assert get_overrides(connection, [issue]) == {}
        assert connection.scalar(sa.select(sa.func.count()).select_from(reading_overrides)) == 3


def test_an_unknown_issue_is_refused(archive: Archive) -> None:
    with pytest.raises(NotHeld), archive.write() as connection:
        set_override(connection, "i99", AS_JUDGED)


def test_a_catalogue_of_schema_1_is_brought_up_to_date(
    archive: Archive, database_url: str, hold: Any, tmp_path: Path
) -> None:
    pages = hold(1)
    with archive.write() as connection:
        for table in (reading_overrides, corrections):
            table.drop(connection)
        for column in ("clauses", "expiry_date", "signature", "corrected", "as_read"):
            connection.execute(sa.text(f"ALTER TABLE notice DROP COLUMN {column}"))
        connection.execute(sa.text("ALTER TABLE derivative DROP COLUMN expected_error"))
        connection.execute(sa.update(catalogue).values(schema_version=1))
    archive.close()
    again = open_archive(database_url, str(tmp_path / "store"))
    issue = pages[0].split("p")[0]
    with again.write() as connection:
        assert connection.scalar(sa.select(catalogue.c.schema_version)) == SCHEMA_VERSION
        set_override(connection, issue, ReadingOverride(leaves=2))
        assert get_overrides(connection, [issue]) == {issue: ReadingOverride(leaves=2)}
        assert issue_notices(connection, issue) == []  # the column for clauses is there
    again.close()
