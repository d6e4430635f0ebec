"""What a recogniser nearly gave becomes an alternative, and only that."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.language.lost import with_lost
from ocr.reading.ctc import Glyph, decode

CHARACTERS = ["", "稅", "則", "，", "。", " "]


def scores(*steps: dict[str, float]) -> NDArray[np.float32]:
    """Probabilities by step; what is left belongs to the blank."""
    rows = np.zeros((len(steps), len(CHARACTERS)), dtype=np.float32)
    for row, step in zip(rows, steps, strict=True):
        for char, p in step.items():
            row[CHARACTERS.index(char)] = p
        row[0] = 1.0 - row[1:].sum()
    return rows


def read(*steps: dict[str, float]) -> list[Glyph]:
    matrix = scores(*steps)
    return with_lost(decode(matrix, CHARACTERS), matrix, CHARACTERS)


def test_a_mark_under_the_blank_is_an_alternative_of_the_glyph_before() -> None:
    first, second = read({"稅": 0.99}, {"，": 0.2}, {"，": 0.3}, {}, {"則": 0.99})
    assert [first.char, second.char] == ["稅", "則"]
    assert [(text, pytest.approx(0.3)) for text in ("稅，",)] == list(first.others)
    assert second.others == ()


def test_before_the_first_glyph_it_stands_before() -> None:
    (only,) = read({"。": 0.2}, {}, {"稅": 0.99})
    assert [text for text, _ in only.others] == ["。稅"]


def test_a_glyph_s_own_shoulders_are_not_lost_characters() -> None:
    glyphs = read({"稅": 0.99}, {"稅": 0.4}, {"則": 0.3}, {"則": 0.99})
    assert all(not glyph.others for glyph in glyphs)


def test_little_and_blanks_are_not_alternatives() -> None:
    glyphs = read({"稅": 0.99}, {"，": 0.03}, {" ": 0.4}, {"則": 0.99})
    assert all(not glyph.others for glyph in glyphs)


def test_a_space_passes_it_on_to_the_character_before() -> None:
    glyphs = read({"稅": 0.99}, {" ": 0.99}, {"。": 0.3}, {"則": 0.99})
    assert [[text for text, _ in glyph.others] for glyph in glyphs if glyph.char != " "] == [["稅。"], []]


def test_nothing_read_is_nothing_lost() -> None:
    assert read({"。": 0.3}, {}) == []
    assert with_lost([], np.zeros((0, 6), dtype=np.float32), CHARACTERS) == []
