"""Columns of several tiers that were taken for one are cut where their neighbours end and begin."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.layout.tiers import tier_blanks

THICK = 40
"""Thickness of a box, pixels; its characters are 28 high and as wide, 34 apart."""


def column(rows: list[int], length: int, rule: int | None = None) -> NDArray[np.bool_]:
    """Ink of a box ``(thickness, length)`` with characters that begin at `rows`, and a rule across it."""
    ink = np.zeros((THICK, length), dtype=np.bool_)
    for row in rows:
        ink[6:34, row : row + 28] = True
    if rule is not None:
        ink[:, rule : rule + 2] = True
    return ink


UPPER = list(range(4, 400, 34))  # the last one ends at 406
LOWER = list(range(428, 800, 34))
WHOLE = list(range(4, 800, 34))


def page(
    joined: NDArray[np.bool_], tiers: int = 6
) -> tuple[NDArray[np.float64], list[NDArray[np.bool_] | None]]:
    """Spans and ink of `tiers` columns in two tiers, and of one in the middle, one box with the ink `joined`."""
    spans: list[list[float]] = []
    inks: list[NDArray[np.bool_] | None] = []
    for number in range(tiers + 1):
        v = 40.0 * number
        if number == tiers // 2:
            spans.append([0.0, v, 820.0, v + THICK])
            inks.append(joined)
        else:
            spans += [[0.0, v, 410.0, v + THICK], [424.0, v, 820.0, v + THICK]]
            inks += [column(UPPER, 410), column([row - 424 for row in LOWER], 396)]
    return np.array(spans), inks


def test_a_column_is_cut_where_the_tiers_of_its_neighbours_meet() -> None:
    spans, inks = page(column([*UPPER, *LOWER], 820))
    found = tier_blanks(spans, inks)
    ((start, end),) = found[6]
    assert (start * 820, end * 820) == pytest.approx((406, 428), abs=2)
    assert all(not cuts for number, cuts in enumerate(found) if number != 6)


def test_a_heading_through_both_tiers_is_not_cut() -> None:
    spans, inks = page(column(WHOLE, 820))
    assert not any(tier_blanks(spans, inks))


def test_a_blank_that_no_neighbour_shares_is_none_between_tiers() -> None:
    rows = [row for row in WHOLE if row // 34 not in (7, 16)]
    spans = np.array([[0.0, 40.0 * k, 820.0, 40.0 * k + THICK] for k in range(7)])
    inks: list[NDArray[np.bool_] | None] = [column(WHOLE, 820) for _ in range(7)]
    inks[3] = column(rows, 820)
    assert not any(tier_blanks(spans, inks))


def test_tiers_that_are_joined_in_every_column_are_parted_by_their_blank() -> None:
    spans = np.array([[0.0, 40.0 * k, 820.0, 40.0 * k + THICK] for k in range(7)])
    found = tier_blanks(spans, [column([*UPPER, *LOWER], 820, rule=416) for _ in range(7)])
    assert all(len(cuts) == 1 for cuts in found)


def test_a_rule_at_the_end_of_a_box_is_taken_off() -> None:
    spans = np.array([[0.0, 0.0, 820.0, THICK]])
    ((start, end),) = tier_blanks(spans, [column(UPPER[1:], 820, rule=10)])[0]
    assert start == 0.0
    assert 12 <= end * 820 < UPPER[1]


def test_boxes_without_ink_are_left_alone() -> None:
    assert tier_blanks(np.zeros((2, 4)), [None, np.zeros((5, 200), dtype=np.bool_)]) == [[], []]
    assert tier_blanks(np.empty((0, 4)), []) == []


def with_head(character: bool) -> tuple[NDArray[np.float64], list[NDArray[np.bool_] | None]]:
    """Six columns below a head of which the detector gave the third one a character, or none; the head comes last."""
    rows = list(range(4, 400, 34))
    spans = [[60.0, 40.0 * k, 470.0, 40.0 * k + THICK] for k in range(6)]
    inks: list[NDArray[np.bool_] | None] = [column(rows, 410) for _ in spans]
    if character:
        spans[2][0] = 0.0
        inks[2] = column([4, *(row + 60 for row in rows)], 470)
    return np.array([*spans, [0.0, 122.0, 42.0, 240.0]]), [*inks, None]


def test_a_character_of_a_head_is_cut_from_the_column_below_it() -> None:
    found = tier_blanks(*with_head(character=True))
    ((start, end),) = found[2]
    assert (start * 470, end * 470) == pytest.approx((32, 64), abs=2)
    assert not any(cuts for number, cuts in enumerate(found) if number != 2)
    assert not any(tier_blanks(*with_head(character=False)))


def test_without_a_head_beside_it_a_column_that_begins_higher_is_not_cut() -> None:
    spans, inks = with_head(character=True)
    assert not any(tier_blanks(spans[:-1], inks[:-1]))


def test_a_worn_rule_between_tiers_does_not_end_the_blank() -> None:
    # Of the rule a hairline is left that does not reach the sides of the box.
    ink = column([*UPPER, *LOWER], 820)
    ink[12:24, 417] = True
    spans, inks = page(ink)
    # Two columns that go on belong to the next article: the blank is not sure enough for one side alone.
    ((start, end),) = tier_blanks(spans, inks)[6]
    assert (start * 820, end * 820) == pytest.approx((406, 428), abs=2)


def test_blanks_that_marks_leave_at_one_height_part_no_tiers() -> None:
    # One tier on a grid of bodies: in the last five columns of the page a comma stands at one height.
    rows = list(range(4, 800, 34))
    spans = np.array([[0.0, 40.0 * number, 820.0, 40.0 * number + THICK] for number in range(9)])
    inks: list[NDArray[np.bool_] | None] = [column(rows, 820) for _ in spans]
    for number in (4, 5, 6, 7, 8):
        marked = column([row for row in rows if row != 412], 820)
        marked[6:14, 412:420] = True
        inks[number] = marked
    assert not any(tier_blanks(spans, inks))


def test_paragraphs_that_happen_to_end_together_part_no_tiers() -> None:
    """Five paragraphs end beside a blank that a mark leaves in one tier's column: nothing begins below them."""
    spans = [[0.0, 40.0 * k, 410.0, 40.0 * k + THICK] for k in range(6)]
    inks: list[NDArray[np.bool_] | None] = [column(UPPER, 410) for _ in range(6)]
    spans.insert(3, [0.0, 240.0, 820.0, 240.0 + THICK])
    inks.insert(3, column([*UPPER, *LOWER], 820))
    assert not any(tier_blanks(np.array(spans), inks))
