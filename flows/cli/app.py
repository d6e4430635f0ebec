"""The `wengao` command: its sub-commands, exit codes, and how errors are told.

Exit codes: 0 done, 1 some items failed (they are listed), 2 wrong usage.
"""

from __future__ import annotations

import importlib.metadata
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from archive.errors import ArchiveError
from flows.cli import (
    authorities,
    compare,
    correct,
    export,
    ingest,
    inspect,
    missing,
    process,
    reindex,
    reprocess,
    review,
    search,
    serve,
    status,
)
from flows.errors import FlowError
from index.errors import IndexingError
from ocr.errors import OcrError

app = typer.Typer(
    name="wengao",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="文告 wengao: an archive of customs gazettes. Scans in; citable, searchable notices out.",
)
for command in (
    ingest,
    process,
    reprocess,
    review,
    correct,
    search,
    serve,
    status,
    missing,
    inspect,
    compare,
    authorities,
    export,
    reindex,
):
    command.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"wengao {importlib.metadata.version('wengao')}\n")
        raise typer.Exit


@app.callback()
def _options(
    _shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """文告 wengao: an archive of customs gazettes. Scans in; citable, searchable notices out."""


def main() -> None:
    """Entry point of the command. Errors a user can act on are told in one or two lines, without a trace."""
    try:
        app()
    except (ArchiveError, FlowError, OcrError, IndexingError) as error:
        console = Console(stderr=True)
        console.print(f"[red]error 错误[/red] {escape(error.reason)}", highlight=False, soft_wrap=True)
        console.print(f"  [dim]remedy 办法[/dim] {escape(error.remedy)}", highlight=False, soft_wrap=True)
        sys.exit(2)
