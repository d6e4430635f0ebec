"""Readings: kept as bytes that say the same again, the newest one counting."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import Archive
from archive.errors import FixityMismatch, NotHeld
from archive.reading_codec import decode_reading, encode_reading
from archive.reading_types import Reading, ReadLine
from archive.readings import (
    current_reading,
    current_readings,
    get_derivatives,
    load_reading,
    record_reading,
    record_step,
)
from archive.records import Step

boxes = st.tuples(*[st.integers(-5, 40_000)] * 4)
unit = st.floats(0, 1)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
read_steps = st.builds(
    Step,
    tool=text,
    version=text,
    settings=st.dictionaries(
        text, text | st.integers() | st.floats(allow_nan=False) | st.booleans(), max_size=4
    ),
)
lines = st.builds(
    ReadLine,
    text=text,
    box=boxes,
    confidence=unit,
    role=st.sampled_from(["text", "heading", "running_head"]),
    direction=st.sampled_from(["horizontal-tb", "vertical-rl"]),
    bounds=st.lists(st.integers(0, 9999), max_size=5).map(tuple),
    block=st.integers(0, 99),
)
readings = st.builds(
    Reading,
    page_id=st.just("i1p1"),
    width=st.integers(1, 40_000),
    height=st.integers(1, 40_000),
    direction=st.sampled_from(["horizontal-tb", "vertical-rl"]),
    lines=st.lists(lines, max_size=3).map(tuple),
    step=read_steps,
    confidence=unit,
    seals=st.lists(boxes, max_size=2).map(tuple),
    remarks=st.lists(text, max_size=2).map(tuple),
)
SOME = Reading(
    page_id="i1p1",
    width=2480,
    height=3508,
    direction="vertical-rl",
    lines=(
        ReadLine("第一期", (100, 100, 150, 250), 0.98, "running_head", "vertical-rl", (100, 150, 200, 250)),
    ),
    step=Step("rapidocr", "3.10.0", {"side": 960}),
    confidence=0.98,
)

Keep = Callable[..., int]


@pytest.fixture
def keep(archive: Archive) -> Keep:
    """Keeps a reading of a page, its bytes and its record; the derivative id."""

    def put(page_id: str, reading: Reading) -> int:
        data = encode_reading(reading)
        sha256 = archive.store.put(data)
        with archive.write() as connection:
            expected = reading.expected_error
            return record_reading(
                connection, page_id, sha256, len(data), reading.step, reading.confidence, expected
            )

    return put


@settings(deadline=None, derandomize=True)
@given(readings)
def test_a_reading_comes_back_as_it_was_and_as_the_same_bytes(reading: Reading) -> None:
    data = encode_reading(reading)
    back = decode_reading(data)
    assert back == reading
    assert encode_reading(back) == data


def test_the_bytes_hold_no_time_and_not_the_order_of_the_settings() -> None:
    chosen: dict[str, str | int | float | bool] = {"side": 960, "threads": 1, "padding": 0.2, "seals": True}
    one = replace(SOME, step=Step("rapidocr", "3.10.0", chosen))
    other = replace(SOME, step=Step("rapidocr", "3.10.0", dict(reversed(chosen.items()))))
    data = encode_reading(one)
    assert encode_reading(other) == data
    assert data[4:8] == bytes(4)  # MTIME of RFC 1952
    assert "第一期".encode() in gzip.decompress(data)


def test_settings_may_be_given_as_any_mapping_and_are_not_shared() -> None:
    """`ocr.Step` has a read-only view by default, which cannot be copied."""
    given_settings: dict[str, str | int | float | bool] = {"side": 960}
    step = Step("rapidocr", "3.10.0", MappingProxyType(given_settings))
    assert decode_reading(encode_reading(replace(SOME, step=step))).step == step
    given_settings["side"] = 1
    assert step == Step("rapidocr", "3.10.0", {"side": 960})


@settings(deadline=None, derandomize=True)
@given(read_steps, read_steps)
def test_steps_have_equal_keys_when_all_is_equal(a: Step, b: Step) -> None:
    copy = Step(a.tool, a.version, dict(reversed(list(a.settings.items()))))
    assert copy.key == a.key
    if a != b:
        assert a.key != b.key


def test_a_span_of_a_line_has_its_box() -> None:
    across = ReadLine("海关公告", (100, 10, 200, 40), 1.0, "text", "horizontal-tb", (100, 130, 150, 180, 200))
    down = replace(across, box=(10, 100, 40, 200), direction="vertical-rl")
    assert across.span_box(1, 3) == (130, 10, 180, 40)
    assert down.span_box(1, 3) == (10, 130, 40, 180)
    assert replace(across, bounds=()).span_box(1, 3) == (125, 10, 175, 40)
    assert replace(down, bounds=()).span_box(0, 4) == down.box
    assert replace(across, text="", bounds=()).span_box(0, 0) == (100, 10, 100, 40)


def test_the_newest_reading_of_a_page_counts(
    archive: Archive, hold: Callable[..., list[str]], keep: Keep
) -> None:
    first, second, unread = hold(3)
    [elsewhere] = hold(1, "other issue")
    better = replace(SOME, step=Step("rapidocr", "3.11.0"), confidence=0.5)
    keep(first, SOME)
    other = keep(second, replace(SOME, page_id=second))
    keep(elsewhere, SOME)
    newest = keep(first, better)
    with archive.read() as connection:
        assert {page: item.id for page, item in current_readings(connection, "i1").items()} == {
            first: newest,
            second: other,
        }
        derivative = current_reading(connection, first)
        with pytest.raises(NotHeld, match=rf"'{unread}' has not been read\. Run `wengao process`"):
            current_reading(connection, unread)
    assert (derivative.id, derivative.page_id, derivative.kind) == (newest, first, "reading")
    assert (derivative.step, derivative.confidence) == (better.step, 0.5)
    assert derivative.created.tzinfo is not None
    assert load_reading(archive.store, derivative) == better


def test_an_older_reading_can_still_be_had(
    archive: Archive, hold: Callable[..., list[str]], keep: Keep
) -> None:
    [page_id] = hold(1)
    ids = [keep(page_id, replace(SOME, confidence=n / 10)) for n in range(3)]
    with archive.read() as connection:
        found = get_derivatives(connection, [ids[2], ids[0], ids[0], 99, *range(100, 70_000)])
    assert [item.id for item in found] == [ids[0], ids[2]]
    assert [load_reading(archive.store, item).confidence for item in found] == [0.0, 0.2]


def test_a_damaged_reading_is_noticed(archive: Archive, hold: Callable[..., list[str]], keep: Keep) -> None:
    [page_id] = hold(1)
    keep(page_id, SOME)
    with archive.read() as connection:
        derivative = current_reading(connection, page_id)
    with archive.store.local_path(derivative.sha256) as path:
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(FixityMismatch):
        load_reading(archive.store, derivative)


def test_a_step_is_recorded_once(archive: Archive, hold: Callable[..., list[str]], keep: Keep) -> None:
    step = Step("rapidocr", "3.10.0", {"side": 960, "padding": 0.2, "seals": True, "model": "v6 小"})
    [page_id] = hold(1)
    with archive.write() as connection:
        record_step(connection, step)
        record_step(connection, step)
    keep(page_id, replace(SOME, step=step))
    with archive.read() as connection:
        kept = current_reading(connection, page_id).step
    assert kept == step
    assert kept.key == step.key
    assert [type(value) for value in kept.settings.values()] == [int, float, bool, str]
