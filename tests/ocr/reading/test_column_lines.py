"""Lines that run beside the characters of a column."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.image import Image
from ocr.reading.column_ink import column_ink


def page(line: int | None, dash: bool = False) -> Image:
    """Frames 40 pixels high down the middle, with a line that leans a little at `line`, or a dash below them."""
    cut = np.full((1000, 80), 250, np.uint8)
    for top in range(10, 600, 48):
        cv2.rectangle(cut, (21, top), (58, top + 38), (10,), 3)
    if line is not None:
        cv2.line(cut, (line, 20), (line + 4, 960), (60,), 2)
    if dash:
        cv2.line(cut, (40, 650), (40, 900), (10,), 3)
    return cut


def test_a_pencil_line_beside_the_characters_is_no_ink_of_theirs() -> None:
    plain, marked = column_ink(page(None)), column_ink(page(68))
    assert plain is not None
    assert marked is not None
    assert not marked.ink[30:950, 65:75].any()
    assert (marked.left, marked.right) == (plain.left, plain.right)
    assert marked.ink[:620, 20:60].sum() > 0.99 * plain.ink[:620, 20:60].sum()


def test_a_leader_of_the_text_stays() -> None:
    column = column_ink(page(None, dash=True))
    assert column is not None
    assert column.ink[660:890, 38:43].any(axis=1).all()
