"""Tables of tariff lines: which column holds the codes, which the goods and rates; and codes that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ocr.grammar.tariff.codes import TariffCode, parse_code
from ocr.grammar.tariff.tariff_headings import doubt

_CODES = re.compile(r"税则号列|税則號列|税则号|[税稅][号號目]|商品编[号码]|货品编号|海关编码|编\s*码|H\.?S")
_GOODS = re.compile(r"[商货貨]品名称|[货貨]名|品名|名\s*[称稱]|货品|商品|Goods|Description")
_RATE = re.compile(r"税率|稅率|退税|关税|[%％]|Rate|Duty")
_ENOUGH = 0.6
"""So large a share of a column's cells must be codes of six digits or more when no head names it."""
_SORTED = 0.9
"""A table is in the order of its codes when so large a share of its neighbours are."""


@dataclass(frozen=True, slots=True)
class TariffLine:
    """A row of a table: its codes (mostly one), the goods, each rate with its column's head. `row` counts from 0."""

    row: int
    codes: tuple[TariffCode, ...]
    goods: str
    rates: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DoubtfulCode:
    """A cell of the codes' column that cannot be right, and why. `row` counts from 0."""

    row: int
    column: int
    printed: str
    reason: str


@dataclass(frozen=True, slots=True)
class TariffTable:
    """A table that lists tariff lines by their codes."""

    column: int
    lines: tuple[TariffLine, ...]
    doubts: tuple[DoubtfulCode, ...]


def read_tariff_table(
    rows: Sequence[Sequence[str]], head_rows: int = 0, day: date | None = None
) -> TariffTable | None:
    """The tariff lines of a table; None when it has no column of codes.

    The first `head_rows` rows name the columns (the first one when 0 and it holds no code). `day` is that of the
    notice: codes before 1992 are of another nomenclature.
    """
    heads = _heads(rows, head_rows)
    column = _code_column(rows, heads)
    if column is None:
        return None
    body = range(head_rows or (1 if rows and parse_code(_cell(rows[0], column)) is None else 0), len(rows))
    goods = next((n for n, head in enumerate(heads) if n != column and _GOODS.search(head)), None)
    rates = [n for n, head in enumerate(heads) if n not in (column, goods) and _RATE.search(head)]
    lines, doubts = [], []
    for row in body:
        printed = _cell(rows[row], column).strip()
        codes = parse_codes(printed)
        if not codes:
            digits = sum(mark.isdigit() for mark in printed)
            if digits >= 4 and 2 * digits > len(printed):
                doubts.append(DoubtfulCode(row, column, printed, "not the form of a code"))
            continue
        named = "" if goods is None else _cell(rows[row], goods)
        found = tuple((heads[n], _cell(rows[row], n)) for n in rates if _cell(rows[row], n))
        lines.append(TariffLine(row, codes, named, found))
        reasons = (doubt(digits, day) for code in codes for digits in (code.digits, code.last) if digits)
        if reason := next(filter(None, reasons), ""):
            doubts.append(DoubtfulCode(row, column, printed, reason))
    doubts += _out_of_order(lines, column, {item.row for item in doubts})
    return TariffTable(column, tuple(lines), tuple(sorted(doubts, key=lambda item: item.row)))


def parse_codes(printed: str) -> tuple[TariffCode, ...]:
    """The code of a cell, or those it lists (8471.3000、8471.4140); none when a part of it is no code."""
    whole = parse_code(printed)
    if whole is not None:
        return (whole,)
    parts = [
        part for part in re.split(r"[、，,；;\n/]|(?<=\d{8})[ \u3000]+(?=\d{4})", printed) if part.strip()
    ]
    codes = [parse_code(part) for part in parts]
    return () if None in codes else tuple(code for code in codes if code)


def _heads(rows: Sequence[Sequence[str]], head_rows: int) -> list[str]:
    """The words over each column, of all its head rows."""
    width = max(map(len, rows), default=0)
    top = rows[: head_rows or 1]
    return ["".join("".join(_cell(row, n).split()) for row in top) for n in range(width)]


def _code_column(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> int | None:
    """The column that a head names, else the one that is full of codes."""
    shares = []
    for column in range(len(heads)):
        cells = [cell.strip() for row in rows[1:] if (cell := _cell(row, column)).strip()]
        codes = [code for cell in cells if (code := parse_code(cell)) is not None]
        sure = sum(len(code.digits) >= 6 and not doubt(code.digits) for code in codes)
        shares.append((len(codes) / len(cells) if cells else 0.0, sure / len(cells) if cells else 0.0))
    named = [n for n, head in enumerate(heads) if _CODES.search(head) and shares[n][0] > 0.3]
    if named:
        return named[0]
    full = [n for n, (_, sure) in enumerate(shares) if sure >= _ENOUGH]
    return full[0] if full and len(rows) > 2 else None


def _out_of_order(lines: Sequence[TariffLine], column: int, known: set[int]) -> Iterator[DoubtfulCode]:
    """In a table in the order of its codes, those that break it while their neighbours fit each other."""
    codes = [line.codes[0].digits.ljust(10, "0") for line in lines]
    pairs = list(pairwise(codes))
    if len(pairs) < 8 or sum(a <= b for a, b in pairs) < _SORTED * len(pairs):
        return
    for before, line, after in zip(range(len(lines)), lines[1:], range(2, len(lines)), strict=False):
        here = codes[before + 1]
        breaks = not codes[before] <= here <= codes[after]
        if breaks and codes[before] <= codes[after] and line.row not in known:
            between = f"between {lines[before].codes[0]} and {lines[after].codes[0]}"
            yield DoubtfulCode(line.row, column, str(line.codes[0]), between)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""
