"""Every page from which nothing was taken is named, and why; pages with text of a notice are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocr.cut import cut
from ocr.cut.frontmatter import PageKind
from ocr.cut.untaken import untaken_pages
from ocr.geometry import Box
from ocr.line import Line, Role
from ocr.page import Leaf, PageText
from set_lines import Sheet

MISSED = Box(100, 900, 220, 930)


def notice() -> PageText:
    sheet = Sheet().centre("海关总署公告2019年第3号").centre("关于调整报关单格式的公告")
    return sheet.para("根据有关规定，现公告如下：自即日起停用旧版报关单。").para("特此公告。").page()


def blank(page: PageText) -> PageText:
    return replace(page, lines=(), tables=(), leaves=(Leaf(Box(0, 0, page.width, page.height), blank=True),))


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({}, "page-without-text"),
        ({"missed": (MISSED,)}, "print-not-read"),
        ({"pictures": (MISSED,)}, "page-without-text"),
        ({"lines": (Line("3", Box(480, 1900, 500, 1920), 1.0, Role.PAGE_NUMBER),)}, "page-without-text"),
    ],
)
def test_a_page_without_text_is_named(what: dict[str, tuple[Box, ...]], code: str) -> None:
    result = cut([notice(), replace(blank(notice()), **what)])  # type: ignore[arg-type]
    assert len(result.sections) == 1
    assert [(found.code, found.page) for found in result.findings] == [(code, 1)]
    if "missed" in what or "pictures" in what:
        assert result.findings[0].box == MISSED


def test_an_issue_of_blank_pages_alone_says_so() -> None:
    result = cut([blank(notice()), blank(notice())])
    assert result.sections == ()
    assert [found.page for found in result.findings] == [0, 1]


def test_the_blank_leaf_of_a_spread_is_named_with_its_place() -> None:
    page = notice()
    left, right = Box(0, 0, page.width // 2, page.height), Box(page.width // 2, 0, page.width, page.height)
    result = cut([replace(page, leaves=(Leaf(left), Leaf(right, blank=True)))])
    assert [(found.code, found.box) for found in result.findings] == [("page-without-text", right)]
    assert cut([replace(page, leaves=(Leaf(left), Leaf(right)))]).findings == ()


def test_an_imprint_amid_the_issue_is_no_cover() -> None:
    pages = [notice()] * 5
    kinds = dict.fromkeys(range(5), PageKind.NOTICES)
    assert untaken_pages(pages, kinds, ()) == ()
    assert untaken_pages(pages, kinds | {0: PageKind.COVER, 4: PageKind.COVER}, ()) == ()
    (found,) = untaken_pages(pages, kinds | {2: PageKind.COVER}, ())
    assert (found.code, found.page) == ("page-without-notice", 2)
    assert "海关总署公告2019年第3号" in found.message


def test_contents_without_an_entry_are_named() -> None:
    kinds = {0: PageKind.CONTENTS}
    assert untaken_pages([notice()], kinds, {0}) == ()
    assert [found.code for found in untaken_pages([notice()], kinds, ())] == ["page-without-notice"]
