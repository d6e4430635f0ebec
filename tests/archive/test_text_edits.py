"""A person's change of a text survives every newer reading of it."""

from hypothesis import given
from hypothesis import strategies as st

from archive.notice_records import Span
from archive.text_edits import Edited, moved_places, moved_spans, put_in

texts = st.text("甲乙丙丁。\n", max_size=14)


def test_a_better_reading_and_a_correction_elsewhere_both_stay() -> None:
    was, value = "海关总暑公告如不：一、企业", "海关总署公告如不：一、企业"
    assert put_in(was, value, "海关总暑公告如下：一、企业") == Edited("海关总署公告如下：一、企业", 0)


def test_what_is_now_read_as_the_person_wrote_is_no_clash() -> None:
    assert put_in("总暑公告", "总署公告", "总署公告。") == Edited("总署公告。", 0)


def test_where_both_changed_the_person_is_right_and_it_is_counted() -> None:
    assert put_in("总暑公告", "总署公告", "总著公告") == Edited("总署公告", 1)


@given(texts, texts)
def test_the_same_reading_gives_what_the_person_wrote(was: str, value: str) -> None:
    assert put_in(was, value, was) == Edited(value, 0)


@given(texts, texts)
def test_a_change_taken_back_leaves_the_newer_reading(was: str, now: str) -> None:
    assert put_in(was, was, now) == Edited(now, 0)


@given(texts, texts)
def test_a_reading_like_the_correction_never_clashes(was: str, value: str) -> None:
    assert put_in(was, value, value) == Edited(value, 0)


@given(texts, texts, texts)
def test_nothing_the_person_wrote_is_lost(before: str, after: str, now: str) -> None:
    """However the rest is read anew, a word put in stands in the text."""
    assert "庚辛" in put_in(before + after, before + "庚辛" + after, now).text


@given(texts, texts)
def test_spans_follow_their_characters(was: str, value: str) -> None:
    spans = [Span("text", at, at + 1, "i1p1", 0, at) for at in range(len(was))]
    for span in moved_spans(spans, was, value):
        assert value[span.start : span.end] == was[span.offset : span.offset + span.end - span.start]


@given(texts, texts)
def test_places_keep_their_order_and_the_ends(was: str, value: str) -> None:
    moved = moved_places(range(len(was) + 1), was, value)
    assert moved == sorted(moved)
    assert moved[-1] <= len(value)
    assert moved_places([0, len(was)], was, was) == [0, len(was)]


def test_long_texts_are_compared_line_by_line() -> None:
    lines = [f"第{n}条 货物应当申报。\n" for n in range(3000)]
    was = "".join(lines)
    value = was.replace("第1500条 货物", "第1500条 物品")
    now = was.replace("第2000条 货物应当", "第2000条 货物必须")
    edited = put_in(was, value, now)
    assert edited.clashes == 0
    assert "第1500条 物品应当" in edited.text
    assert "第2000条 货物必须" in edited.text
