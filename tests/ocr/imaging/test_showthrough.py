"""Print of the back is taken out; print of the front, pale print and clean pages are left as they are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from draw.page import draw_page
from ocr.imaging.image import to_grey
from ocr.imaging.showthrough import _own, _parted, without_show_through


def test_a_page_on_which_nothing_shows_through_comes_back_as_it_is() -> None:
    grey = to_grey(draw_page("modern", 71003, 0, 150).image)
    assert without_show_through(grey) is grey


def test_a_blank_page_comes_back_as_it_is() -> None:
    blank = np.full((300, 200), 240, np.uint8)
    assert without_show_through(blank) is blank


def test_soft_mirrored_print_goes_and_sharp_print_stays() -> None:
    grey = to_grey(draw_page("modern", 71003, 0, 200).image)
    front = np.where(grey < 128, 60, 220).astype(np.uint8)
    # A blank lower half on the front, where only the back is seen.
    half = grey.shape[0] // 2
    front[half:] = 220
    back = cv2.GaussianBlur(np.flipud(np.fliplr(grey)), (0, 0), 2.5)
    shown = np.minimum(front, 220 - ((255 - back.astype(np.int16)) // 4)).astype(np.uint8)
    assert shown[half:].min() < 185
    clean = without_show_through(shown)
    dark = front[:half] < 100
    assert np.abs(clean[:half].astype(int) - shown[:half])[dark].mean() < 6
    ghost = (shown[half:] < 190).sum()
    assert (clean[half:] < 190).sum() < 0.1 * ghost


def test_pale_print_alone_is_no_show_through() -> None:
    grey = to_grey(draw_page("modern", 71003, 0, 200).image)
    pale = np.where(grey < 128, 175, 220).astype(np.uint8)
    assert without_show_through(pale) is pale


def test_one_kind_of_print_is_told_from_two() -> None:
    rng = np.random.default_rng(5)
    one = np.exp(rng.normal(0.0, 0.4, 4000))
    two = np.concatenate([np.exp(rng.normal(-1.5, 0.3, 1000)), np.exp(rng.normal(0.0, 0.3, 3000))])
    assert _parted(one, 1.0) == pytest.approx(2 / np.pi, abs=0.02)
    assert _parted(two, np.exp(-0.75)) > 0.8


def test_a_few_black_lines_before_a_full_pale_back_show_what_this_side_looks_like() -> None:
    # The last page of a notice: 60 characters of its own, 800 of the back.
    back, own = np.full(800, 26.0), np.full(60, 110.0)
    dark = np.concatenate([back, own])
    sharpness = np.concatenate([np.full(800, 3.2), np.full(60, 24.0)])
    found = _own(sharpness, dark)
    assert found is not None
    assert np.flatnonzero(found).tolist() == list(range(800, 860))
    # As sharp, for their blackness, as the black ones: faint print of this side, and a stamp.
    assert _own(np.concatenate([np.full(800, 9.0), np.full(60, 24.0)]), dark) is None
    # Specks are too few to tell, and without any black print nothing is told.
    assert _own(sharpness[:808], dark[:808]) is None
    assert _own(sharpness[:800], back) is None


def test_where_print_is_black_all_of_it_is_asked() -> None:
    dark = np.concatenate([np.full(300, 30.0), np.full(500, 120.0)])
    found = _own(np.full(800, 20.0), dark)
    assert found is not None
    assert found.all()
