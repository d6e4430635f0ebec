"""Notices: what was cut from an issue. A new cut replaces the old one and carries the ids over."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from archive.errors import NotHeld
from archive.holdings import IDS_AT_A_TIME, get_issue, issue_serial
from archive.notice_records import Attachment, Clause, Evidence, Finding, Notice, Relation, Span
from archive.readings import record_step
from archive.records import Step, as_json
from archive.tables import findings, issues, notices, steps

ROWS_AT_A_TIME = 500
"""Notices fetched at a time: one is some 5 kB."""

_ISSUE_COLUMNS = [
    issues.c[name].label(f"issue_{name}") for name in ("series", "title", "number", "date", "archival_no")
]
"""What a notice shows of its issue: part of its revision, or a manifest that comes later would go unseen."""

_NOTICE_ID = re.compile(r"i[1-9][0-9]{0,9}n[1-9][0-9]{0,9}")


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
    Raises NotHeld when there is no such issue.
    """
    serial = issue_serial(get_issue(connection, issue_id).id)
    old = issue_notices(connection, issue_id)
    following = connection.execute(
        sa.select(issues.c.next_notice).where(issues.c.serial == serial)
    ).scalar_one()
    ids: list[str] = []
    for carried in carry_ids(old, cut):
        ids.append(carried or f"{issue_id}n{following}")
        following += not carried
    connection.execute(sa.delete(notices).where(notices.c.issue == serial))
    connection.execute(sa.delete(findings).where(findings.c.issue == serial))
    for step in {notice.step.key: notice.step for notice in cut}.values():
        record_step(connection, step)
    for sequence, (notice_id, notice) in enumerate(zip(ids, cut, strict=True), start=1):
        connection.execute(
            sa.insert(notices).values(_row(replace(notice, id=notice_id, sequence=sequence), serial))
        )
    for finding in found:
        values = {"code": finding.code, "message": finding.message, "page_id": finding.page_id}
        connection.execute(sa.insert(findings).values(issue=serial, box=finding.box, **values))
    connection.execute(
        sa.update(issues)
        .where(issues.c.serial == serial)
        .values(next_notice=following, cut_fingerprint=fingerprint)
    )
    return ids


def carry_ids(old: Sequence[Notice], new: Sequence[Notice]) -> list[str | None]:
    """For each notice of a new cut the id of the old notice it continues, or None. No id is given twice."""
    free = {notice.id: notice for notice in old}
    carried: list[str | None] = [None] * len(new)
    for same in (_same_text, _same_number, _same_place):
        for position, notice in enumerate(new):
            if carried[position] is None:
                match = next((item for item in free.values() if same(item, notice)), None)
                if match is not None:
                    carried[position] = match.id
                    del free[match.id]
    return carried


def _same_text(a: Notice, b: Notice) -> bool:
    return a.pages[0] == b.pages[0] and (a.doc_number, a.title, a.text) == (b.doc_number, b.title, b.text)


def _same_number(a: Notice, b: Notice) -> bool:
    return a.pages[0] == b.pages[0] and bool(a.doc_number) and a.doc_number == b.doc_number


def _same_place(a: Notice, b: Notice) -> bool:
    told_apart = a.doc_number and b.doc_number and a.doc_number != b.doc_number
    return not told_apart and _start(a) is not None and _start(a) == _start(b)


def _start(notice: Notice) -> tuple[str, int] | None:
    first = min(notice.spans, key=lambda span: (span.page_id != notice.pages[0], span.line), default=None)
    return (first.page_id, first.line) if first else None


def cut_fingerprint(reading_ids: Sequence[int], step: Step) -> str:
    """Names what a cut was made from: the readings in page order and the step. Equal: nothing to do again."""
    return hashlib.sha256(as_json([list(reading_ids), step.key]).encode()).hexdigest()


def known_fingerprint(connection: Connection, issue_id: str) -> str:
    """The fingerprint of the issue's present cut; empty when it was never cut."""
    query = sa.select(issues.c.cut_fingerprint).where(issues.c.serial == issue_serial(issue_id))
    return str(connection.execute(query).scalar() or "")


def get_notice(connection: Connection, notice_id: str) -> Notice:
    """The notice. Raises NotHeld."""
    found = get_notices(connection, [notice_id])
    if notice_id not in found:
        raise NotHeld(
            f"There is no notice {notice_id!r}.", "Notice ids look like i7n3; `wengao search` shows them."
        )
    return found[notice_id]


