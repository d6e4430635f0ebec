"""Boxes that reach into each other are parted at the blank between their print."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.imaging.overlaps import parted_boxes


def page(*inked: tuple[int, int]) -> np.ndarray:
    """A line of upright strokes between the places x of `inked`."""
    grey = np.full((120, 900), 240, np.uint8)
    for x0, x1 in inked:
        for x in range(x0, x1 - 5, 10):
            grey[45:75, x : x + 6] = 30
    return grey


def quad(x0: float, x1: float) -> np.ndarray:
    return np.array([[x0, 35], [x1, 35], [x1, 85], [x0, 85]], dtype=np.float32)


def boxes(*quads: np.ndarray) -> np.ndarray:
    return np.array([[q[0, 0], q[0, 1], q[2, 0], q[2, 1]] for q in quads], dtype=float)


def test_the_last_character_of_one_column_is_not_read_in_the_next() -> None:
    quads = [quad(90, 320), quad(275, 700)]
    left, right = parted_boxes(page((100, 300), (320, 690)), quads, boxes(*quads), [False, False])
    assert 300 < left[1, 0] < 320
    assert right[0, 0] == pytest.approx(left[1, 0], abs=1)
    assert (left[0, 0], right[1, 0]) == (90, 700)


def test_print_that_begins_beyond_what_they_share() -> None:
    quads = [quad(90, 315), quad(290, 700)]
    _, right = parted_boxes(page((100, 300), (345, 690)), quads, boxes(*quads), [False, False])
    assert 300 < right[0, 0] < 345


@pytest.mark.parametrize(
    ("quads", "still"),
    [
        ([quad(90, 310), quad(308, 700)], False),  # hardly at all
        ([quad(90, 400), quad(200, 700)], False),  # a line found twice
        ([quad(90, 320), quad(275, 700)], True),
    ],
)
def test_others_stay_as_they_are(quads: list[np.ndarray], still: bool) -> None:
    found = parted_boxes(page((100, 300), (320, 690)), quads, boxes(*quads), [still] * 2)
    assert all(a is b for a, b in zip(found, quads, strict=True))
