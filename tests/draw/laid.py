"""An issue laid out, before any page of it is inked."""

from __future__ import annotations

from dataclasses import dataclass

from draw.notice import Notice
from draw.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Laid:
    """Sheets in order and the notices on them; `date` is the issue's own, ISO."""

    series: str
    title: str
    number: str
    date: str
    sheets: tuple[Sheet, ...]
    notices: tuple[Notice, ...]
