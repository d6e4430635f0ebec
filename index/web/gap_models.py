"""What is missing, and what does not fit together. See `index.web.models`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from index.web.models import Answer

Run = Annotated[list[int], Field(min_length=2, max_length=2, examples=[[70, 70]])]
"""First and last of a run of numbers, both included."""


class CitedNumberOut(Answer):
    """A number that no notice here has; `by` are ids of notices that cite it."""

    number: str = Field(examples=["海关总署公告2003年第82号"])
    by: list[str] = Field(examples=[["i7n3"]])


class NumberSeriesOut(Answer):
    """A series of document numbers. `first` and `last` bound those known to have been given out."""

    series: str = Field(examples=["海关总署公告2019年第…号"])
    year: int | None = Field(examples=[2019], description="None: counted through the years.")
    held: int = Field(ge=0, examples=[68])
    first: int = Field(ge=0, examples=[1])
    last: int = Field(ge=0, examples=[71])
    missing: list[Run]
    cited: list[CitedNumberOut]


class IssueRunOut(Answer):
    """Issues of a year, of a volume, or counted since the first one (`within` is 总第)."""

    series: str = Field(examples=["海关总署文告"])
    within: str = Field(examples=["2005年"])
    held: int = Field(ge=0, examples=[3])
    last: int = Field(ge=0, examples=[4])
    missing: list[Run]
    twice: list[int] = Field(description="Numbers that two issues have.", examples=[[3]])


class MissingOut(Answer):
    """What ought to exist and is not held, as far as what is held tells."""

    numbers: list[NumberSeriesOut]
    issues: list[IssueRunOut]


class DiscrepancyOut(Answer):
    """Something that does not fit. `code` is stable, `message` is English; `notices` are the ids concerned."""

    code: str = Field(examples=["number-twice"])
    message: str = Field(examples=["海关总署公告2019年第70号: i7n3 关于甲的公告 · i9n1 关于乙的公告"])
    notices: list[str] = Field(examples=[["i7n3", "i9n1"]])
    issue: str = Field(examples=["i7"])


class DiscrepancyList(Answer):
    """Discrepancies by code. `counts` are those of every code, whatever was asked for; `next` as in a search."""

    total: int = Field(ge=0, examples=[12])
    counts: dict[str, int]
    items: list[DiscrepancyOut]
    next: str | None = Field(examples=["100"])
