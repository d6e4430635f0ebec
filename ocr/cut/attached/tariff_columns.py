"""Columns of a tariff that were read as one: the code of a line and the name of its goods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.cut.traced import Traced, join

_CODE = re.compile(
    r"(?<![0-9.])(?:[0-9]{4}[.．][0-9]{2}(?:[.．]?[0-9]{2}){0,2}|[0-9]{8}(?:[0-9]{2})?)(?![0-9]|[.．][0-9])"
)
"""Tariff lines (税则号列): 0101.2100, 01012100, 0101.2100.10, 0101.21."""

_NUMBER = re.compile(r"[0-9]{1,4}[ \u3000.．、]*$")
_WORDS = re.compile("[\u4e00-\u9fff]")
_LEAST = 3
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class _Both:
    """What a cell holds of two columns, and of the one before them."""

    number: Traced
    code: Traced
    goods: Traced


def with_codes_apart(
    rows: Sequence[tuple[Traced, ...]],
) -> tuple[list[tuple[Traced, ...]], int | None]:
    """`rows` with the first column that holds code and goods in nearly every cell made two, and which column it was.

    A column whose cells begin with the code of a tariff line and go on with words is two whose blank was too narrow to
    be seen; a number before the code belongs to the column before, where that is empty. None: there is no such column.
    """
    for column in range(len(rows[0]) if rows else 0):
        parted = [_both(row[column]) for row in rows]
        whole = sum(part is not None for part in parted)
        filled = sum(bool(row[column].text) for row in rows)
        if whole >= _LEAST and whole >= _MOSTLY * filled:
            return [_apart(row, column, both) for row, both in zip(rows, parted, strict=True)], column
    return list(rows), None


def _both(cell: Traced) -> _Both | None:
    found = list(_CODE.finditer(cell.text))
    if len(found) != 1:
        return None
    start, end = found[0].span()
    before, after = cell.cut(0, start).strip(), cell.cut(end, len(cell.text)).strip()
    number = before if _NUMBER.match(before.text) else Traced()
    own_line = any(piece.start == start and piece.length == end - start for piece in cell.pieces)
    if before.text and not number.text and not own_line:
        return None
    # A name of two lines stands around the code that stands beside its middle, a line of its own.
    goods = after if number.text else join(part for part in (before, after) if part.text)
    if not _WORDS.search(goods.text):
        return None
    return _Both(number, cell.cut(start, end), goods)


def _apart(row: tuple[Traced, ...], column: int, both: _Both | None) -> tuple[Traced, ...]:
    if both is None:
        cell = row[column]
        own = (cell, Traced()) if _CODE.fullmatch(cell.text) else (Traced(), cell)
        return (*row[:column], *own, *row[column + 1 :])
    before = list(row[:column])
    code = both.code
    if both.number.text and before and not before[-1].text:
        before[-1] = both.number
    elif both.number.text:
        code = join((both.number, code), " ")
    return (*before, code, both.goods, *row[column + 1 :])
