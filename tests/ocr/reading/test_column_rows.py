"""Heads of several rows on vertical pages, whose characters the detector takes for columns."""

from __future__ import annotations

from ocr.geometry import Box, Direction
from ocr.language.model import notice_model
from ocr.line import Doubt, Line
from ocr.reading.column_rows import in_rows

EM = 50
LOG = notice_model("traditional").log_text


def across(text: str, x0: int, y0: int = 100) -> Line:
    """A horizontal line that runs from right to left."""
    x1 = x0 + EM * len(text)
    bounds = tuple(range(x1, x0 - 1, -EM))
    return Line(text, Box(x0, y0, x1, y0 + EM), 0.9, bounds=bounds, block=3)


def down(text: str, x0: int, y0: int = 100) -> Line:
    y1 = y0 + EM * len(text)
    bounds = tuple(range(y0, y1 + 1, EM))
    return Line(text, Box(x0, y0, x0 + EM, y1), 0.9, direction=Direction.VERTICAL, bounds=bounds)


HEAD = [down("燈通", 600), down("塔告", 550), across("浮標移動", 350)]
BODY = [down("茲據稅務科呈稱", 250), down("仰即知照", 200)]


def test_columns_of_a_head_are_set_together_as_rows() -> None:
    lines = in_rows([*HEAD, *BODY], LOG)
    assert [line.text for line in lines] == ["燈塔浮標移動", "通告", "茲據稅務科呈稱", "仰即知照"]
    first, second = lines[:2]
    assert first.box == Box(350, 100, 650, 200 - EM)
    assert second.box == Box(550, 150, 650, 200)
    assert first.direction is second.direction is Direction.HORIZONTAL
    assert first.bounds == tuple(range(650, 349, -EM))
    assert first.block == second.block == 3


def test_probabilities_and_doubts_stay_with_their_characters() -> None:
    column = Line(
        "塔告", Box(550, 100, 600, 200), 0.7, direction=Direction.VERTICAL, bounds=(100, 150, 200),
        confidences=(0.8, 0.6), doubts=(Doubt(1, (("吿", 0.4),)),),
    )  # fmt: skip
    first, second = in_rows([HEAD[0], column, HEAD[2]], LOG)
    assert first.confidences[1] == 0.8
    assert second.doubts == (Doubt(1, (("吿", 0.4),)),)
    assert second.confidences == (0.9, 0.6)


def test_columns_that_make_sense_as_they_stand_are_left() -> None:
    lines = [down("通告", 600), down("燈塔", 550), across("浮標移動", 350)]
    assert in_rows(lines, LOG) == tuple(lines)


def test_columns_lower_down_or_far_away_are_no_part_of_the_head() -> None:
    low = [down("燈通", 600, 160), down("塔告", 550, 160), HEAD[2]]
    assert in_rows(low, LOG) == tuple(low)
    far = [down("燈通", 800), down("塔告", 750), HEAD[2]]
    assert in_rows(far, LOG) == tuple(far)
