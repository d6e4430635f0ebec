"""Masks sheared column by column, and rules found in a window of a mask."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.imaging.rules import Rules, sheared


@pytest.mark.parametrize("slope", [-0.045, -0.0225, 0.0225, 0.045])
@pytest.mark.parametrize("size", [(60, 200), (7, 331)])
def test_each_column_moves_by_whole_pixels(size: tuple[int, int], slope: float) -> None:
    height, width = size
    mask = (np.random.default_rng(width).random(size) < 0.3).astype(np.uint8)
    moved = sheared(mask, slope)
    for x in range(width):
        by = round(slope * (x - width / 2))
        expected = np.zeros(height, dtype=np.uint8)
        low, high = max(0, by), min(height, height + by)
        if low < high:
            expected[low:high] = mask[low - by : high - by, x]
        assert np.array_equal(moved[:, x], expected)


@pytest.mark.parametrize("left", [0, 40, 150])
def test_a_broken_rule_is_one_wherever_it_stands(left: int) -> None:
    flat = np.zeros((300, 400), dtype=np.uint8)
    flat[120, left : left + 90] = 1
    flat[120, left + 100 : left + 200] = 1
    rules = Rules(flat, np.zeros_like(flat), 0.5)
    assert rules.flat_rules() == [(2 * left, 241.0, 2 * (left + 200))]
