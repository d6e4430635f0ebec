"""The ledger: which page still needs which step, and who is at it. It, not the orchestrator, is the truth.

A page × step is ``pending``, ``leased`` (to an owner, until a time), ``done`` or ``failed``. A lease of a
dead owner runs out, or is given back at once by `release_dead`; a page that kills its worker again and again
becomes ``failed`` after `MAX_ATTEMPTS`.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.holdings import issue_serial
from archive.tables import issues, page_work, pages

MAX_ATTEMPTS = 3
"""How often a page may take its worker down, or time out, before it is given up."""


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that was given up, with the reason and what to do."""

    page_id: str
    issue_id: str
    source_name: str
    frame: int
    code: str
    reason: str
    remedy: str


def enrol(connection: Connection, step: str, issue_ids: Collection[str] | None = None) -> int:
    """Enter every page (of some issues) that the ledger does not know for this step; how many were entered.

    A page that came in damaged is entered as failed, with the reason it came with.
    """
    known = sa.select(page_work.c.page_id).where(page_work.c.step == step)
    query = sa.select(
        pages.c.id,
        sa.literal(step),
        sa.case((pages.c.trouble == "", "pending"), else_="failed"),
        sa.literal(""),
        sa.literal(0.0),
        sa.literal(0),
        sa.case((pages.c.trouble == "", ""), else_="damaged"),
        pages.c.trouble,
        sa.case((pages.c.trouble == "", ""), else_="Scan this page again."),
        sa.literal(0.0),
    ).where(pages.c.id.not_in(known))
    if issue_ids is not None:
        query = query.where(pages.c.issue.in_([issue_serial(issue_id) for issue_id in issue_ids]))
    entered = sa.insert(page_work).from_select(list(page_work.c.keys()), query)
    result = connection.execute(entered.execution_options(preserve_rowcount=True))  # else -1 on PostgreSQL
    return int(result.rowcount)


def lease(
    connection: Connection,
    step: str,
    owner: str,
    count: int,
    seconds: float,
    issue_ids: Collection[str] | None = None,
) -> list[str]:
    """Take up to `count` pages to work on, in page order; their ids. Nobody else gets them for `seconds`.

    A page whose lease has run out `MAX_ATTEMPTS` times becomes failed instead.
    """
    now = time.time()
    lost = sa.and_(page_work.c.state == "leased", page_work.c.leased_until < now)
    _fail_exhausted(connection, sa.and_(page_work.c.step == step, lost))
    free = (
        sa.select(page_work.c.page_id)
        .join(pages, pages.c.id == page_work.c.page_id)
        .where(page_work.c.step == step, sa.or_(page_work.c.state == "pending", lost))
        .order_by(pages.c.issue, pages.c.sequence)
        .limit(max(count, 0))
    )
    if issue_ids is not None:
        free = free.where(pages.c.issue.in_([issue_serial(issue_id) for issue_id in issue_ids]))
    taken = [row.page_id for row in connection.execute(free)]
    if taken:
        connection.execute(
            sa.update(page_work)
            .where(page_work.c.step == step, page_work.c.page_id.in_(taken))
            .values(
                state="leased", owner=owner, leased_until=now + seconds, attempts=page_work.c.attempts + 1
            )
        )
    return taken


def settle(connection: Connection, page_id: str, step: str, seconds: float) -> None:
    """The page has been read; `seconds` is what it cost."""
    values = {"state": "done", "code": "", "reason": "", "remedy": "", "seconds": seconds}
    _close(connection, page_id, step, sa.true(), values)


def give_up(connection: Connection, page_id: str, step: str, code: str, reason: str, remedy: str) -> None:
    """The page cannot be read by this step: the same bytes would fail the same way.

    A page that another owner has read in the meantime stays done.
    """
    values = {"state": "failed", "code": code, "reason": reason, "remedy": remedy}
    _close(connection, page_id, step, page_work.c.state != "done", values)


def hand_back(connection: Connection, page_ids: Sequence[str], step: str, *, blame: bool) -> None:
    """Give leased pages back. With `blame` the attempt counts (the last one makes the page failed)."""
    given = sa.and_(page_work.c.step == step, page_work.c.page_id.in_(page_ids))
    given = sa.and_(given, page_work.c.state == "leased")
    if blame:
        _fail_exhausted(connection, given)
    _free(connection, given, forgiven=0 if blame else 1)


def renew(connection: Connection, step: str, owner: str, seconds: float) -> None:
    """Prolong all leases of a living owner to `seconds` from now."""
    connection.execute(
        sa.update(page_work)
        .where(page_work.c.step == step, page_work.c.owner == owner, page_work.c.state == "leased")
        .values(leased_until=time.time() + seconds)
    )


