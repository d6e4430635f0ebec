"""Line breaking: nothing lost, nothing too wide, no line begins or ends with what may not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draw.typeset import NOT_FIRST, NOT_LAST, Align, Type, break_lines, pieces, place

BODY = Type("song", 10.0, 16.0)
PROSE = st.text(
    st.sampled_from("海关总署公告税则号列，。、：；（）《》“”2019第年 abc"), min_size=1, max_size=160
)


@settings(deadline=None)  # the first glyph loads a font
@given(PROSE)
def test_pieces_put_together_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@settings(deadline=None)  # the first glyph loads a font
@given(PROSE, st.integers(8, 40))
def test_breaking_loses_no_character_but_spaces_at_line_ends(text: str, ems: int) -> None:
    rows = break_lines(text, BODY, ems * 10.0)
    assert "".join("".join(row.pieces) for row in rows).replace(" ", "") == text.replace(" ", "")


@settings(deadline=None)  # the first glyph loads a font
@given(
    st.lists(
        st.sampled_from(["海关总署", "进出口，", "《税则》", "（一）", "号列。", "办法；"]),
        min_size=4,
        max_size=40,
    )
)
def test_no_line_begins_with_a_mark_or_ends_with_an_opening_bracket(words: list[str]) -> None:
    rows = break_lines("".join(words), BODY, 120.0, 20.0)
    for row in rows[1:]:
        assert row.pieces[0][0] not in NOT_FIRST
    for row in rows[:-1]:
        assert row.pieces[-1][-1] not in NOT_LAST
        assert row.indent + row.width <= 120.0 + 5.01


def test_a_number_is_not_torn_apart() -> None:
    rows = break_lines("自公布之日起施行的海关总署公告20190170号", BODY, 150.0)
    assert any("20190170" in row.pieces for row in rows)


def test_a_justified_line_ends_at_the_measure() -> None:
    row = break_lines("海关总署公告" * 8, BODY, 155.0)[0]
    glyphs = place(row, BODY, 50.0, 100.0, 155.0, Align.JUSTIFY)
    assert glyphs[-1].x + BODY.size == pytest.approx(205.0)


def test_a_last_line_is_set_at_its_natural_width() -> None:
    row = break_lines("海关总署", BODY, 155.0)[0]
    glyphs = place(row, BODY, 50.0, 100.0, 155.0, Align.JUSTIFY)
    assert [glyph.x for glyph in glyphs] == pytest.approx([50.0, 60.0, 70.0, 80.0])
