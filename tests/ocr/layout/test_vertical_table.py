"""Ruled tables of vertical pages: strips are rows from right to left, bands columns from the top; tiers are none."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.geometry import Box, Direction
from ocr.imaging.quads import Quad
from ocr.imaging.rules import Rules, paint_rules
from ocr.layout.arrange import Piece, arrange_page
from ocr.layout.tables import Table
from ocr.layout.vertical_table import VerticalTable, cut_at_rules, find_vertical_tables, in_tables
from ocr.line import Line, Role

SIZE = (1200, 1600)
XS = (300, 400, 500, 600, 700, 800)
YS = (200, 300, 700, 800, 1100)
EM = 40


def ruled(xs: tuple[int, ...] = XS, ys: tuple[int, ...] = YS) -> Rules:
    flat = [(xs[0], y - 1, xs[-1], y + 1) for y in ys]
    upright = [(x - 1, ys[0], x + 1, ys[-1]) for x in xs]
    return paint_rules([*flat, *upright], SIZE)


def column(x: float, y: float, count: int) -> tuple[float, float, float, float]:
    """The box of a column of `count` characters about `x` that begins at `y`."""
    return (x - 28, y - 8, x + 28, y + count * EM + 8)


def filled(counts: dict[tuple[int, int], int]) -> NDArray[np.float64]:
    """Boxes of print in strip and band (both from 0, strips from the right), with so many characters."""
    return np.array(
        [column((XS[-1 - s] + XS[-2 - s]) / 2, YS[b] + 15, count) for (s, b), count in counts.items()]
    )


CELLS = {(s, b): (1, 4, 1, 3)[b] for s in range(5) for b in range(4)}


def only(tables: tuple[Table, ...]) -> VerticalTable:
    (table,) = tables
    assert isinstance(table, VerticalTable)
    return table


def test_strips_are_rows_from_the_right_and_bands_columns_from_the_top() -> None:
    table = only(find_vertical_tables(ruled(), filled(CELLS)))
    assert [(cell.row, cell.column) for cell in table.cells] == [(s, b) for s in range(5) for b in range(4)]
    first, last = table.cells[0].area, table.cells[-1].area
    assert first == pytest.approx((700, 200, 800, 300), abs=3)
    assert last == pytest.approx((300, 800, 400, 1100), abs=3)


def test_a_cell_over_two_bands_spans_two_columns() -> None:
    flat = [(XS[0], y - 1, XS[-1], y + 1) for y in (200, 300, 800, 1100)] + [(XS[0], 699, XS[-2], 701)]
    upright = [(x - 1, YS[0], x + 1, YS[-1]) for x in XS]
    counts = {place: count for place, count in CELLS.items() if place != (0, 2)}
    table = only(find_vertical_tables(paint_rules([*flat, *upright], SIZE), filled(counts)))
    assert [(cell.row, cell.column, cell.columns) for cell in table.cells][:3] == [
        (0, 0, 1), (0, 1, 2), (0, 3, 1)
    ]  # fmt: skip


def test_tiers_of_running_text_between_rules_are_no_table() -> None:
    ys = (200, 600, 1000, 1400)
    boxes = np.array([column((a + b) / 2, y + 12, 9) for a, b in pairwise(XS) for y in ys[:-1]])
    assert find_vertical_tables(ruled(ys=ys), boxes) == ()


def test_what_only_looks_like_a_rule_across_running_text_makes_no_table() -> None:
    boxes = np.array([column((a + b) / 2, 210, 21) for a, b in pairwise(XS)])
    assert find_vertical_tables(ruled(), boxes) == ()


def test_an_area_of_running_text_joined_by_rules_is_left_out() -> None:
    rules = [(x - 1, 60, x + 1, 200) for x in (XS[0], XS[-1])] + [(XS[0], 59, XS[-1], 61)]
    whole = ruled()
    more = paint_rules(rules, SIZE)
    joined = Rules(whole.flat | more.flat, whole.upright | more.upright, whole.scale)
    text = np.array([column(330 + 75 * k, 75, 2) for k in range(6)])
    table = only(find_vertical_tables(joined, np.concatenate([filled(CELLS), text])))
    assert len(table.cells) == 20
    assert table.box[1] > 180


def test_a_table_set_in_lines_is_counted_as_on_a_horizontal_page() -> None:
    boxes = np.array([(x + 8, y + 20, x + 92, y + 50) for x in XS[:-1] for y in YS[:-1]], dtype=float)
    (table,) = find_vertical_tables(ruled(), boxes)
    assert not isinstance(table, VerticalTable)
    assert [(cell.row, cell.column) for cell in table.cells][:6] == [
        (0, 0),
        (0, 1),
        (0, 2),
        (0, 3),
        (0, 4),
        (1, 0),
    ]


def quad(box: tuple[float, float, float, float]) -> Quad:
    x0, y0, x1, y1 = box
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def test_a_box_over_two_cells_is_cut_at_the_rule() -> None:
    tables = find_vertical_tables(ruled(), filled(CELLS))
    over = column(750, 220, 6)
    boxes = np.array([over, column(1000, 220, 6)])
    parts = cut_at_rules([quad(over), quad(column(1000, 220, 6))], boxes, tables)
    assert len(parts) == 3
    assert parts[0][:, 1].max() == pytest.approx(300, abs=3)
    assert parts[1][:, 1].min() == pytest.approx(300, abs=3)
    assert in_tables(boxes, tables) == [True, False]


def test_cells_are_read_from_right_to_left_and_columns_of_a_cell_too() -> None:
    counts = {place: count for place, count in CELLS.items() if place[1] < 3}
    boxes = filled(counts)
    double = np.array([column(775, 815, 4), column(725, 815, 2)])
    boxes = np.concatenate([boxes, double])
    names = ["".join(map(str, place)) for place in counts] + ["030右", "030左"]
    pieces = [
        Piece(Line(name, Box(*map(int, box)), 0.9, direction=Direction.VERTICAL), tuple(box), 40.0)
        for name, box in zip(names[::-1], boxes[::-1].tolist(), strict=True)
    ]
    rules = ruled()
    tables = find_vertical_tables(rules, boxes)
    lines, (grid,) = arrange_page(pieces, Direction.VERTICAL, SIZE, rules, tables)
    assert [line.text for line in lines][:6] == ["00", "01", "02", "030右", "030左", "10"]
    assert {line.role for line in lines} == {Role.TABLE_CELL}
    assert (grid.rows, grid.columns) == (5, 4)
    assert next(cell for cell in grid.cells if (cell.row, cell.column) == (0, 3)).lines == (3, 4)
