"""Horizontal lines of vertical pages are joined and read the way they run."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.imaging.quads import Quad, sides
from ocr.reading.column_heads import joined_heads


def never(one: Quad, other: Quad) -> bool:
    return False


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def test_the_boxes_of_a_head_become_one() -> None:
    columns = [quad(x, 200, x + 60, 900) for x in range(100, 800, 80)]
    head = [quad(100, 50, 260, 110), quad(290, 55, 350, 112), quad(380, 52, 560, 111)]
    joined = joined_heads([head[1], *columns, head[0], head[2]], never)
    assert len(joined) == len(columns) + 1
    width, height = sides(joined[-1])
    assert width == pytest.approx(460, abs=3)
    assert height == pytest.approx(59, abs=3)


def test_single_characters_at_the_heads_of_two_columns_stay_apart() -> None:
    ends = [quad(100, 200, 160, 262), quad(180, 200, 240, 262)]
    assert len(joined_heads(ends, never)) == 2


def test_heads_of_other_rows_and_sizes_stay_apart() -> None:
    heads = [quad(100, 50, 400, 110), quad(420, 130, 700, 190), quad(420, 40, 700, 160)]
    assert len(joined_heads(heads, never)) == 3


def test_a_leaning_head_is_joined_along_its_lean() -> None:
    angle = np.radians(2.0)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    head = [(quad(x, 50, x + 150, 110) @ turn).astype(np.float32) for x in (100, 270, 440, 610, 780)]
    joined = joined_heads(head, never)
    assert len(joined) == 1
    assert sides(joined[0]) == pytest.approx((830, 60), abs=3)


def test_heads_on_either_side_of_a_rule_stay_apart() -> None:
    heads = [quad(100, 50, 400, 110), quad(420, 52, 700, 112), quad(730, 51, 800, 110)]
    joined = joined_heads(heads, lambda one, other: min(one[:, 0].min(), other[:, 0].min()) < 300)
    assert len(joined) == 2
    assert sides(joined[0])[0] == pytest.approx(300)
