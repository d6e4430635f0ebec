"""The head of a notice, and what speaks for it.

The weights were set on drawn issues, on issues set by hand in many printing houses' habits and on real pages; they
are listed in `Reason` so that the evidence of a cut can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

THRESHOLD = 2.5


class Reason(Enum):
    """What speaks for (or against) a line as the head of a notice; `WEIGHTS` says how much."""

    WHOLE_NUMBER = "whole-number"
    NUMBER_UNDER_MASTHEAD = "number-under-masthead"
    PART_OF_A_NUMBER = "part-of-a-number"
    PROMULGATION_UNDER_TITLE = "promulgation-under-title"
    TITLE_ONLY = "title-only"
    IN_CONTENTS = "in-contents"
    PERSON = "said-by-a-person"
    LARGE = "large"
    CENTRED = "centred"
    INDENTED = "indented"
    HEADING = "heading"
    SPACE_ABOVE = "space-above"
    AFTER_END = "after-end"
    PARTED = "parted"
    WITH_TITLE = "with-title"
    BEFORE_BODY = "before-body"
    WORN = "worn"
    AFTER_UNFINISHED_LINE = "after-unfinished-line"
    IN_A_LIST = "in-a-list"
    IN_TABLE = "in-table"
    IN_ATTACHMENT = "in-attachment"
    FULL_LINE = "full-line"


WEIGHTS = {
    Reason.WHOLE_NUMBER: 2.0,
    Reason.NUMBER_UNDER_MASTHEAD: 3.0,
    Reason.PART_OF_A_NUMBER: 1.0,
    Reason.PROMULGATION_UNDER_TITLE: 3.0,
    Reason.TITLE_ONLY: 1.5,
    Reason.IN_CONTENTS: 3.0,
    Reason.PERSON: 10.0,
    Reason.LARGE: 0.6,
    Reason.CENTRED: 1.5,
    Reason.INDENTED: 0.7,
    Reason.HEADING: 1.0,
    Reason.SPACE_ABOVE: 0.5,
    Reason.AFTER_END: 1.5,
    Reason.PARTED: 1.0,
    Reason.WITH_TITLE: 1.0,
    Reason.BEFORE_BODY: 1.0,
    Reason.WORN: -0.5,
    Reason.AFTER_UNFINISHED_LINE: -3.0,
    Reason.IN_A_LIST: -2.5,
    Reason.IN_TABLE: -4.0,
    Reason.IN_ATTACHMENT: -2.0,
    Reason.FULL_LINE: -1.0,
}


@dataclass(frozen=True, slots=True)
class Start:
    """The head of a notice: lines ``first`` .. ``body - 1`` of the stream, and why.

    `number` are the lines of masthead and number, `title` those of the title, `addressee` one that stands above the
    title as in the Republic's orders, `day` that of a date there (each may be empty).
    """

    first: int
    body: int
    number: tuple[int, ...]
    title: tuple[int, ...]
    addressee: tuple[int, ...]
    reasons: tuple[Reason, ...]
    day: tuple[int, ...] = ()

    @property
    def score(self) -> float:
        return sum(WEIGHTS[reason] for reason in self.reasons)
