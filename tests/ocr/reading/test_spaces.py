"""Spaces stand where the white is, and nowhere else."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.reading.ctc import Glyph
from ocr.reading.spaces import settle_spaces

HIGH = 30
LETTER, WITHIN = 16, 5


def line(text: str, read: str, space: int = 18, speck_behind: int | None = None) -> str:
    """`read` after a look at a crop that shows `text`: a box for each character, white of `space` for each space.

    `speck_behind`: a speck in the white behind that box.
    """
    boxes, x = [], 20
    for char in text:
        if char == " ":
            x += space - WITHIN
            continue
        boxes.append((x, x + LETTER))
        x += LETTER + WITHIN
    cut = np.full((60, x + 20), 230, np.uint8)
    for x0, x1 in boxes:
        cv2.rectangle(cut, (x0, 15), (x1 - 1, 15 + HIGH - 1), 20, -1)
    if speck_behind is not None:
        x = boxes[speck_behind][1] + space // 2
        cv2.rectangle(cut, (x - 2, 28), (x + 2, 32), 20, -1)
    places = iter(boxes)
    glyphs: list[Glyph] = []
    for char in read:
        x0, x1 = next(places) if char != " " else (glyphs[-1].middle * cut.shape[1] + 10,) * 2
        glyphs.append(Glyph(char, 0.99, (x0 + x1) / 2 / cut.shape[1]))
    result = settle_spaces(cut, glyphs)
    assert [glyph.middle for glyph in result] == sorted(glyph.middle for glyph in result)
    return "".join(glyph.char for glyph in result)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("quantities of goods are", "quantitiesof goods are"),
        ("P. D. Lorrimer", "P.D. Lorrimer"),
        ("- 1 -", "-1-"),
        ("( 338 )", "(338)"),
    ],
)
def test_spaces_follow_the_white(text: str, read: str) -> None:
    assert line(text, read) == text


@pytest.mark.parametrize("text", ["-1-", "[12]", "8708.29.10", "No. 10 of 1921", "Inspector General", "word"])
def test_what_was_read_rightly_stays(text: str) -> None:
    assert line(text, text) == text


def test_a_worn_line_stays_as_it_was_read() -> None:
    # With a speck in one space, the white of this line tells nothing: a letter may be gone as well.
    printed, read = "report the quan tities of", "report the quantities of"
    assert line(printed, read) == printed
    assert line(printed, read, speck_behind=5) == read


def test_a_justified_line_has_wide_spaces() -> None:
    assert line("on the cargo and", "on the cargoand", space=60) == "on the cargo and"
    # Letters set a little apart are no words.
    assert line("on the cargo", "on the cargo", space=60) == "on the cargo"


def test_chinese_lines_stay() -> None:
    assert line("公告 如下 no go", "公告如下 no go") == "公告如下 no go"
