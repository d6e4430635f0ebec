from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.rates import Errors, edit_distance, errors, flat, fold, is_latin, letters

# A small alphabet makes matches; the rest of Unicode, astral characters included, comes with st.text().
TEXT = st.one_of(st.text("海关署。（(0一", max_size=90), st.text(max_size=40))

NO_HURRY = settings(deadline=None, derandomize=True)
"""The naive distance is slow on a busy machine."""


def naive(a: str, b: str) -> int:
    """Levenshtein distance by the whole matrix."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
    return row[-1]


@NO_HURRY
@given(TEXT, TEXT)
def test_edit_distance_is_the_naive_one(a: str, b: str) -> None:
    assert edit_distance(a, b) == naive(a, b)


@NO_HURRY
@given(st.text("关税令", min_size=60, max_size=200), st.data())
def test_edit_distance_of_close_texts_longer_than_a_machine_word(text: str, data: st.DataObject) -> None:
    changed = list(text)
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 2))] = data.draw(st.text("关税令X", max_size=2))
        changed = changed or ["关"]
    assert edit_distance(text, "".join(changed)) == naive(text, "".join(changed))


@NO_HURRY
@given(TEXT, TEXT, TEXT)
def test_edit_distance_is_a_metric(a: str, b: str, c: str) -> None:
    assert edit_distance(a, b) == edit_distance(b, a)
    assert (edit_distance(a, b) == 0) == (a == b)
    assert edit_distance(a, c) <= edit_distance(a, b) + edit_distance(b, c)


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ("", "", 0),
        ("", "海关", 2),
        ("海关", "", 2),
        ("kitten", "sitting", 3),
        ("第12号", "第21号", 2),
        ("一", "（一）", 2),
    ],
)
def test_edit_distance_known(a: str, b: str, distance: int) -> None:
    assert edit_distance(a, b) == distance


def test_edit_distance_of_a_full_page_takes_no_seconds() -> None:
    # The naive matrix of 9 million cells takes about 2 s; this one some 10 ms. CPU time, the machine may be busy.
    rng = random.Random(1)
    a = "".join(rng.choices("海关总署公告二〇一九年第号。，", k=3000))
    b = "".join(rng.choices("海关总署公告二〇一九年第号。，", k=3000))
    begun = time.process_time()
    distance = edit_distance(a, b)
    assert time.process_time() - begun < 0.5
    assert 0 < distance <= 3000


def test_chinese_lines_are_joined_without_spaces() -> None:
    assert flat(["海关 总署\u3000公告", " 2019年第170号\n"], latin=False) == "海关总署公告2019年第170号"


def test_english_lines_are_joined_by_one_space() -> None:
    assert (
        flat(["Inspector  General's", " Circular\nNo. 5 "], latin=True)
        == "Inspector General's Circular No. 5"
    )


@pytest.mark.parametrize("leaders", ["……", "...............", "·········", "… … …"])
def test_leader_dots_are_one_however_they_were_read(leaders: str) -> None:
    assert flat([f"第一章{leaders}3"], latin=False) == "第一章…3"


def test_a_full_stop_is_no_leader() -> None:
    assert flat(["Circular No. 5. Second Series."], latin=True) == "Circular No. 5. Second Series."


def test_script_is_told_by_the_share_of_chinese_characters() -> None:
    assert is_latin("Customs Notice No. 5, signed 梅樂和 at Shanghai")
    assert not is_latin("关于 RCEP 项下货物的公告")
    assert not is_latin("令")
    assert not is_latin("")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("（一）", "(一)"),
        ("２０１０年：", "2010年:"),
        ("二○○五", "二〇〇五"),
        ("“公告”", '"公告"'),
        ("——", "--"),
        ("目录……………3", "目录...3"),
        ("︵甲︶", "(甲)"),
    ],
)
def test_fold_makes_forms_equal(a: str, b: str) -> None:
    assert a != b
    assert fold(a) == fold(b)


@pytest.mark.parametrize(
    ("a", "b"), [("。", "."), ("，", "、"), ("〇", "0"), ("一", "—"), ("国", "國"), ("①", "1")]
)
def test_fold_keeps_what_says_something_else(a: str, b: str) -> None:
    assert fold(a) != fold(b)


@NO_HURRY
@given(st.text())
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_letters_are_what_is_left_without_punctuation() -> None:
    assert letters("（一）自二○○五年4月1日起施行。No. 5") == "一自二〇〇五年4月1日起施行No5"


def test_rates_of_pages_add_up_by_their_characters() -> None:
    total = errors("海关总署", "海关署") + errors("令", "令")
    assert total == Errors(1, 5)
    assert total.rate == pytest.approx(0.2)


def test_no_rate_without_truth_and_rates_above_one() -> None:
    assert Errors().rate is None
    assert errors("令", "公告").rate == pytest.approx(2.0)
