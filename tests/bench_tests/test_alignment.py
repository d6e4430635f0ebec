from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.alignment import aligned
from bench.rates import edit_distance

TEXT = st.text("海关令一。", max_size=25)


@settings(deadline=None, derandomize=True)
@given(TEXT, TEXT)
def test_an_alignment_holds_every_character_in_order_and_costs_the_distance(truth: str, read: str) -> None:
    pairs = aligned(truth, read)
    assert [t for t, _ in pairs if t is not None] == list(range(len(truth)))
    assert [r for _, r in pairs if r is not None] == list(range(len(read)))
    cost = sum(t is None or r is None or truth[t] != read[r] for t, r in pairs)
    assert cost == edit_distance(truth, read)


def test_what_was_left_out_is_told() -> None:
    assert aligned("第一条", "第条") == [(0, 0), (1, None), (2, 1)]
    assert aligned("海关", "海天") == [(0, 0), (1, 1)]
    assert aligned("", "点") == [(None, 0)]
