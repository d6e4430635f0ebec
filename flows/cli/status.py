"""`wengao status`: what is held, what is left to do, what failed."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from flows.cli.options import HomeOption, JsonOption, out, plain, reading_archive
from flows.cli.report import print_file_failures, print_page_failures

if TYPE_CHECKING:
    from archive.overview import Overview


def status(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show what the archive holds, what is still to do, and what failed and why.

    Exit code 1 when something failed.
    """
    from archive.overview import overview  # noqa: PLC0415 - engines and database take seconds to import
    from flows.work import reading_step  # noqa: PLC0415
    from index.write import indexed_revisions  # noqa: PLC0415

    with reading_archive(home) as (settings, archive), archive.read() as connection:
        found = overview(connection, reading_step(settings.engine).key)
    # What was thrown away or replaced after it failed needs nobody any more.
    present = tuple(file for file in found.failed_files if Path(file.path.replace("\\\\", "\\")).exists())
    found = replace(found, failed_files=present)
    indexed = len(indexed_revisions(Path(settings.index_url)))
    if as_json:
        value = {**plain(found), "indexed": indexed}
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(found, indexed)
    if found.failed_files or found.failed_pages:
        raise typer.Exit(1)


def _print(found: Overview, indexed: int) -> None:
    table = Table.grid(padding=(0, 2))
    rows = [
        ("batches 批次", found.batches),
        ("issues 期", found.issues),
        ("pages 页", found.pages),
        ("  read 已识别", found.pages_read),
        ("  being read 识别中", found.pages_leased),
        ("  to do 待识别", found.pages_to_do),
        ("  failed 失败", len(found.failed_pages)),
        ("notices 文告", found.notices),
        ("  in the index 已入索引", indexed),
        ("findings to look at 待查", found.findings),
    ]
    for name, number in rows:
        table.add_row(name, f"{number:,}")
    out.print(table)
    print_file_failures(found.failed_files)
    print_page_failures(found.failed_pages)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(status)
