"""What was cut from the pages of an issue: the types that `cut` returns.

A `Section` is one notice as the pages show it. A field the pages do not give is empty (``""``, ``()``
or None), never guessed. Offsets count Unicode characters.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ocr.geometry import Box
from ocr.grammar.clauses import Clause
from ocr.page import Step


@dataclass(frozen=True, slots=True)
class Span:
    """Where a run of characters of a section's field was read.

    ``field_text[start:end]`` stands at ``pages[page].lines[line].text[offset:offset + end - start]``.
    `field` is ``"title"``, ``"text"``, ``"doc_number"``, ``"date"``, ``"issuers"``, ``"signature"``, ``"addressee"``,
    ``"attachments.N.title"``, ``"attachments.N.text"`` or ``"attachments.N.table.ROW.COLUMN"``
    (all count from 0). `page` and `line` count from 0 in what was passed to `cut`.
    """

    field: str
    start: int
    end: int
    page: int
    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field has its value: the print it rests on and the rule that read it."""

    field: str
    value: str
    printed: str
    rule: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Attachment:
    """A 附件: its title as printed, its text, and its table if it is one.

    `pages` are the first and last page it stands on (from 0, both included). `table` has rows of cells, in
    reading order, as read, every row as long as the others; None when the attachment is not a table. `label` is its
    number as printed (附件1), empty when it has none. `clauses` are those of `text`, their anchors begin with
    ``att_1__``. The first `head_rows` rows of the table name its columns; `merged` are its cells over several rows or
    columns: first row and column from 0, how many of each; the text stands in the first place, the others are empty.
    """

    title: str
    text: str
    pages: tuple[int, int]
    table: tuple[tuple[str, ...], ...] | None = None
    label: str = ""
    clauses: tuple[Clause, ...] = ()
    head_rows: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """What a notice says about another one.

    `kind`: one of `repeals, repeals_in_part, amends, replaces, suspends, expires, based_on, forwards,
    interprets`. `target` is a canonical number where one can be read, else the title as printed.
    `scope` is empty for the whole, else the part as printed (附件2、4、8、9), and `parts` the same as anchors
    (``att_2``, ``art_5__para_2``; see `ocr.grammar.scopes`), empty when the scope is only words. `evidence` is the
    clause, letter for letter as it stands in the text. `date` is the day from which it works where the notice names
    one, None: with the notice's own effect.
    """

    kind: str
    target: str
    scope: str
    evidence: str
    date: dt.date | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One notice.

    `text` is the body without title, number, signature, date, running heads and page numbers, one
    paragraph a line. `signature` is who signed (署名: offices, persons), a line each, as printed, without the date.
    `expiry_date` is the last day of force by the notice's own words.
    `doc_number` is canonical, `doc_number_printed` as printed; likewise the dates
    (`date_printed` as printed). `addressee` is to whom it is sent (主送机关), as printed, without the colon behind it;
    its line is in `text`, too. `date_edtf` is what is known of the date, also where `date` is None for want of a
    day (1952-03, 1952-03-XX), see `ocr.grammar.dates.printed_date.PrintedDate`.
    `kind` is the 文种 as printed (公告, 令, 訓令, notice, circular …).
    `pages` are the first and last page (from 0, both included). `clauses` are those of `text`.
    `confidence` is 0..1: how sure the cut is.
    """

    title: str
    doc_number: str
    doc_number_printed: str
    kind: str
    issuers: tuple[str, ...]
    date: dt.date | None
    date_printed: str
    effective_date: dt.date | None
    expiry_date: dt.date | None
    text: str
    signature: str
    pages: tuple[int, int]
    attachments: tuple[Attachment, ...]
    cites: tuple[str, ...]
    relations: tuple[Relation, ...]
    clauses: tuple[Clause, ...]
    spans: tuple[Span, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    date_edtf: str = ""
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at, with the place. `code` is stable (``"text-outside-notices"`` …)."""

    code: str
    message: str
    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """All notices of an issue in printed order, what belongs to none, and the step that cut them."""

    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    step: Step
