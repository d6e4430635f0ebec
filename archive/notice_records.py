"""A notice as the archive keeps it: values, as in `archive.records`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.records import BoxList, Step

NOTICE_ID = re.compile(r"i[1-9][0-9]{0,9}n[1-9][0-9]{0,9}")
"""What ids of notices look like; nothing else is asked for in the database."""


@dataclass(frozen=True, slots=True)
class Span:
    """``field_text[start:end]`` stands at ``lines[line].text[offset:]`` of that page's reading."""

    field: str
    start: int
    end: int
    page_id: str
    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A 附件 of a notice. `pages` are page ids, first and last; `table` rows of cells, or None.

    `label` is its number as printed (附件1). Anchors of `clauses` begin with ``att_1__``. The first `head_rows` rows
    of the table name its columns; `merged` are cells over several rows or columns: first row and column from 0, how
    many of each, their text in the first place.
    """

    title: str
    text: str
    pages: tuple[str, str]
    table: tuple[tuple[str, ...], ...] | None = None
    label: str = ""
    clauses: tuple[Clause, ...] = ()
    head_rows: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """What a notice says of another: `kind` as in ``repeals``, `target` a canonical number or a title.

    `date` is the day from which it works, as ISO, where the notice names one; ``""``: with the notice's own effect.
    `parts` is the scope as anchors of clauses and attachments (``art_5__para_2``, ``att_2``), empty for the whole.
    """

    kind: str
    target: str
    scope: str
    evidence: str
    date: str = ""
    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Relation:
        """The relation of a JSON object; those kept before days and parts were read have neither."""
        return cls(**{**kept, "parts": tuple(kept.get("parts", ()))})


@dataclass(frozen=True, slots=True)
class Clause:
    """A 章, 条, 款, 项 or 一、 of a notice: ``text[start:end]`` with its label and the clauses within it.

    `anchor` (``art_5__para_2``) is unique in the notice; `level` is its last part's name; `depth` 0 for a clause
    in no other.
    """

    level: str
    label: str
    depth: int
    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The print a field rests on, and the rule that read it."""

    field: str
    value: str
    printed: str
    rule: str
    page_id: str
    box: BoxList


@dataclass(frozen=True, slots=True)
class Corrected:
    """A field that people changed, and what was read there: `read` is JSON, `correction` the id of the last change."""

    field: str
    read: Any
    correction: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice, cut from the readings of its issue's pages. Fields the pages do not give are empty.

    `date_edtf` is what is known of the date as EDTF level 1 (ISO 8601-2), also where `date` is None for want of a
    day: ``1952-03``, ``1952-03-XX``; with ``?`` where a character had to be mended.
    `addressee` is to whom it is sent (主送机关), as printed; its line is in `text`, too.
    `signature` is who signed (署名), a line each, as printed. `expiry_date` is the last day of force by the
    notice's own words.
    `pages` are page ids, first and last. `readings` are the derivative ids its spans point into.
    `disclosure` is 主动公开, 依申请公开, 不予公开 or empty. `step` cut it. `revision` changes whenever
    anything a reader could see changes, its issue's series, title, number, date and archival number included;
    the index compares it. `corrected` names the fields that people changed.
    """

    id: str
    issue_id: str
    sequence: int
    title: str
    doc_number: str
    doc_number_printed: str
    kind: str
    issuers: tuple[str, ...]
    date: dt.date | None
    date_printed: str
    effective_date: dt.date | None
    expiry_date: dt.date | None
    pages: tuple[str, str]
    text: str
    signature: str
    attachments: tuple[Attachment, ...]
    cites: tuple[str, ...]
    relations: tuple[Relation, ...]
    clauses: tuple[Clause, ...]
    spans: tuple[Span, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    disclosure: str
    readings: tuple[int, ...]
    step: Step
    revision: str = ""
    date_edtf: str = ""
    addressee: str = ""
    corrected: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about an issue that a person should look at."""

    issue_id: str
    code: str
    message: str
    page_id: str
    box: BoxList | None = None
