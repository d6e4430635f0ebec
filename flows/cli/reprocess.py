"""`wengao reprocess`: read issues again, if need be the way a person says."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from flows.cli.options import HomeOption, JsonOption, running_flows


class Way(StrEnum):
    """How lines run."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


_MODES = {Way.HORIZONTAL: "horizontal-tb", Way.VERTICAL: "vertical-rl"}


def reprocess(
    issues: Annotated[
        list[str], typer.Argument(help="Issues, as `wengao status` or the pages call them: i12.")
    ],
    direction: Annotated[Way | None, typer.Option(help="How the lines run on these pages.")] = None,
    turn: Annotated[
        int | None, typer.Option(help="Degrees clockwise that set the pages upright: 0, 90, 180 or 270.")
    ] = None,
    leaves: Annotated[
        int | None, typer.Option(min=1, max=2, help="Pages of paper on an image: 1, or 2 for spreads.")
    ] = None,
    columns: Annotated[
        int | None, typer.Option(min=1, max=8, help="Columns on a page (tiers on a vertical one).")
    ] = None,
    as_judged: Annotated[
        bool, typer.Option("--as-judged", help="Take back what was said before: the reader judges again.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read the pages of some issues again, then cut and index them.

    What the options say about an issue holds for every later reading, too, until it is said otherwise.
    Older readings are kept. Exit code 1 when some pages failed.
    """
    if turn not in (None, 0, 90, 180, 270):
        raise typer.BadParameter("choose 0, 90, 180 or 270.", param_hint="--turn")
    given = (direction, turn, leaves, columns) != (None, None, None, None)
    if given and as_judged:
        raise typer.BadParameter(
            "it takes back the other options: give one or the other.", param_hint="--as-judged"
        )
    with running_flows(home, quiet=as_json) as running:
        from archive.overrides import AS_JUDGED, ReadingOverride  # noqa: PLC0415
        from flows.cli.report import tell_processed  # noqa: PLC0415 - Prefect takes seconds to import
        from flows.pipeline import reprocess as flow  # noqa: PLC0415

        override = None
        if given:
            override = ReadingOverride(_MODES[direction] if direction else None, turn, leaves, columns)
        elif as_judged:
            override = AS_JUDGED
        running.orchestrator.wait()
        result = flow(issues, override, str(running.settings.home))
    tell_processed(result, as_json=as_json)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(reprocess)
