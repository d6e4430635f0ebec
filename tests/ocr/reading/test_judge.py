"""Trust: confidences mapped to shares that were right, and what is expected to be wrong on a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Box, Direction
from ocr.line import Doubt, Line
from ocr.page import PageText, Step
from ocr.reading.judge import expected_error, judged, trusted
from ocr.reading.trust import TRUST

PROBABILITY = st.floats(0, 1)


def line(*confidences: float, direction: Direction = Direction.HORIZONTAL) -> Line:
    text = "海" * len(confidences)
    return Line(text, Box(0, 0, 40 * len(text), 40), 0.5, direction=direction, confidences=confidences)


@pytest.mark.parametrize("direction", Direction)
def test_the_tables_rise_within_bounds(direction: Direction) -> None:
    raw, right = TRUST[direction]
    assert len(raw) == len(right)
    assert (raw[0], raw[-1]) == (0.0, 1.0)
    assert all(a < b for a, b in pairwise(raw))
    assert all(0 <= a <= b <= 1 for a, b in pairwise(right))
    assert right[-1] > 0.98


@given(st.lists(PROBABILITY, min_size=1, max_size=30), st.sampled_from(Direction))
def test_trust_keeps_the_order_of_probabilities(values: list[float], direction: Direction) -> None:
    found = trusted(line(*values, direction=direction))
    assert found.confidence == pytest.approx(sum(found.confidences) / len(values))
    pairs = sorted(zip(values, found.confidences, strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(pairs))


def test_a_line_without_probabilities_stays_as_it_is() -> None:
    bare = Line("海关", Box(0, 0, 80, 40), 0.7)
    assert trusted(bare) is bare
    assert expected_error([bare], ()) is None


def test_the_expected_error_counts_doubts_and_print_that_no_line_covers() -> None:
    sure, unsure = line(1.0, 1.0, 1.0, 1.0), line(1.0, 0.5, 0.5, 1.0)
    assert expected_error([sure], ()) == 0.0
    doubted = expected_error([unsure, sure, sure], ())
    assert doubted is not None
    assert 1 / 12 < doubted < 0.5
    nearly_lost = replace(sure, doubts=(Doubt(1, (("海，", 0.3),)),))
    assert expected_error([nearly_lost], ()) > expected_error([sure], ())  # type: ignore[operator]
    with_missed = expected_error([sure], [Box(0, 100, 160, 140)])
    assert with_missed is not None
    assert 0.0 < with_missed < 0.5
    assert expected_error([], ()) == 0.0
    assert expected_error([], [Box(0, 0, 40, 40)]) == 1.0


def test_a_judged_page_has_all_of_it() -> None:
    lines = (line(0.6, 0.6), line(0.99, 0.99, 0.99))
    page = judged(PageText(200, 200, Direction.HORIZONTAL, lines, Step("test", "1"), 0.0))
    assert page.expected_error is not None
    assert page.expected_error > 0.2
    assert page.confidence == pytest.approx(sum(c for one in page.lines for c in one.confidences) / 5)
