"""Two readings of one line vote for each character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocr.reading.ctc import Glyph
from ocr.reading.doubts import is_unsure, mean_probability, settle, vote


def read(text: str, *probabilities: float, shift: float = 0.0) -> list[Glyph]:
    """`text` as a reading of ten places; a space is a place where nothing was seen."""
    shown = probabilities or (0.9,) * len(text)
    return [Glyph(char, shown[at], (at + 0.5) / 10 + shift) for at, char in enumerate(text) if char != " "]


def text(glyphs: list[Glyph]) -> str:
    return "".join(glyph.char for glyph in glyphs)


def test_equal_readings_stay_as_they_are() -> None:
    assert text(vote(read("海关总署公告"), [read("海关总署公告", shift=0.01)])) == "海关总署公告"


def test_a_surer_second_reading_corrects_one_character() -> None:
    first = read("保稳电商", 0.99, 0.55, 0.99, 0.99)
    assert text(vote(first, [read("保税电商", 0.99, 0.95, 0.99, 0.99)])) == "保税电商"
    assert text(vote(first, [read("保锐电商", 0.99, 0.5, 0.99, 0.99)])) == "保稳电商"


def test_rivals_count() -> None:
    first = [Glyph("中", 0.5, 0.05, (("申", 0.45),)), *read(" 报")]
    second = [Glyph("甲", 0.5, 0.05, (("申", 0.45),)), *read(" 报")]
    assert text(vote(first, [second])) == "申报"


def test_what_one_reading_misses_is_taken_when_the_other_is_sure() -> None:
    assert text(vote(read("三 企业"), [read("三、企业", 0.9, 0.95, 0.9, 0.9)])) == "三、企业"
    assert text(vote(read("三 企业"), [read("三.企业", 0.9, 0.4, 0.9, 0.9)])) == "三企业"


def test_characters_far_apart_are_not_one() -> None:
    assert text(vote(read("公告     "), [read("公     示")])) == "公告示"


def test_the_surer_reading_leads() -> None:
    weak, strong = read("令第", 0.4, 0.5), read("今第", 0.5, 0.99)
    assert text(settle(weak, strong)) == text(settle(strong, weak)) == "今第"


def test_unsure_is_a_low_mean_or_one_low_character() -> None:
    assert is_unsure([], 0.97, 0.6)
    assert is_unsure(read("海关", 0.9, 0.9), 0.97, 0.6)
    assert is_unsure(read("海关总署公告文告", *([0.999] * 7 + [0.5])), 0.93, 0.6)
    assert not is_unsure(read("海关", 0.99, 0.98), 0.97, 0.6)


def test_a_doubtful_space_alone_is_no_reason_to_read_a_line_again() -> None:
    sure = [0.999] * 9
    assert not is_unsure(read("of customs", *sure[:2], 0.5, *sure[:7]), 0.93, 0.6)
    assert is_unsure(read("of customs", *sure[:3], 0.5, *sure[:6]), 0.93, 0.6)


@given(st.lists(st.tuples(st.sampled_from("一二三、。"), st.floats(0.3, 1.0)), max_size=8))
def test_a_reading_that_votes_with_itself_is_itself(pairs: list[tuple[str, float]]) -> None:
    glyphs = [Glyph(char, p, (at + 0.5) / 8) for at, (char, p) in enumerate(pairs)]
    assert text(vote(glyphs, [glyphs])) == text(glyphs)
    assert mean_probability(glyphs) <= 1.0
