"""Rules of the front told from those of a table on the back of the sheet."""

from __future__ import annotations

from ocr.imaging.rule_look import Look
from ocr.layout.table_looks import printed_on_front

FRONT, BACK = Look(70.0, 2.3), Look(9.0, 3.2)


def test_a_table_on_the_back_with_more_rules_than_the_front() -> None:
    looks = [FRONT, BACK, BACK, FRONT, BACK, BACK, FRONT, BACK]
    struck = [(0, 0), (2, 2), (0, 0), (0, 0), (1, 1), (0, 0), (0, 0), (0, 0)]
    assert printed_on_front(looks, struck) == [look is FRONT for look in looks]


def test_thin_rules_inside_a_heavy_frame_stay_when_no_print_goes_across_them() -> None:
    looks = [FRONT, FRONT, *[Look(18.0, 2.3)] * 6, FRONT]
    assert all(printed_on_front(looks, [(0, 0)] * len(looks)))


def test_worn_rules_of_the_front_stay() -> None:
    looks = [Look(depth, 2.5) for depth in (20.0, 24.0, 30.0, 33.0, 45.0, 52.0)]
    assert all(printed_on_front(looks, [(1, 1)] * len(looks)))
