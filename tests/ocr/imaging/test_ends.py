"""Boxes grow to the end of their print, and not over gutters, rules, other boxes or seals."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.geometry import Box, Direction
from ocr.imaging.ends import reach_ends
from ocr.imaging.quads import Quad


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def line(*characters: int) -> np.ndarray:
    """A page with a line of square characters of 30 pixels, 36 apart, at the places numbered."""
    page = np.full((200, 1000), 235, np.uint8)
    for at in characters:
        cv2.rectangle(page, (100 + 36 * at, 85), (130 + 36 * at, 115), 30, 4)
    return page


def grown(
    page: np.ndarray, box: Quad, *others: Quad, still: bool = False, avoid: tuple[Box, ...] = ()
) -> Quad:
    return reach_ends(page, [box, *others], Direction.HORIZONTAL, [still] * (1 + len(others)), avoid)[0]


BOX = quad(165, 78, 320, 122)  # the characters 2 to 5


def test_a_box_that_stops_short_reaches_the_end_of_its_print_on_both_sides() -> None:
    found = grown(line(0, 1, 2, 3, 4, 5, 6), BOX)
    assert 90 <= found[0, 0] <= 100
    assert 346 <= found[1, 0] <= 356
    assert found[:, 1].tolist() == BOX[:, 1].tolist()


def test_a_box_around_all_its_print_stays_as_it_is() -> None:
    np.testing.assert_array_equal(grown(line(2, 3, 4, 5), BOX), BOX)


def test_a_box_does_not_cross_a_gutter() -> None:
    np.testing.assert_array_equal(grown(line(2, 3, 4, 5, 7, 8), BOX), BOX)


def test_a_box_does_not_grow_into_another_one_or_a_seal_and_still_ones_do_not_grow() -> None:
    page = line(2, 3, 4, 5, 6, 7)
    assert grown(page, BOX)[1, 0] > 340
    np.testing.assert_array_equal(grown(page, BOX, quad(330, 78, 450, 122)), BOX)
    np.testing.assert_array_equal(grown(page, BOX, avoid=(Box(325, 50, 500, 150),)), BOX)
    np.testing.assert_array_equal(grown(page, BOX, still=True), BOX)


def test_a_rule_and_a_speck_end_no_line_further() -> None:
    apart = line(2, 3, 4, 5)
    cv2.rectangle(apart, (326, 85), (356, 115), 30, 4)
    assert grown(apart, BOX)[1, 0] > 350
    cv2.line(apart, (318, 0), (318, 199), 30, 2)
    assert grown(apart, quad(165, 78, 312, 122))[1, 0] <= 318
    speck = line(2, 3, 4, 5)
    speck[108:110, 326:328] = 30
    np.testing.assert_array_equal(grown(speck, BOX), BOX)