def get_notices(connection: Connection, ids: Iterable[str]) -> dict[str, Notice]:
    """The notices with these ids; unknown ids are left out."""
    wanted = [notice_id for notice_id in ids if _NOTICE_ID.fullmatch(notice_id)]
    found: dict[str, Notice] = {}
    for start in range(0, len(wanted), IDS_AT_A_TIME):
        for notice in _load(connection, notices.c.id.in_(wanted[start : start + IDS_AT_A_TIME])):
            found[notice.id] = notice
    return found


def issue_notices(connection: Connection, issue_id: str) -> list[Notice]:
    """The notices of an issue in printed order."""
    return list(_load(connection, notices.c.issue == issue_serial(issue_id)))


def all_notices(connection: Connection) -> Iterator[Notice]:
    """Every notice, by issue and printed order, fetched in pieces."""
    yield from _load(connection, sa.true())


def revisions(connection: Connection) -> dict[str, str]:
    """The revision of every notice by id: what the index compares itself with."""
    query = sa.select(notices.c.id, notices.c.revision, *_ISSUE_COLUMNS).join_from(notices, issues)
    return {row["id"]: _revision(row) for row in connection.execute(query).mappings()}


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


def _row(notice: Notice, serial: int) -> dict[str, Any]:
    values = asdict(notice)
    first, last = values.pop("pages")
    step: Step = notice.step
    for name in ("issue_id", "step", "revision"):
        values.pop(name)
    seen = {
        **values,
        "date": str(notice.date),
        "effective_date": str(notice.effective_date),
        "expiry_date": str(notice.expiry_date),
        "pages": [first, last],
        "step": step.key,
    }
    revision = hashlib.sha256(as_json(seen).encode()).hexdigest()
    return {
        **values,
        "issue": serial,
        "first_page": first,
        "last_page": last,
        "step": step.key,
        "revision": revision,
    }


def _load(connection: Connection, condition: sa.ColumnElement[bool]) -> Iterator[Notice]:
    query = (
        sa.select(notices, *_ISSUE_COLUMNS, steps.c.tool, steps.c.version, steps.c.settings)
        .join(steps, steps.c.key == notices.c.step)
        .join(issues, issues.c.serial == notices.c.issue)
        .where(condition)
        .order_by(notices.c.issue, notices.c.sequence)
        .execution_options(yield_per=ROWS_AT_A_TIME)
    )
    for row in connection.execute(query).mappings():
        yield _notice(row)


def _notice(row: RowMapping) -> Notice:
    return Notice(
        id=row["id"],
        issue_id=f"i{row['issue']}",
        sequence=row["sequence"],
        title=row["title"],
        doc_number=row["doc_number"],
        doc_number_printed=row["doc_number_printed"],
        kind=row["kind"],
        issuers=tuple(row["issuers"]),
        date=row["date"],
        date_printed=row["date_printed"],
        effective_date=row["effective_date"],
        expiry_date=row["expiry_date"],
        pages=(row["first_page"], row["last_page"]),
        text=row["text"],
        signature=row["signature"],
        attachments=tuple(_attachment(value) for value in row["attachments"]),
        cites=tuple(row["cites"]),
        relations=tuple(Relation(**value) for value in row["relations"]),
        clauses=tuple(Clause(**value) for value in row["clauses"]),
        spans=tuple(Span(**value) for value in row["spans"]),
        evidence=tuple(Evidence(**{**value, "box": tuple(value["box"])}) for value in row["evidence"]),
        confidence=row["confidence"],
        disclosure=row["disclosure"],
        readings=tuple(row["readings"]),
        step=Step(row["tool"], row["version"], row["settings"]),
        revision=_revision(row),
    )


def _revision(row: RowMapping) -> str:
    seen = [row["revision"], *(str(row[column.name]) for column in _ISSUE_COLUMNS)]
    return hashlib.sha256(as_json(seen).encode()).hexdigest()


def _attachment(value: dict[str, Any]) -> Attachment:
    table = value["table"]
    return Attachment(
        title=value["title"],
        text=value["text"],
        pages=tuple(value["pages"]),
        table=None if table is None else tuple(tuple(row) for row in table),
    )
