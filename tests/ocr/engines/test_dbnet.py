"""From the detector's map to boxes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocr.engines.dbnet import boxes_of
from ocr.imaging.quads import sides


def stripes(count: int, bridge: float) -> NDArray[np.float32]:
    """A map of `count` columns of text, 8 pixels wide and 16 apart, which doubtful text across them joins."""
    likely = np.zeros((300, 40 + 24 * count), dtype=np.float32)
    for number in range(count):
        likely[20:280, 20 + 24 * number : 28 + 24 * number] = 0.95
    likely[140:150, 20 : 4 + 24 * count] = np.maximum(likely[140:150, 20 : 4 + 24 * count], bridge)
    return likely


def test_columns_that_a_doubtful_place_joins_are_found_one_by_one() -> None:
    for bridge in (0.0, 0.4, 0.6, 0.8):
        boxes = boxes_of(stripes(6, bridge))
        assert len(boxes) == 6
        for box in boxes:
            width, height = sides(box)
            assert 15 < width < 25
            assert height > 260


def test_what_stays_together_and_fills_no_rectangle_is_left_out() -> None:
    ring = np.zeros((200, 200), dtype=np.float32)
    ring[20:180, 20:180] = 0.99
    ring[24:176, 24:176] = 0.0
    assert boxes_of(ring) == []


def test_the_sure_core_of_a_doubtful_piece_is_no_box_of_its_own() -> None:
    folio = np.zeros((80, 300), dtype=np.float32)
    folio[30:50, 40:260] = 0.4
    folio[30:50, 140:160] = 0.95
    assert boxes_of(folio) == []
    folio[30:50, 60:240] = 0.95
    folio[10:70, 40:44] = 0.4
    assert len(boxes_of(folio)) == 1


def test_a_map_without_text_has_no_boxes() -> None:
    assert boxes_of(np.zeros((64, 64), dtype=np.float32)) == []
