"""Lines of text put together to rows of cells where no rules part them, and heads of two levels."""

from __future__ import annotations

import pytest

from ocr.layout.table_columns import Aligned
from ocr.layout.table_heads import Span, find_spans, headed_slots
from ocr.layout.table_items import Item, ItemRow
from ocr.layout.table_rows import grouped
from ocr.layout.table_runs import aligned_runs

BANDS = ((0.0, 40.0), (100.0, 400.0), (450.0, 650.0), (700.0, 800.0), (850.0, 950.0))
HIGH = 30.0


def line(y: float, *columns: int) -> ItemRow:
    items = tuple(Item((*_ends(column, y),), (0,)) for column in columns)
    return ItemRow(y - HIGH / 2, y + HIGH / 2, items)


def _ends(column: int, y: float) -> tuple[float, float, float, float]:
    x0, x1 = BANDS[column]
    return (x0, y - HIGH / 2, x1, y + HIGH / 2)


def table(*lines: ItemRow) -> Aligned:
    return Aligned(lines, BANDS)


def test_most_cells_going_on_in_a_second_line_make_no_row() -> None:
    rows = [
        line(0, 0, 1, 2, 3, 4),
        line(30, 1, 2, 3),
        line(72, 0, 1, 2, 3, 4),
        line(114, 0, 1, 2, 3, 4),
        line(144, 1, 2, 3),
    ]
    assert grouped(table(*rows)) == [[0, 1], [2], [3, 4]]


def test_a_row_whose_number_was_not_found_is_one() -> None:
    rows = [line(42 * k, 0, 1, 2, 3, 4) for k in range(6)]
    rows[3] = line(42 * 3, 1, 2, 3, 4)
    assert grouped(table(*rows)) == [[k] for k in range(6)]


def test_cells_of_two_lines_beside_cells_of_one_that_are_level_with_their_middle() -> None:
    rows = [
        line(0, 0, 1, 2, 3, 4),
        line(45, 0, 1, 2),
        line(60, 3, 4),
        line(75, 1, 2),
        line(120, 0, 1, 2, 3, 4),
    ]
    assert grouped(table(*rows)) == [[0], [1, 2, 3], [4]]


def test_a_row_torn_in_two_lines_is_one() -> None:
    rows = [
        line(0, 0, 1, 2, 3, 4),
        line(50, 0, 2),
        line(80, 1, 3, 4),
        line(130, 0, 1, 2, 3, 4),
        line(180, 0, 1, 2, 3, 4),
    ]
    assert grouped(table(*rows)) == [[0], [1, 2], [3], [4]]


def test_a_head_over_two_columns_spans_them() -> None:
    heads = [
        *(Item(_ends(column, 15), (0,)) for column in (0, 1, 2)),
        Item((730.0, -15.0, 920.0, 15.0), (0,)),
        *(Item(_ends(column, 30), (0,)) for column in (3, 4)),
    ]
    spans = find_spans(heads, BANDS, HIGH, [()])
    assert spans == [Span(3, 4, 15.0)]
    xs, ys = (0.0, 70.0, 425.0, 675.0, 825.0, 960.0), (-20.0, 50.0, 90.0)
    found = [(s.row, s.column, s.rows, s.columns) for s in headed_slots(xs, ys, spans)]
    assert found[:6] == [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 2), (1, 3, 1, 1), (1, 4, 1, 1)]
    assert found[6:] == [(2, column, 1, 1) for column in range(5)]


@pytest.mark.parametrize("under", [(), (3,)])
def test_a_wide_head_without_heads_under_it_spans_nothing(under: tuple[int, ...]) -> None:
    heads = [Item((730.0, -15.0, 920.0, 15.0), (0,)), *(Item(_ends(column, 30), (0,)) for column in under)]
    assert find_spans(heads, BANDS, HIGH, [()]) == []


def test_runs_of_one_table_that_a_fold_tears_are_one() -> None:
    rows = [line(45 * k, 0, 1, 2, 3, 4) for k in range(21)]
    wide = Item((0.0, 45 * 3 - 15, 98.0, 45 * 3 + 15), (0,))
    rows[3] = ItemRow(rows[3].top, rows[3].bottom, (wide, *rows[3].items[1:]))
    torn = Item((90.0, 45 * 10 - 15, 900.0, 45 * 10 + 15), (0,))
    rows[10] = ItemRow(rows[10].top, rows[10].bottom, (torn,))
    early = Item((92.0, 45 * 15 - 15, 300.0, 45 * 15 + 15), (0,))
    rows[15] = ItemRow(rows[15].top, rows[15].bottom, (rows[15].items[0], early, *rows[15].items[2:]))
    (run,) = aligned_runs(rows, HIGH, [()])
    assert len(run.rows) == 21
    assert len(run.bands) == 5
