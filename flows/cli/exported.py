"""What `wengao export` writes, with its progress on the terminal. Nothing but one issue is held in memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from archive import Archive
from archive.export import PAGE_FIELDS, count_notices, export_notices, export_pages
from archive.export_files import FILE_FORMATS, PageFile, count_pages, export_files
from archive.exported_notice import NOTICE_FIELDS
from archive.notice_files import NOTICE_FORMATS, NoticeFile, export_notice_files, export_tables
from archive.row_text import BOM, to_csv, to_jsonl
from flows.cli.options import err
from flows.cli.output import told, whole
from flows.cli.page_files import put_files, put_text
from flows.progress import Report, on_terminal
from flows.tariff_lines import TARIFF_FIELDS, export_tariff_lines

Item = TypeVar("Item")
Rows = Callable[[Archive, Sequence[str] | None], Iterator[dict[str, Any]]]

_ROWS: Mapping[str, tuple[Rows, Sequence[str], str]] = {
    "notices": (export_notices, NOTICE_FIELDS, "id"),
    "pages": (export_pages, PAGE_FIELDS, "id"),
    "tariff-lines": (export_tariff_lines, TARIFF_FIELDS, "notice"),
}
"""How the rows are made, their fields, and which field names the notice or page they are of."""


def write_rows(
    archive: Archive, what: str, form: str, output: Path | None, issues: Sequence[str] | None, *, bom: bool
) -> None:
    """``notices``, ``pages`` or ``tariff-lines`` as ``jsonl`` or ``csv`` to `output`, or standard output.

    Raises OutputUnusable.
    """
    export, fields, whose = _ROWS[what]

    def pieces(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
        return to_jsonl(rows) if form == "jsonl" else to_csv(rows, fields)

    if output is None:
        sys.stdout.write(BOM if bom else "")
        for piece in pieces(export(archive, issues)):
            sys.stdout.write(piece)
        return
    with on_terminal(err) as report:
        pages = what == "pages"
        total = count_pages(archive, issues) if pages else count_notices(archive, issues)
        report.begin(f"{what} 导出", total, "pages" if pages else "notices")
        rows = _counted(export(archive, issues), report, lambda row: row[whose])
        with told(output), whole(output) as stream:
            stream.write(BOM.encode() if bom else b"")
            stream.writelines(piece.encode() for piece in pieces(rows))


def write_notice_files(archive: Archive, form: str, output: Path, issues: Sequence[str] | None) -> None:
    """A file a notice, into a folder or ZIP file. Raises OutputUnusable."""
    with on_terminal(err) as report:
        report.begin(f"notices 导出 {form}", count_notices(archive, issues), "notices")
        files = export_notice_files(archive, NOTICE_FORMATS[form], issues)
        counted: Iterator[NoticeFile] = _counted(files, report, lambda file: file.notice_id)
        put_files(counted, output)


def write_tables(archive: Archive, output: Path, issues: Sequence[str] | None, *, bom: bool) -> None:
    """A CSV file a table and the list of them, into a folder or ZIP file. Raises OutputUnusable."""
    with on_terminal(err) as report:
        report.begin("tables 导出", count_notices(archive, issues), "notices")
        files = export_tables(archive, issues, lead=BOM if bom else "")
        counted: Iterator[NoticeFile] = _counted(files, report, lambda file: file.notice_id)
        put_files(counted, output)


def write_page_files(
    archive: Archive, what: str, output: Path | None, issues: Sequence[str] | None
) -> list[str]:
    """A file a page as ``alto``, ``hocr`` or ``text``; the ids of unread pages. Raises OutputUnusable."""
    unread: list[str] = []

    def noted(files: Iterator[PageFile]) -> Iterator[PageFile]:
        for file in files:
            if file.data is None:
                unread.append(file.page_id)
            yield file

    with on_terminal(err) as report:
        report.begin(f"{what} 导出", count_pages(archive, issues), "pages")
        found = noted(export_files(archive, FILE_FORMATS[what], issues))
        files = _counted(found, report, lambda file: file.page_id)
        if output is None or (what == "text" and output.suffix.lower() == ".txt"):
            put_text(files, output)
        else:
            put_files(files, output)
    return unread


def _counted(items: Iterable[Item], report: Report, whose: Callable[[Item], object]) -> Iterator[Item]:
    """The items; all of the same page or notice (`whose`) count once."""
    last: object = None
    for item in items:
        yield item
        if whose(item) != last:
            report.advance()
            last = whose(item)
