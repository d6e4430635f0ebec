"""Each engine reads drawn pages: text, order, roles, boxes of characters."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache

import numpy as np
import pytest

from draw.page import DrawnPage, draw_page
from ocr.engine import Engine, engine_step, open_engine
from ocr.engines.rapid import RapidEngine
from ocr.errors import EngineMissing
from ocr.line import Role
from ocr.page import PageText

pytestmark = pytest.mark.engine


@cache
def engine(name: str) -> Engine:
    return open_engine(name)


@cache
def page(style: str, level: int) -> DrawnPage:
    return draw_page(style, 1, level, 200)


@cache
def reading(name: str, style: str, level: int) -> PageText:
    return engine(name).read(page(style, level).image)


def likeness(name: str, style: str, level: int) -> float:
    """Share of characters in common, in order; 1.0 for the same text in the same order."""
    read = "".join(line.text for line in reading(name, style, level).lines).replace(" ", "")
    true = "".join(line.text for line in page(style, level).truth.lines).replace(" ", "")
    return SequenceMatcher(None, read, true, autojunk=False).ratio()


@pytest.mark.parametrize(
    ("style", "level", "least"),
    [
        ("modern", 0, 0.98),
        ("modern", 2, 0.93),
        ("two_column", 0, 0.97),
        ("two_column", 2, 0.95),
        ("vertical", 0, 0.90),
        ("english", 0, 0.98),
    ],
)
def test_rapidocr_reads_in_reading_order(style: str, level: int, least: float) -> None:
    assert likeness("rapidocr", style, level) >= least
    assert reading("rapidocr", style, level).direction is page(style, level).truth.direction


@pytest.mark.parametrize(("style", "least"), [("modern", 0.8), ("vertical", 0.7), ("english", 0.97)])
def test_tesseract_reads_in_reading_order(style: str, least: float) -> None:
    assert likeness("tesseract", style, 0) >= least
    assert reading("tesseract", style, 0).direction is page(style, 0).truth.direction


@pytest.mark.parametrize("name", ["rapidocr", "tesseract"])
def test_the_step_is_the_one_promised(name: str) -> None:
    assert reading(name, "english", 0).step == engine_step(name) == engine(name).step


@pytest.mark.parametrize("style", ["modern", "vertical"])
def test_characters_stand_where_their_bounds_say(style: str) -> None:
    checked = 0
    for line in reading("rapidocr", style, 0).lines:
        twin = next((true for true in page(style, 0).truth.lines if true.text == line.text), None)
        if twin is None or len(line.text) < 8 or not all(char > "一" for char in line.text):
            continue
        axis = 1 if style == "vertical" else 0
        pitch = (twin.box[axis + 2] - twin.box[axis]) / len(line.text)
        middle = len(line.text) // 2
        found, true = line.span_box(middle, middle + 1)[axis], twin.box[axis] + pitch * middle
        assert abs(found - true) < pitch
        checked += 1
    assert checked >= 3


def test_furniture_is_told_from_text() -> None:
    roles = {line.text: line.role for line in reading("rapidocr", "two_column", 0).lines}
    true = {line.text: line.role for line in page("two_column", 0).truth.lines}
    body = [text for text, role in true.items() if role is Role.TEXT and text in roles]
    assert len(body) > 20
    assert all(roles[text] not in {Role.RUNNING_HEAD, Role.PAGE_NUMBER} for text in body)


def test_seals_are_reported() -> None:
    drawn = page("two_column", 2).truth.seals
    found = reading("rapidocr", "two_column", 2).seals
    assert sum(any(seal.overlap(other) > 0.5 * other.area for seal in found) for other in drawn) >= 0.6 * len(
        drawn
    )


def test_the_same_page_is_read_the_same_again() -> None:
    image = page("english", 0).image[:600]
    assert engine("rapidocr").read(image) == engine("rapidocr").read(image.copy())


def test_rapidocr_says_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    RapidEngine().read(np.full((200, 300), 240, np.uint8))
    assert capfd.readouterr() == ("", "")


def test_a_missing_model_is_said_and_not_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocr.engines.rapid._RECOGNISER", "PP-OCRv6_rec_gone.onnx")
    with pytest.raises(EngineMissing, match=r"PP-OCRv6_rec_gone\.onnx"):
        RapidEngine()
