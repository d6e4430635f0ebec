"""What the API answers, as pydantic models: the OpenAPI document is made from these.

Field names are a promise to outsiders (docs/reference.md): fields may be added, never renamed. Offsets count
Unicode code points. Boxes are ``[x0, y0, x1, y1]``, half-open, in pixels of the master image set upright,
origin top left. Dates are ISO 8601, None when unknown; other unknown fields are empty.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Box = Annotated[
    list[int],
    Field(
        min_length=4, max_length=4, description="[x0, y0, x1, y1] in pixels", examples=[[412, 300, 988, 351]]
    ),
]


class Answer(BaseModel):
    """Base of every answer: frozen, and nothing that is not named here gets out."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class InvalidParameter(Answer):
    """One parameter and what is wrong with it."""

    name: str = Field(examples=["from"])
    reason: str = Field(examples=["'2005-13' is not a date."])


class Problem(Answer):
    """An error, as RFC 9457 describes it (`application/problem+json`)."""

    type: str = Field(examples=["/docs#problem-not-held"], description="Names the kind of problem for good.")
    title: str = Field(examples=["Not held here"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no notice 'i7n99'."])
    instance: str = Field(examples=["/api/v1/notices/i7n99"])
    remedy: str | None = Field(default=None, examples=["Notice ids look like i7n3; search shows them."])
    errors: list[InvalidParameter] | None = Field(default=None, description="Each parameter at fault.")
    allowed: list[str] | None = Field(default=None, description="The parameters that this address knows.")


class Mark(Answer):
    """Characters `start` to `end` (half-open) of a text."""

    start: int = Field(ge=0, examples=[4])
    end: int = Field(ge=0, examples=[8])


class IssueSummary(Answer):
    """An issue in short."""

    id: str = Field(examples=["i7"])
    title: str = Field(examples=["海关总署文告 2005年第4期"])
    number: str = Field(examples=["2005年第4期"])
    date: dt.date | None = Field(examples=["2005-04-10"])


class Message(Answer):
    """Something to know about an answer. `code` is stable, `text` is English."""

    code: str = Field(examples=["unclosed-quote"])
    text: str = Field(examples=["A quotation mark was not closed; the rest is one phrase."])

    def __str__(self) -> str:
        return self.text


class SearchItem(Answer):
    """A notice found. `highlights` are the places of the query in `snippet`; `url` is its page for people.

    `snippet` is the piece of the text, or of an attachment, that shows best why the notice was found.
    """

    id: str = Field(examples=["i7n3"])
    title: str = Field(examples=["关于调整部分商品出口退税率的公告"])
    doc_number: str = Field(examples=["海关总署公告2005年第15号"])
    date: dt.date | None = Field(examples=["2005-04-25"])
    kind: str = Field(examples=["公告"])
    issuers: list[str] = Field(examples=[["海关总署"]])
    series: str = Field(examples=["海关总署文告"])
    issue: str = Field(examples=["i7"], description="Id of its issue.")
    snippet: str = Field(examples=["自2005年5月1日起，调整部分商品的出口退税率。"])
    highlights: list[Mark]
    url: str = Field(examples=["/zh-hans/notices/i7n3?q=%E5%87%BA%E5%8F%A3%E9%80%80%E7%A8%8E"])


class FacetValue(Answer):
    """A value and how many of the notices found have it."""

    value: str = Field(examples=["2005"])
    count: int = Field(ge=0, examples=[12])


class Facets(Answer):
    """How the notices found divide, by the values they have."""

    year: list[FacetValue]
    kind: list[FacetValue]
    issuer: list[FacetValue]
    series: list[FacetValue]


class SearchAnswer(Answer):
    """One page of a search. Ask again with `cursor` set to `next` for the following one; None: this is the last."""

    total: int = Field(ge=0, examples=[37])
    items: list[SearchItem]
    facets: Facets
    next: str | None = Field(examples=[None])
    messages: list[Message]


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

    title: str = Field(examples=["附件1：出口退税率调整表"])
    text: str | None = None
    table: list[list[str]] | None = None
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
    provenance: dict[str, Any] = Field(
        description="Which step cut it, from which readings, on what evidence."
    )
    regions: list[Region]
    highlights: list[PlacedMark] = Field(description="Places of `q`, empty without it.")
    url: str = Field(examples=["/zh-hans/notices/i7n3"])


class LineOut(Answer):
    """A line as read. `role`: text, heading, running_head, page_number, table_cell or seal."""

    text: str
    box: Box
    confidence: float = Field(ge=0, le=1, examples=[0.991])
    role: str = Field(examples=["text"])


class PageOut(Answer):
    """A page, as `wengao export pages` gives it. A page that has not been read has no lines and no engine."""

    id: str = Field(examples=["i7p12"])
    issue: str = Field(examples=["i7"])
    sequence: int = Field(ge=1, examples=[12])
    image_sha256: str = Field(description="SHA-256 of the master file as it was received.")
    source_name: str = Field(examples=["2005-04/0012.tif"], description="Path inside its batch.")
    frame: int = Field(ge=0, examples=[0])
    width: int = Field(ge=0, examples=[2480])
    height: int = Field(ge=0, examples=[3508])
    direction: str | None = Field(examples=["horizontal-tb"])
    lines: list[LineOut]
    engine: str | None = Field(examples=["rapidocr 3.10.0"])
    confidence: float | None = Field(examples=[0.987])


class IssueItem(IssueSummary):
    """An issue in a list."""

    series: str = Field(examples=["海关总署文告"])
    archival_no: str = Field(examples=["GJ-2005-004"], description="档号")
    rights: str = Field(examples=["public domain"])
    page_count: int = Field(ge=0, examples=[48])
    notice_count: int = Field(ge=0, examples=[17])


class IssueList(Answer):
    """Issues in the order they were first taken in. `next` as in a search."""

    total: int = Field(ge=0, examples=[263])
    items: list[IssueItem]
    next: str | None = Field(examples=["i50"])


class IssuePage(Answer):
    """A page of an issue in short."""

    id: str = Field(examples=["i7p12"])
    sequence: int = Field(ge=1, examples=[12])
    width: int
    height: int
    confidence: float | None = Field(description="Of its reading; None when it has not been read.")


class IssueNotice(Answer):
    """A notice of an issue in short."""

    id: str = Field(examples=["i7n3"])
    sequence: int = Field(ge=1, examples=[3])
    title: str
    doc_number: str
    kind: str
    date: dt.date | None
    pages: list[str]


class IssueOut(IssueItem):
    """An issue with its pages and notices in printed order."""

    pages: list[IssuePage]
    notices: list[IssueNotice]


class YearCount(Answer):
    """Notices dated in one year."""

    year: int = Field(examples=[2005])
    notices: int = Field(ge=0, examples=[82])


class PageCounts(Answer):
    """Pages held. `read` have a text, `failed` could not be read, `waiting` have not been tried or finished."""

    held: int = Field(ge=0)
    read: int = Field(ge=0)
    failed: int = Field(ge=0)
    waiting: int = Field(ge=0)


class NoticeCounts(Answer):
    """Notices cut from the pages read. `undated`: their date could not be read."""

    held: int = Field(ge=0)
    undated: int = Field(ge=0)
    by_year: list[YearCount]


class Coverage(Answer):
    """What is held today. Says nothing of what ought to exist."""

    issues: int = Field(ge=0)
    pages: PageCounts
    notices: NoticeCounts


class Health(Answer):
    """`ok` when the catalogue and the index both answer; the status code is 200 then, else 503."""

    status: str = Field(examples=["ok"])
    catalogue: str = Field(examples=["ok"])
    index: str = Field(examples=["ok"])
    version: str = Field(examples=["0.1.0"])
