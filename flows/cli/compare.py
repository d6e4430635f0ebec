"""`wengao compare`: an old rule beside the new one, clause by clause, changes marked by character."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from flows.cli.options import HomeOption, JsonOption, out, reading_archive

if TYPE_CHECKING:
    from index.comparison import ComparedClause

_TOLD = {
    "same": "same 相同",
    "renumbered": "renumbered 编号变动",
    "changed": "changed 修改",
    "removed": "removed 删去",
    "added": "added 新增",
    "moved": "moved 移位",
}


def compare(
    old: Annotated[str, typer.Argument(help="Id of the old notice, as i7n3; `wengao search` shows them.")],
    new: Annotated[str, typer.Argument(help="Id of the new notice.")],
    everything: Annotated[bool, typer.Option("--all", help="Show clauses that did not change, too.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a new notice changed of an old one, clause by clause.

    What was taken out is red in [-…-], what was put in is green in {+…+}. Variants, widths and marks that print mixes
    up are no change.
    """
    from archive.notices import get_notice  # noqa: PLC0415 - the database takes half a second to import
    from index.comparison import compare as compared  # noqa: PLC0415

    with reading_archive(home) as (_, archive), archive.read() as connection:
        before, after = get_notice(connection, old), get_notice(connection, new)
    if as_json:
        from index.web.api_comparison import comparison_answer  # noqa: PLC0415 - the web stack takes a second

        sys.stdout.write(comparison_answer(before, after).model_dump_json(indent=2) + "\n")
        return
    found = compared(before.text, before.clauses, after.text, after.clauses)
    for notice in (before, after):
        out.print(Text(f"{notice.id} {notice.doc_number} {notice.title}"), soft_wrap=True)
    shown = [item for item in found if everything or item.change.value != "same"]
    for item in shown:
        out.print()
        out.print(Text(_TOLD[item.change.value], style="bold"))
        out.print(_marked(item, before.text, after.text), soft_wrap=True)
    if not shown:
        out.print("\nThe two say the same. 两件内容相同。")


def _marked(item: ComparedClause, old: str, new: str) -> Text:
    """The clause with its changes marked; signs beside the colours, for terminals without."""
    if item.new is None and item.old is not None:
        return Text(f"[-{old[item.old.start : item.old.end].rstrip()}-]", style="red")
    if item.old is None and item.new is not None:
        return Text(f"{{+{new[item.new.start : item.new.end].rstrip()}+}}", style="green")
    text = Text()
    for difference in item.differences:
        gone, come = old[slice(*difference.old)], new[slice(*difference.new)]
        if difference.same:
            text.append(come)
            continue
        if gone:
            text.append(f"[-{gone}-]", style="red")
        if come:
            text.append(f"{{+{come}+}}", style="green")
    return text


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(compare)
