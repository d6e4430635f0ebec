"""Issues and pages, as the API gives them. See `index.web.models`."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from index.web.models import Answer, Box, IssueSummary


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
