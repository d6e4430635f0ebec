"""What a person should look at: findings about issues, and the pages most likely read wrong, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.holdings import issue_serial
from archive.tables import derivatives, findings, issues, pages


@dataclass(frozen=True, slots=True)
class FoundInIssue:
    """A finding with what a person needs to go there: the issue's title, the page's place in it and its file."""

    code: str
    message: str
    issue_id: str
    issue: str
    page_id: str
    sequence: int
    source_name: str


@dataclass(frozen=True, slots=True)
class DoubtfulPage:
    """A page as its newest reading judges itself: `expected_error` is the share of characters expected wrong, 0..1."""

    page_id: str
    issue_id: str
    issue: str
    sequence: int
    source_name: str
    expected_error: float
    confidence: float


def all_findings(connection: Connection, issue_ids: Sequence[str] = ()) -> list[FoundInIssue]:
    """Findings (of some issues) by issue and page."""
    query = (
        sa.select(findings.c.code, findings.c.message, findings.c.issue, issues.c.title, pages)
        .join(issues, issues.c.serial == findings.c.issue)
        .join(pages, pages.c.id == findings.c.page_id)
        .where(_of(findings.c.issue, issue_ids))
        .order_by(findings.c.issue, pages.c.sequence, findings.c.id)
    )
    return [
        FoundInIssue(
            row["code"], row["message"], f"i{row['issue']}", row["title"], row["id"], row["sequence"],
            row["source_name"],
        )
        for row in connection.execute(query).mappings()
    ]  # fmt: skip


def doubtful_pages(
    connection: Connection, least: float, most: int, issue_ids: Sequence[str] = ()
) -> list[DoubtfulPage]:
    """At most `most` pages (of some issues) with an expected error of `least` or more, the worst first."""
    newest = sa.select(sa.func.max(derivatives.c.id)).where(derivatives.c.kind == "reading")
    query = (
        sa.select(derivatives.c.expected_error, derivatives.c.confidence, issues.c.title, pages)
        .join(pages, pages.c.id == derivatives.c.page_id)
        .join(issues, issues.c.serial == pages.c.issue)
        .where(
            derivatives.c.id.in_(newest.group_by(derivatives.c.page_id)),
            derivatives.c.expected_error >= least,
            _of(pages.c.issue, issue_ids),
        )
        .order_by(derivatives.c.expected_error.desc(), pages.c.id)
        .limit(most)
    )
    return [
        DoubtfulPage(
            row["id"], f"i{row['issue']}", row["title"], row["sequence"], row["source_name"], row["expected_error"],
            row["confidence"],
        )
        for row in connection.execute(query).mappings()
    ]  # fmt: skip


def _of(column: sa.ColumnElement[int], issue_ids: Sequence[str]) -> sa.ColumnElement[bool]:
    return column.in_([issue_serial(issue_id) for issue_id in issue_ids]) if issue_ids else sa.true()
