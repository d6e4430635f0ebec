"""Regions of mixed pages: mastheads, side columns, framed notices, sheets of articles. Boxes only, no engine."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest

from ocr.geometry import Direction
from ocr.imaging.rules import Rules, paint_rules
from ocr.layout.flow import to_flow
from ocr.layout.gutter import NO_HINTS, Hints
from ocr.layout.order import reading_order
from ocr.layout.region_find import find_regions
from ocr.layout.region_frames import find_frames
from ocr.layout.regions import ordered_blocks

SIZE = (1200, 1600)
Boxes = dict[str, tuple[float, float, float, float]]
LOOSE = Hints(loose=True)


def painted(*boxes: tuple[float, float, float, float], size: tuple[int, int] = SIZE) -> Rules:
    return paint_rules(list(boxes), size)


def framed(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float, float, float]]:
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def read(boxes: Boxes, direction: Direction, rules: Rules | None = None) -> list[str]:
    """The names of `boxes` in reading order, given in an order that tells nothing."""
    names = list(boxes)
    random.Random(7).shuffle(names)
    hints = LOOSE if direction is Direction.VERTICAL else NO_HINTS
    found = ordered_blocks(np.array([boxes[name] for name in names]), direction, rules or painted(), hints)
    order = [i for block in found for i in block]
    assert sorted(order) == list(range(len(names)))
    return [names[i] for i in order]


def columns(name: str, right: float, top: float, count: int, length: float, pitch: float = 60.0) -> Boxes:
    """`count` columns of one tier, the first at x = `right`."""
    return {
        f"{name}{k}": (right - 45 - pitch * k, top, right - pitch * k, top + length) for k in range(count)
    }


def lines(name: str, left: float, top: float, count: int, length: float, pitch: float = 50.0) -> Boxes:
    return {f"{name}{k}": (left, top + pitch * k, left + length, top + pitch * k + 38) for k in range(count)}


def test_a_masthead_over_two_tiers_of_columns() -> None:
    boxes = {"masthead": (300.0, 100.0, 900.0, 170.0)}
    boxes |= columns("upper", 1100, 220, 16, 560) | columns("lower", 1100, 830, 16, 560)
    rules = painted((100, 200, 1110, 200), (100, 805, 1110, 805))
    (region,) = find_regions(np.array(list(boxes.values())), Direction.VERTICAL, rules)
    assert region.direction is Direction.HORIZONTAL
    assert read(boxes, Direction.VERTICAL, rules) == list(boxes)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_vertical_side_column_on_a_horizontal_page(side: str) -> None:
    body = lines("line", 250, 200, 24, 700)
    beside = columns("side", 1100 if side == "right" else 200, 220, 2, 900, pitch=70)
    boxes = body | beside if side == "right" else beside | body
    (region,) = find_regions(np.array(list(boxes.values())), Direction.HORIZONTAL, painted())
    assert region.direction is Direction.VERTICAL
    assert len(region.members) == 2
    assert read(boxes, Direction.HORIZONTAL) == list(boxes)


def test_a_framed_notice_is_read_in_one_piece_with_text_beside_it() -> None:
    # Three columns of lines; the frame takes the lower part of the middle one, where it has two columns of its own.
    left = lines("left", 80, 200, 24, 310)
    above = lines("above", 440, 200, 8, 310)
    inside = lines("notice-left", 450, 640, 6, 135) | lines("notice-right", 605, 640, 6, 135)
    below = lines("below", 440, 1000, 8, 310)
    right = lines("right", 800, 200, 24, 310)
    boxes = left | above | inside | below | right
    rules = painted(*framed(442, 620, 748, 960))
    (region,) = find_regions(np.array(list(boxes.values())), Direction.HORIZONTAL, rules)
    assert {list(boxes)[i] for i in region.members} == set(inside)
    order = read(boxes, Direction.HORIZONTAL, rules)
    places = [order.index(name) for name in inside]
    assert max(places) - min(places) == len(inside) - 1
    assert [name for name in order if name not in inside] == list(left | above | below | right)
    assert order.index("above7") < min(places) < order.index("below0")


def test_a_framed_notice_over_the_gutter_comes_after_both_columns() -> None:
    left, right = lines("left", 80, 200, 24, 490), lines("right", 630, 200, 24, 490)
    for k in range(8, 15):
        x0, y0, x1, y1 = left[f"left{k}"]
        left[f"left{k}"] = (x0, y0, x1 - 160, y1)
        x0, y0, x1, y1 = right[f"right{k}"]
        right[f"right{k}"] = (x0 + 160, y0, x1, y1)
    inside = lines("notice", 450, 630, 5, 300)
    rules = painted(*framed(435, 605, 765, 935))
    assert read(left | inside | right, Direction.HORIZONTAL, rules) == list(left | right | inside)


def test_a_frame_around_all_text_or_across_the_page_is_no_region() -> None:
    boxes = np.array(list(lines("line", 200, 200, 20, 800).values()))
    for frame in (framed(150, 150, 1050, 1250), framed(180, 440, 1020, 660)):
        rules = painted(*frame)
        assert len(find_frames(rules)) == 1
        assert find_regions(boxes, Direction.HORIZONTAL, rules) == []


def test_an_open_frame_is_none() -> None:
    top, foot, left, right = framed(400, 400, 800, 700)
    assert find_frames(painted(top, foot, left)) == ()
    assert find_frames(painted(top, left, right)) == ()
    (area,) = find_frames(painted(top, foot, left, right))
    assert area == pytest.approx((400, 400, 800, 700), abs=4)


def test_one_region_keeps_the_order_of_its_page() -> None:
    two_columns = list(
        (
            lines("a", 100, 200, 22, 470) | lines("b", 630, 200, 22, 470) | lines("head", 200, 100, 1, 700)
        ).values()
    )
    tiers = list((columns("a", 1100, 200, 16, 600) | columns("b", 1100, 830, 16, 600)).values())
    # A page number set the other way is too short to be a region.
    tiers.append((580.0, 1500.0, 640.0, 1530.0))
    for boxes, direction, hints in (
        (np.array(two_columns), Direction.HORIZONTAL, NO_HINTS),
        (np.array(tiers), Direction.VERTICAL, LOOSE),
    ):
        assert ordered_blocks(boxes, direction, painted(), hints) == reading_order(
            to_flow(boxes, direction), hints
        )


def test_no_boxes_and_one_box() -> None:
    assert ordered_blocks(np.zeros((0, 4)), Direction.VERTICAL, painted(), LOOSE) == []
    assert ordered_blocks(np.array([[1.0, 2, 30, 400]]), Direction.VERTICAL, painted(), LOOSE) == [[0]]


def sheet(right: float = 4000.0) -> Boxes:
    """A newspaper page: articles whose headings span two tiers, with text around them; then four plain tiers."""
    boxes: Boxes = {}
    # First article: heading over both tiers, its text in the upper tier, then in the lower one.
    boxes["head-a"] = (right - 110, 200, right - 20, 690)
    boxes |= columns("a-upper", right - 130, 200, 24, 240, pitch=50)
    boxes |= columns("a-lower", right - 130, 470, 9, 240, pitch=50)
    # Second article: in the lower tier only, left of the first one's end.
    boxes["head-b"] = (right - 760, 480, right - 670, 700)
    boxes |= columns("b", right - 780, 470, 11, 240, pitch=50)
    for tier in range(4):
        boxes |= columns(f"tier{tier}-", right - 20, 760 + 270 * tier, 26, 240, pitch=50)
    return boxes


def test_a_sheet_of_articles_is_read_article_by_article() -> None:
    boxes = sheet()
    size = (4200, 2200)
    rules = painted((2650, 735, 3990, 735), (2650, 455, 3870, 455), size=size)
    assert read(boxes, Direction.VERTICAL, rules) == list(boxes)


def test_two_pages_of_a_fold_are_read_one_after_the_other() -> None:
    first = {f"right-{name}": box for name, box in sheet(4000.0).items()}
    second = {f"left-{name}": box for name, box in sheet(2500.0).items()}
    order = read(first | second, Direction.VERTICAL, painted(size=(4200, 2200)))
    assert order == [*first, *second]


def test_text_below_a_heading_set_across_stays_with_it() -> None:
    boxes = sheet()
    # In the first plain tier, a heading across five short columns: it comes first, what stands left of both after them.
    for k in range(5):
        x0, _, x1, y1 = boxes[f"tier0-{k}"]
        boxes[f"tier0-{k}"] = (x0, 860, x1, y1)
    start = list(boxes).index("tier0-0")
    names = list(boxes)
    boxes["across"] = (3735.0, 765.0, 3985.0, 845.0)
    rules = painted((2650, 735, 3990, 735), size=(4200, 2200))
    assert read(boxes, Direction.VERTICAL, rules) == [*names[:start], "across", *names[start:]]


def test_a_small_lean_changes_nothing_on_a_sheet() -> None:
    boxes = sheet()
    leaning = {name: (x0, y0 + 0.01 * x0, x1, y1 + 0.01 * x0) for name, (x0, y0, x1, y1) in boxes.items()}
    order = read(leaning, Direction.VERTICAL, painted(size=(4200, 2200)))
    for tier in range(4):
        own = [order.index(f"tier{tier}-{k}") for k in range(26)]
        assert all(b - a == 1 for a, b in pairwise(own))


def test_a_page_of_two_articles_with_heads_and_tiers_of_their_own() -> None:
    # 64 columns: fewer than a sheet of a newspaper has, but each head has its own article below it.
    boxes = {"head-right": (640.0, 100.0, 1080.0, 170.0)}
    boxes |= columns("right-upper", 1100, 200, 16, 300, pitch=31) | columns(
        "right-lower", 1100, 520, 16, 800, pitch=31
    )
    boxes |= {"head-left": (120.0, 102.0, 540.0, 168.0)}
    boxes |= columns("left-upper", 580, 200, 16, 700, pitch=31) | columns(
        "left-lower", 580, 920, 16, 400, pitch=31
    )
    boxes = {
        name: (x0 + 14 * (not name.startswith("head")), y0, x1, y1)
        for name, (x0, y0, x1, y1) in boxes.items()
    }
    rules = painted((590, 90, 590, 1330))
    assert read(boxes, Direction.VERTICAL, rules) == list(boxes)


def test_boxes_of_two_tiers_that_reach_into_each_other_stay_in_their_tiers() -> None:
    # Boxes are larger than their print: those of the upper tier end below the beginning of the lower ones.
    boxes = {"head": (640.0, 130.0, 1080.0, 212.0), "head-left": (100.0, 130.0, 540.0, 212.0)}
    boxes |= columns("upper", 1100, 200, 33, 320, pitch=31) | columns("lower", 1100, 508, 33, 800, pitch=31)
    boxes = {
        name: (x0 + 14 * (not name.startswith("head")), y0, x1, y1)
        for name, (x0, y0, x1, y1) in boxes.items()
    }
    found = [name for name in read(boxes, Direction.VERTICAL) if not name.startswith("head")]
    assert found == [name for name in boxes if not name.startswith("head")]
