"""The rows of an authority file: CSV, a body a line.

A row is a body. Columns: `id`, `kind`, `name`, `traditional`, `short`, `english`, `predecessors`, `successors`,
`begin`, `end`, `ground` (see `Authority`); several values in one cell stand between ``|``. `id`, `kind` and `name`
must be there, other columns may be left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from ocr.errors import AuthoritiesInvalid
from ocr.grammar.issuers.authority import OPEN, Authority, AuthorityKind, is_date

SHIPPED = "authorities.csv"
COLUMNS = (
    "id", "kind", "name", "traditional", "short", "english", "predecessors", "successors", "begin", "end", "ground",
)  # fmt: skip
_REQUIRED = ("id", "kind", "name")
MAX_BYTES = 4 << 20
"""A larger file is no authority file: the one shipped has 40 kB."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A body and where its row stands, for messages: file name and line."""

    authority: Authority
    place: str


def shipped_entries() -> tuple[Entry, ...]:
    """The authority file that comes with the package, in file order."""
    text = resources.files("ocr.grammar.issuers").joinpath(SHIPPED).read_text(encoding="utf-8")
    return tuple(parse_authorities(text, SHIPPED))


def own_entries(path: Path) -> tuple[Entry, ...]:
    """An authority file of the archive's own. Raises AuthoritiesInvalid, naming file and line."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise AuthoritiesInvalid(
            f"The authority file {path} cannot be read: {error.strerror}.",
            "Correct WENGAO_AUTHORITIES, or take it away to use the shipped file alone.",
        ) from error
    if len(data) > MAX_BYTES:
        raise AuthoritiesInvalid(
            f"{path} has more than {MAX_BYTES >> 20} MiB.", "Give a CSV of authorities, a line each."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise AuthoritiesInvalid(
            f"{path}, line {line}: not UTF-8.", "Save the file as “CSV UTF-8” (not GBK)."
        ) from error
    return tuple(parse_authorities(text, str(path)))


def parse_authorities(text: str, source: str) -> Iterator[Entry]:
    """The rows of an authority file; `source` names it in messages. Raises AuthoritiesInvalid."""
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        heads = reader.fieldnames or ()
        _check_heads(heads, source)
        for row in reader:
            place = f"{source}, line {reader.line_num}"
            if None in row or any(value is None for value in row.values()):
                raise AuthoritiesInvalid(
                    f"{place}: {len(heads)} cells are expected, as in the first line.",
                    "Quote a cell that holds a comma.",
                )
            if any(value.strip() for value in row.values()):
                yield Entry(_authority(row, place), place)
    except csv.Error as error:
        raise AuthoritiesInvalid(
            f"{source}, line {reader.reader.line_num}: not CSV ({error}).",
            "Quotes must be closed, and doubled inside.",
        ) from error


def _check_heads(heads: Sequence[str], source: str) -> None:
    missing = [name for name in _REQUIRED if name not in heads]
    unknown = [name for name in heads if name not in COLUMNS]
    if missing or unknown or len(set(heads)) < len(heads):
        what = (
            f"lacks the column {missing[0]!r}"
            if missing
            else f"has a column {(unknown or heads)[0]!r} too many"
        )
        raise AuthoritiesInvalid(f"{source}, line 1: the file {what}.", f"Columns are: {', '.join(COLUMNS)}.")


def _authority(row: Mapping[str, str], place: str) -> Authority:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name in _REQUIRED:
        if not cells[name]:
            raise AuthoritiesInvalid(f"{place}: {name!r} is empty.", "Each body needs id, kind and name.")
    if cells["kind"] not in set(AuthorityKind):
        raise AuthoritiesInvalid(
            f"{place}: there is no kind {cells['kind']!r}.", f"Use one of: {', '.join(AuthorityKind)}."
        )
    for name in ("begin", "end"):
        value = cells[name]
        if value and not is_date(value) and (name, value) != ("end", OPEN):
            raise AuthoritiesInvalid(
                f"{place}: {name} {value!r} is no date.",
                "Write 1949, 1949-10 or 1949-10-25, with ? when unsure; nothing when unknown; .. for an open end.",
            )
    several = {name: _several(cells[name]) for name in ("short", "predecessors", "successors")}
    found = Authority(
        id=cells["id"],
        kind=AuthorityKind(cells["kind"]),
        name=cells["name"],
        traditional=cells["traditional"] or cells["name"],
        english=cells["english"],
        begin=cells["begin"],
        end=cells["end"],
        ground=cells["ground"],
        **several,
    )
    for spelling in found.printed:
        if len(spelling) < 2 or any(mark.isspace() for mark in spelling):
            raise AuthoritiesInvalid(
                f"{place}: {spelling!r} is no name to look for.",
                "Names have two characters or more and no blanks.",
            )
    if not found.in_order:
        raise AuthoritiesInvalid(
            f"{place}: it ends ({found.end}) before it begins ({found.begin}).", "Correct the dates."
        )
    return found


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))
