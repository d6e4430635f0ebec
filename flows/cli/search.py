"""`wengao search`: the same answers as ``GET /api/v1/search``."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.text import Text

from flows.cli.options import HomeOption, JsonOption, err, out, reading_archive

if TYPE_CHECKING:
    from index.web.search_models import SearchAnswer, SearchItem


def search(
    query: Annotated[
        str, typer.Argument(help='Words, "a phrase", a title or a document number; empty: all.')
    ] = "",
    date_from: Annotated[str, typer.Option("--from", help="First day: a year, month or day.")] = "",
    date_to: Annotated[str, typer.Option("--to", help="Last day: a year, month or day.")] = "",
    kind: Annotated[list[str] | None, typer.Option(help="文种 (公告, 令 …); may be repeated.")] = None,
    issuer: Annotated[list[str] | None, typer.Option(help="Issuing body; may be repeated.")] = None,
    succession: Annotated[
        bool, typer.Option("--succession", help="Also the bodies before and after each --issuer.")
    ] = False,
    series: Annotated[list[str] | None, typer.Option(help="Series of gazettes; may be repeated.")] = None,
    sort: Annotated[str, typer.Option(help="relevance, date (oldest first) or -date.")] = "relevance",
    size: Annotated[int, typer.Option(help="Notices in one answer.")] = 10,
    cursor: Annotated[str, typer.Option(help="What the answer before gave for the next page.")] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find notices, in simplified or traditional characters. The same answers as the API."""
    from starlette.datastructures import QueryParams  # noqa: PLC0415 - the web stack takes a second to import

    from index.search import open_search  # noqa: PLC0415
    from index.web.api_search import search_answer  # noqa: PLC0415
    from index.web.query import SearchQuery  # noqa: PLC0415
    from index.web.texts import catalogue_texts  # noqa: PLC0415
    from ocr.grammar.issuers.authorities import authorities_with, names_in_line  # noqa: PLC0415

    given = [("q", query), ("from", date_from), ("to", date_to), ("sort", sort), ("size", str(size))]
    given += [("cursor", cursor), ("succession", "true" if succession else "")]
    for name, values in (("kind", kind), ("issuer", issuer), ("series", series)):
        given += [(name, value) for value in values or ()]
    asked, faults = SearchQuery.read(QueryParams([(name, value) for name, value in given if value]))
    if faults:
        for fault in faults:
            err.print(f"[red]error 错误[/red] {escape(str(fault))}")
        raise typer.Exit(2)
    with (
        reading_archive(home) as (settings, archive),
        authorities_with(settings.own_authorities),
        closing(open_search(Path(settings.index_url), catalogue_texts(archive), names_in_line)) as opened,
    ):
        found = search_answer(opened, asked)
    if as_json:
        sys.stdout.write(found.model_dump_json(by_alias=True, indent=2) + "\n")
    else:
        _print(query, found)


def _print(query: str, found: SearchAnswer) -> None:
    out.print(Text.assemble((f"{found.total:,}", "bold"), " notices 件文告: ", (query or "*", "bold")))
    for message in found.messages:
        out.print(f"[yellow]{escape(str(message))}[/yellow]")
    for item in found.items:
        _print_item(item)
    if found.next:
        out.print(f"[dim]more 更多: --cursor {found.next}[/dim]", soft_wrap=True)


def _print_item(item: SearchItem) -> None:
    head = Text(item.title or item.doc_number or "(no title 无题名)", style="bold cyan")
    facts = [item.doc_number, str(item.date or ""), item.kind, "、".join(item.issuers), item.id]
    out.print(head, soft_wrap=True)
    out.print("  " + " · ".join(fact for fact in facts if fact), style="dim", soft_wrap=True, markup=False)
    out.print(Text("  ") + _marked(item), soft_wrap=True)


def _marked(item: SearchItem) -> Text:
    """The snippet with its hits in colour, or between 【 and 】 where there is no colour."""
    line = item.snippet.replace("\n", " ")
    snippet, end = Text(), 0
    for mark in item.highlights:
        hit = line[mark.start : mark.end]
        snippet.append(line[end : mark.start])
        snippet.append(hit if out.color_system else f"【{hit}】", style="bold yellow reverse")
        end = mark.end
    return snippet.append(line[end:])


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(search)
