"""An instrument mentioned in a sentence, and the marks that stand for mentions."""

from __future__ import annotations

from dataclasses import dataclass

NUMBER, TITLE, BARE, DATE, QUOTE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Marks: a number; a title with its number behind it; a title alone; a date; words in quotation marks."""


@dataclass(frozen=True, slots=True)
class Mention:
    """``sentence[start:end]`` means `target`: a canonical number (`numbered`), else a title as printed.

    `inner` is what stands in brackets behind a number that is in the brackets of a title: 附件1, 公布.
    """

    start: int
    end: int
    target: str
    numbered: bool
    inner: str = ""
