"""Tables of attachments from the tables of the pages: cells, spans, and tables that go on over pages."""

from __future__ import annotations

import dataclasses

from ocr.cut import cut
from ocr.line import Role
from ocr.page import Cell, Grid, PageText
from set_lines import Sheet, notice

HEAD = ("税则号列", "商品名称", "税率")


def with_table(sheet: Sheet, rows: list[tuple[str, ...]]) -> PageText:
    """`sheet` with `rows` set below in one narrow block, so that only the grid can tell rows and columns."""
    first = len(sheet.lines)
    cells = []
    at = first
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            lines = []
            for part in text.split("|") if text else ():
                sheet.put(part, 2, Role.TABLE_CELL)
                lines.append(at)
                at += 1
            if lines:
                cells.append(Cell(r, c, 1, 1, tuple(lines)))
    page = sheet.page()
    return dataclasses.replace(
        page, tables=(Grid(page.lines[first].box, len(rows), len(rows[0]), tuple(cells)),)
    )


def test_the_grid_of_a_page_tells_rows_and_columns_and_goes_on_over_pages() -> None:
    first = notice().blank().flush("附件").centre("商品税率表")
    pages = [
        with_table(first, [HEAD, ("0101.2100", "改良种|用马", ""), ("", "其他", "10")]),
        with_table(Sheet(), [HEAD, ("0306.1911", "小龙虾仁", "5")]),
    ]
    (section,) = cut(pages).sections
    (attachment,) = section.attachments
    assert attachment.table == (
        HEAD,
        ("0101.2100", "改良种用马", ""),
        ("", "其他", "10"),
        ("0306.1911", "小龙虾仁", "5"),
    )
    printed = [span for span in section.spans if span.field == "attachments.0.table.1.1"]
    assert [pages[s.page].lines[s.line].text for s in printed] == ["改良种", "用马"]


def test_latin_words_of_one_cell_keep_their_blank() -> None:
    first = notice().blank().flush("附件").centre("名单")
    page = with_table(first, [("编号", "name"), ("一", "Ningbo Trading|Company")])
    (section,) = cut([page]).sections
    assert section.attachments[0].table == (("编号", "name"), ("一", "Ningbo Trading Company"))


def test_tariff_codes_that_cannot_be_are_one_finding_at_the_first() -> None:
    first = notice().blank().flush("附件").centre("商品税率表")
    right = [("0101.2100", "马", "10"), ("0306.1911", "虾", "5")]
    wrong = [("7701.1000", "无", "5"), ("8499.1000", "无", "5")]
    pages = [with_table(first, [HEAD, *right]), with_table(Sheet(), [HEAD, *wrong])]
    (found,) = [item for item in cut(pages).findings if item.code == "tariff-code-doubtful"]
    assert "2 of 4 tariff codes" in found.message
    assert "row 4 7701.1000 (no chapter 77)" in found.message
    assert found.page == 1
    (line,) = [line for line in pages[1].lines if line.text == "7701.1000"]
    assert found.box == line.box
    sound = with_table(notice().blank().flush("附件").centre("商品税率表"), [HEAD, *right])
    assert "tariff-code-doubtful" not in {item.code for item in cut([sound]).findings}
