"""From the catalogue to the texts that the index verifies and marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from archive import Archive
from archive.notice_records import Attachment, Notice
from archive.notices import get_notices
from index.record import SourceText


def attachment_body(attachment: Attachment) -> str:
    """An attachment's text; of a table without one its cells, set apart by tabs, and its rows by newlines."""
    if attachment.text or attachment.table is None:
        return attachment.text
    return "\n".join("\t".join(row) for row in attachment.table)


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
