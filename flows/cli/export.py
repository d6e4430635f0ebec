"""`wengao export`: take the data away."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import HomeOption, err, reading_archive
from flows.cli.output import not_in_the_way

LISTED = 20
"""Pages that are named when they have not been read; of more the number is told."""


class What(StrEnum):
    """What to export."""

    NOTICES = "notices"
    PAGES = "pages"
    TABLES = "tables"
    TARIFF_LINES = "tariff-lines"
    ALTO = "alto"
    HOCR = "hocr"
    TEXT = "text"


class Format(StrEnum):
    """How to write notices and pages: rows in one file, or (of notices) a file each."""

    JSONL = "jsonl"
    CSV = "csv"
    AKN = "akn"
    GBT33480 = "gbt33480"


_ROWS = (Format.JSONL, Format.CSV)
_IN_ROWS = (What.NOTICES, What.PAGES, What.TARIFF_LINES)


def export(
    what: Annotated[
        What,
        typer.Argument(
            help="One row a notice, a page or a tariff code; the tables of attachments, a CSV file each; "
            "or the text of each page as ALTO 4.4, hOCR 1.2 or plain text."
        ),
    ],
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Of notices, pages and tariff-lines: JSON lines (the default) or CSV. "
            "Of notices also akn (Akoma Ntoso 3.0) and gbt33480 (core elements of GB/T 33480-2016), a file a notice.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="File; default: standard output. Where a page, notice or table has a file of its own, "
            "a folder or a .zip file, with i7/0012.xml for page 12 of issue i7; for text also one .txt file.",
        ),
    ] = None,
    issue: Annotated[
        list[str] | None, typer.Option("--issue", help="Only this issue; may be repeated.")
    ] = None,
    bom: Annotated[
        bool,
        typer.Option("--bom", help="Begin CSV files with a byte order mark, which Excel needs for Chinese."),
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace an output that is there already.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Write all notices, tables or pages as data (UTF-8), or the text of every page in a standard format.

    Exit code 1 when pages could not be written because they have not been read; they are listed.
    """
    from flows.cli.exported import write_notice_files, write_page_files, write_rows, write_tables  # noqa: PLC0415

    rows = what in _IN_ROWS and form in {None, *_ROWS}
    _check(what, form, output, rows=rows, bom=bom)
    if output is not None:
        not_in_the_way(output, overwrite)
    with reading_archive(home) as (_, archive):
        if rows:
            write_rows(archive, what.value, (form or Format.JSONL).value, output, issue or None, bom=bom)
            return
        if output is not None and what is What.NOTICES and form is not None:
            write_notice_files(archive, form.value, output, issue or None)
            return
        if output is not None and what is What.TABLES:
            write_tables(archive, output, issue or None, bom=bom)
            return
        unread = write_page_files(archive, what.value, output, issue or None)
    if unread:
        named = ", ".join(unread[:LISTED]) + (
            f" … and {len(unread) - LISTED} more 等" if len(unread) > LISTED else ""
        )
        err.print(f"[yellow]not read yet 尚未识别 ({len(unread)})[/yellow] {named}", soft_wrap=True)
        err.print("  [dim]remedy 办法[/dim] Run `wengao process`, or see `wengao status`.")
        raise typer.Exit(1)


def _check(what: What, form: Format | None, output: Path | None, *, rows: bool, bom: bool) -> None:
    """Whether the options go together. Raises BadParameter."""
    if form is not None and what not in _IN_ROWS:
        raise typer.BadParameter(
            f"{what.value} has one form only; it is for notices, pages and tariff-lines.",
            param_hint="--format",
        )
    if what in _IN_ROWS and what is not What.NOTICES and not rows:
        raise typer.BadParameter(
            f"{form} is for notices; {what.value} are jsonl or csv.", param_hint="--format"
        )
    if output is None and not rows and what is not What.TEXT:
        raise typer.BadParameter("name a folder or a .zip file to write to.", param_hint="--output")
    if bom and form is not Format.CSV and what is not What.TABLES:
        raise typer.BadParameter("only CSV has one: --format csv, or tables.", param_hint="--bom")


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(export)
