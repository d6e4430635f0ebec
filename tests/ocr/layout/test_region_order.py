"""The order of blocks on a sheet: every block once, whatever they look like."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ocr.layout.region_blocks import Block
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
