"""Gutters and reading order: columns, tiers, full-width lines; independent of the order boxes come in."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.geometry import Direction
from ocr.layout.flow import from_flow, to_flow
from ocr.layout.gutter import Hints, blanks, find_gutter, find_gutters
from ocr.layout.order import reading_order

Boxes = list[tuple[float, float, float, float]]


def column(x0: float, x1: float, y0: float, lines: int, pitch: float = 50, thick: float = 38) -> Boxes:
    """Lines of running text: indented first, short last."""
    boxes = [(x0, y0 + pitch * k, x1, y0 + pitch * k + thick) for k in range(lines)]
    boxes[0] = (x0 + 60, *boxes[0][1:])
    boxes[-1] = (*boxes[-1][:2], x0 + (x1 - x0) * 0.4, boxes[-1][3])
    return boxes


ONE = column(100, 1100, 100, 20)
TWO = [(300.0, 20.0, 900.0, 70.0), *column(100, 570, 120, 15), *column(630, 1100, 120, 14)]
BANDS = [
    *column(100, 570, 100, 6),
    *column(630, 1100, 100, 6),
    (100.0, 420.0, 1100.0, 458.0),
    *column(100, 570, 500, 6),
    *column(630, 1100, 500, 6),
]
FOUR = [box for k in range(4) for box in column(100 + 500 * k, 550 + 500 * k, 100, 12)]


def order(boxes: Boxes, direction: Direction = Direction.HORIZONTAL, hints: Hints | None = None) -> list[int]:
    spans = to_flow(np.array(boxes), direction)
    return [i for block in reading_order(spans, hints or Hints()) for i in block]


@pytest.mark.parametrize("boxes", [ONE, TWO, BANDS, FOUR], ids=["one", "two", "bands", "four"])
def test_columns_are_read_one_after_the_other(boxes: Boxes) -> None:
    assert order(boxes) == list(range(len(boxes)))


@pytest.mark.parametrize("boxes", [ONE, TWO, BANDS, FOUR], ids=["one", "two", "bands", "four"])
@settings(max_examples=25)
@given(data=st.data())
def test_order_does_not_depend_on_how_boxes_come_nor_on_a_little_skew(
    boxes: Boxes, data: st.DataObject
) -> None:
    turn = math.radians(data.draw(st.floats(-0.4, 0.4)))
    shuffled = list(range(len(boxes)))
    random.Random(data.draw(st.integers(0, 10_000))).shuffle(shuffled)
    turned = []
    for i in shuffled:
        x0, y0, x1, y1 = boxes[i]
        shift = math.sin(turn) * (x0 + x1) / 2
        turned.append((x0, y0 + shift, x1, y1 + shift))
    assert [shuffled[i] for i in order(turned)] == list(range(len(boxes)))


def test_vertical_columns_run_from_right_to_left() -> None:
    columns = [(1000.0 - 60 * k, 100.0, 1045.0 - 60 * k, 1500.0) for k in range(8)]
    assert order(columns, Direction.VERTICAL) == list(range(8))


def test_tiers_of_a_vertical_page_are_read_from_above() -> None:
    upper = [(1000.0 - 60 * k, 100.0, 1045.0 - 60 * k, 700.0 - 50 * (k % 5)) for k in range(8)]
    lower = [(1000.0 - 60 * k, 760.0, 1045.0 - 60 * k, 1400.0 - 60 * (k % 4)) for k in range(8)]
    assert order(upper + lower, Direction.VERTICAL, Hints(loose=True)) == list(range(16))
    assert order(upper + lower, Direction.VERTICAL, Hints((730.0,))) == list(range(16))


def test_a_list_with_page_numbers_is_no_pair_of_columns() -> None:
    entries = [(100.0, 100.0 + 50 * k, 500.0 + 37 * (k % 6), 138.0 + 50 * k) for k in range(12)]
    numbers = [(1050.0, 100.0 + 50 * k, 1090.0, 138.0 + 50 * k) for k in range(12)]
    spans = to_flow(np.array(entries + numbers), Direction.HORIZONTAL)
    assert find_gutter(spans) is None
    assert order(entries + numbers) == [i for k in range(12) for i in (k, 12 + k)]


def test_a_signature_beside_nothing_is_no_column() -> None:
    signature = [(800.0, 1120.0 + 50 * k, 1050.0, 1158.0 + 50 * k) for k in range(3)]
    assert find_gutter(to_flow(np.array(ONE + signature), Direction.HORIZONTAL)) is None


def test_nested_gutters_are_all_found() -> None:
    assert [round(g, -2) for g in find_gutters(to_flow(np.array(FOUR), Direction.HORIZONTAL))] == [
        600,
        1100,
        1600,
    ]


@given(st.lists(st.tuples(*[st.floats(0, 2000)] * 4), max_size=40), st.sampled_from(list(Direction)))
def test_every_box_is_read_once_whatever_the_page(raw: Boxes, direction: Direction) -> None:
    boxes = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in raw]
    spans = to_flow(np.array(boxes).reshape(-1, 4), direction)
    assert sorted(i for block in reading_order(spans) for i in block) == list(range(len(boxes)))
    assert np.allclose(from_flow(spans, direction), np.array(boxes).reshape(-1, 4))


def test_blanks_are_those_between_ink() -> None:
    ink = np.zeros((20, 200), dtype=bool)
    ink[5:15, 10:60] = True
    ink[5:15, 120:150] = True
    ink[10, 90] = True  # a speck does not end a blank
    assert blanks(ink, 30) == [(60, 120)]
    assert blanks(np.zeros((20, 50), dtype=bool), 5) == []


def test_a_table_in_one_column_does_not_hide_the_gutter() -> None:
    cells = [
        (110.0 + 150 * c, 560.0 + 50 * r, 200.0 + 150 * c, 598.0 + 50 * r) for r in range(6) for c in range(3)
    ]
    left = column(100, 570, 100, 8)
    right = column(630, 1100, 100, 15)
    gutter = find_gutter(to_flow(np.array(left + cells + right), Direction.HORIZONTAL))
    assert gutter is not None
    assert 570 < gutter < 630


def columns_of_lines(count: int, gap: float) -> np.ndarray:
    """So many columns of ten lines of 300 × 20 pixels, `gap` pixels apart."""
    return np.array(
        [
            (c * (300 + gap), r * 30.0, c * (300 + gap) + 300, r * 30.0 + 20)
            for c in range(count)
            for r in range(10)
        ]
    )


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_as_many_columns_as_a_person_says(count: int) -> None:
    spans = columns_of_lines(count, 6.0)  # too near for the reader to part by itself
    blocks = reading_order(spans, Hints(columns=count))
    assert blocks == [list(range(10 * c, 10 * c + 10)) for c in range(count)]


def test_one_column_when_a_person_says_so() -> None:
    spans = columns_of_lines(2, 60.0)
    assert len(reading_order(spans)) == 2
    assert reading_order(spans, Hints(columns=1)) == [[k for r in range(10) for k in (r, r + 10)]]
