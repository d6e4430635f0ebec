"""Print under a seal that was erased: read both ways, dates by their grammar, the seal's letters left out."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from draw.scan import draw_scan
from ocr.engines.rapid import RapidEngine
from ocr.geometry import Box, Direction
from ocr.imaging.flatleaf import FlatLeaf
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.imaging.seal_outline import Outline, Shape
from ocr.imaging.seal_trace import TracedSeal
from ocr.page import Leaf
from ocr.reading.ctc import Glyph
from ocr.reading.under_seals import UnderSeals, read_through

SEAL = TracedSeal(Outline(Shape.ROUND, (300.0, 300.0), (100.0, 100.0)), 0.92)
CLEAN = np.full((600, 600), 255, np.uint8)
STAMPED = np.asarray(cv2.circle(CLEAN.copy(), (300, 300), 96, 0, 8), np.uint8)


class Told:
    """`Models` whose recogniser reads as told: one text from crops with the seal's ink, another from those without,
    a third from crops longer than 160 pixels."""

    def __init__(self, within: str, without: str, longer: str = "", sure: float = 0.9) -> None:
        self.texts = within, without, longer
        self.sure = sure

    def detect(self, grey: Image) -> list[Quad]:
        raise AssertionError("nothing is to be detected")

    def recognise(self, cut: Image) -> Sequence[Glyph]:
        within, without, longer = self.texts
        text = longer if longer and cut.shape[1] > 160 else within if cut.min() < 128 else without
        count = max(1, len(text))
        return [Glyph(char, self.sure, (at + 0.5) / count) for at, char in enumerate(text)]


def under() -> UnderSeals:
    leaf = FlatLeaf(CLEAN, Leaf(Box(0, 0, 600, 600)), None, np.eye(3))
    return UnderSeals(STAMPED, [SEAL], leaf)


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)


def read(box: Quad, models: Told) -> str | None:
    line = read_through(under(), CLEAN, box, Direction.HORIZONTAL, models, CLEAN)
    return line.text if line else None


def test_the_reading_that_holds_more_is_kept() -> None:
    across = quad(150, 285, 350, 315)
    assert read(across, Told(within="海關總稅務司署", without="海關司署")) == "海關總稅務司署"
    assert read(across, Told(within="海關", without="海關總署")) == "海關總署"


def test_a_date_wins_over_a_longer_reading() -> None:
    across = quad(150, 285, 350, 315)
    assert read(across, Told(within="2007年4月1日", without="2007年月口日印章用")) == "2007年4月1日"


def test_a_date_goes_on_where_its_box_ends_and_a_letter_of_the_seal_beside_it_is_dropped() -> None:
    short = quad(190, 285, 330, 315)
    assert (
        read(short, Told(within="2007年4月", without="2007年月", longer="用2007年4月1日")) == "2007年4月1日"
    )


def test_nothing_is_made_a_date_that_does_not_read_as_one() -> None:
    short = quad(190, 285, 330, 315)
    assert read(short, Told(within="07年4月", without="年月", longer="年4月")) == "07年4月"


def test_letters_within_the_rim_are_no_text_and_print_across_it_is() -> None:
    told = Told(within="文告樣張", without="文告樣張")
    assert read(quad(260, 212, 340, 240), told) is None
    assert read(quad(260, 350, 340, 380), told) is None
    assert read(quad(260, 285, 340, 315), told) == "文告樣張"
    assert read(quad(320, 340, 480, 370), told) == "文告樣張"
    assert read(quad(20, 20, 120, 50), told) == "文告樣張"


def test_pieces_of_a_line_that_a_seal_parts_are_joined_and_others_are_not() -> None:
    left, right, far = quad(140, 285, 290, 315), quad(320, 286, 460, 316), quad(320, 340, 460, 370)
    joined = under().joined([right, far, left], Direction.HORIZONTAL)
    assert sorted((round(float(q[:, 0].min())), round(float(q[:, 0].max()))) for q in joined) == [
        (140, 460),
        (320, 460),
    ]
    apart = [quad(20, 500, 120, 530), quad(150, 500, 300, 530)]
    assert len(under().joined(apart, Direction.HORIZONTAL)) == 2


@pytest.mark.engine
def test_a_date_under_the_grey_seal_of_a_scan_is_read() -> None:
    drawn = draw_scan("grey", "modern", 11, 1)
    page = RapidEngine().read(drawn.image)
    assert len(page.seals) == 1
    assert page.seals[0].overlap(drawn.truth.seals[0]) > 0.9 * drawn.truth.seals[0].area
    texts = [line.text for line in page.lines]
    assert "2007年4月1日" in texts
    assert "样张" not in "".join(texts)
