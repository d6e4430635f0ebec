"""To whom a notice is addressed, in every kind of print, and what only looks like it."""

from __future__ import annotations

import pytest

from draw.issue import draw_issue
from draw.printed import as_printed
from ocr.cut import cut
from set_lines import Sheet

MARKS = "：:"


def addressee(*lines: str) -> str:
    sheet = Sheet().centre("署法〔2000〕745号", "关于加强监管的通知")
    for line in lines:
        sheet.para(line)
    (section,) = cut([sheet.right("海关总署", "2000年12月1日").page()]).sections
    return section.addressee


def test_it_ends_at_the_colon_and_stays_in_the_text() -> None:
    sheet = Sheet().centre("署法〔2000〕745号", "关于加强监管的通知").flush("广东分署，各直属海关：")
    sheet.para("现就有关事项通知如下：").para("一、加强监管。").right("海关总署", "2000年12月1日")
    page = sheet.page()
    (section,) = cut([page]).sections
    assert section.addressee == "广东分署，各直属海关"
    assert section.text.startswith("广东分署，各直属海关：\n现就")
    (evidence,) = [item for item in section.evidence if item.field == "addressee"]
    (line,) = [line for line in page.lines if line.text.strip() == "广东分署，各直属海关："]
    assert line.box.x0 <= evidence.box.x0 < evidence.box.x1 <= line.box.x1


@pytest.mark.parametrize(
    "line",
    [
        "现将有关事项公告如下：",
        "一、各直属海关：按规定办理。",
        "各直属海关应当遵照执行。",
        "为规范监管，特通知：",
    ],
)
def test_what_only_looks_like_one(line: str) -> None:
    assert addressee(line, "二、其他。") == ""


@pytest.mark.parametrize("style", ["modern", "two_column", "vertical", "english"])
def test_drawn_notices_tell_whom_they_address(style: str) -> None:
    issue = draw_issue(style, 3, 0, pages=4, dpi=60).truth
    found = 0
    for section, notice in zip(cut(as_printed(issue)).sections, issue.notices, strict=True):
        first = notice.text.split("\n")[0].replace(" ", "")
        if section.addressee:
            assert first.rstrip(MARKS) == section.addressee.replace(" ", "").rstrip(MARKS)
            found += 1
        else:
            assert not first.startswith(("令", "TheCommissioner"))
    assert found or style in ("modern", "two_column")
