"""Rules and ruled tables: found on images and from drawn segments, merged cells, and what is no table."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from ocr.imaging.rules import find_rules, paint_rules
from ocr.imaging.skew import level_image
from ocr.layout.table_search import find_tables

XS, YS = (100, 300, 700, 1000), (200, 260, 320, 380, 440)


def segments(merged: bool = False) -> list[tuple[float, float, float, float]]:
    flat = [(XS[0], y, XS[-1], y) for y in YS]
    upright = [(x, YS[0], x, YS[-1]) for x in XS]
    if merged:  # the first two cells of the first column become one
        flat[1] = (XS[1], YS[1], XS[-1], YS[1])
    return [tuple(map(float, s)) for s in flat + upright]  # type: ignore[misc]


def drawn(turn: float = 0.0, merged: bool = False) -> np.ndarray:
    page = np.full((1600, 1200), 245, np.uint8)
    for x0, y0, x1, y1 in segments(merged):
        cv2.line(page, (int(x0), int(y0)), (int(x1), int(y1)), 30, 2)
    return level_image(page, -turn)


@pytest.mark.parametrize("degrees", [0.0, 1.5, -2.0])
def test_cells_of_a_ruled_table_on_an_image(degrees: float) -> None:
    turn = math.radians(degrees)
    (table,) = find_tables(find_rules(drawn(turn), turn))
    assert len(table.cells) == 12
    cell = table.cells[4]
    assert (cell.row, cell.column, cell.rows, cell.columns) == (1, 1, 1, 1)
    assert cell.area == pytest.approx((300, 260, 700, 320), abs=8)


def test_cells_are_read_row_by_row_and_merged_ones_where_they_begin() -> None:
    (table,) = find_tables(find_rules(drawn(merged=True), 0.0))
    assert len(table.cells) == 11
    assert [(c.row, c.column, c.rows, c.columns) for c in table.cells[:2]] == [(0, 0, 2, 1), (0, 1, 1, 1)]
    boxes = np.array(
        [(720, 270, 800, 310), (120, 240, 180, 280), (320, 210, 400, 250), (320, 270, 400, 310)], float
    )
    assert table.members(boxes) == [0, 1, 2, 3]
    assert table.row_major(boxes, [0, 1, 2, 3]) == [1, 2, 3, 0]


def test_a_box_over_two_cells_meets_the_rule_between() -> None:
    (table,) = find_tables(paint_rules(segments(), (1200, 1600)))
    (rule,) = table.rules_within((320, 210, 900, 250))
    assert rule == pytest.approx(700, abs=4)
    assert table.rules_within((320, 210, 600, 250)) == []


def test_a_frame_and_a_rule_are_no_table() -> None:
    frame = [(100.0, 100.0, 1000.0, 100.0), (100.0, 900.0, 1000.0, 900.0)]
    frame += [(100.0, 100.0, 100.0, 900.0), (1000.0, 100.0, 1000.0, 900.0)]
    rules = paint_rules(frame, (1200, 1600))
    assert find_tables(rules) == ()
    assert rules.separators() == pytest.approx([100, 900], abs=3)
    assert rules.columns() == pytest.approx([100, 1000], abs=3)


def test_print_and_pictures_leave_no_rules() -> None:
    page = np.full((1600, 1200), 245, np.uint8)
    for y in range(200, 1200, 50):
        for x in range(100, 1000, 36):
            page[y : y + 3, x : x + 28] = 20  # strokes of characters
            page[y : y + 28, x + 12 : x + 15] = 20
    page[1300:1500, 200:900] = 10
    rules = find_rules(page, 0.0)
    assert find_tables(rules) == ()
    assert rules.separators() == []


def test_open_sides_a_broken_rule_and_a_curl_keep_every_cell() -> None:
    page = np.full((1600, 1200), 235, np.uint8)
    for y in YS:
        cv2.line(page, (XS[0], y), (XS[-1], y), 60, 2)
    for x in XS[1:-1]:
        cv2.line(page, (x, YS[0]), (x, YS[-1]), 60, 2)
    page[YS[2] - 3 : YS[2] + 4, 400:520] = 235  # a break
    lift = (14 * np.cos(np.pi * np.arange(1200) / 1200) ** 3).astype(np.float32)
    x, y = np.meshgrid(np.arange(1200, dtype=np.float32), np.arange(1600, dtype=np.float32))
    curled = cv2.remap(page, x, y - lift[None, :], cv2.INTER_LINEAR, borderValue=235)
    (table,) = find_tables(find_rules(np.asarray(curled, np.uint8), 0.0))
    assert sorted({(c.row, c.column) for c in table.cells}) == [(r, c) for r in range(4) for c in range(3)]
    middles = [(150, 230, 180, 250), (820, 400, 900, 420)]
    boxes = np.array(middles, float) + np.array([[0, lift[165], 0, lift[165]], [0, lift[860], 0, lift[860]]])
    assert sorted(table.cell_lines(boxes, [0, 1])) == [0, 11]


def test_strokes_of_large_characters_are_no_table() -> None:
    page = np.full((1600, 1200), 245, np.uint8)
    for k in range(4):
        cv2.line(page, (300, 200 + 30 * k), (390, 200 + 30 * k), 20, 3)
        cv2.line(page, (300 + 30 * k, 200), (300 + 30 * k, 290), 20, 3)
    assert find_tables(find_rules(page, 0.0)) == ()


def beside(joints: int) -> np.ndarray:
    """Two tables of five flat rules side by side, of which `joints` go on over the gap between them."""
    page = np.full((1600, 1600), 245, np.uint8)
    for left in (100, 820):
        for y in YS:
            cv2.line(page, (left, y), (left + 600, y), 30, 2)
        for x in (left, left + 250, left + 600):
            cv2.line(page, (x, YS[0]), (x, YS[-1]), 30, 2)
    for y in YS[:joints]:
        cv2.line(page, (700, y), (820, y), 30, 2)
    return page


def test_tables_in_two_columns_stay_two_when_a_stray_rule_joins_them() -> None:
    first, second = find_tables(find_rules(beside(1), 0.0))
    assert first.box[2] < 780 < second.box[0] + 80
    assert len(first.cells) == len(second.cells) == 8


def test_a_table_whose_rules_all_go_through_is_one() -> None:
    (table,) = find_tables(find_rules(beside(5), 0.0))
    assert len(table.cells) == 20
