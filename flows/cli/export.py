"""`wengao export`: take the data away."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import HomeOption, err, reading_archive
from flows.cli.output import told, whole
from flows.progress import Report, on_terminal

if TYPE_CHECKING:
    from archive import Archive
    from archive.export_files import PageFile

LISTED = 20
"""Pages that are named when they have not been read; of more the number is told."""


class What(StrEnum):
    """What to export."""

    NOTICES = "notices"
    PAGES = "pages"
    ALTO = "alto"
    HOCR = "hocr"
    TEXT = "text"


class Format(StrEnum):
    """How to write rows."""

    JSONL = "jsonl"
    CSV = "csv"


def export(
    what: Annotated[
        What,
        typer.Argument(
            help="One row a notice, or one row a page; or the text of each page as ALTO 4.4, hOCR 1.2 or plain text."
        ),
    ],
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Of notices and pages: JSON lines (the default) or CSV."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="File; default: standard output. For alto, hocr and text a folder or a .zip file, "
            "with i7/0012.xml for page 12 of issue i7; for text also one .txt file.",
        ),
    ] = None,
    issue: Annotated[
        list[str] | None, typer.Option("--issue", help="Only this issue; may be repeated.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Write all notices or pages as JSON lines or CSV (UTF-8), or the text of every page in a standard format.

    Exit code 1 when pages could not be written because they have not been read; they are listed.
    """
    if what in {What.NOTICES, What.PAGES}:
        with reading_archive(home) as (_, archive):
            _export_rows(archive, what, form or Format.JSONL, output, issue or None)
        return
    if form is not None:
        raise typer.BadParameter(
            f"{what.value} has one form only; it is for notices and pages.", param_hint="--format"
        )
    if output is None and what is not What.TEXT:
        raise typer.BadParameter("name a folder or a .zip file to write to.", param_hint="--output")
    with reading_archive(home) as (_, archive):
        unread = _export_files(archive, what, output, issue or None)
    if unread:
        named = ", ".join(unread[:LISTED]) + (
            f" … and {len(unread) - LISTED} more 等" if len(unread) > LISTED else ""
        )
        err.print(f"[yellow]not read yet 尚未识别 ({len(unread)})[/yellow] {named}", soft_wrap=True)
        err.print("  [dim]remedy 办法[/dim] Run `wengao process`, or see `wengao status`.")
        raise typer.Exit(1)


def _export_rows(
    archive: Archive, what: What, form: Format, output: Path | None, issues: Sequence[str] | None
) -> None:
    from archive.export import (  # noqa: PLC0415
        NOTICE_FIELDS,
        PAGE_FIELDS,
        export_notices,
        export_pages,
        to_csv,
        to_jsonl,
    )

    rows = (export_notices if what is What.NOTICES else export_pages)(archive, issues)
    fields = NOTICE_FIELDS if what is What.NOTICES else PAGE_FIELDS
    pieces = to_jsonl(rows) if form is Format.JSONL else to_csv(rows, fields)
    if output is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    with told(output), whole(output) as stream:
        stream.writelines(piece.encode() for piece in pieces)


def _export_files(
    archive: Archive, what: What, output: Path | None, issues: Sequence[str] | None
) -> list[str]:
    """Write a file a page; the ids of pages that have not been read."""
    from archive.export_files import FILE_FORMATS, count_pages, export_files  # noqa: PLC0415
    from flows.cli.page_files import put_files, put_text  # noqa: PLC0415

    unread: list[str] = []

    def told(files: Iterator[PageFile], report: Report) -> Iterator[PageFile]:
        for file in files:
            if file.data is None:
                unread.append(file.page_id)
            yield file
            report.advance()

    with on_terminal(err) as report:
        report.begin(f"{what.value} 导出", count_pages(archive, issues), "pages")
        files = told(export_files(archive, FILE_FORMATS[what.value], issues), report)
        if output is None or (what is What.TEXT and output.suffix.lower() == ".txt"):
            put_text(files, output)
        else:
            put_files(files, output)
    return unread


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(export)
