"""What a person can correct about a notice: a field, a relation, where it begins. Checked, then kept."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy.engine import Connection

from archive.corrected import correctable, shown
from archive.correction_records import (
    BEGINS,
    CONTINUES,
    FIELDS,
    Correction,
    CorrectionKind,
    Verdict,
)
from archive.correction_values import checked
from archive.corrections import keep
from archive.errors import NotCorrectable
from archive.holdings import issue_pages
from archive.notice_records import Evidence, Notice, Relation
from archive.notice_rows import load_as_read
from archive.notices import get_notice, issue_notices
from archive.records import BoxList
from archive.tables import notices

RELATION_KINDS = (
    "repeals", "repeals_in_part", "amends", "replaces", "suspends", "expires", "based_on", "forwards", "interprets",
)  # fmt: skip


def correct_field(
    connection: Connection, notice_id: str, field: str, value: Any, *, who: str, why: str
) -> Correction:
    """From now on `field` of the notice is `value` (as in `correction_records.FIELDS`; dates ISO, issuers a list).

    Raises NotHeld for an unknown notice, NotCorrectable for a field or value that cannot be, or nothing changed.
    """
    notice = get_notice(connection, notice_id)
    if not correctable(notice, field):
        raise NotCorrectable(
            f"Notice {notice_id} has no field {field!r} that can be corrected 此字段不可更正.",
            f"Fields: {', '.join(FIELDS)}, attachments.N.title, attachments.N.text, attachments.N.table.R.C.",
        )
    wanted = checked(field, value)
    if wanted == shown(notice, field):
        raise NotCorrectable(
            f"The {field} of {notice_id} is that already 与现值相同.", "Nothing needs to be corrected."
        )
    return keep(
        connection,
        notice.issue_id,
        notice_id,
        CorrectionKind.FIELD,
        field,
        was=shown(notice, field),
        read=shown(_as_read(connection, notice_id), field),
        value=wanted,
        page_id=notice.pages[0],
        who=who,
        why=why,
    )


def judge_relation(
    connection: Connection, notice_id: str, verdict: Verdict, relation: Relation, *, who: str, why: str
) -> Correction:
    """Confirm or reject a relation of the notice, or add one that was not found. Raises NotHeld, NotCorrectable."""
    notice = get_notice(connection, notice_id)
    same = [
        known
        for known in notice.relations
        if (known.kind, known.target) == (relation.kind, relation.target)
        and relation.scope in ("", known.scope)
    ]
    if verdict is Verdict.ADDED:
        if same or relation.kind not in RELATION_KINDS or not relation.target.strip():
            raise NotCorrectable(
                f"{notice_id} states this already 关系已存在." if same else "That is no relation 关系不成立.",
                "`wengao correct relation … confirm` confirms it."
                if same
                else f"Kinds: {', '.join(RELATION_KINDS)}; the target is a number or a title.",
            )
        same = [relation]
    elif len(same) != 1:
        listed = "; ".join(f"{r.kind} {r.target} {r.scope}".strip() for r in notice.relations) or "none"
        raise NotCorrectable(
            f"{notice_id} has {len(same)} relations {relation.kind} {relation.target!r} 关系不唯一或不存在.",
            f"It states: {listed}.",
        )
    return keep(
        connection,
        notice.issue_id,
        notice_id,
        CorrectionKind.RELATION,
        verdict.value,
        value=asdict(same[0]),
        page_id=notice.pages[0],
        who=who,
        why=why,
    )


def begin_here(
    connection: Connection, notice_id: str, page_id: str, box: BoxList, *, who: str, why: str
) -> Correction:
    """Another notice begins at this line of the notice (its box on the page): the issue is to be cut again there.

    Raises NotHeld, NotCorrectable when the place is on no page of the issue, or is its first line.
    """
    notice = get_notice(connection, notice_id)
    pages = {page.id: page for page in issue_pages(connection, notice.issue_id)}
    page = pages.get(page_id)
    if page is None:
        raise NotCorrectable(
            f"{page_id!r} is no page of the issue of {notice_id} 该页不在本期.",
            "Name a page that the notice stands on.",
        )
    if not (0 <= box[0] < box[2] <= page.width and 0 <= box[1] < box[3] <= page.height):
        raise NotCorrectable(
            f"{list(box)} is no place on page {page_id} 位置不在页内.",
            f"Give [x0, y0, x1, y1] in pixels; the page has {page.width} x {page.height}.",
        )
    head = _head(notice)
    if head is not None and (head.page_id, head.box) == (page_id, box):
        raise NotCorrectable(
            f"{notice_id} begins at this line already 该行已是起始行.",
            "Choose the line where the next notice begins.",
        )
    return _rule(connection, notice, BEGINS, page_id, box, who, why)


def continue_before(connection: Connection, notice_id: str, *, who: str, why: str) -> Correction:
    """The notice is part of the one printed before it. Raises NotHeld, NotCorrectable when there is none before."""
    notice = get_notice(connection, notice_id)
    head = _head(notice)
    if head is None or issue_notices(connection, notice.issue_id)[0].id == notice_id:
        raise NotCorrectable(
            f"No notice stands before {notice_id} in its issue 之前没有文告.",
            "Name the later one of the two that are to be one.",
        )
    return _rule(connection, notice, CONTINUES, head.page_id, head.box, who, why)


def _rule(
    connection: Connection, notice: Notice, word: str, page_id: str, box: BoxList, who: str, why: str
) -> Correction:
    return keep(
        connection,
        notice.issue_id,
        notice.id,
        CorrectionKind.HEAD,
        word,
        page_id=page_id,
        box=box,
        who=who,
        why=why,
    )


def _head(notice: Notice) -> Evidence | None:
    return next((item for item in notice.evidence if item.field == "start"), None)


def _as_read(connection: Connection, notice_id: str) -> Notice:
    return next(load_as_read(connection, notices.c.id == notice_id))
