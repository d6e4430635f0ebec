"""Trust: confidences mapped to shares that were right, and what is expected to be wrong on a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Box, Direction
from ocr.line import Doubt, Line
from ocr.page import Cell, Grid, PageText, Step
from ocr.reading.evidence import EVIDENCE
from ocr.reading.judge import judged, left_out, trusted
from ocr.reading.leaf_lines import remarks_of
from ocr.reading.trust import TRUST, WEIGHTS, Trust

PROBABILITY = st.floats(0, 1)


def line(*confidences: float, direction: Direction = Direction.HORIZONTAL) -> Line:
    text = "海" * len(confidences)
    return Line(text, Box(0, 0, 40 * len(text), 40), 0.5, direction=direction, confidences=confidences)


def page(*lines: Line, missed: tuple[Box, ...] = (), tables: tuple[Grid, ...] = ()) -> PageText:
    return PageText(
        900, 900, Direction.HORIZONTAL, lines, Step("test", "1"), 0.0, missed=missed, tables=tables
    )


def error(*lines: Line, missed: tuple[Box, ...] = (), tables: tuple[Grid, ...] = ()) -> float:
    found = judged(page(*lines, missed=missed, tables=tables)).expected_error
    assert found is not None
    return found


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("column", EVIDENCE)
def test_every_kind_of_evidence_speaks_one_way(direction: Direction, column: str) -> None:
    rows = np.zeros((20, len(EVIDENCE)))
    rows[:, 0] = 3.0
    rows[:, EVIDENCE.index(column)] = np.linspace(0.0, 2.0, 20)
    shares = TRUST[direction].shares_right(rows)
    rising = column == "recogniser"
    assert all((a <= b if rising else a >= b) for a, b in pairwise(shares.tolist()))
    assert 0.0 < shares.min() <= shares.max() < 1.0


def test_trust_has_a_weight_for_each_kind_of_evidence() -> None:
    with pytest.raises(ValueError, match="2 weights"):
        Trust(1.0, (0.5, 0.5))


@given(st.lists(PROBABILITY, min_size=1, max_size=15), st.sampled_from(Direction))
def test_trust_keeps_the_order_of_probabilities(values: list[float], direction: Direction) -> None:
    (found,) = trusted([line(*values, direction=direction)], None)
    assert found.confidence == pytest.approx(sum(found.confidences) / len(values))
    pairs = sorted(zip(values, found.confidences, strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(pairs))


def test_rivals_of_another_form_only_are_no_doubts() -> None:
    mark = replace(line(0.99, 0.7, 0.99), text="告：一")
    wide = replace(mark, doubts=(Doubt(1, ((":", 0.3),)),))
    other = replace(mark, doubts=(Doubt(1, (("；", 0.3),)),))
    plain, of_form, of_sense = (trusted([one], None)[0].confidences[1] for one in (mark, wide, other))
    assert of_form > of_sense == plain


def test_a_line_without_probabilities_stays_as_it_is() -> None:
    bare = Line("海关", Box(0, 0, 80, 40), 0.7)
    assert trusted([bare], None) == (bare,)
    assert judged(page(bare)).expected_error is None


def test_the_expected_error_counts_doubts_and_characters_nearly_lost() -> None:
    sure, unsure = line(*[1.0] * 8), line(1.0, 0.5, 0.5, *[1.0] * 5)
    assert error(sure) < 0.01 < error(unsure, sure, sure) < 0.5
    fair = line(*[0.97] * 8)
    nearly_lost = replace(fair, doubts=(Doubt(1, (("海，", 0.5),)),))
    assert error(nearly_lost) > error(fair) + 0.01
    assert error() == 0.0


def test_print_without_a_line_is_all_the_error_of_a_page_without_lines() -> None:
    assert error(missed=(Box(0, 0, 40, 40),)) == 1.0
    assert error(line(*[1.0] * 8), missed=(Box(0, 100, 160, 140),)) > error(line(*[1.0] * 8))


def test_boxes_that_were_left_out_cost() -> None:
    lines = [line(1.0, 1.0, 1.0, 1.0)] * 20
    with_remark = replace(page(*lines), remarks=("2 boxes read with confidence under 0.5 were left out",))
    more = judged(with_remark).expected_error
    assert more == pytest.approx(error(*lines) + 2 * WEIGHTS.left_out / 80)
    assert left_out(("3 boxes read with confidence under 0.5 were left out", "page turned by 90°")) == 3


def test_many_blocks_cost_but_not_those_of_tables() -> None:
    lines = [replace(line(1.0, 1.0, 1.0, 1.0), block=at) for at in range(20)]
    cells = tuple(Cell(0, at, 1, 1, (at,)) for at in range(20))
    full = Grid(Box(0, 0, 9, 9), 1, 20, cells)
    assert error(*lines) > error(*lines, tables=(full,)) + 0.005
    headless = replace(full, cells=tuple(replace(cell, column=cell.column + 1) for cell in cells), columns=21)
    assert error(*lines, tables=(headless,)) > error(*lines, tables=(full,))


def test_the_reader_remarks_what_it_left_out_in_words_that_are_understood() -> None:
    assert left_out(remarks_of(2, 3)) == 5


def test_a_judged_page_has_all_of_it() -> None:
    found = judged(page(line(0.3, 0.3), line(0.99, 0.99, 0.99)))
    assert found.expected_error is not None
    assert found.expected_error > 0.03
    assert found.confidence == pytest.approx(sum(c for one in found.lines for c in one.confidences) / 5)
