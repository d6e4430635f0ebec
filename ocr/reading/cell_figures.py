"""What the cells of a column have in common: its commas and brackets, and no specks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ocr.language.alternatives import Choice, with_choices
from ocr.line import Line
from ocr.page import Cell, Grid

_GROUPED = re.compile(r"\D{0,2}\d{1,3}([.,，]\d{3})+\D{0,2}$")
_OTHER_POINT = re.compile(r"\d\.(?:\d{1,2}|\d{4,})(?!\d)")
_POINT = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")

_FEWEST_COMMAS = 2
_COMMAS = 0.12
"""A column of figures has thousands parted by commas when so many of its figures are read with one, and this share:
wear takes the tail of a comma away, nothing gives one to a point."""

_LEAST_CELLS = 5
_ODD = 0.125
"""Of so many cells of a column or more, a mark that at most this share begin or end with is a speck."""

_SURE = 0.9
"""How sure such a comma, and the lack of such a mark, is."""

_NARROW, _FULL = "()", "（）"
_FEWEST_FULL = 4
_MOSTLY = 0.6
"""A column is set with full-width brackets when so many of them, and this share, are read as such."""

_FIRST = re.compile(r"[.·•●。、,，:：'‘’`]+(?=[\w（(])")
_LAST = re.compile(r"(?<=[\w）)%])\s*[.·•●。]+$")
_ITEM = re.compile(r"[\d一二三四五六七八九十]{1,3}[.、．。]$")
_STOPS = re.compile(r"[，。；！？、]")


def settled_cells(lines: Sequence[Line], grids: Sequence[Grid]) -> tuple[Line, ...]:
    """`lines` with those in the cells of `grids` (indices into them) as their columns say: commas between thousands
    where the print has lost their tails, no specks before and after what a cell holds, brackets of one width."""
    result = list(lines)
    for grid in grids:
        for column in _columns(grid):
            texts = {i: lines[i].text for cell in column for i in cell.lines}
            choices: dict[int, dict[int, Choice]] = {i: {} for i in texts}
            for i, places in (*_specks(texts, column), *_points(texts, column), *_brackets(texts)):
                choices[i].update(places)
            for i, own in choices.items():
                if own:
                    result[i] = with_choices(result[i], own)
    return tuple(result)


def _columns(grid: Grid) -> Iterator[list[Cell]]:
    """The cells of each column that stand in one row and column."""
    for number in range(grid.columns):
        yield [
            cell
            for cell in grid.cells
            if cell.column == number and cell.columns == cell.rows == 1 and cell.lines
        ]


def _specks(texts: Mapping[int, str], cells: Sequence[Cell]) -> Iterator[tuple[int, dict[int, Choice]]]:
    """The marks that hardly any of the `cells` of a column begin or end with, to be left out; by index of the line."""
    first = {cell.lines[0]: _FIRST.match(texts[cell.lines[0]]) for cell in cells}
    last = {cell.lines[-1]: _LAST.search(texts[cell.lines[-1]]) for cell in cells if _is_bare(texts, cell)}
    for found in (first, last):
        marks = {i: match for i, match in found.items() if match}
        if len(cells) >= _LEAST_CELLS and len(marks) <= max(1.0, _ODD * len(cells)):
            for i, match in marks.items():
                yield i, {at: Choice("", _SURE) for at in range(match.start(), match.end())}


def _is_bare(texts: Mapping[int, str], cell: Cell) -> bool:
    """Is a mark at the end of `cell` neither a full stop after words nor, in the first column, that of a number?"""
    text = "".join(texts[i] for i in cell.lines)
    return not (cell.column == 0 and _ITEM.match(text)) and not _STOPS.search(text[:-1])


def _points(texts: Mapping[int, str], cells: Sequence[Cell]) -> Iterator[tuple[int, dict[int, Choice]]]:
    """The points between thousands in a column some of whose figures have commas there; by index of the line."""
    figures = {cell.lines[0]: texts[cell.lines[0]] for cell in cells if len(cell.lines) == 1}
    if any(_OTHER_POINT.search(text) for text in figures.values()):
        return
    figures = {i: text for i, text in figures.items() if _GROUPED.match(text)}
    commas = sum("," in text or "，" in text for text in figures.values())
    if commas < max(_FEWEST_COMMAS, _COMMAS * len(figures)):
        return
    for i, text in figures.items():
        yield i, {match.start(): Choice(",", _SURE) for match in _POINT.finditer(text)}


def _brackets(texts: Mapping[int, str]) -> Iterator[tuple[int, dict[int, Choice]]]:
    """The narrow brackets of a column that is set with full-width ones; by index of the line."""
    everything = "".join(texts.values())
    full, narrow = (sum(char in marks for char in everything) for marks in (_FULL, _NARROW))
    if narrow and full >= _FEWEST_FULL and full >= _MOSTLY * (full + narrow):
        for i, text in texts.items():
            yield (
                i,
                {
                    at: Choice(_FULL[_NARROW.index(char)], _SURE)
                    for at, char in enumerate(text)
                    if char in _NARROW
                },
            )
