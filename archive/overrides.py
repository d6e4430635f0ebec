"""What a person said about how the pages of an issue are to be read. The newest word counts, all are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.holdings import get_issue, issue_serial
from archive.tables import reading_overrides


@dataclass(frozen=True, slots=True)
class ReadingOverride:
    """None leaves a matter to the reader. `direction`: "horizontal-tb" or "vertical-rl"; `turn`: degrees clockwise
    that set the pages upright; `leaves`: pages of paper on an image; `columns`: columns, or tiers, on a leaf."""

    direction: str | None = None
    turn: int | None = None
    leaves: int | None = None
    columns: int | None = None


AS_JUDGED = ReadingOverride()
"""Leaves everything to the reader."""


def set_override(connection: Connection, issue_id: str, override: ReadingOverride) -> None:
    """From now on the pages of the issue are read like this; `AS_JUDGED` takes it back. Raises NotHeld."""
    get_issue(connection, issue_id)
    connection.execute(
        sa.insert(reading_overrides).values(
            issue=issue_serial(issue_id),
            direction=override.direction,
            turn=override.turn,
            leaves=override.leaves,
            columns=override.columns,
            made=datetime.now(UTC),
        )
    )


def get_overrides(connection: Connection, issue_ids: Iterable[str]) -> dict[str, ReadingOverride]:
    """What was said last about each of the issues; those nothing was said about are left out."""
    serials = sorted({issue_serial(issue_id) for issue_id in issue_ids})
    newest = (
        sa.select(sa.func.max(reading_overrides.c.id))
        .where(reading_overrides.c.issue.in_(serials))
        .group_by(reading_overrides.c.issue)
    )
    query = sa.select(reading_overrides).where(reading_overrides.c.id.in_(newest))
    found = {
        f"i{row.issue}": ReadingOverride(row.direction, row.turn, row.leaves, row.columns)
        for row in connection.execute(query)
    }
    return {issue_id: value for issue_id, value in found.items() if value != AS_JUDGED}
