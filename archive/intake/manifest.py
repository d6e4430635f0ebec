"""The manifest of a batch: a CSV that says what its folders and files are.

A row speaks for a folder, a file, or all that match a glob, by its path relative to the manifest. Column names
are English or Chinese (see `COLUMNS`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from archive.errors import ManifestInvalid
from archive.intake.names import safe_name
from archive.intake.rows import Row, at_and_above, normal
from archive.intake.survey import FoundFile
from archive.records import IssueDescription

__all__ = ["COLUMNS", "Manifest", "Row", "read_manifest"]

COLUMNS = {
    "path": "path", "file": "path", "folder": "path", "路径": "path", "文件": "path",
    "series": "series", "系列": "series", "刊名": "series",
    "issue_number": "number", "number": "number", "期号": "number",
    "date": "date", "日期": "date",
    "archival_no": "archival_no", "档号": "archival_no",
    "rights": "rights", "权利": "rights", "版权": "rights",
    "title": "title", "题名": "title",
}  # fmt: skip
"""Column names a manifest may use, and the field of `IssueDescription` (or the path) each stands for."""

MOST_BYTES = 16 * 1024 * 1024
"""A larger CSV is no manifest (some 200,000 rows)."""

_DATES = (
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"),
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of the manifest at `path`, in its order, each of another path."""

    path: Path
    rows: tuple[Row, ...]
    _by_path: Mapping[str, Row] = field(init=False, repr=False, compare=False)
    _globs: tuple[Row, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_path", {row.path: row for row in self.rows})
        globs = sorted((row for row in self.rows if row.is_glob), key=lambda row: -len(row.path))
        object.__setattr__(self, "_globs", tuple(globs))

    def describe(self, name: str) -> IssueDescription | None:
        """What the closest row says of the file `name`, a path relative to the manifest; None: nothing.

        The file itself comes before a folder, a deeper folder before a higher one, any of them before a
        glob, a longer glob before a shorter, and ``.`` last.
        """
        row = next(self._speaking_for(normal(name)), None)
        return row.description if row else None

    def unmatched(self, names: Iterable[str]) -> tuple[Row, ...]:
        """The rows that speak for none of the files `names`, in the manifest's order."""
        matched = {row.path for name in names for row in self._speaking_for(normal(name))}
        return tuple(row for row in self.rows if row.path not in matched)

    def name_of(self, file: FoundFile) -> str:
        """The name under which `file` is looked up: relative to the manifest if it lies beside or below it."""
        folder = self.path.resolve().parent
        if file.path.is_relative_to(folder):
            return safe_name(file.path.relative_to(folder).as_posix())
        return file.name

    def _speaking_for(self, name: str) -> Iterator[Row]:
        *places, everything = at_and_above(name)
        yield from (self._by_path[place] for place in places if place in self._by_path)
        yield from (row for row in self._globs if row.globs(name))
        if everything in self._by_path:
            yield self._by_path[everything]


def read_manifest(path: Path) -> Manifest:
    """Read the CSV at `path`: UTF-8 (with or without a mark) or GB 18030; comma, semicolon or tab.

    Dates may be written 2005-04-25, 2005/4/25, 2005.4.25, 20050425 or 2005年4月25日. Empty rows are passed over.
    Raises ManifestInvalid, naming the line, for anything that cannot be understood.
    """
    reader = csv.reader(io.StringIO(text := _text(path), newline=""), delimiter=_separator(text), strict=True)
    try:
        table = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise _invalid(
            path, reader.line_num, f"it is no well-formed CSV ({error})", "Check its quotation marks."
        ) from error
    table = [(line, cells) for line, cells in table if any(cells)]
    if not table:
        raise _invalid(
            path, 1, "it is empty", "Give it a header line with a column 'path' (路径), or leave it out."
        )
    fields = _fields(path, *table[0])
    rows: dict[str, Row] = {}
    for line, cells in table[1:]:
        row = _row(path, line, fields, cells)
        if row.path in rows:
            raise _invalid(
                path,
                line,
                f"the path {row.path!r} stands already in line {rows[row.path].line}",
                "Keep one of the two.",
            )
        rows[row.path] = row
    return Manifest(path, tuple(rows.values()))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ManifestInvalid(
            f"{path}: it cannot be read ({error.strerror}).", "Check its name and permissions."
        ) from error
    if len(raw) > MOST_BYTES:
        raise ManifestInvalid(
            f"{path}: it has more than {MOST_BYTES:,} bytes.", "Check that it is the manifest."
        )
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ManifestInvalid(f"{path}: it is no text in UTF-8 or GB 18030.", "Save it as “CSV UTF-8”.")


def _separator(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=header.count)


def _fields(path: Path, line: int, header: list[str]) -> list[str]:
    fields = []
    for name in header:
        field = COLUMNS.get(name.lower().replace(" ", "_"))
        if field is None:
            known = ", ".join(COLUMNS)
            raise _invalid(path, line, f"there is an unknown column {name!r}", f"Known columns are: {known}.")
        if field in fields:
            raise _invalid(
                path, line, f"the column {name!r} says what another one says already", "Keep one of the two."
            )
        fields.append(field)
    if "path" not in fields:
        raise _invalid(
            path, line, "there is no column 'path' (路径)", "Add one that names each folder or file."
        )
    return fields


def _row(path: Path, line: int, fields: list[str], cells: list[str]) -> Row:
    if len(cells) > len(fields) and any(cells[len(fields) :]):
        raise _invalid(
            path,
            line,
            f"there are {len(cells)} values for {len(fields)} columns",
            "Quote values that hold the separator.",
        )
    values = dict(zip(fields, cells, strict=False))
    written = values.pop("date", "")
    day = _date(path, line, written) if written else None
    place = _place(path, line, values.pop("path", ""))
    return Row(place, line, IssueDescription(date=day, **values))


def _place(path: Path, line: int, written: str) -> str:
    parts = normal(written).replace("\\", "/").split("/")
    if not written:
        raise _invalid(path, line, "the path is empty", "Name the folder or file, or '.' for everything.")
    if ".." in parts or not parts[0] or re.fullmatch(r"[A-Za-z]:", parts[0]):
        raise _invalid(
            path,
            line,
            f"the path {written!r} leads out of the folder of the manifest",
            "Write paths relative to the manifest.",
        )
    return "/".join(part for part in parts if part not in {"", "."}) or "."


def _date(path: Path, line: int, written: str) -> date:
    for pattern in _DATES:
        found = pattern.fullmatch(written)
        if found:
            try:
                return date(*(int(number) for number in found.groups()))
            except ValueError:
                break
    raise _invalid(path, line, f"{written!r} is no date", "Write year, month and day: 2005-04-25.")


def _invalid(path: Path, line: int, reason: str, remedy: str) -> ManifestInvalid:
    return ManifestInvalid(f"{path}, line {line}: {reason}.", remedy)
