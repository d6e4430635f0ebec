"""Spaces go between Chinese characters and stay between Latin words; CTC decoding and bounds."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.engines.spacing import is_cjk, kept
from ocr.reading.ctc import decode, stops


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("第一章 总\u3000\n\n则", "第一章总则"),
        ("Customs Notice  No. 12", "Customs Notice No. 12"),
        ("税率 10 %，见 Annex A 。", "税率10 %，见Annex A。"),
        ("  - 3 - ", "- 3 -"),
        ("海关\u200b总署\x00", "海关总署"),
        ("", ""),
    ],
)
def test_justification_goes_and_words_stay_apart(read: str, text: str) -> None:
    assert "".join(read[i] for i in kept(read)) == text


@given(st.text(alphabet="关税 a1,，\u3000\n", max_size=40))
def test_nothing_but_white_space_is_lost_and_none_touches_chinese(read: str) -> None:
    text = "".join(read[i] for i in kept(read))
    assert "".join(text.split()) == "".join(read.split())
    assert text == text.strip()
    assert "  " not in text
    assert not any({" "} & {a, b} and (is_cjk(a) or is_cjk(b)) for a, b in pairwise(text))


def test_runs_become_characters_with_their_middles() -> None:
    alphabet = ["blank", "关", "税"]
    steps = [0, 1, 1, 0, 2, 2, 0, 2, 0, 0]
    scores = np.full((10, 3), 0.05)
    scores[range(10), steps] = 0.9
    glyphs = decode(scores, alphabet)
    assert "".join(glyph.char for glyph in glyphs) == "关税税"
    assert [glyph.middle for glyph in glyphs] == pytest.approx([0.2, 0.5, 0.75])
    assert all(glyph.probability == pytest.approx(0.9) for glyph in glyphs)
    assert decode(np.array([[1.0, 0.0, 0.0]]), alphabet) == []


@given(st.lists(st.floats(-50, 1500), max_size=30))
def test_bounds_rise_within_the_box(middles: list[float]) -> None:
    edges = stops(middles, 100, 900)
    assert len(edges) == (len(middles) + 1 if middles else 0)
    assert list(edges) == sorted(edges)
    assert all(100 <= edge <= 900 for edge in edges)


def test_neighbours_part_midway() -> None:
    assert stops([10, 30, 70], 0, 100) == (0, 20, 50, 100)
