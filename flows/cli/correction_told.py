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

from flows.cli.options import out, plain, reading_archive

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from archive import Archive
    from archive.correction_records import Correction


def make_and_tell(
    make: Callable[[Connection, Archive], Correction], home: Path | None, as_json: bool
) -> None:
    """Keep a correction, carry it through and tell what became of it."""
    from flows.apply_corrections import carry_through  # noqa: PLC0415
    from ocr.grammar.issuers.authorities import authorities_with  # noqa: PLC0415

    with reading_archive(home) as (settings, archive):
        with archive.write() as connection:
            correction = make(connection, archive)
        with authorities_with(settings.own_authorities):
            notices = carry_through(archive, Path(settings.index_url), correction)
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
    return text if len(text) <= 60 else text[:60] + "…"


def text_of(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read().removesuffix("\n")
    try:
        return file.read_text(encoding="utf-8").removesuffix("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(
            f"{file} cannot be read as UTF-8 text: {error}", param_hint="--file"
        ) from error


def who_says(by: str) -> str:
    return by.strip() or getpass.getuser()
