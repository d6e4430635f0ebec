"""Options that several commands share, and the consoles they print to."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from archive.errors import NotHeld
from flows.orchestrator import Orchestrator, orchestrated
from flows.progress import Report, Silent, on_terminal, reporting_to
from flows.settings import Settings, read_settings

if TYPE_CHECKING:
    from archive import Archive

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Folder that holds all state; default: WENGAO_HOME, else ./var."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON and nothing else.")]

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


@dataclass(frozen=True, slots=True)
class Running:
    """The settings, and the orchestrator to wait for before the first flow."""

    settings: Settings
    orchestrator: Orchestrator


@contextmanager
def running_flows(home: Path | None, *, quiet: bool) -> Iterator[Running]:
    """Prefect made ready, log file opened, progress on the terminal (standard error)."""
    settings = read_settings(home)
    settings.home.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(settings.home / "wengao.log", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("wengao")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        with orchestrated(settings) as orchestrator, _progress(quiet) as report, reporting_to(report):
            yield Running(settings, orchestrator)
    finally:
        log.removeHandler(handler)
        handler.close()


@contextmanager
def _progress(quiet: bool) -> Iterator[Report]:
    if quiet:
        yield Silent()
        return
    with on_terminal(err) as report:
        yield report


@contextmanager
def reading_archive(home: Path | None) -> Iterator[tuple[Settings, Archive]]:
    """Settings and the archive for a command that takes nothing in: it must be there already.

    Raises NotHeld when it is not, rather than making an empty one in a place the user did not mean.
    """
    from archive import open_archive  # noqa: PLC0415 - the database takes half a second to import

    settings = read_settings(home)
    _, is_file, path = settings.database_url.partition("sqlite:///")
    if is_file and not Path(path).exists():
        raise NotHeld(
            f"There is no archive in {settings.home}.",
            "Name its folder by --home or WENGAO_HOME, or take something in with `wengao ingest`.",
        )
    archive = open_archive(settings.database_url, settings.store_url)
    try:
        yield settings, archive
    finally:
        archive.close()


def plain(value: Any) -> Any:
    """`value` as JSON can take it: dataclasses as objects, dates as ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(item) for name, item in asdict(value).items()}
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (date, Path)):
        return str(value)
    return value
