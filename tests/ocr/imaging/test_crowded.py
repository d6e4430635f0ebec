"""Columns of crowded print are found by the white between them, and where the detector sees them drawn out."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.imaging.crowded import crowded_blocks, with_crowded
from ocr.imaging.crowded_columns import columns_of
from ocr.imaging.drawn_out import with_drawn_out
from ocr.imaging.quads import Quad, sides

_SIZE, _PITCH = 19, 26


def _quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def _sheet(columns: int, rows: int, left: int = 500, top: int = 300) -> NDArray[np.uint8]:
    """A sheet with a block of characters as far apart in their columns as the columns are."""
    sheet = np.full((1200, 1400), 245, np.uint8)
    for column in range(columns):
        for row in range(rows):
            x, y = left + column * _PITCH, top + row * _PITCH
            cv2.rectangle(sheet, (x, y), (x + _SIZE, y + _SIZE), (20,), 3)
            cv2.line(sheet, (x, y + 9), (x + _SIZE, y + 9), (20,), 3)
    return sheet


def _around() -> list[Quad]:
    """Boxes of other columns, 36 pixels thick."""
    return [_quad(100 + 40 * k, 100, 136 + 40 * k, 1000) for k in range(6)]


def _nothing(_: NDArray[np.uint8]) -> list[Quad]:
    return []


def test_a_block_in_which_nothing_was_found_gives_its_columns() -> None:
    found = with_crowded(_sheet(6, 12), _around(), [], _nothing)
    fresh = sorted(found[6:], key=lambda quad: float(quad[:, 0].mean()))
    assert len(fresh) == 6
    for number, quad in enumerate(fresh):
        assert quad[:, 0].mean() == pytest.approx(500 + number * _PITCH + _SIZE / 2, abs=5)
        assert sides(quad)[1] == pytest.approx(12 * _PITCH, abs=12)


def test_fragments_of_a_block_give_way_to_its_columns() -> None:
    fragment = _quad(500, 300, 530, 350)
    found = with_crowded(_sheet(6, 12), [*_around(), fragment], [], _nothing)
    assert len(found) == 12
    assert all(quad is not fragment for quad in found)


def test_print_inside_boxes_is_no_crowded_block() -> None:
    sheet = _sheet(6, 12)
    whole = _quad(490, 290, 670, 630)
    assert crowded_blocks(sheet, [*_around(), whole], [])[0] == []
    assert crowded_blocks(sheet, _around(), [Box(490, 290, 670, 630)])[0] == []


def test_rules_and_solid_ink_are_no_crowded_blocks() -> None:
    sheet = np.full((1200, 1400), 245, np.uint8)
    cv2.rectangle(sheet, (500, 300), (900, 900), (20,), 8)
    cv2.rectangle(sheet, (600, 400), (800, 600), (20,), cv2.FILLED)
    assert crowded_blocks(sheet, _around(), [])[0] == []


def test_leaning_columns_keep_their_lean() -> None:
    ink = (_sheet(6, 14)[280:700, 480:680] < 128).astype(np.uint8)
    tall, wide = ink.shape
    slope = np.tan(np.radians(1.0))
    lean = np.array([[1, -slope, slope * tall / 2], [0, 1, 0]])
    found = columns_of(np.asarray(cv2.warpAffine(ink, lean, (wide, tall)), dtype=np.uint8), 36.0)
    assert len(found) == 6
    for quad in found:
        drift = (quad[3, 0] - quad[0, 0]) / (quad[3, 1] - quad[0, 1])
        assert drift == pytest.approx(-slope, abs=0.01)


def test_ink_without_white_in_it_has_no_columns() -> None:
    noise = (np.random.default_rng(1).random((300, 300)) < 0.4).astype(np.uint8)
    assert columns_of(noise, 36.0) == []
    assert columns_of(np.zeros((300, 300), np.uint8), 36.0) == []


def test_a_column_seen_drawn_out_takes_the_place_of_its_parts() -> None:
    sheet = _sheet(1, 20)
    upper = _quad(495, 295, 530, 420)
    beside = _quad(560, 295, 596, 800)
    seen: list[tuple[int, ...]] = []

    def detect(canvas: NDArray[np.uint8]) -> list[Quad]:
        seen.append(canvas.shape)
        rows, columns = np.nonzero(canvas < 100)
        return [_quad(columns.min() - 4, rows.min() - 4, columns.max() + 4, rows.max() + 4)]

    quads = [*_around(), upper, beside]
    found = with_drawn_out(sheet, quads, [Box(500, 500, 525, 800)], 36.0, detect)
    assert seen == [(960, 960)]
    assert [id(quad) for quad in found[:-1]] == [id(quad) for quad in (*quads[:6], beside)]
    assert found[-1][:, 0].mean() == pytest.approx(500 + _SIZE / 2, abs=3)
    assert sides(found[-1])[1] == pytest.approx(20 * _PITCH, abs=20)