def owners(connection: Connection, step: str) -> set[str]:
    """Who holds leases for this step now."""
    query = sa.select(page_work.c.owner).where(page_work.c.step == step, page_work.c.state == "leased")
    return {row.owner for row in connection.execute(query.distinct())}


def release_dead(connection: Connection, step: str, dead: Collection[str]) -> None:
    """End the leases of owners that are known to be dead, without waiting for them to run out.

    The attempt is not counted: a machine that was switched off says nothing about the page.
    """
    held = sa.and_(page_work.c.step == step, page_work.c.state == "leased", page_work.c.owner.in_(dead))
    _free(connection, held, forgiven=1)


def retry_failed(connection: Connection, step: str) -> int:
    """Make failed pages pending again, except those that came in damaged; how many."""
    sound = sa.select(pages.c.id).where(pages.c.trouble == "")
    result = connection.execute(
        sa.update(page_work)
        .where(page_work.c.step == step, page_work.c.state == "failed", page_work.c.page_id.in_(sound))
        .values(state="pending", attempts=0, code="", reason="", remedy="")
    )
    return int(result.rowcount)


def read_again(connection: Connection, step: str, issue_ids: Collection[str]) -> int:
    """Make the pages of these issues that are done or failed pending again, except those that came in damaged;
    how many."""
    chosen = sa.select(pages.c.id).where(
        pages.c.issue.in_([issue_serial(issue_id) for issue_id in issue_ids]), pages.c.trouble == ""
    )
    over = page_work.c.state.in_(["done", "failed"])
    result = connection.execute(
        sa.update(page_work)
        .where(page_work.c.step == step, over, page_work.c.page_id.in_(chosen))
        .values(state="pending", attempts=0, code="", reason="", remedy="")
    )
    return int(result.rowcount)


def unfinished_issues(connection: Connection, step: str) -> set[str]:
    """The issues of which some page is still to be read by this step, or being read."""
    over = page_work.c.state.in_(["done", "failed"])
    settled = sa.select(page_work.c.page_id).where(page_work.c.step == step, over)
    query = sa.select(pages.c.issue).where(pages.c.id.not_in(settled)).distinct()
    return {f"i{row.issue}" for row in connection.execute(query)}


def counts(connection: Connection, step: str, issue_ids: Collection[str] | None = None) -> dict[str, int]:
    """Number of pages in each state for this step; states with none are left out."""
    query = (
        sa.select(page_work.c.state, sa.func.count())
        .join(pages, pages.c.id == page_work.c.page_id)
        .where(page_work.c.step == step)
        .group_by(page_work.c.state)
    )
    if issue_ids is not None:
        query = query.where(pages.c.issue.in_([issue_serial(issue_id) for issue_id in issue_ids]))
    return {state: int(number) for state, number in connection.execute(query)}


def failures(
    connection: Connection, step: str, issue_ids: Collection[str] | None = None
) -> list[PageFailure]:
    """The pages given up for this step, in page order."""
    query = (
        sa.select(
            page_work.c.page_id,
            issues.c.serial,
            pages.c.source_name,
            pages.c.frame,
            page_work.c.code,
            page_work.c.reason,
            page_work.c.remedy,
        )
        .join(pages, pages.c.id == page_work.c.page_id)
        .join(issues, issues.c.serial == pages.c.issue)
        .where(page_work.c.step == step, page_work.c.state == "failed")
        .order_by(pages.c.issue, pages.c.sequence)
    )
    if issue_ids is not None:
        query = query.where(pages.c.issue.in_([issue_serial(issue_id) for issue_id in issue_ids]))
    return [
        PageFailure(
            row.page_id, f"i{row.serial}", row.source_name, row.frame, row.code, row.reason, row.remedy
        )
        for row in connection.execute(query)
    ]


def _close(
    connection: Connection,
    page_id: str,
    step: str,
    condition: sa.ColumnElement[bool],
    values: Mapping[str, object],
) -> None:
    connection.execute(
        sa.update(page_work)
        .where(page_work.c.page_id == page_id, page_work.c.step == step, condition)
        .values(owner="", leased_until=0.0, **values)
    )


def _free(connection: Connection, condition: sa.ColumnElement[bool], *, forgiven: int) -> None:
    connection.execute(
        sa.update(page_work)
        .where(condition)
        .values(state="pending", owner="", leased_until=0.0, attempts=page_work.c.attempts - forgiven)
    )


def _fail_exhausted(connection: Connection, condition: sa.ColumnElement[bool]) -> None:
    connection.execute(
        sa.update(page_work)
        .where(condition, page_work.c.attempts >= MAX_ATTEMPTS)
        .values(
            state="failed",
            owner="",
            leased_until=0.0,
            code="gave-up",
            reason=f"Reading this page took its worker down, or too long, {MAX_ATTEMPTS} times.",
            remedy="Look at the page image; `wengao process --retry-failed` tries once more.",
        )
    )
