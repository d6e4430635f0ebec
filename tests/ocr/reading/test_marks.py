"""Marks get the width, length and height they have in print."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.reading.ctc import Glyph
from ocr.reading.marks import settle_marks

EM = 36


def settled(text: str, widths: list[float], probability: float = 0.8) -> str:
    """What `text` becomes when its characters are as wide as `widths`, in em; the crop shows boxes for them."""
    length = round(sum(widths) * EM)
    cut = np.full((52, length), 230, np.uint8)
    glyphs, x = [], 0.0
    for char, width in zip(text, widths, strict=True):
        if "\u3400" <= char <= "\u9fff" or char.isalnum():
            cv2.rectangle(cut, (round(x * EM) + 3, 12), (round((x + width) * EM) - 3, 42), 20, 3)
        glyphs.append(Glyph(char, probability, (x + width / 2) * EM / length))
        x += width
    return "".join(glyph.char for glyph in settle_marks(cut, glyphs))


def test_marks_between_chinese_characters_are_of_full_width() -> None:
    assert settled("公告如下:一项", [1] * 7) == "公告如下：一项"
    assert settled("期限(一)和", [1] * 6) == "期限（一）和"
    # Moved together to justify the line, they still are.
    assert settled("公告如下,一项", [1, 1, 1, 1, 0.6, 1, 1]) == "公告如下，一项"


def test_marks_that_are_surely_narrow_stay_narrow() -> None:
    assert settled("根据署货(一)字", [1, 1, 1, 1, 0.35, 1, 0.35, 1], 0.99) == "根据署货(一)字"


def test_beside_a_digit_the_room_decides() -> None:
    assert settled("技术电话:0106", [1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5]) == "技术电话：0106"
    assert settled("技术电话:0106", [1, 1, 1, 1, 0.3, 0.5, 0.5, 0.5, 0.5]) == "技术电话:0106"


def test_latin_lines_have_narrow_marks() -> None:
    assert settled("SIR，sir", [0.6, 0.4, 0.6, 0.3, 0.5, 0.3, 0.4]) == "SIR,sir"


def test_the_character_before_stays_among_the_rivals() -> None:
    cut = np.full((52, 5 * EM), 230, np.uint8)
    glyphs = [Glyph(char, 0.9, (at + 0.5) / 5) for at, char in enumerate("如下:一项")]
    mark = settle_marks(cut, glyphs)[2]
    assert mark.char == "："
    assert mark.others[0][0] == ":"
    assert 0.0 <= mark.probability <= 1.0


@pytest.mark.parametrize(("long", "char"), [(0.3, "-"), (0.72, "－"), (0.9, "—")])
def test_dashes_of_a_page_number_by_their_length(long: float, char: str) -> None:
    em = 40
    cut = np.full((56, 3 * em), 230, np.uint8)
    for middle in (0.5, 2.0):
        half = long / 2 * em
        cv2.rectangle(cut, (round(middle * em - half), 27), (round(middle * em + half) - 1, 29), 20, -1)
    cv2.rectangle(cut, (round(1.06 * em), 14), (round(1.44 * em), 14 + round(0.72 * em) - 1), 20, -1)
    for read in "-一":
        glyphs = [Glyph(read, 0.9, 0.5 / 3), Glyph("1", 0.99, 1.25 / 3), Glyph(read, 0.9, 2.0 / 3)]
        assert [glyph.char for glyph in settle_marks(cut, glyphs)] == [char, "1", char]


@pytest.mark.parametrize(("y", "char"), [(28, "·"), (41, ".")])
def test_dots_of_a_page_number_by_their_height(y: int, char: str) -> None:
    cut = np.full((56, 120), 230, np.uint8)
    cv2.rectangle(cut, (55, 14), (64, 42), 20, -1)
    for x in (20, 100):
        cv2.circle(cut, (x, y), 2, 20, -1)
    glyphs = [Glyph(".", 0.7, 20 / 120), Glyph("2", 0.99, 0.5), Glyph(".", 0.7, 100 / 120)]
    assert [glyph.char for glyph in settle_marks(cut, glyphs)] == [char, "2", char]


def test_a_hyphen_in_a_telephone_number_stays() -> None:
    assert settled("010-6332", [0.5] * 8) == "010-6332"
