"""Which boxes of a leaf are kept as text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.line import Line
from ocr.reading.ctc import Glyph
from ocr.reading.found import Origin
from ocr.reading.leaf_lines import LeafImages, read_boxes

HIGH, WIDE = 800, 40


@dataclass
class Blind:
    """`Models` that see nothing: no box reads better in a mirror."""

    def detect(self, grey: Image) -> list[Quad]:
        return []

    def recognise(self, cut: Image) -> list[Glyph]:
        return []


def leaf_of(shades: tuple[int, ...]) -> tuple[LeafImages, list[tuple[Quad, Origin]]]:
    """A vertical leaf with a column of print of each of `shades` (grey levels of its ink)."""
    grey = np.full((HIGH, 2 * WIDE * len(shades)), 240, np.uint8)
    found = []
    for number, shade in enumerate(shades):
        left = 2 * WIDE * number + 10
        for top in range(20, HIGH - 40, 40):
            grey[top : top + 30 : 6, left : left + 28] = shade
            grey[top : top + 30, left + 12 : left + 16] = shade
        corners = [[left - 6, 10], [left + 34, 10], [left + 34, HIGH - 10], [left - 6, HIGH - 10]]
        found.append((np.array(corners, np.float32), Origin.DETECTOR))
    return LeafImages(grey, grey, 0.0, Direction.VERTICAL, None), found


def kept(shades: tuple[int, ...], confidences: tuple[float, ...], text: str) -> list[float]:
    """The confidences of the columns that are kept, of columns that all read as `text`."""
    leaf, found = leaf_of(shades)
    given = {float(quad[0, 0]): sure for (quad, _), sure in zip(found, confidences, strict=True)}

    def read(quad: Quad) -> Line:
        sure = given[float(quad[0, 0])]
        return Line(text, Box(0, 0, WIDE, HIGH), sure, direction=Direction.VERTICAL)

    pieces = read_boxes(leaf, found, read, Blind()).pieces
    return [piece.line.confidence for piece in pieces]


def test_a_full_column_as_dark_as_the_others_is_kept_though_it_is_hardly_read() -> None:
    text = "人以捲菸冒充土產希圖減免稅"
    assert kept((30, 30, 30, 30), (0.99, 0.99, 0.99, 0.45), text) == [0.99, 0.99, 0.99, 0.45]
    assert kept((30, 30, 30, 30), (0.99, 0.99, 0.99, 0.35), text) == [0.99] * 3


def test_pale_columns_and_short_ones_want_more_certainty() -> None:
    assert kept((30, 30, 30, 160), (0.99, 0.99, 0.99, 0.45), "人以捲菸冒充土產希圖減免稅") == [0.99] * 3
    assert kept((30, 30, 30, 30), (0.99, 0.99, 0.99, 0.45), "決不寬貸") == [0.99] * 3
