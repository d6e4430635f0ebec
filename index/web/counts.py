"""How much is held, read and cut: counts from the catalogue, each by one query."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.tables import derivatives, issues, notices, page_work, pages


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held. `pages_read` have a reading; `pages_failed` have none and were given up or came in damaged.

    `years` counts notices by the year they are dated, rising; `undated` those whose date could not be read.
    """

    issues: int
    pages: int
    pages_read: int
    pages_failed: int
    notices: int
    years: tuple[tuple[int, int], ...]
    undated: int

    @property
    def pages_waiting(self) -> int:
        """Pages that have no reading yet and were not given up."""
        return self.pages - self.pages_read - self.pages_failed


def holdings(connection: Connection) -> Holdings:
    """Count everything that is held now."""
    read = sa.select(derivatives.c.page_id).where(derivatives.c.kind == "reading")
    given_up = sa.select(page_work.c.page_id).where(page_work.c.state == "failed")
    failed = sa.and_(
        pages.c.id.not_in(read),
        sa.or_(pages.c.trouble != "", pages.c.id.in_(given_up)),
    )
    year = sa.extract("year", notices.c.date)
    by_year = connection.execute(sa.select(year, sa.func.count()).group_by(year).order_by(year)).all()
    return Holdings(
        issues=_count(connection, sa.select(sa.func.count()).select_from(issues)),
        pages=_count(connection, sa.select(sa.func.count()).select_from(pages)),
        pages_read=_count(
            connection,
            sa.select(sa.func.count(derivatives.c.page_id.distinct())).where(derivatives.c.kind == "reading"),
        ),
        pages_failed=_count(connection, sa.select(sa.func.count()).select_from(pages).where(failed)),
        notices=sum(count for _, count in by_year),
        years=tuple((int(value), count) for value, count in by_year if value is not None),
        undated=sum(count for value, count in by_year if value is None),
    )


@dataclass(frozen=True, slots=True)
class IssueCounts:
    """How many pages and notices an issue has."""

    pages: int
    notices: int


def issue_counts(connection: Connection, issue_ids: Collection[str]) -> dict[str, IssueCounts]:
    """Pages and notices of each of these issues (ids as `archive.holdings` gives them)."""
    serials = [int(issue_id[1:]) for issue_id in issue_ids]
    numbers = [
        dict(
            connection.execute(
                sa.select(table.c.issue, sa.func.count())
                .where(table.c.issue.in_(serials))
                .group_by(table.c.issue)
            )
            .tuples()
            .all()
        )
        for table in (pages, notices)
    ]
    return {
        f"i{serial}": IssueCounts(numbers[0].get(serial, 0), numbers[1].get(serial, 0)) for serial in serials
    }


def previous_start(connection: Connection, after: int, size: int) -> int | None:
    """The `after` of the page of issues before the one that starts behind serial `after`; None at the start."""
    if after <= 0:
        return None
    before = connection.execute(
        sa.select(issues.c.serial)
        .where(issues.c.serial <= after)
        .order_by(issues.c.serial.desc())
        .offset(size)
        .limit(1)
    ).scalar()
    return int(before) if before is not None else 0


def _count(connection: Connection, query: sa.Select[tuple[int]]) -> int:
    return connection.execute(query).scalar_one()
