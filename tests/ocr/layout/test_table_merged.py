"""Cells of ruled tables whose rules are lost, or shine through from the back: told by the print in them."""

from __future__ import annotations

import numpy as np

from ocr.layout.table_merged import merged_by_text
from ocr.layout.table_slots import slots, whole_slots
from ocr.layout.tables import Table

XS = (0.0, 200.0, 400.0, 600.0, 800.0)
HIGH = 30.0


def table(
    ys: tuple[float, ...],
    lost_below: tuple[tuple[int, int], ...] = (),
    lost_right: tuple[tuple[int, int], ...] = (),
) -> Table:
    """Four columns between the edges `ys`; the sides (row, column) of `lost_below` and `lost_right` are not ruled."""
    rows = len(ys) - 1
    right, below = np.ones((rows, 3), dtype=bool), np.ones((rows - 1, 4), dtype=bool)
    for place in lost_below:
        below[place] = False
    for place in lost_right:
        right[place] = False
    return Table((0.0, ys[0] - 1, 800.0, ys[-1] + 1), slots(XS, ys, right, below))


def text(column: int, y: float, wide: float = 100.0) -> tuple[float, float, float, float]:
    middle = (XS[column] + XS[column + 1]) / 2
    return (middle - wide / 2, y - HIGH / 2, middle + wide / 2, y + HIGH / 2)


def places(found: Table) -> list[tuple[int, int, int, int]]:
    return [(slot.row, slot.column, slot.rows, slot.columns) for slot in found.cells]


YS = (0.0, 60.0, 120.0, 180.0, 240.0)
FULL = [text(column, y) for y in (30, 90, 150, 210) for column in range(4)]


def test_a_side_lost_between_two_rows_or_columns_parts_what_is_level() -> None:
    worn = table(YS, lost_below=((1, 0),), lost_right=((3, 2),))
    assert places(worn) != places(table(YS))
    assert places(merged_by_text(worn, np.array(FULL), HIGH)) == places(table(YS))


def test_a_cell_over_two_rows_whose_text_is_between_them_stays_one() -> None:
    merged = table(YS, lost_below=((1, 0),))
    boxes = [box for box in FULL if box not in (text(0, 90), text(0, 150))] + [text(0, 120)]
    assert merged_by_text(merged, np.array(boxes), HIGH) == merged


def test_a_rule_of_the_back_through_a_row_of_print_is_none() -> None:
    ys = (0.0, 60.0, 95.0, 180.0, 240.0)
    # The text of the first column stands on the rule; one of two lines has a line on either side of it.
    false = table(ys, lost_below=((1, 0),))
    boxes = [text(column, y) for y in (30, 210) for column in range(4)]
    boxes += [text(0, 98), text(1, 78), text(1, 112), text(2, 112), text(3, 112)]
    found = merged_by_text(false, np.array(boxes), HIGH)
    assert places(found) == places(Table(false.box, whole_slots(XS, (0.0, 60.0, 180.0, 240.0))))


def test_the_heads_under_a_head_over_two_columns_are_cells_when_the_rule_between_is_lost() -> None:
    ys = (0.0, 80.0, 140.0, 200.0)
    worn = table(ys, lost_right=((0, 2),))
    boxes = [text(0, 40), text(1, 40), (500.0, 5.0, 700.0, 35.0), text(2, 60), text(3, 60)]
    boxes += [text(column, y) for y in (110, 170) for column in range(4)]
    found = merged_by_text(worn, np.array(boxes), HIGH)
    assert places(found)[:5] == [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (1, 2, 1, 1), (1, 3, 1, 1)]
    assert places(found)[5:] == [(row, column, 1, 1) for row in (2, 3) for column in range(4)]


def test_a_head_in_two_lines_over_two_columns_stays_one() -> None:
    ys = (0.0, 80.0, 140.0, 200.0)
    merged = table(ys, lost_right=((0, 2),))
    boxes = [text(0, 40), text(1, 40), (520.0, 5.0, 680.0, 35.0), (540.0, 45.0, 660.0, 75.0)]
    boxes += [text(column, y) for y in (110, 170) for column in range(4)]
    assert merged_by_text(merged, np.array(boxes), HIGH) == merged
