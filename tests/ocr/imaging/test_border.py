"""Sheets on dark ground are found, whole pages and their own shadows are left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.imaging.border import find_sheet


def page(width: int = 500, height: int = 700) -> np.ndarray:
    """A light page with lines of print."""
    grey = np.full((height, width), 235, np.uint8)
    for y in range(60, height - 60, 24):
        grey[y : y + 10, 50 : width - 50 : 3] = 40
    return grey


def on_ground(grey: np.ndarray, corners: np.ndarray, size: tuple[int, int], tone: int = 50) -> np.ndarray:
    height, width = grey.shape
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    pull = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    return np.asarray(cv2.warpPerspective(grey, pull, size, borderValue=tone), np.uint8)


def test_a_page_that_fills_the_image_is_left_alone() -> None:
    assert find_sheet(page()) is None


def test_black_borders_are_cut_where_the_paper_begins() -> None:
    grey = np.full((760, 580), 15, np.uint8)
    grey[20:720, 50:550] = page()
    sheet = find_sheet(grey)
    assert sheet is not None
    assert sheet.corners is None
    assert np.abs(np.array(sheet.box) - (50, 20, 550, 720)).max() <= 4


def test_a_border_at_one_side_leaves_the_others() -> None:
    grey = np.vstack([page(), np.full((90, 500), 10, np.uint8)])
    sheet = find_sheet(grey)
    assert sheet is not None
    assert sheet.box[:3] == (0, 0, 500)
    assert abs(sheet.box.y1 - 700) <= 4


def test_light_scratches_at_the_edge_do_not_hide_a_border() -> None:
    grey = np.vstack([page(), np.full((90, 500), 10, np.uint8)])
    grey[:, :3] = 255
    sheet = find_sheet(grey)
    assert sheet is not None
    assert abs(sheet.box.y1 - 700) <= 4


@pytest.mark.parametrize("lean", [-60, 45])
def test_a_photographed_page_is_found_by_its_corners(lean: int) -> None:
    corners = np.array([[120, 90], [560, 90 + lean / 3], [610, 800], [90, 760 - lean / 4]])
    sheet = find_sheet(on_ground(page(), corners, (700, 900)))
    assert sheet is not None
    assert sheet.corners is not None
    assert np.abs(sheet.corners - corners).max() < 5


def test_a_shadow_that_falls_off_gently_is_no_border() -> None:
    shade = np.linspace(1.0, 0.35, 500)[None, :]
    assert find_sheet((page() * shade).astype(np.uint8)) is None


def test_a_picture_inside_the_page_is_no_border() -> None:
    grey = page()
    grey[300:600, 100:400] = 30
    assert find_sheet(grey) is None


@pytest.mark.parametrize("shape", [(1, 1), (3, 2000), (80, 80)])
def test_slivers_and_plain_patches_have_no_sheet(shape: tuple[int, int]) -> None:
    assert find_sheet(np.full(shape, 200, np.uint8)) is None
    assert find_sheet(np.zeros(shape, np.uint8)) is None
