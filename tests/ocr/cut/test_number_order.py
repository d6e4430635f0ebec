"""A number that breaks the order of its issue is set right by what the reader doubted, or by the contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.cut import cut
from ocr.cut.fields.number_order import with_numbers_in_order
from ocr.grammar.numbers.find import DocNumber, parse_number
from ocr.line import Doubt
from ocr.page import PageText
from ocr.section import Section
from set_lines import notice

Cut = tuple[tuple[Section, ...], list[PageText]]


def issue(numbers: list[int], doubted: Mapping[int, tuple[int, str]] = {}) -> Cut:
    """A notice a page; `doubted` gives for some, by place, a figure of its number and what else it may be."""
    pages = []
    for place, number in enumerate(numbers):
        page = notice(f"海关总署公告2019年第{number}号", f"关于第{place}件事的公告").page()
        if place in doubted:
            figure, other = doubted[place]
            lines = list(page.lines)
            (at,) = (i for i, line in enumerate(lines) if line.text.startswith("海关总署公告2019年第"))
            offset = lines[at].text.index("第") + 1 + figure
            lines[at] = replace(lines[at], doubts=(Doubt(offset, ((other, 0.2),)),))
            page = replace(page, lines=tuple(lines))
        pages.append(page)
    return cut(pages).sections, pages


def numbers_of(found: tuple[Section, ...]) -> list[str]:
    return [section.doc_number.removeprefix("海关总署公告2019年第").removesuffix("号") for section in found]


def settled(numbers: list[int], doubted: Mapping[int, tuple[int, str]] = {}) -> tuple[Section, ...]:
    return with_numbers_in_order(*issue(numbers, doubted), {})


def test_a_doubted_figure_that_breaks_the_order() -> None:
    found = settled([68, 69, 79, 71, 72], {2: (0, "7"), 3: (1, "4")})
    assert numbers_of(found) == ["68", "69", "79", "71", "72"]  # 77 would not fit either
    found = settled([68, 69, 79, 71, 72], {2: (1, "0")})
    assert numbers_of(found) == ["68", "69", "70", "71", "72"]
    (told,) = (item for item in found[2].evidence if item.field == "doc_number")
    assert (told.value, told.printed) == ("海关总署公告2019年第70号", "海关总署公告2019年第79号")
    assert told.rule == "number-line+order-and-doubt"


@pytest.mark.parametrize(
    ("numbers", "doubted"),
    [
        ([68, 69, 79, 71, 72], {}),  # read surely: a printer's order, or error
        ([68, 69, 70, 72, 73], {2: (1, "1")}),  # 71 would fit, and so does 70
        ([69, 79, 71], {1: (1, "0")}),  # too few to know the order
        ([79, 71, 72, 73, 74], {0: (1, "0")}),  # nothing before it
        ([90, 71, 60, 75, 50], {1: (1, "2")}),  # no order at all
    ],
)
def test_what_stays(numbers: list[int], doubted: Mapping[int, tuple[int, str]]) -> None:
    sections, pages = issue(numbers, doubted)
    assert with_numbers_in_order(sections, pages, {}) == sections


def test_the_contents_and_the_order_outweigh_a_sure_figure() -> None:
    sections, pages = issue([68, 69, 79, 71, 72])

    def listed(number: str) -> dict[int, DocNumber | None]:
        return {2: parse_number(number)}

    found = with_numbers_in_order(sections, pages, listed("海关总署公告2019年第70号"))
    assert numbers_of(found) == ["68", "69", "70", "71", "72"]
    for other in ("海关总署公告2019年第80号", "海关总署公告2018年第70号", "商务部公告2019年第70号"):
        assert with_numbers_in_order(sections, pages, listed(other)) == sections


@given(st.lists(st.integers(1, 99), max_size=6))
def test_a_number_without_a_doubt_never_changes(numbers: list[int]) -> None:
    sections = tuple(replace(_PLAIN, doc_number=f"海关总署公告2019年第{number}号") for number in numbers)
    assert with_numbers_in_order(sections, _PAGES, {}) == sections


(_PLAIN,), _PAGES = issue([1])
