"""`wengao process`: do whatever is still to do."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.options import HomeOption, JsonOption, running_flows


def process(
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Also try again the pages that were given up.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read, cut and index what is not yet, or what a newer engine or rule would now read otherwise.

    Nothing is done twice; a stopped run is taken up where it was. Exit code 1 when some pages failed.
    """
    with running_flows(home, quiet=as_json) as running:
        from flows.cli.report import tell_processed  # noqa: PLC0415 - Prefect takes seconds to import
        from flows.pipeline import process as flow  # noqa: PLC0415

        running.orchestrator.wait()
        result = flow(str(running.settings.home), retry_failed=retry_failed)
    tell_processed(result, as_json=as_json)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(process)
