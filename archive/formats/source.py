"""The image file a reading belongs to, as far as a text file beside it has to name it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Page


@dataclass(frozen=True, slots=True)
class PageSource:
    """`file_name` is the master's path inside its batch, `frame` the page inside that file, from 0.

    `sequence` counts the page within its issue, from 1. `dpi` is what the file says of itself, None for unknown.
    """

    file_name: str
    sha256: str
    frame: int = 0
    sequence: int = 1
    dpi: float | None = None


def page_source(page: Page) -> PageSource:
    """The source of a page of the catalogue."""
    return PageSource(page.source_name, page.sha256, page.frame, page.sequence, page.dpi)
