"""Digits and dashes that stand alone in the cells of a table are found; specks and text pages give none."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.imaging.quads import Quad
from ocr.imaging.small_cells import cell_quads

ROWS = range(200, 1000, 80)


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def table(black: int = 20, lean: float = 0.0) -> tuple[NDArray[np.uint8], list[Quad]]:
    """Ten rows: a digit without a box, a word, a dash without a box, a number; boxes of the words and numbers."""
    grey = np.full((1200, 1000), 230, dtype=np.uint8)
    boxes = []
    for y in ROWS:
        cv2.putText(grey, "7", (102, y + 12), cv2.FONT_HERSHEY_SIMPLEX, 0.8, black, 2)
        cv2.rectangle(grey, (300, y - 13), (400, y + 13), black, 3)
        grey[y - 1 : y + 2, 600:626] = black
        cv2.rectangle(grey, (800, y - 13), (850, y + 13), black, 3)
        boxes += [quad(290, y - 21, 410, y + 21), quad(790, y - 21, 860, y + 21)]
    if lean:
        turn = np.array([[math.cos(lean), -math.sin(lean), 0], [math.sin(lean), math.cos(lean), 0]])
        grey = np.asarray(cv2.warpAffine(grey, turn, (1000, 1200), borderValue=230.0), dtype=np.uint8)
        boxes = [(box @ turn[:, :2].T).astype(np.float32) for box in boxes]
    return grey, boxes


@pytest.mark.parametrize("lean", [0.0, math.radians(2), math.radians(-2)])
def test_digits_and_dashes_of_a_table(lean: float) -> None:
    grey, boxes = table(lean=lean)

    found = [box.mean(axis=0) for box in cell_quads(grey, boxes, lean, ())]

    assert len(found) == 2 * len(ROWS)
    assert sum(x < 300 for x, _ in found) == len(ROWS)
    assert sum(500 < x < 700 for x, _ in found) == len(ROWS)


def test_pale_print_counts_by_the_contrast_of_the_page() -> None:
    grey, boxes = table(black=190)

    assert len(cell_quads(grey, boxes, 0.0, ())) == 2 * len(ROWS)


def test_a_speck_outside_rows_and_columns_is_no_cell() -> None:
    grey, boxes = table()
    grey[235:250, 480:490] = 20

    assert len(cell_quads(grey, boxes, 0.0, ())) == 2 * len(ROWS)


def test_a_page_of_long_lines_has_no_cells() -> None:
    grey, _ = table()
    lines = [quad(290, y - 21, 860, y + 21) for y in ROWS]

    assert cell_quads(grey, lines, 0.0, ()) == []
