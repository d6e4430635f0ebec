"""From the catalogue to the texts that the index verifies and marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from archive import Archive
from archive.notice_records import Attachment, Notice
from archive.notices import get_notices
from index.record import SourceText
from index.web.marked import cell_ranges


def attachment_body(attachment: Attachment) -> str:
    """An attachment's text, and behind it the cells of its table, set apart by tabs, its rows by newlines.

    Cells that the text holds already are not added.
    """
    begins = table_begins(attachment)
    if begins is None or attachment.table is None:
        return attachment.text
    cells = "\n".join("\t".join(row) for row in attachment.table)
    return f"{attachment.text}\n{cells}" if begins else cells


def table_begins(attachment: Attachment) -> int | None:
    """Where in its body the cells of an attachment's table begin; None when it has none but those in its text."""
    if attachment.table is None:
        return None
    places = cell_ranges(attachment.text, attachment.table)
    if all(
        place or not cell
        for row, at in zip(attachment.table, places, strict=True)
        for cell, place in zip(row, at, strict=True)
    ):
        return None
    return len(attachment.text) + 1 if attachment.text else 0


def cell_at(attachment: Attachment, place: int) -> tuple[int, int, int] | None:
    """Row and column (from 0) of the cell that holds a place of the attachment's body, and the place where it begins.

    None for a place in the text, or between cells.
    """
    begins = table_begins(attachment)
    if begins is None or place < begins:
        return None
    for number, row in enumerate(attachment.table or ()):
        for column, cell in enumerate(row):
            if begins <= place < begins + len(cell):
                return number, column, begins
            begins += len(cell) + 1
    return None


def source_text(notice: Notice) -> SourceText:
    """The texts of a notice as the index counts in them; an attachment is its title, a newline, its text."""
    return SourceText(
        title=notice.title,
        doc_number=notice.doc_number,
        text=notice.text,
        attachments=tuple(f"{item.title}\n{attachment_body(item)}" for item in notice.attachments),
    )


def catalogue_texts(archive: Archive) -> Callable[[Sequence[str]], Mapping[str, SourceText]]:
    """A function that gives the texts of many notices at once; notices that are gone are left out."""

    def texts(ids: Sequence[str]) -> Mapping[str, SourceText]:
        with archive.read() as connection:
            return {name: source_text(notice) for name, notice in get_notices(connection, ids).items()}

    return texts
