"""`wengao ingest`: take in files and folders and do everything that follows."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import HomeOption, JsonOption, err, plain, running_flows


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Files and folders of scans. A folder, or a multi-page file, is an issue."),
    ],
    manifest: Annotated[
        Path | None,
        typer.Option(
            help="CSV that tells series, issue number, date, 档号, rights; default: manifest.csv in the folder."
        ),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in scans, read them, cut them into notices and index these.

    Takes TIFF, JPEG, PNG, JPEG 2000 and PDF. May be stopped and started again at any time: only what is
    missing is done. Exit code 1 when some files or pages failed (they are listed).
    """
    _check(paths, manifest)
    with running_flows(home, quiet=as_json) as running:
        from flows.workshop import workshop_ready  # noqa: PLC0415 - engines and Prefect take seconds to import

        with workshop_ready(running.settings, warm=True):
            from flows.cli.report import print_ingested  # noqa: PLC0415
            from flows.pipeline import ingest as flow  # noqa: PLC0415

            running.orchestrator.wait()
            named = [str(path) for path in paths]
            result = flow(named, str(manifest) if manifest else None, str(running.settings.home))
    if as_json:
        sys.stdout.write(json.dumps(plain(result), ensure_ascii=False, indent=2) + "\n")
    else:
        print_ingested(result)
    if result.taken.with_status("failed") or result.processed.failures:
        raise typer.Exit(1)


def _check(paths: list[Path], manifest: Path | None) -> None:
    """Tell a wrong path or manifest before anything is started. Raises ArchiveError."""
    from archive.intake.manifest import read_manifest  # noqa: PLC0415 - the archive takes half a second
    from archive.intake.survey import survey  # noqa: PLC0415

    if not survey(paths).files:
        err.print("[yellow]There are no files here. 此处没有文件。[/yellow]")
    if manifest is not None:
        read_manifest(manifest)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(ingest)
