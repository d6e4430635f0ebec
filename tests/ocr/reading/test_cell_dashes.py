"""一 alone in a cell is a dash when its stroke is even, and stays where the table counts 一, 二, 三."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.line import Line
from ocr.reading.cell_dashes import with_dash

QUAD = np.array([[0, 0], [90, 0], [90, 60], [0, 60]], dtype=np.float32)


def stroke(triangle: bool) -> NDArray[np.uint8]:
    cell = np.full((60, 90), 230, dtype=np.uint8)
    cell[29:32, 20:70] = 30
    if triangle:
        cv2.fillPoly(cell, [np.array([[56, 29], [64, 23], [70, 31]])], 30)
    return np.asarray(cv2.GaussianBlur(cell, (0, 0), 0.7), dtype=np.uint8)


def line(text: str) -> Line:
    return Line(text, Box(0, 0, 90, 60), 0.7, confidences=(0.7,) * len(text))


@pytest.mark.parametrize(
    ("read", "triangle", "others", "expected"),
    [
        ("一", False, ("台", "双"), "—"),
        ("一", True, ("台", "双"), "一"),
        ("一", False, ("二", "三"), "一"),
        ("台", False, (), "台"),
    ],
)
def test_dash_or_one(read: str, triangle: bool, others: tuple[str, ...], expected: str) -> None:
    found = with_dash(line(read), stroke(triangle), QUAD, others)

    assert found.text == expected
    assert len(found.confidences) == 1


def test_an_empty_cell_is_no_dash() -> None:
    blank = np.full((60, 90), 230, dtype=np.uint8)

    assert with_dash(line("一"), blank, QUAD, ()).text == "一"
