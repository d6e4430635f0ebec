"""Corrections applied to notices as they were read. Nothing is lost: what no longer fits is kept, and told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from archive.correction_records import (
    DATE_FIELDS,
    FIELDS,
    LIST_FIELDS,
    TEXT_FIELDS,
    Conflict,
    Correction,
    CorrectionKind,
    Verdict,
)
from archive.notice_records import Attachment, Clause, Corrected, Notice, Relation
from archive.text_edits import moved_places, moved_spans, put_in

_PART = re.compile(r"attachments\.(\d{1,4})\.(?:(title|text)|table\.(\d{1,5})\.(\d{1,4}))")


def correctable(notice: Notice, field: str) -> bool:
    """Is `field` one that can be corrected, and does the notice have it (``attachments.2.title``)?"""
    try:
        shown(notice, field)
    except (KeyError, IndexError):
        return False
    return True


def shown(notice: Notice, field: str) -> Any:
    """The value of a field that can be corrected, as JSON. Raises KeyError for others, IndexError for no such part."""
    if field in FIELDS:
        value = getattr(notice, field)
        if field in LIST_FIELDS:
            return list(value)
        return value.isoformat() if isinstance(value, dt.date) else value
    match = _PART.fullmatch(field)
    if match is None:
        raise KeyError(field)
    attachment = notice.attachments[int(match[1])]
    if match[2]:
        return getattr(attachment, match[2])
    if attachment.table is None:
        raise IndexError(field)
    return attachment.table[int(match[3])][int(match[4])]


def with_corrections(notice: Notice, corrections: Sequence[Correction]) -> tuple[Notice, list[Conflict]]:
    """The notice as people say it is, of the notice as read; what no longer fits is among the conflicts.

    `corrections` are those of this notice that are not undone, oldest first; those of `HEAD` are left to the cut. A
    corrected field keeps its value when it is read anew; a reading unlike the one the person saw, and unlike
    what the person wrote, is a conflict (``correction-conflict``): the person's word stands until a person decides.
    """
    changed = notice
    conflicts: list[Conflict] = []
    marks: dict[str, Corrected] = {}
    for correction in corrections:
        if correction.kind is CorrectionKind.FIELD:
            if not correctable(notice, correction.field):
                conflicts.append(_conflict(correction, "the notice no longer has this part"))
                continue
            before = shown(changed, correction.field)
            after, told = _settled(correction, before, _is_last(correction, corrections))
            if told:
                conflicts.append(_conflict(correction, told))
            changed = _set(changed, correction.field, before, after)
            marks[correction.field] = Corrected(
                correction.field, shown(notice, correction.field), correction.id
            )
        elif correction.kind is CorrectionKind.RELATION:
            changed, told = _with_relation(changed, correction)
            if told:
                conflicts.append(_conflict(correction, told))
            marks["relations"] = Corrected("relations", [r.target for r in notice.relations], correction.id)
    return replace(changed, corrected=tuple(marks.values())), conflicts


def _is_last(correction: Correction, corrections: Sequence[Correction]) -> bool:
    return correction.id == max(c.id for c in corrections if c.field == correction.field)


def _settled(correction: Correction, before: Any, last: bool) -> tuple[Any, str]:
    """The value that `before` gets, and what to tell of it. Of several on a field the last one is held to account."""
    if correction.field in TEXT_FIELDS or correction.field.startswith("attachments."):
        edited = put_in(str(correction.was), str(correction.value), str(before))
        return edited.text, f"{edited.clashes} places are read in a third way" if edited.clashes else ""
    if last and before not in (correction.was, correction.read, correction.value):
        return correction.value, f"now read as {before!r}, corrected from {correction.read!r}"
    return correction.value, ""


def _set(notice: Notice, field: str, before: Any, after: Any) -> Notice:
    change: dict[str, Any] = {field: after}
    if field in DATE_FIELDS:
        change = {field: None if after is None else dt.date.fromisoformat(after)}
        if field == "date":
            change["date_edtf"] = after or ""
        return replace(notice, **change)
    if field in LIST_FIELDS:
        kept = [span for span in notice.spans if span.field != field or before == after]
        change = {field: tuple(after), "spans": tuple(kept)}
        return replace(notice, **change)
    spans = [span for span in notice.spans if span.field != field]
    if field in TEXT_FIELDS or field.startswith("attachments."):
        spans += moved_spans([span for span in notice.spans if span.field == field], before, after)
    if field in FIELDS:
        change["spans"] = tuple(spans)
        notice = replace(notice, **change)
        return _with_moved_clauses(notice, before, after) if field == "text" else notice
    place = _PART.fullmatch(field)
    assert place is not None
    attachments = list(notice.attachments)
    attachments[int(place[1])] = _with_part(attachments[int(place[1])], place, after)
    return replace(notice, attachments=tuple(attachments), spans=tuple(spans))


def _with_part(attachment: Attachment, place: re.Match[str], value: str) -> Attachment:
    if place[2] == "title":
        return replace(attachment, title=value)
    if place[2] == "text":
        clauses = _moved_clauses(attachment.clauses, attachment.text, value)
        return replace(attachment, text=value, clauses=clauses)
    rows = [list(row) for row in attachment.table or ()]
    rows[int(place[3])][int(place[4])] = value
    return replace(attachment, table=tuple(tuple(row) for row in rows))


def _with_moved_clauses(notice: Notice, before: str, after: str) -> Notice:
    return replace(notice, clauses=_moved_clauses(notice.clauses, before, after))


def _moved_clauses(clauses: Sequence[Clause], before: str, after: str) -> tuple[Clause, ...]:
    moved = iter(moved_places([place for c in clauses for place in (c.start, c.end)], before, after))
    return tuple(replace(c, start=next(moved), end=next(moved)) for c in clauses)


def _with_relation(notice: Notice, correction: Correction) -> tuple[Notice, str]:
    wanted = Relation.of(correction.value)
    same = [relation for relation in notice.relations if _key(relation) == _key(wanted)]
    if correction.field == Verdict.REJECTED:
        return replace(notice, relations=tuple(r for r in notice.relations if r not in same)), ""
    if same:
        return notice, ""
    told = "no longer found in the text" if correction.field == Verdict.CONFIRMED else ""
    return replace(notice, relations=(*notice.relations, wanted)), told


def _key(relation: Relation) -> tuple[str, str, str]:
    return (relation.kind, relation.target, relation.scope)


def _conflict(correction: Correction, told: str) -> Conflict:
    said = f"Correction {correction.id} of {correction.notice_id} by {correction.who} ({correction.field})"
    return Conflict("correction-conflict", f"{said}: {told}; the correction stands.", correction)
