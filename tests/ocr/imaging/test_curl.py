"""Bent lines are measured and made straight, straight ones are left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.geometry import Direction
from ocr.imaging.bend import Bend
from ocr.imaging.curl import measure_bend

LINES = range(80, 920, 34)


def straight(skew: float = 0.0) -> np.ndarray:
    """A page of 900 × 1000 pixels with lines of marks 18 pixels high, that lean by `skew` pixels over its width."""
    rng = np.random.default_rng(3)
    page = np.full((1000, 900), 240, np.uint8)
    for y in LINES:
        for x in range(70, 830, 20):
            mark = rng.integers(30, 240, (18, 16)).astype(np.uint8)
            top = round(y + skew * (x / 900 - 0.5))
            page[top : top + 18, x : x + 16] = mark
    return page


def lift(u: np.ndarray) -> np.ndarray:
    """A page that rises towards its spine."""
    return 22 * np.exp(-u / 200)


def bent(page: np.ndarray, direction: Direction) -> np.ndarray:
    """`page` with its print shifted across its lines by `lift`."""
    height, width = page.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    if direction is Direction.VERTICAL:
        x = (x - lift(y)).astype(np.float32)
    else:
        y = (y - lift(x)).astype(np.float32)
    return np.asarray(cv2.remap(page, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def quads(direction: Direction) -> list[np.ndarray]:
    boxes = [np.array([[70, y - 4], [830, y - 4], [830, y + 26], [70, y + 26]], np.float32) for y in LINES]
    if direction is Direction.VERTICAL:
        return [box[[0, 3, 2, 1]][:, ::-1].copy() for box in boxes]
    return boxes


def sheet(direction: Direction, skew: float = 0.0) -> np.ndarray:
    page = straight(skew)
    return np.ascontiguousarray(page.T) if direction is Direction.VERTICAL else page


@pytest.mark.parametrize("direction", list(Direction))
def test_a_bend_is_measured_and_taken_out(direction: Direction) -> None:
    page = sheet(direction)
    curled = bent(page, direction)
    bend = measure_bend(curled, quads(direction), direction)
    assert bend is not None
    assert bend.depth(quads(direction)) > 0.2
    flat = bend.flatten(curled)
    rows = flat if direction is Direction.HORIZONTAL else flat.T
    left, right = rows[:, 80:200].mean(axis=1), rows[:, 500:620].mean(axis=1)
    worse = curled if direction is Direction.HORIZONTAL else curled.T
    before = np.corrcoef(worse[:, 80:200].mean(axis=1), worse[:, 500:620].mean(axis=1))[0, 1]
    # A common lean stays; the best shift takes it out.
    after = max(np.corrcoef(left, np.roll(right, lag))[0, 1] for lag in range(-12, 13))
    assert after > 0.9 > before
    again = measure_bend(flat, quads(direction), direction)
    assert again is not None
    assert again.depth(quads(direction)) < 0.08


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("skew", [0.0, 25.0])
def test_straight_lines_do_not_bend_however_they_lean(direction: Direction, skew: float) -> None:
    bend = measure_bend(sheet(direction, skew), quads(direction), direction)
    assert bend is not None
    assert bend.depth(quads(direction)) < 0.05


@pytest.mark.parametrize("direction", list(Direction))
def test_points_go_there_and_back(direction: Direction) -> None:
    bend = Bend(direction, np.array([0.0, 300, 900]), np.array([20.0, 0, 5]), np.array([0.01, 0, -0.02]))
    points = np.random.default_rng(1).uniform(0, 900, (50, 2))
    assert np.abs(bend.undo(bend.apply(points)) - points).max() < 1e-9
    assert np.abs(bend.apply(points) - points).max() > 5


def test_pixels_and_points_move_alike() -> None:
    bend = Bend(Direction.HORIZONTAL, np.array([0.0, 899]), np.array([0.0, 30]), np.zeros(2))
    page = np.full((600, 900), 255, np.uint8)
    page[296:304, 596:604] = 0
    y, x = np.argwhere(bend.flatten(page) < 128).mean(axis=0)
    assert np.abs(bend.undo(np.array([[600.0, 300.0]]))[0] - (x + 0.5, y + 0.5)).max() < 1


def test_too_little_print_tells_nothing() -> None:
    page = straight()
    assert measure_bend(page, [], Direction.HORIZONTAL) is None
    assert measure_bend(page, quads(Direction.HORIZONTAL)[:2], Direction.HORIZONTAL) is None
    assert (
        measure_bend(np.full((1000, 900), 240, np.uint8), quads(Direction.HORIZONTAL), Direction.HORIZONTAL)
        is None
    )
