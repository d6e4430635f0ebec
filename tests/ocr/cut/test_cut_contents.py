"""Contents pages: what they list, how it is matched with the notices, and what it sets right."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draw.issue import draw_issue
from draw.printed import as_printed
from draw.truth import FactKind, IssueTruth, LineTruth
from ocr.cut import cut
from ocr.cut.contents.entries import Entry, read_contents
from ocr.cut.contents.reconcile import matched
from ocr.cut.stream import stream
from ocr.geometry import Box
from ocr.grammar.numbers.find import parse_number
from ocr.line import Role
from ocr.page import PageText
from ocr.section import Section
from set_lines import Sheet, notice

CONTENTS = (
    Sheet()
    .centre("目　录")
    .flush(
        "关于调整部分商品税率的公告（海关总署公告2019年第170号）……1",
        "关于防止某某国非洲猪瘟传入我国的公告（海关总署 农业农村",
        "部公告2019年第171号）……………3",
        "海关总署公告2019年第172号......5",
        "关于发布商品归类决定的公告 · · · · · · 7",
        "署监〔2019〕12号 关于核查事项的通知",
        "12",
    )
)


def test_entries_over_several_lines_with_number_before_or_after() -> None:
    entries = read_contents(stream([CONTENTS.page()]))
    assert [(entry.title, str(entry.number or ""), entry.printed) for entry in entries] == [
        ("关于调整部分商品税率的公告", "海关总署公告2019年第170号", 1),
        ("关于防止某某国非洲猪瘟传入我国的公告", "海关总署公告2019年第171号", 3),
        ("", "海关总署公告2019年第172号", 5),
        ("关于发布商品归类决定的公告", "", 7),
        ("关于核查事项的通知", "署监〔2019〕12号", 12),
    ]


def test_an_entry_whose_page_number_was_not_read() -> None:
    sheet = (
        Sheet()
        .centre("目　录")
        .flush(
            "关于一件事的公告（海关总署公告2019年第1号）..................",
            "关于另一件事的公告（海关总署公告2019年第2号）……2",
        )
    )
    entries = read_contents(stream([sheet.page()]))
    assert [(entry.title, entry.printed) for entry in entries] == [
        ("关于一件事的公告", None),
        ("关于另一件事的公告", 2),
    ]


def test_every_disagreement_is_a_finding() -> None:
    contents = (
        Sheet()
        .centre("目　录")
        .flush(
            "关于调整部分商品税率的公告（海关总署公告2019年第170号）……1",
            "关于另一件没有印出来的事的公告（海关总署公告2019年第171号）……2",
        )
    )
    other = notice("海关总署公告2019年第172号", "关于一件目录里没有的事的公告")
    result = cut([contents.page(), notice("海关总署公告2019年第176号").page(), other.page()])
    assert [(finding.code, finding.page) for finding in result.findings] == [
        ("contents-number-differs", 1),
        ("contents-entry-without-notice", 0),
        ("notice-not-in-contents", 2),
    ]
    assert result.findings[0].message == "海关总署公告2019年第170号 / 海关总署公告2019年第176号"


def test_a_notice_whose_number_was_misread_is_found_by_its_title() -> None:
    contents = (
        Sheet()
        .centre("目　录")
        .flush(
            "关于调整部分商品税率的公告（海关总署公告2019年第170号）……1",
            "关于另一件事的公告（海关总署公告2019年第171号）……1",
        )
    )
    page = notice().blank(2)
    second = notice("海夫总著公吉2O19羊第17l号", "关于另一件事的公告")
    for line in second.lines:
        page.put(line.text, (line.box.x0 - 100) / 20, line.role)
    sections = cut([contents.page(), page.page()]).sections
    assert [(s.doc_number, s.title) for s in sections] == [
        ("海关总署公告2019年第170号", "关于调整部分商品税率的公告"),
        ("海关总署公告2019年第171号", "关于另一件事的公告"),
    ]
    (number,) = (item for item in sections[1].evidence if item.field == "doc_number")
    assert (number.rule, number.printed) == ("number-from-contents", "海夫总著公吉2O19羊第17l号")


def damaged(issue: IssueTruth, seed: int) -> list[PageText]:
    """The truth as a reader of a bad scan would see it: a third of every number's characters is wrong."""
    rng = random.Random(seed)

    def read(line: str, number: bool) -> str:
        return "".join(
            rng.choice("著号末三〔巳曰") if number and rng.random() < 0.3 else char for char in line
        )

    return [
        replace(
            page,
            lines=tuple(
                replace(line, text=read(line.text, t.notice is not None and _has_number(t)))
                for line, t in zip(page.lines, truth.lines, strict=True)
            ),
        )
        for page, truth in zip(as_printed(issue), issue.pages, strict=True)
    ]


def _has_number(line: LineTruth) -> bool:
    return any(fact.kind is FactKind.NUMBER for fact in line.facts)


@pytest.mark.parametrize("style", ["modern", "two_column"])
def test_numbers_that_nobody_could_read_are_taken_from_the_contents(style: str) -> None:
    issue = draw_issue(style, 3, 0, pages=4, dpi=60).truth
    sections = cut(damaged(issue, 1)).sections
    assert [section.doc_number for section in sections] == [notice.doc_number for notice in issue.notices]
    assert [section.title for section in sections] == [notice.title for notice in issue.notices]


def section(number: str) -> Section:
    return Section(
        "", number, number, "公告", (), None, "", None, None, "", "", (0, 0), (), (), (), (), (), (), 1.0
    )


NUMBERS = st.lists(st.integers(1, 40), unique=True, max_size=12).map(sorted)


@given(NUMBERS, NUMBERS)
def test_what_both_sides_hold_is_matched_and_the_rest_told(listed: list[int], printed: list[int]) -> None:
    entries = [
        Entry("", parse_number(f"海关总署公告2019年第{n}号"), None, 0, Box(0, 0, 1, 1)) for n in listed
    ]
    sections = [section(f"海关总署公告2019年第{n}号") for n in printed]
    pairs = matched(entries, sections)
    both = [(p.entry, p.section) for p in pairs if p.entry is not None and p.section is not None]
    assert {listed[e] for e, _ in both} == set(listed) & set(printed)
    assert all(listed[e] == printed[s] for e, s in both)
    assert sorted(p.entry for p in pairs if p.entry is not None) == list(range(len(listed)))
    assert sorted(p.section for p in pairs if p.section is not None) == list(range(len(printed)))


def test_a_page_number_line_that_is_furniture_does_not_end_an_entry() -> None:
    sheet = Sheet().centre("目　录").flush("关于一件事的公告（海关总署公告2019年第1号）……1")
    sheet.put("2", 14, Role.PAGE_NUMBER)
    assert len(read_contents(stream([sheet.page()]))) == 1
