"""Lines, tables and boxes of a leaf carried back to its image."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.geometry import Box, Direction
from ocr.imaging.bend import Bend
from ocr.imaging.flatleaf import FlatLeaf, whole
from ocr.line import Doubt, Line, Role
from ocr.page import Cell, Grid, Leaf
from ocr.reading.carry import carry_boxes, carry_lines, carry_tables

SIZE = (800, 600)
WHOLE = Box(0, 0, *SIZE)
GREY = np.full((600, 800), 255, np.uint8)


def placed(turn: int = 0, box: Box = WHOLE, bend: Bend | None = None) -> FlatLeaf:
    view = whole(GREY).part(box).turned(turn)
    return FlatLeaf(view.image, Leaf(box, turn), None, view.matrix, bend)


def line(direction: Direction = Direction.HORIZONTAL) -> Line:
    """Four characters of 20 pixels from (100, 40) on, along x or y."""
    upright = direction is Direction.VERTICAL
    return Line(
        "令各關稅",
        Box(40, 100, 60, 180) if upright else Box(100, 40, 180, 60),
        0.9,
        role=Role.HEADING,
        direction=direction,
        bounds=(100, 120, 140, 160, 180),
        block=2,
        middles=(50, 50, 50, 50, 50),
        thickness=20,
        confidences=(0.9, 0.8, 0.9, 1.0),
        doubts=(Doubt(1, (("名", 0.1),)),),
    )


def test_lines_of_an_untouched_page_stay_as_they_are() -> None:
    one = line()
    assert carry_lines([one], placed(), SIZE) == (one,)
    assert carry_lines([one], placed(), SIZE, 3)[0].block == 5


def test_a_cropped_leaf_shifts_its_lines() -> None:
    (one,) = carry_lines([line()], placed(box=Box(200, 300, 800, 600)), SIZE)
    assert one.box == (300, 340, 380, 360)
    assert one.bounds == (300, 320, 340, 360, 380)
    assert set(one.middles) == {350}
    assert (one.thickness, one.turn, one.role, one.block) == (20, 0, Role.HEADING, 2)
    assert (one.confidences, one.doubts) == (line().confidences, line().doubts)


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_characters_lie_on_the_image_where_they_lay_before_it_was_turned(
    turn: int, direction: Direction
) -> None:
    leaf = placed(turn)
    upright = line(direction)
    (one,) = carry_lines([upright], leaf, SIZE)
    assert one.turn == turn
    assert one.along_y == (upright.along_y != (turn in (90, 270)))
    for k in range(4):
        x0, y0, x1, y1 = upright.span_box(k, k + 1)
        corners = leaf.to_page(np.array([[x0, y0], [x1, y1]]))
        expected = (*corners.min(axis=0), *corners.max(axis=0))
        assert one.span_box(k, k + 1) == pytest.approx(expected, abs=1)


def test_bounds_fall_when_the_line_is_upside_down_on_the_image() -> None:
    (one,) = carry_lines([line()], placed(180), SIZE)
    assert one.bounds == (700, 680, 660, 640, 620)


def test_a_line_without_bounds_keeps_its_box() -> None:
    plain = Line("令", Box(10, 20, 30, 60), 0.9)
    (one,) = carry_lines([plain], placed(90), SIZE)
    assert one.box == (20, 570, 60, 590)
    assert (one.bounds, one.middles, one.turn) == ((), (), 90)


def test_a_bent_line_bends_on_the_image() -> None:
    bend = Bend(Direction.HORIZONTAL, np.array([0.0, 800]), np.array([0.0, 80]), np.zeros(2))
    (one,) = carry_lines([line()], placed(bend=bend), SIZE)
    assert one.middles == (60, 62, 64, 66, 68)
    assert one.bounds == (100, 120, 140, 160, 180)
    assert one.box == (100, 50, 180, 78)


def test_a_line_beyond_the_image_keeps_a_pixel() -> None:
    leaf = placed(box=Box(760, 560, 800, 600))
    (one,) = carry_lines([line()], leaf, SIZE)
    x0, y0, x1, y1 = one.box
    assert 0 <= x0 < x1 <= 800
    assert 0 <= y0 < y1 <= 600


def test_tables_of_the_second_leaf_point_to_its_lines() -> None:
    table = Grid(Box(0, 0, 100, 50), 1, 2, (Cell(0, 0, 1, 1, (0,)), Cell(0, 1, 1, 1, (1, 2))))
    leaf = placed(box=Box(400, 0, 800, 600))
    (moved,) = carry_tables([table], leaf, SIZE, 7)
    assert moved.box == (400, 0, 500, 50)
    assert [cell.lines for cell in moved.cells] == [(7,), (8, 9)]
    assert carry_boxes([Box(1, 2, 3, 4)], leaf, SIZE) == (Box(401, 2, 403, 4),)
