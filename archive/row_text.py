"""Rows of plain values as text: JSON lines, and CSV that a spreadsheet can open safely."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

BOM = "\ufeff"
"""Without it at the head of the file, Excel takes UTF-8 for the code page of the machine."""

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,.]*[%％‰]?")


def to_jsonl(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One JSON object a line, UTF-8, keys in the order of the promise."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def to_csv(rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> Iterator[str]:
    """CSV (RFC 4180) with a heading row, in pieces; lists and objects are JSON inside their cell. See `csv_line`."""
    heading = csv_line(fields)
    for row in rows:
        yield heading + csv_line([_plain(row[field]) for field in fields])
        heading = ""
    if heading:
        yield heading


def csv_line(cells: Iterable[Any]) -> str:
    """One line of CSV (RFC 4180), every cell of text guarded, see `guarded`."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    return buffer.getvalue()


def guarded(cell: str) -> str:
    """`cell` with an apostrophe before it if a spreadsheet would take it for a formula.

    That is what begins with ``= + - @``, their full-width forms, a tab or a carriage return (OWASP, CSV Injection), and
    is not a plain number (-5, +3.5%). A cell that looks like one guarded already gets another apostrophe, so that
    `unguarded` is always the way back.
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` wrote."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
