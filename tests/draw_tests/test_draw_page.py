"""A drawn page and its truth: same seed same page, ink where the truth says, lines in reading order."""

from __future__ import annotations

import hashlib

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draw.damage import Warp
from draw.layouts import STYLES
from draw.page import DrawnPage, draw_page
from draw.truth import Corners, PageTruth
from ocr.geometry import Box, Direction
from ocr.line import Role

DPI = 110  # enough to look at boxes, and quick


def grey(page: DrawnPage) -> np.ndarray:
    return np.asarray(page.image.min(axis=2))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("level", [0, 2, 3])
def test_equal_seeds_draw_equal_pages(style: str, level: int) -> None:
    first, second = (draw_page(style, 5, level, DPI) for _ in range(2))
    assert hashlib.sha256(first.image.tobytes()).digest() == hashlib.sha256(second.image.tobytes()).digest()
    assert first.truth == second.truth


def test_other_seeds_draw_other_pages() -> None:
    assert draw_page("modern", 5, 0, DPI).truth != draw_page("modern", 6, 0, DPI).truth


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_every_line_box_holds_ink(style: str, level: int) -> None:
    page = draw_page(style, 11, level, DPI)
    image = grey(page)
    for line in page.truth.lines:
        x0, y0, x1, y1 = line.box
        part = image[y0:y1, x0:x1]
        assert part.size, line.text
        contrast = np.percentile(part, 95) - part.min()
        assert contrast > (60 if level < 2 else 20), line.text


@pytest.mark.parametrize("seed", range(4))
def test_no_ink_lies_outside_the_line_boxes(seed: int) -> None:
    page = draw_page("english", seed, 0, DPI)  # no rules and no seals: all ink is type
    image = grey(page)
    for line in page.truth.lines:
        x0, y0, x1, y1 = line.box
        image[y0:y1, x0:x1] = 255
    assert image.min() == 255


@settings(deadline=None, max_examples=40, derandomize=True)
@given(st.floats(-2.5, 2.5), st.floats(0, 40), st.integers(60, 540), st.integers(60, 740))
def test_a_point_of_the_page_is_scanned_where_the_map_says(skew: float, curl: float, x: int, y: int) -> None:
    warp = Warp(600, 800, skew, curl)
    flat = np.full((800, 600, 3), 255, np.uint8)
    cv2.circle(flat, (x, y), 4, (0, 0, 0), -1)
    dark = 255.0 - warp.pull(flat, (255, 255, 255))[..., 0]
    found = (np.arange(600) @ dark.sum(axis=0) / dark.sum(), np.arange(800) @ dark.sum(axis=1) / dark.sum())
    assert found == pytest.approx(tuple(warp.forward(np.array([[x, y]], float))[0]), abs=0.7)


@pytest.mark.parametrize("style", STYLES)
def test_the_outline_of_a_line_holds_its_ink_and_the_strip_before_it_less(style: str) -> None:
    page = draw_page(style, 3, 3, 200)
    image = cv2.GaussianBlur(grey(page), (0, 0), 1.5).astype(float)
    ink = np.clip(np.asarray(cv2.blur(image, (151, 151))) - image, 0, None)
    body = [line for line in page.truth.lines if line.role is Role.TEXT and len(line.text) > 8]
    assert body
    inside = np.median([_mean(ink, np.array(line.corners)) for line in body])
    before = np.median([_mean(ink, _strip_before(line.corners, page.truth.direction)) for line in body])
    assert before < 0.7 * inside


def _mean(ink: np.ndarray, corners: np.ndarray) -> float:
    mask = np.zeros(ink.shape, np.uint8)
    cv2.fillPoly(mask, [np.round(corners).astype(np.int32)], 1)
    return float(ink[mask > 0].mean())


def _strip_before(corners: Corners, direction: Direction) -> np.ndarray:
    """The strip just before the line: above it, or to its right when vertical."""
    top_left, top_right, bottom_right, bottom_left = np.array(corners)
    if direction is Direction.VERTICAL:
        away = (top_right - top_left) * 0.22
        return np.array(
            [top_right + away * 0.3, top_right + away, bottom_right + away, bottom_right + away * 0.3]
        )
    away = (top_left - bottom_left) * 0.22
    return np.array([top_left + away, top_right + away, top_right + away * 0.3, top_left + away * 0.3])


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", range(3))
def test_lines_stand_in_reading_order(style: str, seed: int) -> None:
    truth = draw_page(style, seed, 0, DPI).truth
    assert [line.block for line in truth.lines] == sorted(line.block for line in truth.lines)
    for first, second in zip(truth.lines, truth.lines[1:], strict=False):
        if first.block == second.block and Role.TABLE_CELL not in (first.role, second.role):
            assert _follows(first.box, second.box, truth), (first.text, second.text)


def _follows(first: Box, second: Box, truth: PageTruth) -> bool:
    if truth.direction is Direction.VERTICAL:
        return second.x0 < first.x0
    return second.y0 > first.y0


@pytest.mark.parametrize("style", STYLES)
def test_boxes_lie_on_the_page_and_in_their_outline(style: str) -> None:
    truth = draw_page(style, 8, 3, DPI).truth
    for line in truth.lines:
        xs, ys = [point[0] for point in line.corners], [point[1] for point in line.corners]
        assert 0 <= line.box.x0 < line.box.x1 <= truth.width
        assert 0 <= line.box.y0 < line.box.y1 <= truth.height
        assert line.box.x0 <= min(xs) + 1
        assert line.box.y1 >= max(ys) - 1


def test_medium_damage_puts_red_seals_where_the_truth_says() -> None:
    page = draw_page("modern", 1, 2, DPI)
    assert page.truth.seals
    red, green = page.image[..., 0].astype(int), page.image[..., 1].astype(int)
    for box in page.truth.seals:
        part = (red - green)[box.y0 : box.y1, box.x0 : box.x1]
        assert (part > 40).mean() > 0.05


def test_heavy_damage_is_scanned_at_200_dpi_unless_told() -> None:
    assert draw_page("english", 1, 3).truth.dpi == 200
    assert draw_page("english", 1, 3, 72).image.shape == (842, 595, 3)


@pytest.mark.parametrize(("style", "level"), [("cursive", 0), ("modern", 4), ("modern", -1)])
def test_unknown_style_or_level_is_refused(style: str, level: int) -> None:
    with pytest.raises(ValueError, match=r"no style|not within"):
        draw_page(style, 1, level, 72)
