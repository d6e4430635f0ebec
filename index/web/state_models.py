"""What is held, and whether all is well. See `index.web.models`."""

from __future__ import annotations

from pydantic import Field

from index.web.models import Answer


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
