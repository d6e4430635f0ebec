"""`wengao reindex`: bring the index up to the catalogue, or make it anew."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from flows.cli.options import HomeOption, JsonOption, out, plain, running_flows


def reindex(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make it anew from nothing; searches go on meanwhile.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the full-text index hold exactly the notices of the catalogue."""
    with running_flows(home, quiet=as_json) as running:
        from flows.pipeline import reindex as flow  # noqa: PLC0415 - Prefect takes seconds to import

        running.orchestrator.wait()
        result = flow(str(running.settings.home), rebuild=rebuild)
    if as_json:
        sys.stdout.write(json.dumps(plain(result)) + "\n")
    else:
        out.print(f"index 索引: {result.written} written 写入, {result.removed} removed 移除")


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(reindex)
