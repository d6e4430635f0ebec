"""Notices: what was cut from an issue. A new cut replaces the old one and carries the ids over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.carried_ids import carry_ids
from archive.corrections import apply_corrections
from archive.holdings import IDS_AT_A_TIME, get_issue, issue_serial
from archive.notice_records import NOTICE_ID, Finding, Notice
from archive.notice_rows import load_as_read, load_notices, notice_values, revisions
from archive.readings import record_step
from archive.records import Step, as_json
from archive.tables import findings, issues, notices
from archive.tombstones import absent
from archive.vanished import bury, revive

__all__ = [
    "all_notices",
    "cut_fingerprint",
    "get_notice",
    "get_notices",
    "issue_findings",
    "issue_notices",
    "known_fingerprint",
    "replace_notices",
    "revisions",
]


def replace_notices(
    connection: Connection,
    issue_id: str,
    cut: Sequence[Notice],
    found: Sequence[Finding],
    fingerprint: str,
) -> list[str]:
    """Put the notices of a new cut in the place of the old ones; the ids they got, in order.

    The `id` of the notices given is not looked at. A notice that begins on the same page with the same
    number and title, or failing that at the same place, as one of the old cut keeps that one's id; others get
    numbers never used before, so that a cited id is never given to another notice.
    `fingerprint` names the readings and the rules that were used, see `cut_fingerprint`.
    What people corrected is applied again; corrections that no longer fit become findings.
    Raises NotHeld when there is no such issue.
    """
    serial = issue_serial(get_issue(connection, issue_id).id)
    old = list(load_as_read(connection, notices.c.issue == serial))
    following = connection.execute(
        sa.select(issues.c.next_notice).where(issues.c.serial == serial)
    ).scalar_one()
    ids: list[str] = []
    for carried in revive(connection, issue_id, cut, carry_ids(old, cut)):
        ids.append(carried or f"{issue_id}n{following}")
        following += not carried
    connection.execute(sa.delete(notices).where(notices.c.issue == serial))
    connection.execute(sa.delete(findings).where(findings.c.issue == serial))
    for step in {notice.step.key: notice.step for notice in cut}.values():
        record_step(connection, step)
    for sequence, (notice_id, notice) in enumerate(zip(ids, cut, strict=True), start=1):
        connection.execute(
            sa.insert(notices).values(notice_values(replace(notice, id=notice_id, sequence=sequence), serial))
        )
    for finding in found:
        values = {"code": finding.code, "message": finding.message, "page_id": finding.page_id}
        connection.execute(sa.insert(findings).values(issue=serial, box=finding.box, **values))
    connection.execute(
        sa.update(issues)
        .where(issues.c.serial == serial)
        .values(next_notice=following, cut_fingerprint=fingerprint)
    )
    bury(connection, issue_id, old, cut, ids)
    apply_corrections(connection, issue_id)
    return ids


def cut_fingerprint(reading_ids: Sequence[int], step: Step, rulings: Sequence[int] = ()) -> str:
    """Names what a cut was made from: the readings in page order, the step, and the corrections by people that say
    where notices begin (their ids). Equal: nothing to do again.
    """
    made_from = [list(reading_ids), step.key, *([list(rulings)] if rulings else [])]
    return hashlib.sha256(as_json(made_from).encode()).hexdigest()


def known_fingerprint(connection: Connection, issue_id: str) -> str:
    """The fingerprint of the issue's present cut; empty when it was never cut."""
    query = sa.select(issues.c.cut_fingerprint).where(issues.c.serial == issue_serial(issue_id))
    return str(connection.execute(query).scalar() or "")


def get_notice(connection: Connection, notice_id: str) -> Notice:
    """The notice. Raises Gone when there was one that a newer cut did not find again, else NotHeld."""
    found = get_notices(connection, [notice_id])
    if notice_id not in found:
        raise absent(connection, notice_id)
    return found[notice_id]


def get_notices(connection: Connection, ids: Iterable[str]) -> dict[str, Notice]:
    """The notices with these ids; unknown ids are left out."""
    wanted = [notice_id for notice_id in ids if NOTICE_ID.fullmatch(notice_id)]
    found: dict[str, Notice] = {}
    for start in range(0, len(wanted), IDS_AT_A_TIME):
        for notice in load_notices(connection, notices.c.id.in_(wanted[start : start + IDS_AT_A_TIME])):
            found[notice.id] = notice
    return found


def issue_notices(connection: Connection, issue_id: str) -> list[Notice]:
    """The notices of an issue in printed order."""
    return list(load_notices(connection, notices.c.issue == issue_serial(issue_id)))


def all_notices(connection: Connection) -> Iterator[Notice]:
    """Every notice, by issue and printed order, fetched in pieces."""
    yield from load_notices(connection, sa.true())


def issue_findings(connection: Connection, issue_id: str) -> list[Finding]:
    """What a person should look at in this issue."""
    query = sa.select(findings).where(findings.c.issue == issue_serial(issue_id)).order_by(findings.c.id)
    return [
        Finding(
            issue_id=issue_id,
            code=row["code"],
            message=row["message"],
            page_id=row["page_id"],
            box=tuple(row["box"]) if row["box"] else None,
        )
        for row in connection.execute(query).mappings()
    ]
