"""The dates of a notice: whole, in part, on several lines, without 民國, by the lunar calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ocr.cut import cut
from ocr.geometry import Box
from ocr.line import Doubt, Line
from ocr.page import PageText
from ocr.section import Section
from set_lines import Sheet, notice


def only(*pages: PageText) -> Section:
    (section,) = cut(pages).sections
    return section


def order(*signature: str) -> Sheet:
    """An order of the Republic with these lines under it."""
    sheet = Sheet().centre("海關總稅務司署通令第四千三百七十四號")
    sheet.para("案奉財政部令開：查進口稅則，應自三十三年九月一日起施行，合行令仰遵照辦理。此令")
    return sheet.right(*signature)


@pytest.mark.parametrize(
    ("printed", "day", "known", "rule"),
    [
        ("二○○五年四月二十五日", date(2005, 4, 25), "2005-04-25", "signature"),
        ("二○○五年四月二十五目", date(2005, 4, 25), "2005-04-25?", "signature-mended"),
        ("一九五二年三月", None, "1952-03", "signature"),
        ("二○○五年四月□日", None, "2005-04-XX", "signature-mended"),
        ("二○一□年十一月五日", date(2019, 11, 5), "2019-11-05?", "signature-mended"),  # by the number
    ],
)
def test_what_is_known_of_the_date_is_told_with_its_evidence(
    printed: str, day: date | None, known: str, rule: str
) -> None:
    section = only(notice(date=printed).page())
    assert (section.date, section.date_edtf, section.date_printed) == (day, known, printed)
    assert section.signature == "海关总署"
    (evidence,) = [e for e in section.evidence if e.field == "date"]
    assert (evidence.value, evidence.rule) == (day.isoformat() if day else known, rule)
    assert section.text.endswith("特此公告。")


@pytest.mark.parametrize(
    "pieces",
    [
        ("二○○五年四月", "二十五日"),
        ("二○○五年", "四月二十五日"),
        ("二○○五年", "四月", "二十五日"),
        ("2005年4月2", "5日"),
    ],
)
def test_a_date_on_several_lines_is_one(pieces: tuple[str, ...]) -> None:
    page = notice(date=pieces[0]).right(*pieces[1:]).page()
    section = only(page)
    assert (section.date, section.date_printed) == (date(2005, 4, 25), "".join(pieces))
    spans = [span for span in section.spans if span.field == "date"]
    assert [page.lines[span.line].text for span in spans] == list(pieces)
    assert section.text.endswith("特此公告。")


def test_a_date_that_a_seal_parts_is_one() -> None:
    sheet = notice(date="二○○五年四月")
    left = sheet.lines[-1]
    right = Line("二十五日", Box(left.box.x1 + 30, left.box.y0, left.box.x1 + 110, left.box.y1), 0.99)
    page = replace(sheet.page(), lines=(*sheet.lines, right))
    assert only(page).date == date(2005, 4, 25)


def test_lines_that_only_begin_like_a_date_stay_apart() -> None:
    section = only(notice(date="二○○五年四月").right("二十五人").page())
    assert (section.date, section.date_edtf) == (None, "2005-04")


def test_a_year_without_republic_counts_in_an_order_of_the_republic() -> None:
    section = only(order("總稅務司　李度", "三十三年八月二十二日").page())
    assert (section.date, section.effective_date) == (date(1944, 8, 22), date(1944, 9, 1))


def test_a_year_without_republic_is_not_guessed_elsewhere() -> None:
    section = only(notice(date="三十三年八月二十二日").page())
    assert (section.date, section.date_edtf, section.date_printed) == (None, "", "三十三年八月二十二日")


def test_a_lunar_date_is_converted() -> None:
    section = only(order("總稅務司　赫德", "光緒三十四年十月二十一日").page())
    assert (section.date, section.date_printed) == (date(1908, 11, 14), "光緒三十四年十月二十一日")


def test_the_readers_doubts_decide_a_day_that_does_not_exist() -> None:
    page = notice(date="二○○五年五月三十八日").page()
    section = only(page)
    assert (section.date, section.date_edtf) == (None, "2005-05-XX")
    line = page.lines[-1]
    doubtful = replace(line, doubts=(Doubt(9, (("一", 0.2), ("入", 0.1))),))
    section = only(replace(page, lines=(*page.lines[:-1], doubtful)))
    assert (section.date, section.date_edtf) == (date(2005, 5, 31), "2005-05-31?")
    assert section.date_printed == "二○○五年五月三十八日"


def test_a_doubtful_year_is_that_of_the_number() -> None:
    page = notice(date="2018年11月5日").page()
    assert only(page).date == date(2018, 11, 5)  # sound, whatever the number says
    line = replace(page.lines[-1], doubts=(Doubt(3, (("9", 0.2),)),))
    section = only(replace(page, lines=(*page.lines[:-1], line)))
    assert (section.date, section.date_edtf, section.date_printed) == (
        date(2019, 11, 5),
        "2019-11-05?",
        "2018年11月5日",
    )


def test_a_date_in_brackets_under_the_title_leaves_no_bracket_behind() -> None:
    sheet = Sheet().centre("海关总署公告2019年第170号", "关于一件事的公告", "（2019年11月5日）")
    section = only(sheet.para("现公告如下：本公告自公布之日起30日后施行。").right("海关总署").page())
    assert (section.date, section.effective_date) == (date(2019, 11, 5), date(2019, 12, 5))
    assert section.signature == "海关总署"


@pytest.mark.parametrize("lines", [("海关总署", "2019.11.5"), ("海关总署 2019.11.5",)])
def test_a_date_in_figures_and_stops(lines: tuple[str, ...]) -> None:
    sheet = Sheet().centre("海关总署公告2019年第170号", "关于一件事的公告").para("现公告如下：详见附件。")
    section = only(sheet.right(*lines).page())
    assert (section.date, section.date_printed, section.signature) == (
        date(2019, 11, 5),
        "2019.11.5",
        "海关总署",
    )


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("2019年11月5日", []),
        ("2019年11月5目", ["date-mended"]),
        ("2019年11月□日", ["date-in-part"]),
        ("二○一九年十一月", ["date-in-part"]),
    ],
)
def test_a_person_is_told_of_dates_that_are_not_certain(printed: str, codes: list[str]) -> None:
    page = notice(date=printed).page()
    found = cut([page]).findings
    assert [finding.code for finding in found] == codes
    for finding in found:
        assert printed in finding.message
        assert finding.box == page.lines[-1].box
