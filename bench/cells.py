"""Table cells: in the right row and column, and read right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bench.matching import ReadLine, print_under
from bench.rates import flat
from bench.shares import NONE_SEEN, Share
from draw.truth import PageTruth
from ocr.page import Cell, Grid

Place = tuple[int, int, int, int]
"""Row, column, rows, columns."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of the truth that an engine set in the right place, and those of them that it also read right."""

    placed: Share = NONE_SEEN
    right: Share = NONE_SEEN


def cells(page: PageTruth, lines: Sequence[ReadLine], grids: Sequence[Grid], latin: bool) -> Cells:
    """Compare the tables of `page` with `grids`, whose cells hold indices into `lines`.

    Each table of the truth is compared with the grid that holds most of its print. A cell is placed when the grid
    has a cell of the same row, column and span that holds all the lines read on its print; it is right when the text
    of that cell is the print, too, without any white space.
    """
    truth: dict[int, dict[Place, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, line in enumerate(page.lines):
        if line.cell is not None:
            cell = line.cell
            truth[cell.table][cell.row, cell.column, cell.rows, cell.columns].append(index)
    on: dict[int, list[int]] = defaultdict(list)
    for r, t in print_under(page, lines).items():
        on[t].append(r)
    home = {r: g for g, grid in enumerate(grids) for cell in grid.cells for r in cell.lines}
    placed = right = total = 0
    for printed in truth.values():
        votes = Counter(home[r] for indices in printed.values() for t in indices for r in on[t] if r in home)
        total += len(printed)
        if not votes:
            continue
        by_place = {_place(cell): cell for cell in grids[votes.most_common(1)[0][0]].cells}
        for place, indices in printed.items():
            cell_read = by_place.get(place)
            reads = {r for t in indices for r in on[t]}
            if cell_read is None or not reads or not reads <= set(cell_read.lines):
                continue
            placed += 1
            said = flat([lines[r].text for r in cell_read.lines], latin)
            right += _close(flat([page.lines[t].text for t in indices], latin)) == _close(said)
    return Cells(Share(placed, total), Share(right, total))


def _place(cell: Cell) -> Place:
    return cell.row, cell.column, cell.rows, cell.columns


def _close(text: str) -> str:
    return "".join(text.split())
