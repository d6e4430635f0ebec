from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from bench.matching import ReadLine, errors_by_line, groups, level
from bench.rates import Errors
from draw.truth import LineTruth, PageTruth
from ocr.geometry import Box, Direction
from ocr.line import Role


def page(
    *lines: tuple[str, tuple[int, int, int, int]], turned: float = 0.0, seals: tuple[Box, ...] = ()
) -> PageTruth:
    """A page of 2,000 × 3,000 pixels, turned about its origin by `turned` radians."""
    cos, sin = math.cos(turned), math.sin(turned)
    truths = []
    for text, (x0, y0, x1, y1) in lines:
        flat = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
        corners = tuple((x * cos - y * sin, x * sin + y * cos) for x, y in flat)
        xs, ys = zip(*corners, strict=True)
        box = Box(math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys)))
        truths.append(LineTruth(text, box, corners, Role.TEXT, None, 0))  # type: ignore[arg-type]
    return PageTruth(2000, 3000, 300, Direction.HORIZONTAL, tuple(truths), seals)


TWO = page(("海关总署公告", (100, 100, 700, 150)), ("第一条", (100, 200, 400, 250)))


def read(*lines: tuple[str, tuple[int, int, int, int]]) -> list[ReadLine]:
    return [ReadLine(text, Box(*box)) for text, box in lines]


def test_order_of_the_lines_does_not_count() -> None:
    lines = read(("第一条", (98, 202, 404, 251)), ("海关总署公告", (98, 99, 704, 152)))
    assert errors_by_line(TWO, lines, latin=False) == Errors(0, 9)


def test_a_line_in_parts_is_put_together_along_its_direction() -> None:
    lines = read(
        ("公告", (500, 100, 700, 150)), ("海关总署", (100, 101, 498, 151)), ("第一条", (100, 200, 400, 250))
    )
    assert errors_by_line(TWO, lines, latin=False) == Errors(0, 9)


def test_columns_may_be_read_from_top_to_bottom() -> None:
    vertical = replace(page(("海關總稅務司", (900, 100, 950, 700))), direction=Direction.VERTICAL)
    lines = read(("稅務司", (900, 400, 950, 700)), ("海關總", (900, 100, 950, 398)))
    assert errors_by_line(vertical, lines, latin=False) == Errors(0, 6)


def test_two_columns_read_as_one_line_cost_nothing_by_themselves() -> None:
    columns = page(("税则号列", (100, 100, 400, 150)), ("商品名称", (500, 100, 800, 150)))
    assert errors_by_line(columns, read(("税则号列商品名称", (100, 98, 800, 152))), latin=False) == Errors(
        0, 8
    )


def test_a_line_not_found_counts_whole() -> None:
    assert errors_by_line(TWO, read(("第一条", (100, 200, 400, 250))), latin=False) == Errors(6, 9)
    assert errors_by_line(TWO, [], latin=False) == Errors(9, 9)


def test_a_line_found_twice_counts() -> None:
    lines = read(("海关总署公告", (100, 100, 700, 150)), *[("第一条", (100, 200, 400, 250))] * 2)
    assert errors_by_line(TWO, lines, latin=False) == Errors(3, 9)


def test_text_where_nothing_is_printed_counts_but_for_seals() -> None:
    sealed = replace(TWO, seals=(Box(1000, 1000, 1400, 1400),))
    right = [("海关总署公告", (100, 100, 700, 150)), ("第一条", (100, 200, 400, 250))]
    assert errors_by_line(sealed, read(*right, ("墨", (1500, 2000, 1540, 2040))), latin=False) == Errors(1, 9)
    assert errors_by_line(sealed, read(*right, ("样张", (1100, 1100, 1300, 1200))), latin=False) == Errors(
        0, 9
    )


@pytest.mark.parametrize("turned", [-0.04, 0.04])
def test_on_a_turned_page_each_line_is_found_in_spite_of_overlapping_boxes(turned: float) -> None:
    texts = ["海关总署公告", "第二行的文字", "第三行的文字"]
    lines = [(text, (100, 1000 + 70 * i, 1700, 1045 + 70 * i)) for i, text in enumerate(texts)]
    truth = page(*lines, turned=turned)
    lines_read = [ReadLine(line.text, line.box) for line in truth.lines]
    assert truth.lines[0].box.overlap(truth.lines[1].box) > 0
    printed, found = level(truth, lines_read)
    assert np.abs(printed - found).max() < 3  # whole pixels of the upright boxes
    assert errors_by_line(truth, lines_read[::-1], latin=False) == Errors(0, 18)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_set_upright_first(quarters: int) -> None:
    texts = ["海关总署公告", "第二行的文字", "第三行"]
    lines = [(text, (100, 1000 + 70 * i, 1700 - 200 * i, 1045 + 70 * i)) for i, text in enumerate(texts)]
    truth = page(*lines, turned=quarters * math.pi / 2 + 0.02)
    printed, found = level(truth, [ReadLine(line.text, line.box) for line in truth.lines])
    assert (printed[:, 2] - printed[:, 0] > 1000).all()
    assert np.abs(printed - found).max() < 3
    parts = [
        ReadLine(text, box)
        for line in truth.lines
        for text, box in zip((line.text[:3], line.text[3:]), _halves(line), strict=True)
    ]
    assert errors_by_line(truth, parts[::-1], latin=False) == Errors(0, 15)


def _halves(line: LineTruth) -> tuple[Box, Box]:
    """The boxes of the first and the second half of a line."""
    first, second, third, fourth = np.array(line.corners)
    top, foot = (first + second) / 2, (third + fourth) / 2
    return _box(first, top, foot, fourth), _box(top, second, third, foot)


def _box(*points: np.ndarray) -> Box:
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    return Box(math.floor(low[0]), math.floor(low[1]), math.ceil(high[0]), math.ceil(high[1]))


def test_english_words_of_one_line_keep_their_space() -> None:
    english = page(("Customs Notice", (100, 100, 700, 150)))
    parts = read(("Notice", (420, 100, 700, 150)), ("Customs", (100, 100, 400, 150)))
    assert errors_by_line(english, parts, latin=True) == Errors(0, 14)


def test_every_line_is_in_one_group() -> None:
    shared = np.array([[1.0, 0.0, 0.0, 0.2], [0.6, 0.9, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
    assert groups(shared) == [([0, 1], [0, 1]), ([2], []), ([], [2]), ([], [3])]


def test_a_short_part_in_a_box_with_wide_margins_belongs_to_its_line() -> None:
    lines = read(
        ("海关总署", (100, 100, 520, 150)), ("公告", (520, 72, 702, 180)), ("第一条", (100, 200, 400, 250))
    )
    assert errors_by_line(TWO, lines, latin=False) == Errors(0, 9)
