"""A drawn issue: the pages print what the truth of its notices says, and JSON keeps it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from draw import truth
from draw.issue import issue_truth
from draw.layouts import STYLES, lay_out
from draw.page import draw_sheet
from draw.truth import IssueTruth
from ocr.line import Role

DPI = 72
RELATIONS = {"repeals", "repeals_in_part", "amends", "suspends", "based_on", "forwards"}


def issue(style: str, seed: int) -> IssueTruth:
    laid = lay_out(style, seed, 4)
    pages = tuple(
        draw_sheet(sheet, f"{style}:{seed}:{at}", 0, DPI).truth for at, sheet in enumerate(laid.sheets)
    )
    return issue_truth(laid, style, seed, 0, pages)


@pytest.fixture(scope="module", params=[(style, seed) for style in STYLES for seed in (1, 2)])
def drawn(request: pytest.FixtureRequest) -> IssueTruth:
    return issue(*request.param)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_lines_of_a_notice_print_its_facts_in_order(drawn: IssueTruth) -> None:
    for at, notice in enumerate(drawn.notices):
        lines = [line for page in drawn.pages for line in page.lines if line.notice == at]
        printed = squeezed("".join(line.text for line in lines))
        place = 0
        for paragraph in notice.text.split("\n"):
            found = printed.find(squeezed(paragraph), place)
            assert found >= 0, paragraph
            place = found
        assert squeezed(notice.title) in printed
        assert squeezed(notice.doc_number_printed) in printed
        assert squeezed(notice.date_printed) in printed


def test_tables_are_printed_cell_by_cell(drawn: IssueTruth) -> None:
    for at, notice in enumerate(drawn.notices):
        cells = squeezed(
            "".join(
                line.text
                for page in drawn.pages
                for line in page.lines
                if line.notice == at and line.role is Role.TABLE_CELL
            )
        )
        for table in (item.table for item in notice.attachments if item.table):
            head = squeezed("".join(table[0]))
            for row in table:
                text = squeezed("".join(row))
                if not cells.startswith(text):  # the head is printed again where the table goes on
                    cells = cells.removeprefix(head)
                assert cells.startswith(text)
                cells = cells.removeprefix(text)
        assert cells == ""


def test_pages_of_a_notice_are_those_its_lines_stand_on(drawn: IssueTruth) -> None:
    for at, notice in enumerate(drawn.notices):
        on = [
            count for count, page in enumerate(drawn.pages) if any(line.notice == at for line in page.lines)
        ]
        assert notice.pages == (on[0], on[-1])


def test_relations_quote_the_text_and_name_what_is_cited(drawn: IssueTruth) -> None:
    for notice in drawn.notices:
        for relation in notice.relations:
            assert relation.kind in RELATIONS
            assert relation.evidence in notice.text
            assert relation.target in notice.cites
            assert relation.scope in relation.evidence
        assert notice.doc_number not in notice.cites


def test_furniture_belongs_to_no_notice_and_every_body_page_is_numbered(drawn: IssueTruth) -> None:
    for page in drawn.pages:
        numbers = [line for line in page.lines if line.role is Role.PAGE_NUMBER]
        has_notice = any(line.notice is not None for line in page.lines)
        assert len(numbers) == (1 if has_notice else 0)
        assert all(
            line.notice is None for line in page.lines if line.role in (Role.PAGE_NUMBER, Role.RUNNING_HEAD)
        )


def test_a_contents_page_names_every_notice_with_its_page() -> None:
    drawn = issue("modern", 3)
    contents = squeezed("".join(line.text for line in drawn.pages[1].lines))
    for notice in drawn.notices:
        assert f"{squeezed(notice.title or notice.doc_number)}" in contents
        assert f"……{notice.pages[0] - 1}" in contents  # cover and contents are not counted


def test_json_keeps_an_issue(drawn: IssueTruth, tmp_path: Path) -> None:
    truth.write(drawn, tmp_path / "deep" / "issue.json")
    assert truth.read(tmp_path / "deep" / "issue.json") == drawn


def test_many_seeds_show_many_characters() -> None:
    shown = {
        glyph.char
        for style in STYLES
        for seed in range(16)
        for sheet in lay_out(style, seed, 4).sheets
        for line in sheet.lines
        for glyph in line.glyphs
    }
    assert len(shown) > 1500
