"""○ or 〇: what the ink of a round zero says."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.reading.ctc import Glyph
from ocr.reading.marks import settle_marks

EM = 44


def read_zero(size: float, thick: float, em: int = EM, text: str = "二〇一五年四月十日") -> str:
    """What becomes of the zero of `text` when it is a ring of `size` with strokes of `thick`, in em."""
    cut = np.full((round(1.4 * em), em * (len(text) + 1)), 230, np.uint8)
    glyphs = []
    for at, char in enumerate(text):
        x, y = round(em * (at + 1)), round(0.7 * em)
        if char in "〇○":
            yy, xx = np.mgrid[: cut.shape[0], : cut.shape[1]]
            away = np.abs(np.hypot(xx - x, yy - y) - (size - thick) * em / 2)
            ink = np.clip(thick * em / 2 - away + 0.5, 0, 1)
            cut = np.asarray(cut - ink * 200, dtype=np.uint8)
        else:
            cv2.rectangle(cut, (x - em // 3, y - em // 3), (x + em // 3, y + em // 3), 30, 2)
        glyphs.append(Glyph(char, 0.99, x / cut.shape[1]))
    return settle_marks(cut, glyphs)[text.index("〇")].char


@pytest.mark.parametrize(
    ("size", "thick", "char"),
    [(0.9, 0.045, "○"), (0.9, 0.12, "〇"), (0.61, 0.045, "〇"), (0.94, 0.03, "○")],
)
def test_the_ring_tells(size: float, thick: float, char: str) -> None:
    assert read_zero(size, thick) == char


def test_without_evidence_it_is_the_circle() -> None:
    assert read_zero(0.9, 0.12, em=22) == "○"  # too small to tell its strokes
    assert read_zero(0.2, 0.1) == "○"  # no ring found


def test_a_zero_elsewhere_stays_as_read() -> None:
    assert read_zero(0.9, 0.045, text="姓名〇先生在") == "〇"
