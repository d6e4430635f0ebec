"""A line with other choices is a whole line: bounds, confidences and doubts go with the characters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Box
from ocr.language.alternatives import Choice, options_at, with_choices
from ocr.line import Doubt, Line


def line(text: str, doubts: tuple[Doubt, ...] = ()) -> Line:
    count = len(text)
    return Line(
        text,
        Box(0, 0, 10 * count, 10),
        0.9,
        bounds=tuple(10 * at for at in range(count + 1)),
        middles=(5,) * (count + 1),
        confidences=(0.9,) * count,
        doubts=doubts,
    )


def test_another_character_takes_the_place() -> None:
    read = line("自已的", (Doubt(1, (("己", 0.3), ("巳", 0.05))),))
    new = with_choices(read, {1: Choice("己", 0.8)})
    assert new.text == "自己的"
    assert new.bounds == read.bounds
    assert new.confidences == (0.9, 0.8, 0.9)
    assert new.confidence == pytest.approx(2.6 / 3)
    assert new.doubts == (Doubt(1, (("已", 0.2), ("巳", 0.05))),)


def test_a_character_that_goes_leaves_its_place_to_its_neighbours() -> None:
    read = line("海_關令", (Doubt(1, (("", 0.4),)), Doubt(2, (("開", 0.1),))))
    new = with_choices(read, {1: Choice("", 0.9)})
    assert new.text == "海關令"
    assert new.bounds == (0, 15, 30, 40)
    assert new.confidences == (0.9,) * 3
    assert new.doubts == (Doubt(1, (("開", 0.1),)),)


def test_a_character_that_was_lost_is_put_in() -> None:
    read = line("稅則令", (Doubt(1, (("侧", 0.1), ("則，", 0.3))),))
    new = with_choices(read, {1: Choice("則，", 0.75)})
    assert new.text == "稅則，令"
    assert new.bounds == (0, 10, 15, 20, 30)
    assert new.confidences == (0.9, 0.9, 0.75, 0.9)
    assert new.doubts == (Doubt(1, (("侧", 0.1),)), Doubt(2, (("", 0.25),)))


def test_a_line_is_never_emptied_nor_touched_without_need() -> None:
    read = line("_", (Doubt(0, (("", 0.4),)),))
    assert with_choices(read, {0: Choice("", 0.9)}) is read
    assert with_choices(read, {}) is read
    assert with_choices(read, {0: Choice("_", 0.9)}) is read


def test_two_characters_are_an_alternative_of_one_of_them_only() -> None:
    read = line("則", (Doubt(0, (("則，", 0.4), ("税，", 0.3), ("則，。", 0.2))),))
    assert [option.text for option in options_at(read)[0]] == ["則", "則，"]


def test_a_line_without_places_stays_without() -> None:
    bare = Line("自已", Box(0, 0, 20, 10), 0.5, doubts=(Doubt(1, (("己", 0.3),)),))
    new = with_choices(bare, {1: Choice("己", 0.8)})
    assert (new.text, new.bounds, new.middles, new.confidences) == ("自己", (), (), ())


def test_what_was_read_comes_first_and_is_as_sure_as_its_rivals_leave_it() -> None:
    read = line("已則", (Doubt(0, (("己", 0.3), ("巳", 0.05))), Doubt(1, (("則，", 0.4),))))
    found = options_at(read)
    assert [option.text for option in found[0]] == ["已", "己", "巳"]
    assert found[0][0].probability == 0.9  # not under what the recogniser said
    assert found[1][0].probability == 1.0  # a lost neighbour is no rival


@given(st.text("一二三，。海關", min_size=1, max_size=8), st.data())
def test_whatever_is_chosen_the_line_is_whole(text: str, data: st.DataObject) -> None:
    choices = {}
    for at in range(len(text)):
        way = data.draw(st.sampled_from(["stay", "other", "none", "more", "before"]))
        options = {"other": "稅", "none": "", "more": text[at] + "、", "before": "、" + text[at]}
        if way in options:
            choices[at] = Choice(options[way], 0.7)
    doubts = tuple(Doubt(at, ((choice.text, 0.3),)) for at, choice in choices.items())
    read = line(text, doubts)
    new = with_choices(read, choices)
    wanted = "".join(choices[at].text if at in choices else char for at, char in enumerate(text))
    assert new.text == (wanted or text)
    assert new.bounds[0] == 0
    assert new.bounds[-1] == 10 * len(text)
    assert all(a <= b for a, b in pairwise(new.bounds))
    assert len(new.confidences) == len(new.text)
    assert new.box == read.box
