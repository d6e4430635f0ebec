"""Corners, sides, parts, padding and crops of quads; skew of a page."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Direction
from ocr.imaging.quads import bounding_box, crop, order_corners, pad_ends, part, sides
from ocr.imaging.skew import level, page_skew


def rectangle(width: float, height: float, turn: float, x: float = 500, y: float = 500) -> np.ndarray:
    half = np.array([[-width, -height], [width, -height], [width, height], [-width, height]]) / 2
    cos, sin = math.cos(turn), math.sin(turn)
    return (half @ np.array([[cos, sin], [-sin, cos]]) + (x, y)).astype(np.float32)


@given(
    st.floats(20, 900),
    st.floats(20, 900),
    st.floats(-0.6, 0.6),
    st.permutations(range(4)),
)
def test_corners_are_put_in_order_whatever_order_they_come_in(
    width: float, height: float, turn: float, order: list[int]
) -> None:
    expected = rectangle(width, height, turn)
    assert np.abs(order_corners(expected[order]) - expected).max() < 0.6


def test_a_tall_skewed_box_keeps_its_top_at_the_top() -> None:
    # The detector sorts corners by x and so takes the left side of this column for its top.
    column = rectangle(40, 1500, math.radians(2))
    width, height = sides(order_corners(column[[3, 0, 1, 2]]))
    assert (round(width), round(height)) == (40, 1500)


def test_parts_run_along_the_direction() -> None:
    quad = rectangle(100, 40, 0)
    assert sides(part(quad, 0.25, 0.75, Direction.HORIZONTAL)) == pytest.approx((50, 40), abs=0.01)
    assert sides(part(quad, 0.25, 0.75, Direction.VERTICAL)) == pytest.approx((100, 20), abs=0.01)


def test_ends_are_padded_by_a_share_of_the_thickness() -> None:
    assert sides(pad_ends(rectangle(100, 40, 0.1), Direction.HORIZONTAL, 0.2)) == pytest.approx(
        (116, 40), abs=0.01
    )
    assert sides(pad_ends(rectangle(40, 100, 0.1), Direction.VERTICAL, 0.2)) == pytest.approx(
        (40, 116), abs=0.01
    )


def test_a_box_stays_on_the_page_and_has_a_pixel() -> None:
    assert bounding_box(rectangle(10, 10, 0, -50, -50), 100, 80) == (0, 0, 1, 1)
    assert bounding_box(rectangle(1000, 1000, 0, 50, 50), 100, 80) == (0, 0, 100, 80)


def test_a_crop_follows_the_print() -> None:
    page = np.full((300, 300), 255, np.uint8)
    page[100:110, 50:250] = 0
    cut = crop(page, rectangle(200, 10, 0, 150, 105))
    assert cut.shape == (10, 200)
    assert cut[2:8, 5:195].max() < 30


@given(st.floats(-0.1, 0.1), st.booleans())
def test_skew_is_the_median_of_the_long_boxes(turn: float, tall: bool) -> None:
    shape = (40, 800) if tall else (800, 40)
    quads = [rectangle(*shape, turn, 300 + 10 * k, 300 + 10 * k) for k in range(5)]
    quads += [rectangle(50, 45, 0.5), rectangle(*shape, turn + 0.2)]
    found = page_skew([order_corners(quad) for quad in quads])
    assert found == pytest.approx(turn, abs=0.002)
    levelled = level(quads[0], found, (1000, 1000))
    assert abs(levelled[0, 1] - levelled[1, 1]) < 0.002 * 800 + 0.1


def test_a_page_without_long_boxes_has_no_skew() -> None:
    assert page_skew([]) == 0.0
    assert page_skew([rectangle(50, 40, 0.2)]) == 0.0
