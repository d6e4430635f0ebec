"""Lines of a sheet that were found in pieces are put together, those of two tiers are not."""

from __future__ import annotations

import numpy as np

from ocr.layout.region_lines import whole_lines

COLUMN, HEAD = 0, -1


def joined(
    spans: list[list[float]], kinds: list[int] | None = None, *, is_ruled: bool = False
) -> list[list[int]]:
    """The lines of more than one box; columns are 10 thick."""
    boxes = np.array(spans)
    thick = np.minimum(boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0])
    kind = np.array(kinds or [COLUMN] * len(spans))
    found = whole_lines(boxes, thick, kind, lambda *_: float(is_ruled))
    assert sorted(i for line in found for i in line) == list(range(len(spans)))
    return [line for line in found if len(line) > 1]


def tier(u0: float, u1: float, count: int) -> list[list[float]]:
    return [[u0, 12.0 * k, u1, 12.0 * k + 10] for k in range(count)]


def test_a_column_in_two_pieces_beside_whole_ones_is_one_line() -> None:
    spans = [*tier(0, 200, 4), [103.0, 48.0, 200.0, 58.0], [0.0, 48.0, 100.0, 58.0]]
    assert joined(spans) == [[5, 4]]
    # The next one is broken at the same place, and only its neighbour shows that it is whole.
    assert joined([*spans, [104.0, 60.0, 200.0, 70.0], [0.0, 60.0, 101.0, 70.0]]) == [[5, 4], [7, 6]]


def test_columns_of_two_tiers_stay_two_beside_a_box_that_holds_both() -> None:
    lower = tier(105, 200, 4)
    assert joined([*tier(0, 100, 4), *lower, [0.0, 48.0, 200.0, 58.0]]) == []


def test_a_rule_between_two_pieces_parts_them() -> None:
    pieces = [[0.0, 48.0, 100.0, 58.0], [103.0, 48.0, 200.0, 58.0]]
    assert joined([*tier(0, 200, 4), *pieces], is_ruled=True) == []


def test_the_characters_of_a_head_are_one_line_along_v() -> None:
    pieces = [[0.0, 60.0, 16.0, 90.0], [1.0, 20.0, 17.0, 50.0], [0.0, 140.0, 16.0, 170.0]]
    # The third stands three characters away: another head.
    assert joined(pieces, [HEAD] * 3) == [[1, 0]]
    assert joined(pieces, [HEAD] * 3, is_ruled=True) == []
