"""Columns set in type of two sizes."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.reading.column_ink import ColumnInk
from ocr.reading.column_type import parts_of_type


def column(*parts: tuple[int, int], blank: int = 40) -> ColumnInk:
    """Frames as characters, `parts` of so many of a size in pixels, with a blank between the parts."""
    rows = []
    for number, (count, size) in enumerate(parts):
        rows += [np.zeros((blank, 100), bool)] if number else []
        for _ in range(count):
            body = np.zeros((size, 100), bool)
            left, face = 50 - size // 2, round(0.95 * size)
            body[2 : face - 2, left : left + face] = True
            body[6 : face - 6, left + 4 : left + face - 4] = False
            rows.append(body)
    ink = np.vstack(rows)
    em = float(max(size for _, size in parts))
    half = round(0.475 * em)
    return ColumnInk(np.where(ink, 0, 255).astype(np.uint8), ink, 50 - half, 50 + half, em, 255)


def test_the_smaller_number_under_a_head_is_a_part_of_its_own() -> None:
    head, number = parts_of_type(column((6, 50), (8, 40)))
    assert (head.start, head.end, number.end) == (0, number.start, 6 * 50 + 40 + 8 * 40)
    assert 300 <= head.end <= 340
    assert head.column.em == pytest.approx(50, rel=0.05)
    assert number.column.em == pytest.approx(40, rel=0.05)
    assert len(number.column.grey) == number.end - number.start


@pytest.mark.parametrize(
    "whole",
    [column((6, 50), (8, 50)), column((6, 50), (8, 40), blank=5), column((6, 50), (1, 40))],
    ids=["one size", "no blank", "too short"],
)
def test_other_columns_stay_whole(whole: ColumnInk) -> None:
    (part,) = parts_of_type(whole)
    assert part.column is whole
