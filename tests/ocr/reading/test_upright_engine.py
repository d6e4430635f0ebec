"""Turned pages and spreads read with the real networks as well as upright pages are."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache

import numpy as np
import pytest

from draw.page import draw_page
from ocr.engine import Engine, open_engine
from ocr.geometry import Direction

pytestmark = pytest.mark.engine


@cache
def engine() -> Engine:
    return open_engine("rapidocr")


@cache
def strip(style: str) -> np.ndarray:
    """The upper third of a drawn page at 150 dpi."""
    image = draw_page(style, 1, 1, 150).image
    return np.ascontiguousarray(image[: image.shape[0] // 3])


@cache
def upright(style: str) -> str:
    return "".join(line.text for line in engine().read(strip(style)).lines)


def likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


@pytest.mark.parametrize(("style", "turn"), [("vertical", 90), ("english", 180), ("modern", 270)])
def test_a_turned_page_reads_as_the_upright_one(style: str, turn: int) -> None:
    lying = np.ascontiguousarray(np.rot90(strip(style), turn // 90))
    text = engine().read(lying)
    assert [leaf.turn for leaf in text.leaves] == [turn]
    assert likeness("".join(line.text for line in text.lines), upright(style)) > 0.97
    assert text.direction is (Direction.VERTICAL if style == "vertical" else Direction.HORIZONTAL)
    height, width = lying.shape[:2]
    for line in text.lines:
        assert line.turn == turn
        assert 0 <= line.box.x0 < line.box.x1 <= width
        assert 0 <= line.box.y0 < line.box.y1 <= height
        # The ink of each line is where its box says.
        assert lying[line.box.y0 : line.box.y1, line.box.x0 : line.box.x1].min() < 120


def test_the_pages_of_a_spread_are_read_one_after_the_other() -> None:
    image = strip("vertical")
    both = np.hstack([image, image])
    text = engine().read(both)
    right, left = text.leaves
    assert right.box.x0 == left.box.x1 == pytest.approx(image.shape[1], abs=0.05 * image.shape[1])
    whole = "".join(line.text for line in text.lines)
    assert likeness(whole, 2 * upright("vertical")) > 0.95
    middles = [(line.box.x0 + line.box.x1) / 2 > right.box.x0 for line in text.lines]
    assert middles == sorted(middles, reverse=True)
    first = {line.block for line in text.lines[: sum(middles)]}
    assert not first & {line.block for line in text.lines[sum(middles) :]}
