"""Print of the back is known by reading better in a mirror; characters that are symmetric prove nothing."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.geometry import Box
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.line import Line
from ocr.reading.ctc import Glyph
from ocr.reading.line import is_mirrored

PAGE = np.full((60, 240), 230, np.uint8)
QUAD = np.array([[10, 10], [230, 10], [230, 50], [10, 50]], dtype=np.float32)


class Mirror:
    """`Models` that read one text, each character with its probability."""

    def __init__(self, text: str, *sure: float) -> None:
        self.glyphs = [
            Glyph(char, p, (k + 0.5) / len(text)) for k, (char, p) in enumerate(zip(text, sure, strict=True))
        ]

    def detect(self, grey: Image) -> list[Quad]:
        return []

    def recognise(self, cut: Image) -> list[Glyph]:
        return self.glyphs


def line(text: str, *sure: float) -> Line:
    return Line(text, Box(10, 10, 230, 50), sum(sure) / len(sure), confidences=sure)


def test_what_reads_better_in_a_mirror_is_of_the_back() -> None:
    plain = line("业凶阳丑", 0.5, 0.6, 0.5, 0.6)
    assert is_mirrored(PAGE, QUAD, plain, Mirror("海关总署", 0.9, 0.9, 0.9, 0.9))
    assert not is_mirrored(PAGE, QUAD, plain, Mirror("海关总署", 0.6, 0.5, 0.5, 0.6))


@pytest.mark.parametrize("text", ["三十日", "一二三十", "四〇八"])
def test_symmetric_characters_prove_nothing(text: str) -> None:
    sure, mirrored = (0.7,) * len(text), (0.95,) * len(text)
    assert not is_mirrored(PAGE, QUAD, line(text, *sure), Mirror(text[::-1], *mirrored))


def test_symmetric_characters_among_others_are_not_counted() -> None:
    # 中 and 日 gain in the mirror, the others do not.
    plain = line("中日海关令", 0.4, 0.4, 0.9, 0.9, 0.9)
    assert not is_mirrored(PAGE, QUAD, plain, Mirror("令关海日中"[::-1], 0.99, 0.99, 0.9, 0.9, 0.9))
    assert not is_mirrored(PAGE, QUAD, plain, Mirror("丑凶业日中", 0.8, 0.8, 0.8, 0.99, 0.99))


def test_few_characters_prove_nothing() -> None:
    assert not is_mirrored(PAGE, QUAD, line("业凶", 0.5, 0.5), Mirror("海关", 0.99, 0.99))
