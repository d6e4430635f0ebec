"""Scans carry the truth of their pages: ink stands where the truth says, however the page lies."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from draw import camera, scanner
from draw.page import DrawnPage, draw_page
from draw.scan import SCANS, draw_blank, draw_scan, turned
from draw.spread import draw_spread
from ocr.geometry import Direction
from ocr.line import Role

DPI = 80


def darkness(page: DrawnPage) -> np.ndarray:
    """How much darker than the paper around each pixel is, 0 and more."""
    grey = page.image if page.image.ndim == 2 else page.image.min(axis=2)
    smooth = cv2.GaussianBlur(grey, (0, 0), 1.0).astype(np.float32)
    return np.clip(cv2.blur(smooth, (61, 61)) - smooth, 0, None)


def inside_and_across(page: DrawnPage) -> tuple[float, float]:
    """Median ink within the outlines of text lines, and within strips of paper just before them."""
    dark = darkness(page)
    within, before = [], []
    for line in page.truth.lines:
        if line.role is not Role.TEXT or len(line.text) < 8:
            continue
        tl, tr, br, bl = np.array(line.corners)
        if page.truth.direction is Direction.VERTICAL:
            away = (tr - tl) * 0.22
            strip = np.array([tr + away * 0.3, tr + away, br + away, br + away * 0.3])
        else:
            away = (tl - bl) * 0.22
            strip = np.array([tl + away, tr + away, tr + away * 0.3, tl + away * 0.3])
        within.append(_mean(dark, np.array([tl, tr, br, bl])))
        before.append(_mean(dark, strip))
    assert len(within) > 5
    return float(np.median(within)), float(np.median(before))


def _mean(dark: np.ndarray, corners: np.ndarray) -> float:
    mask = np.zeros(dark.shape, np.uint8)
    cv2.fillPoly(mask, [np.round(corners).astype(np.int32)], 1)
    return float(dark[mask > 0].mean())


@pytest.mark.parametrize("style", ["modern", "vertical"])
@pytest.mark.parametrize("how", ["turned-90", "turned-180", "turned-270", "bordered", "photo", "fax", "jpeg"])
def test_ink_stands_where_the_truth_says(style: str, how: str) -> None:
    page = draw_page(style, 4, 1, DPI)
    rng = np.random.default_rng(3)
    scan = {
        "turned-90": lambda: turned(page, 90),
        "turned-180": lambda: turned(page, 180),
        "turned-270": lambda: turned(page, 270),
        "bordered": lambda: scanner.bordered(page, draw_page(style, 5, 1, DPI).image, rng),
        "photo": lambda: camera.photographed(page, rng),
        "fax": lambda: scanner.faxed(page, rng),
        "jpeg": lambda: scanner.squeezed(page, 20),
    }[how]()
    assert scan.image.shape[:2] == (scan.truth.height, scan.truth.width)
    assert [line.text for line in scan.truth.lines] == [line.text for line in page.truth.lines]
    within, before = inside_and_across(scan)
    assert within > 2 * before


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_the_leaf_says_how_to_set_a_turned_page_upright(degrees: int) -> None:
    page = draw_page("english", 4, 3, DPI)
    scan = turned(page, degrees)
    back = turned(scan, scan.truth.leaves[0].turn)
    assert np.array_equal(back.image, page.image)
    assert back.truth.lines == page.truth.lines
    assert back.truth.seals == page.truth.seals


@pytest.mark.parametrize(("style", "first_at_right"), [("vertical", True), ("two_column", False)])
def test_a_spread_has_two_leaves_in_reading_order(style: str, first_at_right: bool) -> None:
    scan = draw_spread(style, 2, 1, DPI)
    first, second = scan.truth.leaves
    assert (first.box.x0 > second.box.x0) == first_at_right
    middle = scan.truth.width / 2
    sides = [line.box.x0 + line.box.width / 2 > middle for line in scan.truth.lines]
    assert sides == sorted(sides, reverse=first_at_right)
    assert len(set(sides)) == 2
    assert [line.block for line in scan.truth.lines] == sorted(line.block for line in scan.truth.lines)
    within, before = inside_and_across(scan)
    assert within > 2 * before


def test_a_bordered_page_has_black_around_it_and_its_leaf_within() -> None:
    page = draw_page("english", 4, 0, DPI)
    scan = scanner.bordered(page, page.image, np.random.default_rng(1))
    (leaf,) = scan.truth.leaves
    assert leaf.box.width < scan.truth.width
    assert leaf.box.height < scan.truth.height
    assert scan.image[2:, 0].max() < 70
    centre = scan.image[leaf.box.y0 : leaf.box.y1, leaf.box.x0 : leaf.box.x1]
    assert np.median(centre) > 200


def test_a_fax_has_two_tones() -> None:
    scan = scanner.faxed(draw_page("modern", 4, 2, DPI), np.random.default_rng(1))
    assert scan.image.ndim == 2
    assert set(np.unique(scan.image)) == {0, 255}


def test_a_blank_leaf_has_no_lines_but_its_back_shows() -> None:
    clean, bleeding = (draw_blank("modern", 3, 1, back, DPI) for back in (False, True))
    for page in (clean, bleeding):
        assert page.truth.lines == ()
        assert [leaf.blank for leaf in page.truth.leaves] == [True]
    assert np.percentile(darkness(bleeding), 98) > 2 * np.percentile(darkness(clean), 98)


def test_equal_arguments_give_equal_scans() -> None:
    first, second = (draw_scan("jpeg", "vertical", 3, 2) for _ in range(2))
    assert np.array_equal(first.image, second.image)
    assert first.truth == second.truth


def test_every_resolution_is_what_it_is_called() -> None:
    assert draw_scan("150-dpi", "english", 3, 1).truth.dpi == 150
    assert {"150-dpi", "200-dpi", "400-dpi", "600-dpi"} < set(SCANS)


def test_an_unknown_scan_is_refused() -> None:
    with pytest.raises(ValueError, match="no scan"):
        draw_scan("microfilm", "modern", 1, 1)
