"""The order of blocks on a sheet: every block once, whatever they look like."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ocr.layout.region_blocks import Block
from ocr.layout.region_lines import Band, RuledShare
from ocr.layout.region_order import block_order

_BOX = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 30), st.integers(1, 30))


def blocks(boxes: list[tuple[int, int, int, int]]) -> list[Block]:
    return [
        Block((k,), np.array([u, v, u + wide, v + tall], dtype=np.float64), 10.0)
        for k, (u, v, wide, tall) in enumerate(boxes)
    ]


@given(st.lists(_BOX, max_size=12), st.booleans())
def test_every_block_comes_once_with_rules_everywhere_or_nowhere(
    boxes: list[tuple[int, int, int, int]], has_rules: bool
) -> None:
    order = block_order(blocks(boxes), 10.0, lambda *_: 1.0 if has_rules else 0.0)
    assert sorted(order) == list(range(len(boxes)))


Rule = tuple[int, float, float, float]
"""The axis it parts along (0: u, 1: v), its place on it, and from where to where it runs on the other."""


def ruled_by(rules: list[Rule]) -> RuledShare:
    def share(band: Band, axis: int) -> float:
        low, high = (band[1], band[3]) if axis == 0 else (band[0], band[2])
        places = np.arange(low, high, 0.5)
        inked = np.zeros(len(places), dtype=np.bool_)
        for along, place, start, end in rules:
            if along == axis and band[axis] <= place <= band[axis + 2]:
                inked |= (places >= start) & (places <= end)
        return float(inked.mean())

    return share


def crossed(rules: list[Rule]) -> list[int]:
    """The order of four blocks: 0 and 1 before the place v = 105, 2 and 3 after it, 0 and 2 before u = 110."""
    four = blocks([(0, 0, 100, 100), (120, 0, 100, 100), (0, 110, 100, 100), (120, 110, 100, 100)])
    return block_order(four, 10.0, ruled_by(rules))


ACROSS: Rule = (0, 110.0, 0.0, 210.0)
ALONG: Rule = (1, 105.0, 0.0, 220.0)


def test_of_two_rules_that_cross_the_one_that_goes_through_parts_the_sheet() -> None:
    broken_along: list[Rule] = [(1, 105.0, 0.0, 105.0), (1, 105.0, 115.0, 220.0)]
    assert crossed([ACROSS, *broken_along]) == [0, 2, 1, 3]
    broken_across: list[Rule] = [(0, 110.0, 0.0, 99.0), (0, 110.0, 111.0, 210.0)]
    assert crossed([ALONG, *broken_across]) == [0, 1, 2, 3]


def test_a_rule_goes_through_a_wider_blank() -> None:
    # The blank along u = 110 is twice as wide as the one with the rule in it.
    assert crossed([]) == [0, 2, 1, 3]
    assert crossed([ALONG]) == [0, 1, 2, 3]


def test_a_head_comes_before_a_column_that_reaches_up_into_it() -> None:
    # The second column begins with a character of the head: the first one stands right of the head's end.
    column = Block((0,), np.array([0.0, 12.0, 200.0, 22.0]), 10.0)
    head = Block((1,), np.array([2.0, 10.0, 18.0, 90.0]), 16.0, head=True)
    rest = Block((2,), np.array([25.0, 23.0, 200.0, 90.0]), 10.0)
    assert block_order([column, head, rest], 10.0, lambda *_: 0.0) == [1, 0, 2]
