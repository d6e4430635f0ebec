"""Tables of tariff lines: the column of codes found with or without a head; cells that cannot be right told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.grammar.tariff.tariff_table import parse_codes, read_tariff_table

HEAD = ("序号", "税则号列", "商品名称", "计量单位", "普通税率（%）", "优惠税率（%）")
CODES = ("0101.1000", "0101.2100", "0102.9000", "0201.1000", "0203.1110", "0301.1100", "0402.1000", "0406.9000",
         "0504.0011", "0701.1000", "0801.1100")  # fmt: skip


def rows(codes: tuple[str, ...] = CODES) -> list[tuple[str, ...]]:
    return [HEAD, *((str(n), code, f"货{n}", "千克", "30", "5") for n, code in enumerate(codes, 1))]


def doubts(codes: tuple[str, ...], day: date | None = None) -> list[tuple[int, str]]:
    table = read_tariff_table(rows(codes), 1, day)
    assert table is not None
    return [(item.row, item.printed) for item in table.doubts]


def test_a_line_has_its_code_goods_and_rates() -> None:
    table = read_tariff_table(rows(), 1)
    assert table is not None
    assert (table.column, len(table.lines), table.doubts) == (1, len(CODES), ())
    line = table.lines[2]
    assert (line.row, str(line.codes[0]), line.goods) == (3, "0102.9000", "货3")
    assert line.rates == (("普通税率（%）", "30"), ("优惠税率（%）", "5"))


def test_a_head_of_two_rows_names_the_columns_together() -> None:
    head = [("税则号列", "货品名称", "税率（%）", ""), ("", "", "普通", "优惠")]
    table = read_tariff_table([*head, ("0101.1000", "马", "30", "10")], 2)
    assert table is not None
    assert table.lines[0].rates == (("税率（%）普通", "30"),)


@pytest.mark.parametrize("head", [True, False])
def test_a_column_full_of_codes_needs_no_head(head: bool) -> None:
    plain = [("货品", "代号"), *((f"货{n}", code) for n, code in enumerate(CODES))]
    table = read_tariff_table(plain if head else plain[1:])
    assert table is not None
    assert (table.column, len(table.lines)) == (1, len(CODES))


@pytest.mark.parametrize(
    "other",
    [
        [],
        [("序号", "企业名称", "注册编号"), ("1", "甲", "3702910001"), ("2", "乙", "x"), ("3", "丙", "y")],
        [("年份", "数量"), ("2003", "1204"), ("2004", "3050"), ("2005", "2840")],
        [("品名", "金额"), ("甲", "8471.50"), ("乙", "9960.00"), ("丙", "7788.20")],
        [("代码", "栏目名称"), ("0110", "一般贸易"), ("0214", "来料加工")],
        [("税率",), ("10.00",), ("12.50",)],
    ],
)
def test_other_tables_are_none(other: list[tuple[str, ...]]) -> None:
    assert read_tariff_table(other) is None


def test_codes_that_cannot_exist_are_doubted() -> None:
    assert doubts((*CODES[:5], "7701.1000", "0l02.99", *CODES[7:])) == [(6, "7701.1000")]
    assert doubts(("8415.1000", "8465.5000", "8488.1000")) == [(3, "8488.1000")]
    assert doubts(("8415.1000", "8465.5000", "8488.1000"), date(1990, 1, 1)) == []


def test_a_cell_that_is_no_code_is_doubted_unless_it_lists_some() -> None:
    assert doubts((*CODES, "0802.l", "0803.12000", "见附注2005年", "0802.1100、0802.1200", "")) == [
        (12, "0802.l"), (13, "0803.12000"),
    ]  # fmt: skip


def test_one_that_breaks_the_order_of_all_others_is_doubted() -> None:
    """0203 read as 0903: the heading exists, but not between 0201 and 0301."""
    damaged = tuple("0903.1110" if code == "0203.1110" else code for code in CODES)
    assert doubts(damaged) == [(5, "0903.1110")]
    assert doubts(tuple(reversed(CODES))) == []


def test_several_codes_in_a_cell() -> None:
    assert [str(code) for code in parse_codes("84713000、84714140\n84715040")] == [
        "8471.3000", "8471.4140", "8471.5040",
    ]  # fmt: skip
    assert [code.digits for code in parse_codes("84713000")] == ["84713000"]
    assert parse_codes("84713000、无") == parse_codes("") == ()


@settings(deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.text("税则号列8471.30 -Ol名率", max_size=12), max_size=4), max_size=6),
    st.integers(0, 3),
)
def test_odd_tables_never_break_it(table: list[list[str]], heads: int) -> None:
    found = read_tariff_table(table, min(heads, len(table)))
    assert found is None or all(line.row < len(table) for line in found.lines)
