"""Tariff codes as real notices print them; mended where only one reading is possible, doubted where none is."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.grammar.tariff.codes import parse_code
from ocr.grammar.tariff.tariff_headings import doubt
from ocr.grammar.tariff.tariff_text import find_codes


@pytest.mark.parametrize(
    ("printed", "digits", "shown"),
    [
        ("8471", "8471", "8471"),
        ("84.71", "8471", "8471"),
        ("8471.30", "847130", "8471.30"),
        ("84713000", "84713000", "8471.3000"),
        ("8471.3000", "84713000", "8471.3000"),
        ("８４７１．３０００", "84713000", "8471.3000"),
        (" 8471.30.00 ", "84713000", "8471.3000"),
        ("8471 3000", "84713000", "8471.3000"),
        ("29214200.20", "2921420020", "2921.4200.20"),
        ("2607000090", "2607000090", "2607.0000.90"),
        ("0402.10-0402.29", "040210", "0402.10-0402.29"),
        ("8401至8405", "8401", "8401-8405"),
        ("ex 8708.2990", "87082990", "8708.2990"),
    ],
)
def test_a_cell_is_a_code(printed: str, digits: str, shown: str) -> None:
    code = parse_code(printed)
    assert code is not None
    assert (code.digits, str(code), code.mended) == (digits, shown, False)
    assert printed[code.start : code.end] == printed.strip()
    assert code.part == printed.startswith("ex")


@pytest.mark.parametrize(
    ("printed", "digits"),
    [("847I.3OOO", None), ("8471.3O00", "84713000"), ("84l13000", "84113000"), ("O4021000", "04021000")],
)
def test_letters_are_digits_where_nearly_all_are(printed: str, digits: str | None) -> None:
    """Of eight, two may be letters: 847I.3OOO has four, and may be anything."""
    code = parse_code(printed)
    assert (code.digits if code else None) == digits
    assert code is None or code.mended


@pytest.mark.parametrize(
    "printed",
    ["", "847", "84713", "8471300", "847130001", "8471.3", "10%", "税号", "8471,3000元", "0409-0402", "BOOO"],
)
def test_what_is_no_code(printed: str) -> None:
    assert parse_code(printed) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "（税则号列：04021000、04022100、04022900和04029100)进口数量",
            "0402.1000 0402.2100 0402.2900 0402.9100",
        ),
        ("“橙汁”（税号2009.1100）、“橙汁”（税号2009.1200）", "2009.1100 2009.1200"),
        ("税则号列：72193200.10，72193300.10", "7219.3200.10 7219.3300.10"),
        ("商品编号应填报为29214200.20。", "2921.4200.20"),
        ("税则号列2921.4200项下属于该范围内的商品", "2921.4200"),
        ("税则号列：04061000）进口申报数量已达到5504.8170吨", "0406.1000"),
        ("对“4001100000”等2个海关商品编号项下商品", "4001.1000.00"),
        ("自2005年第12号公告起，税号的货品一致，20050425", ""),
        ("（税则号列为81130010）。咨询电话：85193321，010－65193355。", "8113.0010"),
        ("注册编号CIND18PP1802010539的企业，税号为34021100", "3402.1100"),
        ("20050425发布，编号12345678。", ""),
        ("税则号列由2005年的起", ""),
        ("现就调整税目8412、9026项下产品", "8412 9026"),
        ("品目98.03及项下本国子目9803.0090", "9803 9803.0090"),
        ("品目2601至2617项下矿石，共3项", "2601-2617"),
        ("《协调制度》编码0902.30的原产地标准", "0902.30"),
        ("税目3项、2005年", ""),
        ("8471.3000号商品", "8471.3000"),
    ],
)
def test_codes_in_running_text(text: str, expected: str) -> None:
    codes = find_codes(text)
    assert " ".join(map(str, codes)) == expected
    for code in codes:
        assert text[code.start : code.end].replace(".", "") == "至".join(
            filter(None, (code.digits, code.last))
        )


@pytest.mark.parametrize("digits", ["0101", "8549", "9706", "98019000", "3827", "2853"])
def test_headings_that_exist(digits: str) -> None:
    assert doubt(digits) == ""


@pytest.mark.parametrize("digits", ["0001", "7701", "9901", "0107", "8400", "8488", "9707"])
def test_headings_that_do_not(digits: str) -> None:
    assert doubt(digits)


def test_before_the_harmonized_system_other_headings_existed() -> None:
    assert doubt("8465.50".replace(".", ""), date(1988, 5, 1)) == ""
    assert doubt("9906", date(1988, 5, 1)) == ""
    assert doubt("9906", date(1992, 1, 1))
    assert doubt("0001", date(1988, 5, 1))


@settings(deadline=None, derandomize=True)
@given(st.from_regex(r"[0-9]{4}([0-9]{2}){0,3}", fullmatch=True), st.sampled_from(["", ".", "．", " "]))
def test_every_grouping_reads_back(digits: str, dot: str) -> None:
    parts = [digits[:4], *(digits[n : n + 2] for n in range(4, len(digits), 2))]
    for printed in (dot.join(parts), digits):
        code = parse_code(printed)
        assert code is not None
        assert code.digits == digits
    shown = parse_code(str(code))
    assert shown is not None
    assert shown.digits == digits


@settings(deadline=None, derandomize=True)
@given(st.text("税则号列：、8471.3000ex-至（） Oil\n电话", max_size=60))
def test_odd_texts_never_break_it(text: str) -> None:
    codes = find_codes(text)
    assert all(len(code.digits) in (4, 6, 8, 10) for code in codes)
    assert all(before.end <= after.start for before, after in pairwise(codes))
    parse_code(text)


def test_a_long_text_takes_linear_time() -> None:
    text = "税则号列：" + "84713000、" * 20_000 + "税号" * 20_000
    assert len(find_codes(text)) == 20_000
