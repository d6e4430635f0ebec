"""`wengao export`: take the data away."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import HomeOption, reading_archive
from flows.errors import OutputUnusable


class What(StrEnum):
    """What to export."""

    NOTICES = "notices"
    PAGES = "pages"


class Format(StrEnum):
    """How to write it."""

    JSONL = "jsonl"
    CSV = "csv"


def export(
    what: Annotated[What, typer.Argument(help="One row a notice, or one row a page.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="JSON lines or CSV.")] = Format.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File; default: standard output.")
    ] = None,
    issue: Annotated[
        list[str] | None, typer.Option("--issue", help="Only this issue; may be repeated.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Write all notices, or all pages with their lines, as JSON lines or CSV (UTF-8)."""
    from archive.export import (  # noqa: PLC0415
        NOTICE_FIELDS,
        PAGE_FIELDS,
        export_notices,
        export_pages,
        to_csv,
        to_jsonl,
    )

    with reading_archive(home) as (_, archive):
        rows = (export_notices if what is What.NOTICES else export_pages)(archive, issue or None)
        fields = NOTICE_FIELDS if what is What.NOTICES else PAGE_FIELDS
        pieces = to_jsonl(rows) if form is Format.JSONL else to_csv(rows, fields)
        if output is None:
            for piece in pieces:
                sys.stdout.write(piece)
            return
        part = output.with_name(output.name + ".part")
        try:
            with part.open("w", encoding="utf-8", newline="") as stream:
                stream.writelines(pieces)
            part.replace(output)
        except OSError as error:
            reason = f"{output} cannot be written: {error.strerror or error}."
            raise OutputUnusable(reason, "Choose another place with --output.") from error
        finally:
            part.unlink(missing_ok=True)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(export)
