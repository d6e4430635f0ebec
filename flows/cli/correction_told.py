"""A correction made from the command line: carried through, and told in a line or two."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.markup import escape

from flows.cli.options import err, out, plain, reading_archive
from index.errors import IndexBusy

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from archive import Archive
    from archive.correction_records import Correction


def make_and_tell(
    make: Callable[[Connection, Archive], Correction], home: Path | None, as_json: bool
) -> None:
    """Keep a correction, carry it through and tell what became of it.

    Exit code 1 when another process keeps the index busy: the correction is kept, the search does not know it yet.
    """
    from flows.apply_corrections import carry_through  # noqa: PLC0415
    from ocr.grammar.issuers.authorities import authorities_with  # noqa: PLC0415

    with reading_archive(home) as (settings, archive):
        with archive.write() as connection:
            correction = make(connection, archive)
        try:
            with authorities_with(settings.own_authorities):
                notices = carry_through(archive, Path(settings.index_url), correction)
        except IndexBusy as error:
            err.print(
                f"[yellow]kept as correction {correction.id} 更正已保存[/yellow] {escape(error.reason)}"
            )
            err.print(
                "  [dim]remedy 办法[/dim] Run `wengao reindex` when the other command has ended 待其结束后运行。"
            )
            raise typer.Exit(1) from None
    if as_json:
        value = {"correction": plain(correction), "notices": notices}
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        return
    undone = correction.undone is not None
    told = "undone 已撤销" if undone else "corrected 已更正"
    out.print(
        f"[green]{told}[/green] {correction.notice_id} {escape(what_it_says(correction))}", soft_wrap=True
    )
    if correction.kind.value == "head":
        out.print(f"Notices of the issue now 本期文告: {', '.join(notices)}", soft_wrap=True)
    if not undone:
        out.print(f"[dim]undo 撤销: wengao correct undo {correction.id}[/dim]")


def what_it_says(item: Correction) -> str:
    if item.kind.value == "head":
        word = (
            "another notice begins here 另起一件"
            if item.field == "begins"
            else "part of the one before 并入上一件"
        )
        return f"{word} ({item.page_id})"
    if item.kind.value == "relation":
        return f"{item.field}: {item.value['kind']} {item.value['target']} {item.value['scope']}".strip()
    return f"{item.field}: {_short(item.was)} → {_short(item.value)}"


def _short(value: Any) -> str:
    text = "、".join(value) if isinstance(value, list) else str(value or "–")
    text = text if len(text) <= 60 else text[:60] + "…"
    return text.replace("\n", "⏎")


def text_of(file: Path) -> str:
    """What is in the file, or on standard input (``-``), without a byte order mark and the last line's end."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return "\n".join(data.decode("utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(
            f"{file} cannot be read as UTF-8 text 无法按 UTF-8 读取: {error}", param_hint="--file"
        ) from error


def who_says(by: str) -> str:
    """`by`, else the user of this computer; empty when that has no name, as in a container."""
    if by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # KeyError before Python 3.13
        return ""
