"""A notice, as the API gives it. See `index.web.models`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import Field

from index.web.models import Answer, Box, IssueSummary, Mark


class ClauseOut(Answer):
    """A 章, 条, 款, 项 or 一、: ``text[start:end]``. Its page shows it at ``#anchor``."""

    level: str = Field(
        examples=["art"], description="part, chp, sec, art, para, head, item, point, sub or mark"
    )
    label: str = Field(examples=["第五条"])
    depth: int = Field(ge=0, examples=[1])
    start: int = Field(ge=0, examples=[120])
    end: int = Field(ge=0, examples=[180])
    anchor: str = Field(examples=["art_5"])


class AttachmentOut(Answer):
    """An attachment: `text`, and `table` (rows of cells) when it is one. `pages`: first and last page id."""

    label: str = Field(examples=["附件1"])
    title: str = Field(examples=["出口退税率调整表"])
    text: str | None = None
    clauses: list[ClauseOut] = Field(description="Clauses of `text`.")
    table: list[list[str]] | None = None
    head_rows: int = Field(default=0, ge=0, description="So many first rows of the table name its columns.")
    merged: list[list[int]] = Field(
        default=[], description="Cells over several rows or columns: row, column, how many of each."
    )
    pages: list[str] = Field(examples=[["i7p13", "i7p14"]])


class RelationOut(Answer):
    """What the notice says of another one."""

    kind: str = Field(
        examples=["repeals"],
        description="repeals, repeals_in_part, amends, replaces, suspends, expires, based_on, forwards or interprets",
    )
    target: str = Field(examples=["海关总署公告2003年第82号"])
    scope: str = Field(examples=[""])
    evidence: str = Field(examples=["海关总署公告2003年第82号同时废止"])
    date: dt.date | None = Field(
        examples=["2005-07-01"],
        description="The day from which it works; null: with the notice's own effect.",
    )
    parts: list[str] = Field(
        examples=[["att_2", "art_5__para_2"]],
        description="The scope as anchors of articles and attachments; empty for the whole.",
    )


class CorrectedOut(Answer):
    """A field that people changed: what was read there, and the last change."""

    field: str = Field(examples=["title"])
    read: Any = Field(examples=["关于调整部份商品出口退税率的公告"], description="What was read there.")
    correction: int = Field(ge=1, examples=[5], description="Number of the last change.")


class Region(Answer):
    """Where the notice stands on one page: a box for each column or tier of it, in reading order."""

    page: str = Field(examples=["i7p12"])
    sequence: int = Field(ge=1, examples=[12])
    width: int = Field(ge=0, examples=[2480])
    height: int = Field(ge=0, examples=[3508])
    boxes: list[Box]


class PlacedBoxOut(Answer):
    """A box on a page."""

    page: str = Field(examples=["i7p12"])
    box: Box


class PlacedMark(Mark):
    """A place of the query in the notice, and where that is on the page images (empty: not known)."""

    field: str = Field(
        examples=["text"], description="title, doc_number, text, attachments.N.title or attachments.N.text"
    )
    boxes: list[PlacedBoxOut]


class NoticeOut(Answer):
    """A notice, with the fields of `wengao export notices`, the regions it covers, and the hits of `?q=`."""

    id: str = Field(examples=["i7n3"])
    series: str = Field(examples=["海关总署文告"])
    issue: IssueSummary
    sequence: int = Field(ge=1, examples=[3])
    title: str = Field(examples=["关于调整部分商品出口退税率的公告"])
    doc_number: str = Field(examples=["海关总署公告2005年第15号"], description="Canonical form.")
    doc_number_printed: str = Field(examples=["海关总署公告２００５年第１５号"])
    kind: str = Field(examples=["公告"], description="The 文种 as printed.")
    issuers: list[str] = Field(examples=[["海关总署"]])
    date: dt.date | None = Field(examples=["2005-04-25"])
    date_printed: str = Field(examples=["二○○五年四月二十五日"])
    date_edtf: str = Field(
        examples=["2005-04-25", "1952-03-XX"],
        description="What is known of the date (EDTF level 1), also without a day.",
    )
    addressee: str = Field(examples=["各直属海关"], description="To whom it is sent (主送机关), as printed.")
    effective_date: dt.date | None = Field(examples=["2005-05-01"])
    expiry_date: dt.date | None = Field(
        examples=["2005-10-31"], description="Last day of force, by its own words."
    )
    pages: list[str] = Field(examples=[["i7p12", "i7p14"]], description="First and last page id.")
    text: str
    signature: str = Field(examples=["海关总署"], description="Who signed, a line each, as printed.")
    attachments: list[AttachmentOut]
    cites: list[str] = Field(examples=[["海关总署公告2003年第82号"]])
    relations: list[RelationOut]
    clauses: list[ClauseOut]
    confidence: float = Field(ge=0, le=1, examples=[0.94])
    disclosure: str = Field(examples=["主动公开"])
    corrected: list[CorrectedOut]
    provenance: dict[str, Any] = Field(
        description="Which step cut it, from which readings, on what evidence; where its characters stand."
    )
    regions: list[Region]
    highlights: list[PlacedMark] = Field(description="Places of `q`, empty without it.")
    url: str = Field(examples=["/zh-hans/notices/i7n3"])
