"""What a person says about an issue's pages: the newest word counts, and it can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from archive import Archive
from archive.errors import NotHeld
from archive.overrides import AS_JUDGED, ReadingOverride, get_overrides, set_override
from archive.tables import reading_overrides


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
