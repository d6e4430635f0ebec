"""Digits alone in cells of a ruled table, found where the detector gave no box."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.imaging.quads import Quad
from ocr.imaging.skew import level, level_image
from ocr.layout.table_slots import Slot
from ocr.layout.tables import Table
from ocr.reading.unread_cells import unread_cells

ROWS, HEIGHT, EDGES = 8, 50, (100, 160, 400, 470)
TOP = 100
SIZE = (600, 700)


def page(digits: dict[tuple[int, int], str], grey: int = 60) -> NDArray[np.uint8]:
    """A ruled table of three columns; every second column has bars for print, `digits` stand in their cells."""
    image = np.full((SIZE[1], SIZE[0]), 230, dtype=np.uint8)
    for row in range(ROWS + 1):
        cv2.line(image, (EDGES[0], TOP + row * HEIGHT), (EDGES[-1], TOP + row * HEIGHT), 60, 2)
    for x in EDGES:
        cv2.line(image, (x, TOP), (x, TOP + ROWS * HEIGHT), 60, 2)
    for row in range(ROWS):
        cv2.rectangle(image, (180, TOP + row * HEIGHT + 14), (360, TOP + row * HEIGHT + 36), 60, -1)
    for (row, column), text in digits.items():
        x = (EDGES[column] + EDGES[column + 1]) // 2 - 8 * len(text)
        cv2.putText(image, text, (x, TOP + row * HEIGHT + 35), cv2.FONT_HERSHEY_SIMPLEX, 0.8, grey, 2)
    return image


def table(ruled: bool = True) -> Table:
    cells = tuple(
        Slot(
            row,
            column,
            1,
            1,
            (EDGES[column], TOP + row * HEIGHT, EDGES[column + 1], TOP + (row + 1) * HEIGHT),
        )
        for row in range(ROWS)
        for column in range(3)
    )
    return Table((EDGES[0], TOP, EDGES[-1], TOP + ROWS * HEIGHT), cells, ruled=ruled)


def names() -> list[Quad]:
    """The boxes of the middle column, as a detector gives them."""
    return [
        np.array([[175, y], [365, y], [365, y + 36], [175, y + 36]], dtype=np.float32)
        for y in range(TOP + 7, TOP + ROWS * HEIGHT, HEIGHT)
    ]


def cells_of(quads: list[Quad]) -> list[tuple[int, int]]:
    middles = [quad.mean(axis=0) for quad in quads]
    return sorted((int(y - TOP) // HEIGHT, sum(x > edge for edge in EDGES[1:])) for x, y in middles)


@pytest.mark.parametrize("grey", [60, 160])
def test_digits_are_found_and_empty_cells_are_not(grey: int) -> None:
    digits = {(0, 2): "1", (3, 2): "5", (4, 0): "11", (7, 0): "8"}
    quads = unread_cells(page(digits, grey), names(), 0.0, [table()])
    assert cells_of(quads) == sorted(digits)
    for quad in quads:
        assert 20 < quad[3, 1] - quad[0, 1] < 48


def test_cells_that_have_a_box_are_not_looked_at_again() -> None:
    own = np.array([[410, 105], [460, 105], [460, 145], [410, 145]], dtype=np.float32)
    assert unread_cells(page({(0, 2): "1"}), [*names(), own], 0.0, [table()]) == []


def test_a_page_that_leans() -> None:
    skew = math.radians(2.0)
    image = level_image(page({(2, 2): "7"}), -skew)
    quads = [np.asarray(level(quad, -skew, SIZE), dtype=np.float32) for quad in names()]
    (found,) = unread_cells(image, quads, skew, [table()])
    assert cells_of([np.asarray(level(found, skew, SIZE), dtype=np.float32)]) == [(2, 2)]


def test_words_specks_and_rules_are_no_digits() -> None:
    image = page({})
    cv2.rectangle(image, (104, TOP + 10), (156, TOP + 40), 60, -1)  # a bar as wide as the cell
    cv2.circle(image, (440, TOP + 75), 3, 60, -1)
    cv2.line(image, (405, TOP + 120), (468, TOP + 150), 60, 2)  # struck out
    assert unread_cells(image, names(), 0.0, [table()]) == []


def test_tables_without_rules_or_with_few_boxes_tell_nothing() -> None:
    image = page({(0, 2): "1"})
    assert unread_cells(image, names(), 0.0, [table(ruled=False)]) == []
    assert unread_cells(image, names()[:3], 0.0, [table()]) == []
    assert unread_cells(image, [], 0.0, [table()]) == []
