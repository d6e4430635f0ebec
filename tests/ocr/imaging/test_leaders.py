"""Rows of leader dots are found on level, leaning and dirty pages; print without them gives none."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.imaging.leaders import find_leaders

THICK = 40
ROWS = (200, 320, 440, 560)


def entries(step: int = 14, lean: float = 0.0, missing: int | None = None) -> NDArray[np.uint8]:
    """A white page with four rows of dots from x = 500 to 1000, leaning by `lean` radians clockwise."""
    page = np.full((800, 1200), 255, dtype=np.uint8)
    for y in ROWS:
        for k, x in enumerate(range(500, 1001, step)):
            if k != missing:
                cv2.circle(page, (x, round(y + (x - 500) * math.tan(lean))), 3, 0, -1)
    return page


def lines(lean: float = 0.0) -> list[NDArray[np.float32]]:
    """Boxes of the entries before the dots."""
    half, rise = THICK / 2, 380 * math.tan(lean)
    return [
        np.array(
            [[100, y - half - rise], [480, y - half], [480, y + half], [100, y + half - rise]],
            dtype=np.float32,
        )
        for y in ROWS
    ]


@pytest.mark.parametrize("step", [9, 14, 50])
@pytest.mark.parametrize("lean", [0.0, math.radians(2), math.radians(-2)])
def test_rows_of_dots(step: int, lean: float) -> None:
    found = find_leaders(entries(step, lean), lines(lean), lean)

    assert len(found) == len(ROWS)
    for leader, y in zip(sorted(found, key=lambda one: one.start[1]), ROWS, strict=True):
        assert leader.start == pytest.approx((500, y), abs=3)
        end = 500 + 500 // step * step
        assert leader.end == pytest.approx((end, y + (end - 500) * math.tan(lean)), abs=3)


def test_a_lost_dot_does_not_end_the_row() -> None:
    assert len(find_leaders(entries(missing=10), lines(), 0.0)) == len(ROWS)


def test_specks_are_no_leaders() -> None:
    page = np.full((800, 1200), 255, dtype=np.uint8)
    chance = np.random.default_rng(3)
    for x, y in zip(chance.integers(0, 1200, 400), chance.integers(0, 800, 400), strict=True):
        cv2.circle(page, (int(x), int(y)), 2, 0, -1)

    assert find_leaders(page, lines(), 0.0) == []


def test_an_ellipsis_is_too_short() -> None:
    page = np.full((800, 1200), 255, dtype=np.uint8)
    for x in (500, 514, 528):
        cv2.circle(page, (x, 200), 3, 0, -1)

    assert find_leaders(page, lines(), 0.0) == []


@pytest.mark.parametrize("shape", [(1, 1), (800, 3)])
def test_tiny_pages(shape: tuple[int, int]) -> None:
    assert find_leaders(np.full(shape, 255, dtype=np.uint8), lines(), 0.0) == []
