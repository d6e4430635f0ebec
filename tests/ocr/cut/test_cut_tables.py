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


def test_code_and_goods_in_one_column_are_two() -> None:
    first = notice().blank().flush("附件").centre("商品税率表")
    rows = [
        ("1", "6212.7330经制革切边的牛蓝湿皮", "3"),
        ("2", "87195035 -点燃往复式活塞内燃发动机", "8"),
        ("", "3 4012.1131其他", "20"),
        ("4", "初级形状的聚乙烯（比重|8108.7043|小于0.94）", "5"),
        ("5", "5202.6256", ""),
        ("", "其他，不论是否带壳", "6"),
    ]
    (section,) = cut([with_table(first, rows)]).sections
    assert section.attachments[0].table == (
        ("1", "6212.7330", "经制革切边的牛蓝湿皮", "3"),
        ("2", "87195035", "-点燃往复式活塞内燃发动机", "8"),
        ("3", "4012.1131", "其他", "20"),
        ("4", "8108.7043", "初级形状的聚乙烯（比重小于0.94）", "5"),
        ("5", "5202.6256", "", ""),
        ("", "", "其他，不论是否带壳", "6"),
    )


def test_names_that_hold_a_number_stay_one_column() -> None:
    first = notice().blank().flush("附件").centre("名单")
    rows = [
        HEAD,
        ("0101.2100", "第12345678号许可证", "5"),
        ("0102.2100", "马", "6"),
        ("0103.2100", "牛", "7"),
    ]
    (section,) = cut([with_table(first, rows)]).sections
    assert section.attachments[0].table == tuple(rows)


def test_a_row_that_the_page_parts_is_joined() -> None:
    first = notice().blank().flush("附件").centre("商品税率表")
    pages = [
        with_table(
            first,
            [
                HEAD,
                ("0101.2100", "改良种用马", "0"),
                ("0102.2100", "牛", "5"),
                ("0103.2100", "未列名的针织或钩编的", "8"),
            ],
        ),
        with_table(Sheet(), [HEAD, ("", "男式便服", ""), ("0104.2100", "羊", "6"), ("0105.2100", "鸡", "7")]),
    ]
    (section,) = cut(pages).sections
    table = section.attachments[0].table
    assert table is not None
    assert table[3:5] == (("0103.2100", "未列名的针织或钩编的男式便服", "8"), ("0104.2100", "羊", "6"))
    assert len(table) == 6
    rules = [e.rule for e in section.evidence if e.field == "attachments.0.table"]
    assert rules == ["head-printed-again", "row-goes-on"]


def test_a_head_read_with_an_error_on_the_next_page_is_left_out_all_the_same() -> None:
    first = notice().blank().flush("附件").centre("商品税率表")
    pages = [
        with_table(first, [HEAD, ("0101.2100", "马", "0"), ("0102.2100", "牛", "5")]),
        with_table(Sheet(), [("税则号别", "商品名称", "税率"), ("0104.2100", "羊", "6")]),
    ]
    (section,) = cut(pages).sections
    assert section.attachments[0].table == (
        HEAD,
        ("0101.2100", "马", "0"),
        ("0102.2100", "牛", "5"),
        ("0104.2100", "羊", "6"),
    )


def test_rows_that_differ_only_in_a_number_are_no_head_again() -> None:
    first = notice().blank().flush("附件").centre("名单")
    pages = [
        with_table(first, [("海关总署公告2003年第11号", "废止"), ("海关总署公告2003年第12号", "废止")]),
        with_table(Sheet(), [("海关总署公告2003年第13号", "废止")]),
    ]
    (section,) = cut(pages).sections
    assert len(section.attachments[0].table or ()) == 3


def placed(sheet: Sheet, rows: list[tuple[str, ...]], ems: tuple[float, ...]) -> PageText:
    """`sheet` with `rows` set in columns at `ems`, and a grid that has only the columns that hold text."""
    first = len(sheet.lines)
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            sheet.put(text, ems[c], Role.TABLE_CELL)
            sheet.at -= 32
            cells.append(Cell(r, c, 1, 1, (len(sheet.lines) - 1,)))
        sheet.at += 32
    page = sheet.page()
    return dataclasses.replace(page, tables=(Grid(page.lines[first].box, len(rows), len(ems), tuple(cells)),))


