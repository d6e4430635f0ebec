"""What a search answers. See `index.web.models`."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from index.web.models import Answer, Mark, Message


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
