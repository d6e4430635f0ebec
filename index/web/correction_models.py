"""Corrections, as the API takes and gives them. See `index.web.models`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from archive.correction_records import Verdict
from archive.correction_values import LONGEST
from index.web.models import Answer, Box

Why = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    Field(description="The reason: what the page shows, or who decided.", examples=["The page shows 68."]),
]


class Asked(BaseModel):
    """Base of what is sent: fields that are not known are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldAsked(Asked):
    """`field` is to be `value`: dates ISO or null, issuers a list, everything else text."""

    kind: Literal["field"]
    field: str = Field(
        max_length=100,
        examples=["doc_number"],
        description="title, text, signature, doc_number, doc_number_printed, kind, date_printed, disclosure, date, "
        "effective_date, expiry_date, issuers, attachments.N.title, attachments.N.text or attachments.N.table.R.C",
    )
    value: Annotated[str, StringConstraints(max_length=LONGEST)] | list[str] | None = Field(
        examples=["海关总署公告2009年第68号"]
    )
    why: Why


class RelationAsked(Asked):
    """A relation is confirmed, rejected or added."""

    kind: Literal["relation"]
    verdict: Verdict = Field(examples=["rejected"])
    relation: str = Field(max_length=40, examples=["repeals"])
    target: str = Field(max_length=500, examples=["海关总署公告2003年第82号"])
    scope: str = Field(default="", max_length=500, examples=["附件2"])
    why: Why


class BeginsAsked(Asked):
    """Another notice begins at the line in `box` on `page`."""

    kind: Literal["begins"]
    page: str = Field(max_length=40, examples=["i7p12"])
    box: Box
    why: Why


class ContinuesAsked(Asked):
    """The notice is part of the one printed before it."""

    kind: Literal["continues"]
    why: Why


CorrectionAsked = Annotated[
    FieldAsked | RelationAsked | BeginsAsked | ContinuesAsked, Field(discriminator="kind")
]


class CorrectionOut(Answer):
    """A correction on record. Who made it is kept, and not shown here.

    `was` is what the notice showed before, `value` what it is to be. `cut_again`: it says where a notice begins,
    and holds when the issue is cut again, by the next run.
    """

    id: int = Field(examples=[12])
    notice: str = Field(examples=["i7n3"])
    kind: str = Field(examples=["field"], description="field, relation or head")
    field: str = Field(
        examples=["doc_number"], description="Or confirmed, rejected, added; begins, continues."
    )
    was: Any = Field(examples=["海关总署公告2009年第69号"])
    value: Any = Field(examples=["海关总署公告2009年第68号"])
    page: str = Field(examples=["i7p12"])
    box: Box | None
    why: str = Field(examples=["The page shows 68."])
    made: dt.datetime = Field(examples=["2026-11-24T08:00:00Z"])
    undone: dt.datetime | None = Field(examples=[None])
    cut_again: bool = Field(examples=[False])


class CorrectionsOut(Answer):
    """The corrections of a notice, oldest first, those taken back included."""

    corrections: list[CorrectionOut]
