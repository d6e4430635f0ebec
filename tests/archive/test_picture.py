"""The picture of a reading, judged by its pixels: what is drawn, where, and in which colour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from archive.picture import draw_reading, find_font
from archive.picture.palette import GRADES, MISSED, SEAL, TABLE, Colour, grade_colour
from archive.reading_types import ReadCell, ReadDoubt, ReadGrid, Reading, ReadLeaf, ReadLine
from archive.records import BoxList, Step

WIDTH, HEIGHT = 1000, 800
STEP = Step("rapidocr", "3.10.0")
Pixels = NDArray[np.int16]


def line(confidence: float = 0.9, box: BoxList = (200, 200, 600, 240), **more: object) -> ReadLine:
    return replace(ReadLine("海关文告", box, confidence, "text", "horizontal-tb"), **more)


def page(*lines: ReadLine, **more: object) -> Reading:
    return replace(Reading("i1p1", WIDTH, HEIGHT, "horizontal-tb", lines, STEP, 0.9), **more)


def drawn(reading: Reading, **more: bool) -> Pixels:
    """The page part of the picture of a white page, without the legend, one pixel for one."""
    picture = draw_reading(Image.new("L", (WIDTH, HEIGHT), 255), reading, width=WIDTH, **more)
    return np.asarray(picture, dtype=np.int16)[-HEIGHT:]


def near(pixels: Pixels, colour: Colour, reach: int = 60) -> NDArray[np.bool_]:
    """Which pixels have this colour, thinned by at most a little white."""
    found: NDArray[np.bool_] = np.abs(pixels - np.array(colour)).max(axis=2) < reach
    return found


def extent(found: NDArray[np.bool_]) -> BoxList:
    rows, columns = np.nonzero(found.any(axis=1))[0], np.nonzero(found.any(axis=0))[0]
    return (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


@pytest.mark.parametrize("confidence", [0.999, 0.99, 0.96, 0.85, 0.3])
def test_a_line_is_outlined_in_the_colour_of_its_confidence(confidence: float) -> None:
    pixels = drawn(page(line(confidence)))
    found = near(pixels, grade_colour(confidence), 40)
    assert np.abs(np.array(extent(found)) - (200, 200, 600, 240)).max() <= 2
    assert found[198:203, 300:500].any(axis=0).all()
    inside = pixels[215:225, 300:500].reshape(-1, 3)
    assert (inside == inside[0]).all()
    assert (inside[0] > np.array(grade_colour(confidence))).all(), "a light tint, so that print stays legible"


def test_grades_fall_and_reach_down_to_nothing() -> None:
    assert [grade.least for grade in GRADES] == sorted((grade.least for grade in GRADES), reverse=True)
    assert grade_colour(0.0) == GRADES[-1].colour != grade_colour(1.0) == GRADES[0].colour
    assert len({grade.colour for grade in GRADES}) == len(GRADES)


def test_a_leaning_line_is_outlined_where_it_lies() -> None:
    told = line(
        0.3,
        (200, 200, 600, 340),
        bounds=(200, 300, 400, 500, 600),
        middles=(220, 245, 270, 295, 320),
        thickness=40,
    )
    found = near(drawn(page(told)), grade_colour(0.3), 40)
    assert found[198:204, 200:206].any(), "its upper left corner"
    assert found[296:304, 594:602].any(), "its upper right corner, a hundred pixels lower"
    assert not found[198:204, 400:].any(), "and not its box"


def test_the_picture_is_scaled_with_everything_on_it_and_never_enlarged() -> None:
    image = Image.new("RGB", (2 * WIDTH, 2 * HEIGHT), "white")
    half = draw_reading(image, page(line(0.3)), width=WIDTH // 2 + 200)
    pixels = np.asarray(half, dtype=np.int16)[-(HEIGHT * 7 // 10) :]
    assert np.abs(np.array(extent(near(pixels, grade_colour(0.3)))) - (140, 140, 420, 168)).max() <= 2
    assert draw_reading(Image.new("L", (300, 200), 255), page(), width=1600).size[0] == 640


def test_an_image_of_one_pixel_and_an_endless_strip() -> None:
    assert draw_reading(Image.new("1", (1, 1)), replace(page(line()), width=1, height=1)).width == 640
    strip = draw_reading(Image.new("L", (10, 100_000)), replace(page(), width=10, height=100_000))
    assert strip.height < 8200


def test_seals_tables_and_missed_print() -> None:
    cell = ReadCell(0, 0, 1, 1, (0,))
    reading = page(
        line(box=(520, 520, 560, 540)),
        seals=((100, 500, 200, 600),),
        tables=(ReadGrid((500, 500, 700, 600), 1, 1, (cell,)),),
        missed=((800, 500, 900, 600),),
    )
    pixels = drawn(reading)
    for colour, box in (
        (SEAL, (100, 500, 200, 600)),
        (TABLE, (500, 500, 700, 600)),
        (MISSED, (800, 500, 900, 600)),
    ):
        x0, _, x1, y1 = box
        found = near(pixels, colour)
        assert found[y1 - 3 : y1 + 3, x0 + 20 : x1 - 20].any(axis=0).all(), "the lower edge"
    hatched = near(pixels, MISSED, 120)[510:590, 810:890]
    assert 0.05 < hatched.mean() < 0.6, "hatched, not filled"


def test_the_order_is_drawn_from_block_to_block() -> None:
    """From the end of the first column's last line to the head of the second column's first."""
    lines = [line(box=(50, 700, 400, 730), block=1), line(box=(600, 100, 900, 130), block=2)]
    plain = drawn(page(*lines))
    torn = drawn(page(*(replace(each, block=1) for each in lines)))
    violet = near(plain, (90, 60, 140), 80)
    for share in (0.3, 0.5, 0.7):
        x, y = round(400 + 200 * share), round(715 - 600 * share)
        assert violet[y - 4 : y + 4, x - 4 : x + 4].any()
    assert near(torn, (90, 60, 140), 80).sum() < violet.sum(), "inside a block the path is thinner"


def test_a_doubtful_character_is_marked_at_its_foot_and_no_other() -> None:
    told = line(0.999, bounds=(200, 300, 400, 500, 600), doubts=(ReadDoubt(2, (("丈", 0.4),)),))
    red = near(drawn(page(told)), grade_colour(0.0), 30)
    assert np.abs(np.array(extent(red)) - (400, 238, 500, 242)).max() <= 3


def test_in_a_column_the_mark_stands_at_its_right() -> None:
    told = line(
        0.999,
        (200, 100, 240, 500),
        direction="vertical-rl",
        bounds=(100, 200, 300, 400, 500),
        doubts=(ReadDoubt(1, (("丈", 0.4),)),),
    )
    red = near(drawn(page(told)), grade_colour(0.0), 30)
    assert np.abs(np.array(extent(red)) - (238, 200, 242, 300)).max() <= 3


def test_characters_are_told_apart_when_asked_for() -> None:
    told = line(0.9, bounds=(200, 300, 400, 500, 600), confidences=(0.999, 0.3, 0.999, 0.999))
    pixels = drawn(page(told), characters=True)
    first, second = pixels[220, 250], pixels[220, 350]
    assert second[0] > second[2], "reddish"
    assert first[2] > first[0], "bluish"
    ticks = near(pixels, grade_colour(0.9), 110)[205:235]
    assert [bool(ticks[:, x - 2 : x + 3].any(axis=1).all()) for x in (300, 400, 500, 350)] == [
        True,
        True,
        True,
        False,
    ]


def test_leaves_are_drawn_on_a_spread_only() -> None:
    whole = ReadLeaf((0, 0, WIDTH, HEIGHT), 0, 0.0, False, "horizontal-tb", False)
    halves = tuple(replace(whole, box=box) for box in ((0, 0, 500, HEIGHT), (500, 0, WIDTH, HEIGHT)))
    assert (drawn(page(leaves=(whole,))) == 255).all()
    assert (drawn(page(leaves=halves))[400, 497:503] < 150).any()


def test_the_page_shines_through() -> None:
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    image.paste((0, 0, 0), (300, 210, 310, 230))
    pixels = np.asarray(draw_reading(image, page(line()), width=WIDTH), dtype=np.int16)[-HEIGHT:]
    assert pixels[220, 305].max() < 130 < pixels[220, 350].min()


def test_the_text_beside_stands_where_it_was_read() -> None:
    font = find_font()
    if font is None:
        pytest.skip("no Chinese font here")
    picture = draw_reading(
        Image.new("L", (WIDTH, HEIGHT), 255), page(line(0.999)), width=WIDTH, text=True, font=font
    )
    assert picture.width == 2 * WIDTH
    beside = np.asarray(picture.convert("L"))[-HEIGHT:, WIDTH + 2 :]
    x0, y0, x1, y1 = extent(beside < 100)
    assert 195 <= x0 < 300
    assert 500 < x1 <= 605
    assert 195 <= y0 < y1 <= 245


def test_without_a_font_there_is_a_picture_without_text() -> None:
    picture = draw_reading(
        Image.new("L", (WIDTH, HEIGHT), 255), page(line(role="heading")), width=WIDTH, text=True
    )
    assert picture.width == WIDTH
    assert near(np.asarray(picture, dtype=np.int16), (90, 60, 140)).any(), "numbers and labels all the same"


def test_the_best_font_of_a_folder_is_found(tmp_path: Path) -> None:
    for name in ("deep/uming.ttc", "other/wqy-zenhei.ttc", "Arial.ttf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert find_font([tmp_path]) == tmp_path / "other" / "wqy-zenhei.ttc"
    assert find_font([tmp_path / "deep", tmp_path / "nowhere"]) == tmp_path / "deep" / "uming.ttc"
    assert find_font([tmp_path / "nowhere"]) is None
