"""What the API answers, as pydantic models: the OpenAPI document is made from these.

Field names are a promise to outsiders (docs/reference.md): fields may be added, never renamed. Offsets count
Unicode code points. Boxes are ``[x0, y0, x1, y1]``, half-open, in pixels of the master image set upright,
origin top left. Dates are ISO 8601, None when unknown; other unknown fields are empty.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

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
    continued_by: str | None = Field(
        default=None,
        description="Of a notice that is gone: the one that holds its text now.",
        examples=["i7n2"],
    )


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
