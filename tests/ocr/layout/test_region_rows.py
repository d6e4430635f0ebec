"""Horizontal text on a vertical sheet: found as one, and read by rows."""

from __future__ import annotations

import numpy as np

from ocr.layout.region_rows import in_rows, row_runs

NOTE = [
    (100, 100, 400, 120),
    (100, 126, 240, 146),
    (250, 127, 400, 147),
    (100, 152, 400, 172),
    (100, 178, 160, 198),
]
COLUMNS = [(420 + 24 * k, 90, 440 + 24 * k, 400) for k in range(6)]


def test_the_lines_of_a_note_are_one_text_and_columns_beside_it_are_not_in_it() -> None:
    assert row_runs(np.array([*COLUMNS, *NOTE], dtype=np.float64)) == [[6, 7, 8, 9, 10]]


def test_a_head_in_one_line_and_columns_below_a_caption_are_no_text() -> None:
    assert row_runs(np.array([(100, 100, 240, 120), (250, 100, 400, 120)], dtype=np.float64)) == []
    below = [(100 + 24 * k, 130, 120 + 24 * k, 400) for k in range(12)]
    captions = [(100, 100, 400, 120), (100, 410, 400, 430)]
    assert row_runs(np.array([*captions, *below], dtype=np.float64)) == []


def test_a_rule_parts_two_texts() -> None:
    boxes = np.array([*NOTE, *((x0 + 315, y0, x1 + 315, y1) for x0, y0, x1, y1 in NOTE)], dtype=np.float64)
    assert len(row_runs(boxes)) == 1
    assert row_runs(boxes, lambda one, other: bool((one[0] < 405) != (other[0] < 405))) == [
        [0, 1, 2, 3, 4],
        [5, 6, 7, 8, 9],
    ]


def test_rows_are_read_from_the_left_or_from_the_right() -> None:
    boxes = np.array(NOTE, dtype=np.float64)
    assert in_rows(boxes, [4, 3, 2, 1, 0], backward=False) == [0, 1, 2, 3, 4]
    assert in_rows(boxes, [4, 3, 2, 1, 0], backward=True) == [0, 2, 1, 3, 4]


def test_no_boxes() -> None:
    assert row_runs(np.zeros((0, 4))) == []
