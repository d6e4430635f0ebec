"""`wengao missing`: numbers of notices and of issues that ought to exist and are not held."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from flows.cli.options import HomeOption, JsonOption, out, plain, reading_archive

if TYPE_CHECKING:
    from index.issue_numbers import IssueRun
    from index.missing import MissingNumbers
    from index.series import Runs

_MOST_RUNS = 12
"""Runs of missing numbers that are written out in a table; `--json` has all."""


def missing(
    others: Annotated[
        bool, typer.Option("--others", help="Also series of other issuers, of which only a part was printed.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what is still missing since the first issue: gaps in the numbers of issues and notices.

    A number is known to have been given out when a higher one of its series is held, or when a notice cites it.
    """
    from archive.holdings import list_issues  # noqa: PLC0415 - the database takes half a second to import
    from archive.outlines import all_outlines  # noqa: PLC0415
    from index.missing import missing as find_missing  # noqa: PLC0415

    with reading_archive(home) as (_, archive), archive.read() as connection:
        found = find_missing(all_outlines(connection), list_issues(connection), others=others)
    if as_json:
        sys.stdout.write(json.dumps(plain(found), ensure_ascii=False, indent=2) + "\n")
        return
    _print_issues(found.issues)
    _print_numbers(found.numbers)


def _print_issues(found: tuple[IssueRun, ...]) -> None:
    if not found:
        out.print("No issue has a number. 各期均无期号。")
        return
    table = Table(title="Issues 期", title_justify="left")
    for name in ("series 刊名", "of 年卷"):
        table.add_column(name)
    for name in ("held 已有", "last 最末"):
        table.add_column(name, justify="right")
    table.add_column("missing 缺", overflow="fold")
    for run in found:
        lacking = "none held 全缺" if not run.held else _written(run.missing)
        twice = f" · twice 重复: {', '.join(map(str, run.twice))}" if run.twice else ""
        last = str(run.last or "")
        table.add_row(escape(run.series), run.within, str(run.held), last, lacking + twice)
    out.print(table)


def _print_numbers(found: tuple[MissingNumbers, ...]) -> None:
    held = [series for series in found if series.held]
    if not held:
        out.print("No notice has a number yet. 尚无带文号的文告。")
    else:
        table = Table(title="Notices 文告", title_justify="left")
        table.add_column("series 文号", overflow="fold")
        for name in ("held 已有", "known 已知", "missing 缺"):
            table.add_column(name, justify="right")
        table.add_column("which 缺号", overflow="fold")
        for series in held:
            known = f"{series.first}–{series.last}"
            table.add_row(
                escape(series.series), str(series.held), known, str(series.count), _written(series.missing)
            )
        out.print(table)
    cited = [item for series in found for item in series.cited]
    if cited:
        out.print(f"\n[bold]cited and not held 被引用而未收藏: {len(cited)}[/bold]")
        for item in cited:
            out.print(f"  {escape(item.number)}  [dim]← {', '.join(item.by[:5])}[/dim]", soft_wrap=True)


def _written(lacking: Runs) -> str:
    shown = [str(low) if low == high else f"{low}–{high}" for low, high in lacking[:_MOST_RUNS]]
    more = f" … (+{len(lacking) - _MOST_RUNS})" if len(lacking) > _MOST_RUNS else ""
    return ", ".join(shown) + more


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(missing)
