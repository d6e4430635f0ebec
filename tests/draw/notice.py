"""A notice as composed, before it is laid out: its facts and the pieces of print that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from draw.truth import RelationTruth


@dataclass(frozen=True, slots=True)
class Appendix:
    """An attachment: `title` may be empty; paragraphs come before the table; `table` row 0 is its head."""

    label: str
    title: str
    paragraphs: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Facts and print of one notice.

    `number_lines` are the lines the number is printed on (heading and number may stand apart). `body` are
    paragraphs; one that starts with ``\\f`` is a chapter heading, set centred. `tail` holds the articles of
    a 令, which follow its signature under `tail_title`. `number_first` tells whether the number stands
    above the title; `promulgated` is the line in brackets under the title of a 令 that tells number and date
    instead of a heading and a signature. `signers` are set right-aligned over the date; `sealed` of them get a seal.
    """

    title: str
    doc_number: str
    number_lines: tuple[str, ...]
    kind: str
    issuers: tuple[str, ...]
    signed: date
    date_printed: str
    effective: date | None
    body: tuple[str, ...]
    addressee: str = ""
    signers: tuple[str, ...] = ()
    sealed: bool = True
    number_first: bool = True
    show_title: bool = True
    tail: tuple[str, ...] = ()
    promulgated: str = ""
    appendices: tuple[Appendix, ...] = ()
    cites: tuple[str, ...] = ()
    relations: tuple[RelationTruth, ...] = ()

    @property
    def number_printed(self) -> str:
        """The number as printed, its lines joined; spaces only as printed between issuers or Latin
        words.
        """
        return "".join(self.number_lines).replace("\u3000", "") or self.doc_number

    @property
    def text(self) -> str:
        """The body as `ocr.section.Section.text` means it: addressee first, paragraphs by newline."""
        parts = [part for part in (self.promulgated, self.addressee, *self.body, *self.tail) if part]
        return "\n".join(part.removeprefix("\f").replace("\u3000", "") for part in parts)
