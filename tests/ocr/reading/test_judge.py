"""Trust: confidences mapped to shares that were right, and what is expected to be wrong on a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Box, Direction
from ocr.line import Doubt, Line
from ocr.page import Cell, Grid, PageText, Step
from ocr.reading.judge import expected_error, form, judged, left_out, trusted
from ocr.reading.leaf_lines import remarks_of
from ocr.reading.trust import TRUST, WEIGHTS

PROBABILITY = st.floats(0, 1)


def line(*confidences: float, direction: Direction = Direction.HORIZONTAL) -> Line:
    text = "海" * len(confidences)
    return Line(text, Box(0, 0, 40 * len(text), 40), 0.5, direction=direction, confidences=confidences)


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("mark", [False, True])
def test_trust_rises_with_the_recogniser_and_with_the_line(direction: Direction, mark: bool) -> None:
    trust = TRUST[direction]
    shares = [trust.share_right(p / 100, mark, 0.99) for p in range(101)]
    assert all(0 <= a <= b <= 1 for a, b in pairwise(shares))
    assert trust.share_right(1.0, mark, 1.0) > 0.98
    assert trust.share_right(0.9, mark, 0.6) < trust.share_right(0.9, mark, 0.999)
    assert trust.share_right(0.3, mark, 0.8) < 0.9


@given(st.lists(PROBABILITY, min_size=1, max_size=30), st.sampled_from(Direction))
def test_trust_keeps_the_order_of_probabilities(values: list[float], direction: Direction) -> None:
    found = trusted(line(*values, direction=direction))
    assert found.confidence == pytest.approx(sum(found.confidences) / len(values))
    pairs = sorted(zip(values, found.confidences, strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(pairs))


def test_rivals_of_another_form_only_are_no_doubts() -> None:
    mark = replace(line(0.99, 0.7, 0.99), text="告：一")
    wide = replace(mark, doubts=(Doubt(1, ((":", 0.3),)),))
    other = replace(mark, doubts=(Doubt(1, (("；", 0.3),)),))
    assert trusted(wide).confidences[1] > trusted(other).confidences[1]
    assert trusted(other).confidences == trusted(mark).confidences
    assert {form(char) for char in "-—－"} == {"-"}
    assert form("（") == form("(") != form("〔")
    assert form("。") != form(".")


def test_a_line_without_probabilities_stays_as_it_is() -> None:
    bare = Line("海关", Box(0, 0, 80, 40), 0.7)
    assert trusted(bare) is bare
    assert expected_error([bare], ()) is None


def test_the_expected_error_counts_doubts_and_print_that_no_line_covers() -> None:
    sure, unsure = line(1.0, 1.0, 1.0, 1.0), line(1.0, 0.5, 0.5, 1.0)
    assert expected_error([sure], ()) == 0.0
    doubted = expected_error([unsure, sure, sure], ())
    assert doubted is not None
    assert 0.0 < doubted < 0.5
    nearly_lost = replace(sure, doubts=(Doubt(1, (("海，", 0.3),)),))
    assert expected_error([nearly_lost], ()) > expected_error([sure], ())  # type: ignore[operator]
    with_missed = expected_error([sure], [Box(0, 100, 160, 140)])
    assert with_missed is not None
    assert 0.0 < with_missed < 0.5
    assert expected_error([], ()) == 0.0
    assert expected_error([], [Box(0, 0, 40, 40)]) == 1.0


def test_boxes_that_were_left_out_and_many_blocks_are_expected_to_cost() -> None:
    lines = [line(1.0, 1.0, 1.0, 1.0)] * 20
    assert expected_error(lines, (), boxes_left_out=2) == pytest.approx(2 * WEIGHTS.left_out / 80)
    remarks = ("3 boxes read with confidence under 0.5 were left out", "page turned by 90°")
    assert left_out(remarks) == 3
    newspaper = [replace(one, block=at) for at, one in enumerate(lines)]
    assert (expected_error(newspaper, ()) or 0.0) > 0.01
    cells = tuple(Cell(0, at, 1, 1, (at,)) for at in range(20))
    assert expected_error(newspaper, (), [Grid(Box(0, 0, 9, 9), 1, 20, cells)]) == 0.0


def test_the_reader_remarks_what_it_left_out_in_words_that_are_understood() -> None:
    assert left_out(remarks_of(2, 3)) == 5


def test_a_judged_page_has_all_of_it() -> None:
    lines = (line(0.3, 0.3), line(0.99, 0.99, 0.99))
    page = judged(PageText(200, 200, Direction.HORIZONTAL, lines, Step("test", "1"), 0.0))
    assert page.expected_error is not None
    assert page.expected_error > 0.1
    assert page.confidence == pytest.approx(sum(c for one in page.lines for c in one.confidences) / 5)
