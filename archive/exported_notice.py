"""A notice as a row of plain values, in the form promised to outsiders, and such a row as a notice again.

`NOTICE_FIELDS` is that promise (docs/reference.md); fields may be added, never renamed. Nothing that the archive keeps
of a notice is missing from its row: `notice_of` gives an equal notice back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from archive.notice_records import Attachment, Clause, Corrected, Evidence, Notice, Relation, Span
from archive.records import Issue, Step

NOTICE_FIELDS = (
    "id",
    "series",
    "issue",
    "sequence",
    "title",
    "doc_number",
    "doc_number_printed",
    "kind",
    "issuers",
    "date",
    "date_printed",
    "date_edtf",
    "addressee",
    "effective_date",
    "expiry_date",
    "pages",
    "text",
    "signature",
    "attachments",
    "cites",
    "relations",
    "clauses",
    "confidence",
    "disclosure",
    "corrected",
    "provenance",
)

_OF_TABLES = ("table", "head_rows", "merged")
"""Fields of an attachment that only a table has."""


def issue_summary(issue: Issue) -> dict[str, Any]:
    """An issue in short: id, title, number, date."""
    return {
        "id": issue.id,
        "title": issue.title,
        "number": issue.number,
        "date": issue.date.isoformat() if issue.date else None,
    }


def notice_row(issue: Issue, notice: Notice) -> dict[str, Any]:
    """A notice as `NOTICE_FIELDS`: dates ISO or None, `pages` page ids [first, last]."""
    return {
        "id": notice.id,
        "series": issue.series,
        "issue": issue_summary(issue),
        "sequence": notice.sequence,
        "title": notice.title,
        "doc_number": notice.doc_number,
        "doc_number_printed": notice.doc_number_printed,
        "kind": notice.kind,
        "issuers": list(notice.issuers),
        "date": notice.date.isoformat() if notice.date else None,
        "date_printed": notice.date_printed,
        "date_edtf": notice.date_edtf,
        "addressee": notice.addressee,
        "effective_date": notice.effective_date.isoformat() if notice.effective_date else None,
        "expiry_date": notice.expiry_date.isoformat() if notice.expiry_date else None,
        "pages": list(notice.pages),
        "text": notice.text,
        "signature": notice.signature,
        "attachments": [_attachment_row(attachment) for attachment in notice.attachments],
        "cites": list(notice.cites),
        "relations": [
            {**asdict(relation), "date": relation.date or None, "parts": list(relation.parts)}
            for relation in notice.relations
        ],
        "clauses": [asdict(clause) for clause in notice.clauses],
        "confidence": notice.confidence,
        "disclosure": notice.disclosure,
        "corrected": [asdict(item) for item in notice.corrected],
        "provenance": {
            "step": asdict(notice.step),
            "readings": list(notice.readings),
            "evidence": [{**asdict(evidence), "box": list(evidence.box)} for evidence in notice.evidence],
            "spans": [asdict(span) for span in notice.spans],
            "revision": notice.revision,
        },
    }


def notice_of(row: Mapping[str, Any]) -> Notice:
    """The notice of a row as `notice_row` makes it, a line of ``wengao export notices`` read back.

    Raises KeyError, TypeError or ValueError when `row` is no such row.
    """
    provenance = row["provenance"]
    return Notice(
        id=row["id"],
        issue_id=row["issue"]["id"],
        sequence=row["sequence"],
        title=row["title"],
        doc_number=row["doc_number"],
        doc_number_printed=row["doc_number_printed"],
        kind=row["kind"],
        issuers=tuple(row["issuers"]),
        date=_day(row["date"]),
        date_printed=row["date_printed"],
        effective_date=_day(row["effective_date"]),
        expiry_date=_day(row["expiry_date"]),
        pages=_pages(row["pages"]),
        text=row["text"],
        signature=row["signature"],
        attachments=tuple(_attachment(value) for value in row["attachments"]),
        cites=tuple(row["cites"]),
        relations=tuple(Relation.of({**value, "date": value["date"] or ""}) for value in row["relations"]),
        clauses=tuple(Clause(**value) for value in row["clauses"]),
        spans=tuple(Span(**value) for value in provenance["spans"]),
        evidence=tuple(Evidence(**{**value, "box": tuple(value["box"])}) for value in provenance["evidence"]),
        confidence=row["confidence"],
        disclosure=row["disclosure"],
        readings=tuple(provenance["readings"]),
        step=Step(**provenance["step"]),
        revision=provenance["revision"],
        date_edtf=row["date_edtf"],
        addressee=row["addressee"],
        corrected=tuple(Corrected(**value) for value in row["corrected"]),
    )


def _attachment_row(attachment: Attachment) -> dict[str, Any]:
    """Its fields; of one that is no table, without those of a table."""
    row = asdict(attachment)
    row |= {"pages": list(attachment.pages), "clauses": list(row["clauses"])}
    if attachment.table is None:
        return {name: value for name, value in row.items() if name not in _OF_TABLES}
    cells = [list(cells) for cells in attachment.table]
    return {**row, "table": cells, "merged": [list(cell) for cell in attachment.merged]}


def _attachment(value: Mapping[str, Any]) -> Attachment:
    given = dict(value)
    if "table" in given:
        given["table"] = tuple(tuple(row) for row in given["table"])
        given["merged"] = tuple(tuple(cell) for cell in given["merged"])
    given["clauses"] = tuple(Clause(**clause) for clause in given["clauses"])
    return Attachment(**{**given, "pages": _pages(value["pages"])})


def _pages(value: list[str]) -> tuple[str, str]:
    first, last = value
    return first, last


def _day(value: str | None) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value)
