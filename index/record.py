"""What goes into the index, and what it needs back to show a hit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Indexable:
    """One notice as the index takes it.

    `doc_number` is canonical, `doc_number_printed` as printed. `attachments` has one text per attachment
    (its title, a newline, its text). `revision` names this state of the notice: when it changes, the notice
    has to be indexed again. Empty means not known, never a guess.
    """

    id: str
    title: str
    doc_number: str
    doc_number_printed: str
    kind: str
    issuers: tuple[str, ...]
    series: str
    date: date | None
    text: str
    attachments: tuple[str, ...]
    issue_id: str
    revision: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """The texts of one notice, as the catalogue keeps them; offsets of highlights count in these."""

    title: str
    doc_number: str
    text: str
    attachments: tuple[str, ...]

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Give each field's name, as highlights use it, with its text: attachments count from 0."""
        attachments = ((f"attachments.{n}", text) for n, text in enumerate(self.attachments))
        return (
            ("title", self.title),
            ("doc_number", self.doc_number),
            ("text", self.text),
            *attachments,
        )
