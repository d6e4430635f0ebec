"""Which column of a table is which, on a page where some of them were not seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from statistics import median

from ocr.cut.attached.table_parts import Extent, TablePart

_MOST_COLUMNS = 14
"""Up to so many columns are fitted to those of another part by trying all ways."""


def column_places(part: TablePart, model: TablePart) -> tuple[int, ...]:
    """For each column of `part` the one of `model` it is: those of one table stand in the same places on every page.

    A table whose last column is empty on a page (备注), or whose columns were not all told apart, has fewer there.
    """
    if part.width == model.width:
        return tuple(range(part.width))
    named = _named_places(part, model)
    if named is not None:
        return named
    if model.width > _MOST_COLUMNS or None in model.columns or None in part.columns:
        return tuple(range(part.width))
    ways = combinations(range(model.width), part.width)
    return min(ways, key=lambda way: _misfit(part.columns, [model.columns[at] for at in way]))


def _named_places(part: TablePart, model: TablePart) -> tuple[int, ...] | None:
    """By the names of the columns, where both parts print them."""
    names = ["".join(cell.text.split()) for cell in model.rows[0]]
    found: list[int] = []
    for cell in part.rows[0]:
        name = "".join(cell.text.split())
        place = next((at for at, other in enumerate(names) if name and name == other), -1)
        if place < 0 or (found and place <= found[-1]):
            return None
        found.append(place)
    return tuple(found)


def _misfit(columns: Sequence[Extent | None], places: Sequence[Extent | None]) -> float:
    """How far the middles of `columns` are from those of `places` when the page is moved along to fit, in ems."""
    apart = [
        (a[0] + a[1] - b[0] - b[1]) / 2
        for a, b in zip(columns, places, strict=True)
        if a is not None and b is not None
    ]
    shift = median(apart)
    return sum(abs(way - shift) for way in apart) + 0.2 * abs(shift)
