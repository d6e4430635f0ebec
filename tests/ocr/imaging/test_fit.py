"""Boxes are as high as their print: swollen ones shrink to it, whatever stands above, below or behind."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.imaging.fit import ROOM, fitted
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, sides

TOP, FOOT = 60, 90
"""Rows of the print on `printed`."""


def printed(noise: float = 0.0) -> Image:
    """A line of upright and flat strokes, 30 pixels high, on grey paper."""
    page = np.full((150, 700), 190.0)
    for left in range(40, 660, 36):
        page[TOP:FOOT, left : left + 4] = 90
        page[TOP:FOOT, left + 20 : left + 24] = 90
        page[TOP + 12 : TOP + 15, left : left + 24] = 90
    page = cv2.GaussianBlur(page, (0, 0), 0.8) + np.random.default_rng(5).normal(0, noise, page.shape)
    return np.clip(page, 0, 255).astype(np.uint8)


def box(top: float, foot: float, left: float = 30.0, right: float = 670.0) -> Quad:
    return np.array([[left, top], [right, top], [right, foot], [left, foot]], dtype=np.float32)


@pytest.mark.parametrize("noise", [0.0, 10.0])
@pytest.mark.parametrize(("top", "foot"), [(40, 110), (50, 120), (30, 100)])
def test_a_swollen_box_shrinks_to_its_print(top: float, foot: float, noise: float) -> None:
    lower = fitted(printed(noise), box(top, foot))
    assert lower[0, 1] <= TOP
    assert lower[3, 1] >= FOOT
    assert sides(lower)[1] < 1.2 * ROOM * (FOOT - TOP)
    assert lower[:, 0].tolist() == box(top, foot)[:, 0].tolist()


def test_a_box_that_fits_stays_as_it_is() -> None:
    quad = box(TOP - 7, FOOT + 7)
    assert fitted(printed(), quad) is quad


def test_print_that_hangs_in_from_the_line_above_is_left_out() -> None:
    page = printed()
    page[20:44] = page[TOP : TOP + 24]
    lower = fitted(page, box(34, 106))
    assert lower[0, 1] > 44


def test_soft_print_of_the_back_does_not_count() -> None:
    page = printed().astype(np.float64)
    back = cv2.GaussianBlur(190.0 - np.roll(page, 30, axis=0), (0, 0), 3.0)
    shown = np.clip(page - 0.5 * back, 0, 255).astype(np.uint8)
    lower = fitted(shown, box(40, 130))
    assert lower[3, 1] < 110
    assert lower[0, 1] <= TOP


@pytest.mark.parametrize("quad", [box(40, 110, 30, 200), box(40, 48)])
def test_short_and_tiny_boxes_stay_as_they_are(quad: Quad) -> None:
    assert fitted(printed(), quad) is quad


def test_paper_without_print_does_not_take_the_whole_box() -> None:
    blank = np.full((150, 700), 190, np.uint8)
    lower = fitted(blank, box(40, 110))
    assert sides(lower)[1] >= 0.45 * 70