def test_a_column_that_is_empty_on_the_next_page_keeps_its_place() -> None:
    sheet = notice().blank().flush("附件").centre("商品税率表")
    heads = ("号列", "名称", "单位", "税率")
    pages = [
        placed(sheet, [heads, ("0101", "马", "头", "5"), ("0102", "牛", "头", "6")], (0, 8, 16, 24)),
        placed(Sheet(), [("0103", "羊", "7"), ("0104", "鸡", "8")], (0.5, 8.5, 24.5)),
    ]
    (section,) = cut(pages).sections
    assert section.attachments[0].table == (
        heads,
        ("0101", "马", "头", "5"),
        ("0102", "牛", "头", "6"),
        ("0103", "羊", "", "7"),
        ("0104", "鸡", "", "8"),
    )


def test_a_head_of_two_levels_with_its_spans() -> None:
    sheet = notice().blank().flush("附件").centre("商品税率表")
    page = with_table(
        sheet,
        [
            ("号列", "名称", "税率（%）", ""),
            ("", "", "普通", "优惠"),
            ("0101", "马", "5", "0"),
            ("0102", "牛", "6", "1"),
        ],
    )
    (grid,) = page.tables
    spans = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2)}
    cells = tuple(
        dataclasses.replace(cell, rows=spans.get((cell.row, cell.column), (1, 1))[0],
                            columns=spans.get((cell.row, cell.column), (1, 1))[1])
        for cell in grid.cells
    )  # fmt: skip
    (section,) = cut([dataclasses.replace(page, tables=(dataclasses.replace(grid, cells=cells),))]).sections
    (attachment,) = section.attachments
    assert attachment.head_rows == 2
    assert attachment.merged == ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2))
    assert attachment.table is not None
    assert attachment.table[0] == ("号列", "名称", "税率（%）", "")
    assert {len(row) for row in attachment.table} == {4}


def test_a_column_whose_rule_was_not_seen_is_parted() -> None:
    sheet = notice().blank().flush("附件").centre("商品税率表")
    rows = [HEAD, ("0101.2100", "马", "5"), ("0102.2100", "未列名的牛", "6"), ("0103.2100", "羊", "7")]
    page = placed(sheet, rows, (0, 8, 20))
    (grid,) = page.tables
    seen = [
        dataclasses.replace(left, lines=(*left.lines, *right.lines))
        for left, right in zip(grid.cells[1::3], grid.cells[2::3], strict=True)
    ]
    cells = tuple(cell for pair in zip(grid.cells[::3], seen, strict=True) for cell in pair)
    blind = dataclasses.replace(page, tables=(dataclasses.replace(grid, columns=2, cells=cells),))
    (section,) = cut([blind]).sections
    assert section.attachments[0].table == tuple(rows)


def test_lines_below_each_other_are_one_cell() -> None:
    first = notice().blank().flush("附件").centre("名单")
    rows = [(f"0{n}01.2100", "改良种|用马") for n in range(1, 6)]
    (section,) = cut([with_table(first, rows)]).sections
    assert section.attachments[0].table == tuple((code, "改良种用马") for code, _ in rows)


def test_an_empty_column_that_one_page_alone_has_is_left_out() -> None:
    sheet = notice().blank().flush("附件").centre("商品税率表")
    pages = [
        placed(sheet, [HEAD, ("0101", "马", "5"), ("0102", "牛", "6")], (0, 8, 24)),
        with_table(Sheet(), [("税则号列", "商品名称", "", "税率"), ("0103", "羊", "", "7")]),
    ]
    (section,) = cut(pages).sections
    assert section.attachments[0].table == (
        HEAD,
        ("0101", "马", "5"),
        ("0102", "牛", "6"),
        ("0103", "羊", "7"),
    )
