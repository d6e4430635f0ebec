"""What a person said about a notice, kept beside what was read: who, when, why, and undone by whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.records import BoxList


class CorrectionKind(StrEnum):
    """What a correction is about.

    `FIELD`: a field of a notice. `RELATION`: what a notice does to another one. `HEAD`: where a notice begins.
    """

    FIELD = "field"
    RELATION = "relation"
    HEAD = "head"


class Verdict(StrEnum):
    """What a person says of a relation: it holds; it does not; it holds and was not found."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    ADDED = "added"


BEGINS, CONTINUES = "begins", "continues"
"""What a person says of a place on a page: a notice begins there, or the one above goes on."""

TEXT_FIELDS = ("title", "text", "signature")
"""Kept letter by letter: a change is put into a newer reading where it belongs, the rest of which stays."""
WORD_FIELDS = ("doc_number", "doc_number_printed", "kind", "date_printed", "disclosure")
DATE_FIELDS = ("date", "effective_date", "expiry_date")
"""Their values are ISO dates, or None for a notice that has none."""
LIST_FIELDS = ("issuers",)
FIELDS = (*TEXT_FIELDS, *WORD_FIELDS, *DATE_FIELDS, *LIST_FIELDS)
"""What can be corrected, and ``attachments.N.title``, ``attachments.N.text``, ``attachments.N.table.R.C`` (from 0)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as kept. Values are JSON.

    `notice_id`: the notice it was made on. `field`: for FIELD one of `FIELDS` or a part of an attachment; for
    RELATION a `Verdict`; for HEAD `BEGINS` or `CONTINUES`.
    `was`: what the notice showed when it was made, `read`: what had been read there, `value`: what it is
    to be (for RELATION the relation's kind, target, scope, evidence).
    `page_id`: where the notice began then; for a HEAD the page of the line in question, and `box` that line.
    `undone`: when it was taken back, by `undone_by`.
    """

    id: int
    issue_id: str
    notice_id: str
    kind: CorrectionKind
    field: str
    was: Any
    read: Any
    value: Any
    page_id: str
    box: BoxList | None
    who: str
    why: str
    made: dt.datetime
    undone: dt.datetime | None
    undone_by: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction that no longer fits what is read now: kept, and for a person to look at. `code` is stable."""

    code: str
    message: str
    correction: Correction
