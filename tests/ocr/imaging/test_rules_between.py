"""A rule between two boxes that stand side by side."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.imaging.rules import paint_rules

SIZE = (1200, 1600)
LEFT, RIGHT = np.array([100.0, 100, 400, 160]), np.array([430.0, 104, 700, 166])


@pytest.mark.parametrize(
    ("rule", "parted"),
    [
        ((415, 90, 415, 900), True),
        ((404, 90, 404, 900), True),  # under the end of a box, which is larger than its print
        ((415, 400, 415, 900), False),  # below them
        ((415, 90, 415, 125), False),  # too short
        ((250, 90, 250, 900), False),  # through one of them
        ((100, 170, 700, 170), False),  # flat
    ],
)
def test_an_upright_rule_between_two_boxes_parts_them(
    rule: tuple[float, float, float, float], parted: bool
) -> None:
    rules = paint_rules([rule], SIZE)
    assert rules.part(LEFT, RIGHT) is parted
    assert rules.part(RIGHT, LEFT) is parted


def test_boxes_that_share_no_height_are_not_parted() -> None:
    rules = paint_rules([(415, 90, 415, 900)], SIZE)
    assert not rules.part(LEFT, np.array([430.0, 300, 700, 360]))
    assert not paint_rules([], SIZE).part(LEFT, RIGHT)
