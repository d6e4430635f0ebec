"""Taking readings away as files of the formats that other programs take: one file a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.catalogue import Archive
from archive.export import chosen_issues, pages_with_readings
from archive.formats import PageSource, to_alto, to_hocr, to_text
from archive.formats.source import page_source
from archive.holdings import issue_pages
from archive.reading_types import Reading


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of one file a page: the suffix of its files, and how a reading is written."""

    suffix: str
    write: Callable[[Reading, PageSource], bytes]


FILE_FORMATS: Mapping[str, FileFormat] = {
    "alto": FileFormat("xml", to_alto),
    "hocr": FileFormat("hocr", to_hocr),
    "text": FileFormat("txt", lambda reading, _: to_text(reading).encode()),
}
"""By the word that `wengao export` takes. Text is written without running heads, page numbers and seals."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page as a file: `name` is its path inside the export, ``i7/0012.xml`` for the twelfth page of issue i7.

    `data` is None when the page has not been read.
    """

    page_id: str
    name: str
    data: bytes | None


def count_pages(archive: Archive, issue_ids: Sequence[str] | None = None) -> int:
    """How many files `export_files` gives. Raises NotHeld."""
    chosen = chosen_issues(archive, issue_ids)
    with archive.read() as connection:
        return sum(len(issue_pages(connection, issue.id)) for issue in chosen)


def export_files(
    archive: Archive, form: FileFormat, issue_ids: Sequence[str] | None = None
) -> Iterator[PageFile]:
    """Every page (of some issues) as a file, its newest reading, by issue and order.

    Raises NotHeld, FixityMismatch.
    """
    for page, reading in pages_with_readings(archive, issue_ids):
        data = None if reading is None else form.write(reading, page_source(page))
        yield PageFile(page.id, f"{page.issue_id}/{page.sequence:04}.{form.suffix}", data)
