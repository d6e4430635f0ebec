"""`wengao correct`: what a person knows better. Kept with name and reason, applied to every later reading, undoable."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from flows.cli.correction_told import make_and_tell, text_of, what_it_says, who_says
from flows.cli.options import HomeOption, JsonOption, out, plain, reading_archive

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from archive import Archive
    from archive.correction_records import Correction

group = typer.Typer(
    no_args_is_help=True,
    help="Correct what was read or cut wrong; list corrections; take them back. 更正、查看、撤销。",
)

Notice = Annotated[str, typer.Argument(help="Notice id, as i7n3; `wengao search` shows them.")]
Why = Annotated[str, typer.Option("--why", help="The reason: what the page shows, or who decided.")]
By = Annotated[str, typer.Option("--by", help="Who says so; default: the user of this computer.")]


@group.command()
def field(
    notice: Notice,
    name: Annotated[
        str,
        typer.Argument(help="title, doc_number, issuers, date, effective_date, expiry_date, kind, text …"),
    ],
    value: Annotated[
        list[str] | None,
        typer.Argument(help="What it is to be; several for issuers; dates as 2009-11-20; none: empty."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Take the value from this UTF-8 file; - is standard input.")
    ] = None,
    why: Why = "",
    by: By = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set a field of a notice right.

    Parts of attachments, counted from 0: attachments.0.title, attachments.0.text, attachments.0.table.2.1
    (row, column). A title or text keeps what later readings improve elsewhere in it.
    """
    from archive.correcting import correct_field  # noqa: PLC0415 - the database takes half a second to import
    from ocr.grammar.numbers.find import parse_number  # noqa: PLC0415

    if value is None and file is None:
        raise typer.BadParameter(
            "give what it is to be; '' (two quotation marks) empties it.", param_hint="VALUE"
        )
    written = text_of(file) if file else " ".join(value or [])
    number = parse_number(written) if name == "doc_number" else None
    given = (value or written.split("\n")) if name == "issuers" else str(number or written)

    def make(connection: Connection, _: Archive) -> Correction:
        return correct_field(connection, notice, name, given, who=who_says(by), why=why)

    make_and_tell(make, home, as_json)


@group.command()
def split(
    notice: Notice,
    line: Annotated[
        str, typer.Argument(help="Text of the line where the next notice begins, or part of it.")
    ],
    page: Annotated[
        int | None, typer.Option("--page", min=1, help="Page of the issue, if several lines have that text.")
    ] = None,
    why: Why = "",
    by: By = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Cut a notice in two: another one begins at this line."""
    from archive.correcting import begin_here  # noqa: PLC0415
    from flows.apply_corrections import find_line  # noqa: PLC0415

    def make(connection: Connection, archive: Archive) -> Correction:
        place = find_line(archive, notice, line, page)
        return begin_here(connection, notice, place.page_id, place.box, who=who_says(by), why=why)

    make_and_tell(make, home, as_json)


@group.command()
def merge(
    notice: Annotated[str, typer.Argument(help="Id of the later of the two, as i7n4.")],
    why: Why = "",
    by: By = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a notice part of the one printed before it."""
    from archive.correcting import continue_before  # noqa: PLC0415

    def make(connection: Connection, _: Archive) -> Correction:
        return continue_before(connection, notice, who=who_says(by), why=why)

    make_and_tell(make, home, as_json)


@group.command()
def relation(
    notice: Notice,
    verdict: Annotated[str, typer.Argument(help="confirm, reject or add.")],
    kind: Annotated[
        str, typer.Argument(help="repeals, repeals_in_part, amends, replaces, suspends, expires …")
    ],
    target: Annotated[str, typer.Argument(help="Number of the other notice as listed, or its title.")],
    scope: Annotated[
        str, typer.Option("--scope", help="What part of it, as 附件2; default: all of it.")
    ] = "",
    why: Why = "",
    by: By = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Confirm or reject what a notice was found to do to another one, or add what was not found."""
    from archive.correcting import judge_relation  # noqa: PLC0415
    from archive.correction_records import Verdict  # noqa: PLC0415
    from archive.notice_records import Relation  # noqa: PLC0415

    verdicts = {"confirm": Verdict.CONFIRMED, "reject": Verdict.REJECTED, "add": Verdict.ADDED}
    if verdict not in verdicts:
        raise typer.BadParameter("choose confirm, reject or add.", param_hint="VERDICT")

    def make(connection: Connection, _: Archive) -> Correction:
        wanted = Relation(kind, target, scope, "")
        return judge_relation(connection, notice, verdicts[verdict], wanted, who=who_says(by), why=why)

    make_and_tell(make, home, as_json)


@group.command()
def undo(
    correction: Annotated[
        int, typer.Argument(help="Number of the correction; `wengao correct list` shows them.")
    ],
    by: By = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a correction back. It stays on record, with who took it back and when."""
    from archive.corrections import undo as take_back  # noqa: PLC0415

    def make(connection: Connection, _: Archive) -> Correction:
        return take_back(connection, correction, who_says(by))

    make_and_tell(make, home, as_json)


@group.command("list")
def list_(
    of: Annotated[str, typer.Argument(help="Issue or notice, as i7 or i7n3; default: all.")] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List corrections, oldest first: who, when, why, and which were taken back."""
    from archive.corrections import list_corrections  # noqa: PLC0415
    from archive.errors import Gone  # noqa: PLC0415
    from archive.holdings import get_issue  # noqa: PLC0415
    from archive.notices import get_notice  # noqa: PLC0415

    with reading_archive(home) as (_, archive), archive.read() as connection:
        if of:
            with suppress(Gone):  # what was said of a notice is asked for most when it has vanished
                (get_notice if "n" in of else get_issue)(connection, of)
        found = list_corrections(connection, "" if "n" in of else of, of if "n" in of else "")
    if as_json:
        sys.stdout.write(json.dumps(plain(found), ensure_ascii=False, indent=2) + "\n")
        return
    if not found:
        out.print("No corrections. 没有更正。")
        return
    table = Table(title="Corrections 更正", title_justify="left")
    for name in ("no. 号", "notice 文告", "what 内容", "who, when, why 更正人、时间、理由"):
        table.add_column(name, overflow="fold")
    for item in found:
        said = f"{item.who}, {item.made:%Y-%m-%d %H:%M}: {item.why}"
        if item.undone is not None:
            said += f"\nundone 已撤销: {item.undone_by}, {item.undone:%Y-%m-%d %H:%M}"
        table.add_row(str(item.id), item.notice_id, escape(what_it_says(item)), escape(said))
    out.print(table)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(group, name="correct")
