"""The truth of an issue as a reader without a fault would read it."""

from __future__ import annotations

from draw.truth import IssueTruth
from ocr.line import Line
from ocr.page import PageText, Step


def as_printed(issue: IssueTruth) -> list[PageText]:
    """A reading of each page of `issue`: every line as it is printed, in order, with its role and block."""
    return [
        PageText(
            page.width,
            page.height,
            page.direction,
            tuple(Line(t.text, t.box, 1.0, t.role, page.direction, (), t.block) for t in page.lines),
            Step("truth", "1"),
            1.0,
        )
        for page in issue.pages
    ]
