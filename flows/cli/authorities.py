"""`wengao authorities`: the authority file, and the line of bodies before and after one."""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.text import Text

from flows.cli.options import JsonOption, err, out
from flows.settings import read_settings

if TYPE_CHECKING:
    from ocr.grammar.issuers.authority import Authority


def authorities(
    name: Annotated[
        str, typer.Argument(help="A body, by any of its names; empty: all bodies of the file.")
    ] = "",
    on: Annotated[str, typer.Option(help="Which body is meant, if several had the name: a day.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Show an issuing body with those before and after it, or all of them; check WENGAO_AUTHORITIES.

    The bodies of the archive's own file (WENGAO_AUTHORITIES) are among them; a fault in it is told with its line.
    """
    from ocr.grammar.issuers.authorities import authorities as all_of_them  # noqa: PLC0415
    from ocr.grammar.issuers.authorities import authorities_with, line_of  # noqa: PLC0415

    with authorities_with(read_settings().own_authorities):
        found = line_of(name, _day(on)) if name else all_of_them()
    if not found:
        err.print(
            f"[red]error 错误[/red] No body is called {escape(repr(name))} 无此机关. "
            "`wengao authorities` lists them; WENGAO_AUTHORITIES adds to them."
        )
        raise typer.Exit(1)
    if as_json:
        sys.stdout.write(json.dumps([asdict(body) for body in found], ensure_ascii=False, indent=2) + "\n")
        return
    for body in found:
        out.print(_line(body), soft_wrap=True)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        err.print(
            f"[red]error 错误[/red] --on {escape(repr(text))} is no day 日期无效. Write it as 1987-06-01."
        )
        raise typer.Exit(2) from None


def _line(body: Authority) -> Text:
    era = f"{body.begin or '?'}/{body.end or '?'}" if body.begin or body.end else ""
    names = [body.traditional if body.traditional != body.name else "", *body.short, body.english]
    facts = [era, body.kind, *filter(None, names), body.id]
    return Text.assemble((body.name, "bold cyan"), "  ", (" · ".join(filter(None, facts)), "dim"))


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(authorities)
