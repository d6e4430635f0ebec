"""`wengao review`: the queue of what a person should look at."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from flows.cli.chinese import discrepancy_in_chinese, finding_in_chinese
from flows.cli.options import HomeOption, JsonOption, out, plain, reading_archive

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from archive.review import DoubtfulPage, FoundInIssue
    from index.discrepancies import Discrepancy


def review(
    issue: Annotated[list[str] | None, typer.Argument(help="Issue ids, as i7; default: all.")] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", "-n", min=1, help="Pages, and discrepancies of a kind, that are listed, at most."
        ),
    ] = 20,
    least: Annotated[
        float,
        typer.Option("--least", min=0, max=100, help="Expected error from which a page is listed, in %."),
    ] = 1.0,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what a person should look at: findings about issues, what does not fit across issues, and the pages most
    likely read wrong.

    Draw such a page with `wengao inspect PAGE`; have it read another way with `wengao reprocess`.
    """
    from archive.holdings import get_issue  # noqa: PLC0415 - the database takes half a second to import
    from archive.review import all_findings, doubtful_pages  # noqa: PLC0415

    wanted = issue or []
    with reading_archive(home) as (_, archive), archive.read() as connection:
        for issue_id in wanted:
            get_issue(connection, issue_id)
        found = all_findings(connection, wanted)
        pages = doubtful_pages(connection, least / 100, limit, wanted)
        across = _across(connection, wanted)
    if as_json:
        value = {"findings": plain(found), "discrepancies": plain(across), "pages": plain(pages)}
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        return
    _print_findings(found)
    _print_across(across, limit)
    _print_pages(pages, least)


def _print_findings(found: list[FoundInIssue]) -> None:
    if not found:
        out.print("No findings. 没有待查事项。")
        return
    out.print(f"[bold]findings 待查事项: {len(found)}[/bold]")
    for item in found:
        place = f"{item.issue_id} {item.issue} · page 第{item.sequence}页 {item.page_id} ({item.source_name})"
        out.print(f"\n[yellow]{item.code}[/yellow] {finding_in_chinese(item.code)}")
        out.print(f"  {escape(place)}", soft_wrap=True)
        out.print(f"  {escape(item.message)}", soft_wrap=True)


def _across(connection: Connection, issue_ids: list[str]) -> list[Discrepancy]:
    """What does not fit across all issues, as far as it concerns a notice of these."""
    from archive.outlines import all_outlines  # noqa: PLC0415
    from archive.statements import all_statements  # noqa: PLC0415
    from index.discrepancies import discrepancies  # noqa: PLC0415
    from index.standing import Standings, act_of  # noqa: PLC0415

    outlines = list(all_outlines(connection))
    found = discrepancies(outlines, Standings(act_of(item) for item in all_statements(connection)))
    starts = tuple(f"{issue_id}n" for issue_id in issue_ids)
    return [item for item in found if not starts or any(n.startswith(starts) for n in item.notices)]


def _print_across(found: list[Discrepancy], limit: int) -> None:
    by_code: dict[str, list[Discrepancy]] = {}
    for item in found:
        by_code.setdefault(item.code, []).append(item)
    for code, items in by_code.items():
        out.print(f"\n[yellow]{code}[/yellow] {discrepancy_in_chinese(code)} {len(items)}")
        for item in items[:limit]:
            out.print(f"  {escape(item.message)}", soft_wrap=True)
        if len(items) > limit:
            out.print(f"  … {len(items) - limit} more, see --limit 其余从略，见 --limit")


def _print_pages(pages: list[DoubtfulPage], least: float) -> None:
    if not pages:
        out.print(
            f"\nNo page with an expected error of {least:g} % or more. 没有预计错误率达到 {least:g} % 的页面。"
        )
        return
    table = Table(title="Pages to look at, worst first 待查页面（最差在前）", title_justify="left")
    table.add_column("page 页", no_wrap=True)
    table.add_column("expected error 预计错误率", justify="right")
    table.add_column("issue 期")
    table.add_column("file 文件", overflow="fold")
    for page in pages:
        error = f"{100 * page.expected_error:.1f} %"
        table.add_row(page.page_id, error, escape(page.issue), escape(page.source_name))
    out.print()
    out.print(table)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(review)
