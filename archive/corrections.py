"""Corrections kept, taken back, and applied to the notices of their issue.

Where a notice begins (`rule_head`) is for the cut to apply: the issue is cut again. Everything else is applied here,
to the notices as they were read, each time one of them or the reading changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from archive.corrected import with_corrections
from archive.correction_records import Conflict, Correction, CorrectionKind
from archive.correction_values import refuse_unprintable
from archive.errors import NotCorrectable, NotHeld
from archive.holdings import issue_serial
from archive.notice_rows import load_as_read, notice_values
from archive.records import BoxList
from archive.tables import corrections, findings, issues, notices


def keep(
    connection: Connection,
    issue_id: str,
    notice_id: str,
    kind: CorrectionKind,
    field: str,
    *,
    page_id: str,
    who: str,
    why: str,
    was: Any = None,
    read: Any = None,
    value: Any = None,
    box: BoxList | None = None,
) -> Correction:
    """Keep a correction and apply it. Raises NotCorrectable when `who` or `why` is empty, or holds no text."""
    if not who.strip() or not why.strip():
        raise NotCorrectable(
            "A correction needs a name and a reason 更正须注明更正人与理由.",
            "Give both: who says so (--by), and why (--why).",
        )
    refuse_unprintable(who, why, value)
    query = sa.insert(corrections).returning(corrections.c.id)
    correction_id = connection.execute(
        query.values(
            issue=issue_serial(issue_id),
            notice=notice_id,
            kind=kind.value,
            field=field,
            was=was,
            read=read,
            value=value,
            page_id=page_id,
            box=box,
            who=who.strip(),
            why=why.strip(),
            made=datetime.now(UTC),
            undone=None,
            undone_by="",
        )
    ).scalar_one()
    correction = get_correction(connection, correction_id)
    _apply(connection, correction)
    return correction


def undo(connection: Connection, correction_id: int, who: str) -> Correction:
    """Take a correction back; it stays on record.

    Raises NotHeld, NotCorrectable when it was taken back before, or `who` is empty or holds no text.
    """
    refuse_unprintable(who)
    if not who.strip():
        raise NotCorrectable("Say who takes it back 须注明撤销人.", "Give a name (--by).")
    correction = get_correction(connection, correction_id)
    if correction.undone is not None:
        raise NotCorrectable(
            f"Correction {correction_id} was undone by {correction.undone_by} before 此更正已撤销.",
            "Make the correction again if it is to hold.",
        )
    connection.execute(
        sa.update(corrections)
        .where(corrections.c.id == correction_id)
        .values(undone=datetime.now(UTC), undone_by=who.strip())
    )
    _apply(connection, correction)
    return get_correction(connection, correction_id)


def get_correction(connection: Connection, correction_id: int) -> Correction:
    """The correction. Raises NotHeld."""
    query = sa.select(corrections).where(corrections.c.id == correction_id)
    held = 0 < correction_id < 2**31  # a larger number would not even reach the database
    row = connection.execute(query).mappings().first() if held else None
    if row is None:
        raise NotHeld(
            f"There is no correction {correction_id} 无此更正.", "`wengao correct list` shows them."
        )
    return _correction(row)


def list_corrections(
    connection: Connection, issue_id: str = "", notice_id: str = "", *, undone: bool = True
) -> list[Correction]:
    """Corrections (of an issue, of a notice), oldest first; without those taken back if not `undone`."""
    query = sa.select(corrections).order_by(corrections.c.id)
    if issue_id:
        query = query.where(corrections.c.issue == issue_serial(issue_id))
    if notice_id:
        query = query.where(corrections.c.notice == notice_id)
    if not undone:
        query = query.where(corrections.c.undone.is_(None))
    return [_correction(row) for row in connection.execute(query).mappings()]


def head_rulings(connection: Connection, issue_id: str) -> list[Correction]:
    """What people said about where notices of the issue begin, oldest first; none that was taken back."""
    kept = list_corrections(connection, issue_id, undone=False)
    return [correction for correction in kept if correction.kind is CorrectionKind.HEAD]


def _apply(connection: Connection, correction: Correction) -> None:
    if correction.kind is CorrectionKind.HEAD:
        connection.execute(
            sa.update(issues)
            .where(issues.c.serial == issue_serial(correction.issue_id))
            .values(cut_fingerprint="")
        )
    else:
        apply_corrections(connection, correction.issue_id)


def apply_corrections(connection: Connection, issue_id: str) -> None:
    """Make the issue's notices what people say they are; what no longer fits becomes findings."""
    serial = issue_serial(issue_id)
    kept = list_corrections(connection, issue_id, undone=False)
    said = [c for c in kept if c.kind is not CorrectionKind.HEAD]
    changed_before = connection.execute(
        sa.select(notices.c.id).where(notices.c.issue == serial, notices.c.as_read.is_not(None)).limit(1)
    ).first()
    if not said and changed_before is None:
        _tell(connection, serial, [])
        return
    conflicts: list[Conflict] = []
    held: set[str] = set()
    for notice in list(load_as_read(connection, notices.c.issue == serial)):
        held.add(notice.id)
        changed, told = with_corrections(notice, [c for c in said if c.notice_id == notice.id])
        conflicts += told
        values = notice_values(changed, serial, notice)
        connection.execute(
            sa.update(notices)
            .where(notices.c.id == notice.id, notices.c.revision != values["revision"])
            .values(values)
        )
    conflicts += [_without_notice(c) for c in said if c.notice_id not in held]
    _tell(connection, serial, conflicts)


def _without_notice(correction: Correction) -> Conflict:
    return Conflict(
        "correction-without-notice",
        f"Correction {correction.id} by {correction.who} ({correction.field}) was made on {correction.notice_id},"
        " which is no longer cut; it is kept and holds again when the notice comes back.",
        correction,
    )


def _tell(connection: Connection, serial: int, conflicts: Sequence[Conflict]) -> None:
    """The issue's findings about corrections are these."""
    codes = ("correction-conflict", "correction-without-notice")
    connection.execute(sa.delete(findings).where(findings.c.issue == serial, findings.c.code.in_(codes)))
    for conflict in conflicts:
        connection.execute(
            sa.insert(findings).values(
                issue=serial,
                code=conflict.code,
                message=conflict.message,
                page_id=conflict.correction.page_id,
                box=conflict.correction.box,
            )
        )


def _correction(row: RowMapping) -> Correction:
    return Correction(
        id=row["id"],
        issue_id=f"i{row['issue']}",
        notice_id=row["notice"],
        kind=CorrectionKind(row["kind"]),
        field=row["field"],
        was=row["was"],
        read=row["read"],
        value=row["value"],
        page_id=row["page_id"],
        box=tuple(row["box"]) if row["box"] else None,
        who=row["who"],
        why=row["why"],
        made=row["made"],
        undone=row["undone"],
        undone_by=row["undone_by"],
    )
