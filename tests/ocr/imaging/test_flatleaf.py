"""Views of an image and the way back to it: pixels and points go the same way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Box, Direction
from ocr.imaging.bend import Bend
from ocr.imaging.flatleaf import FlatLeaf, View, box_around, mapped, whole
from ocr.line import TURNS
from ocr.page import Leaf


def dotted() -> np.ndarray:
    grey = np.full((300, 400), 255, np.uint8)
    grey[100:104, 250:254] = 0
    return grey


def dot(view: View) -> np.ndarray:
    """The middle of the dot on `view`, in pixels of the image."""
    y, x = np.argwhere(view.image < 100).mean(axis=0)
    return mapped(view.matrix, np.array([[x + 0.5, y + 0.5]]))[0]


@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_part_leads_back_to_the_image(turn: int) -> None:
    view = whole(dotted()).part(Box(30, 20, 380, 290)).turned(turn)
    assert view.size == ((350, 270) if turn in (0, 180) else (270, 350))
    assert dot(view) == pytest.approx((252, 102))


def test_turning_is_clockwise() -> None:
    grey = np.zeros((2, 3), np.uint8)
    grey[0, 0] = 9  # top left
    assert whole(grey).turned(90).image[0, -1] == 9
    assert whole(grey).turned(270).image[-1, 0] == 9


def test_a_rectified_sheet_leads_back_to_the_image() -> None:
    corners = np.array([[40.0, 20], [380, 40], [360, 280], [20, 250]])
    view = whole(dotted()).rectified(corners)
    assert dot(view) == pytest.approx((252, 102), abs=0.5)
    width, height = view.size
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]])
    assert mapped(view.matrix, square) == pytest.approx(corners, abs=0.01)


def test_a_smaller_copy_leads_back_to_the_image() -> None:
    assert dot(whole(dotted()).shrunk(0.5)) == pytest.approx((252, 102), abs=0.5)


def test_nothing_is_copied_without_need() -> None:
    grey = dotted()
    view = whole(grey)
    assert view.turned(0) is view
    assert view.part(Box(10, 10, 50, 50)).image.base is grey


def leaf(bend: Bend | None = None) -> FlatLeaf:
    view = whole(dotted()).part(Box(30, 20, 380, 290)).turned(90)
    return FlatLeaf(view.image, Leaf(Box(30, 20, 380, 290), 90), None, view.matrix, bend)


@given(st.lists(st.tuples(st.floats(0, 270), st.floats(0, 350)), min_size=1, max_size=5), st.booleans())
def test_points_go_there_and_back(points: list[tuple[float, float]], curled: bool) -> None:
    bend = Bend(Direction.VERTICAL, np.array([0.0, 350]), np.array([12.0, -3]), np.array([0.0, 0.02]))
    one = leaf(bend if curled else None)
    there = one.to_page(np.array(points))
    assert one.to_leaf(there) == pytest.approx(np.array(points), abs=1e-6)


def test_boxes_beside_a_leaf_are_not_on_it() -> None:
    found = leaf().boxes_on_leaf((Box(40, 30, 60, 50), Box(0, 0, 29, 19), Box(370, 280, 400, 300)))
    assert found == (Box(240, 10, 260, 30), Box(0, 340, 10, 350))


def test_only_the_whole_image_as_it_is_is_untouched() -> None:
    grey = dotted()
    assert FlatLeaf(grey, Leaf(Box(0, 0, 400, 300)), [], np.eye(3)).untouched
    assert not leaf().untouched


def test_a_box_around_points_stays_on_the_image() -> None:
    assert box_around(np.array([[-5.0, 3], [12, 7.5]]), 10, 20) == (0, 3, 10, 8)
    assert box_around(np.array([[-5.0, 3], [-1, 7.5]]), 10, 20) is None
