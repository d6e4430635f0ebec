import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.numbers.find import DocNumber, NumberStyle, find_numbers, parse_number
from spellings import SPELLINGS


@pytest.mark.parametrize(("printed", "canonical"), SPELLINGS)
def test_spellings(printed: str, canonical: str) -> None:
    assert str(parse_number(printed)) == canonical


@pytest.mark.parametrize("canonical", sorted({canonical for _, canonical in SPELLINGS}))
def test_the_canonical_form_is_its_own(canonical: str) -> None:
    assert str(parse_number(canonical)) == canonical


_years = st.integers(1950, 2049)
_counts = st.integers(1, 9999)
_numbers = st.one_of(
    st.builds(
        lambda issuer, kind, year, n: DocNumber(NumberStyle.ANNUAL, issuer, kind, year, n),
        st.sampled_from(["海关总署", "商务部", "天津海关", "国家税务总局"]),
        st.sampled_from(["公告", "通告"]),
        _years,
        _counts,
    ),
    st.builds(
        lambda issuer, n: DocNumber(NumberStyle.SERIAL, issuer, "令", None, n),
        st.sampled_from(["海关总署", "国务院"]),
        _counts,
    ),
    st.builds(
        lambda kind, year, n: DocNumber(NumberStyle.LETTERED, "", kind, year, n),
        st.sampled_from(["署法", "署监一字", "署办动植函", "财关税"]),
        _years,
        _counts,
    ),
    st.builds(
        lambda issuer, kind, word, n: DocNumber(NumberStyle.SERIAL, issuer, kind, None, n, word, "號"),
        st.sampled_from(["海關總稅務司署", "財政部關務署", "總稅務司署"]),
        st.sampled_from(["訓令", "指令", "通令"]),
        st.sampled_from(["", "關字", "渝關字"]),
        _counts,
    ),
    st.builds(
        lambda issuer, n, series: DocNumber(NumberStyle.ENGLISH, issuer, "Circular", None, n, series, ""),
        st.sampled_from(["", "I.G."]),
        _counts,
        st.sampled_from(["", "Second Series"]),
    ),
)


@given(_numbers)
def test_format_and_parse_are_inverse(number: DocNumber) -> None:
    assert parse_number(str(number)) == number


@given(_numbers, st.sampled_from(["根据", "按照", "（", "和", "《办法》（", "自2005年4月25日起，"]))
def test_a_number_is_found_in_running_text_where_it_stands(number: DocNumber, before: str) -> None:
    text = f"{before}{number}的有关规定"
    (found,) = (n for n in find_numbers(text) if n.number == number)
    assert text[found.start : found.end] == found.printed == str(number)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (
            "海关总署公告2015年第57号、2016年第52号和2017年第26号同时废止",
            ["海关总署公告2015年第57号", "海关总署公告2016年第52号", "海关总署公告2017年第26号"],
        ),
        ("海关总署令第172号、第188号", ["海关总署令第172号", "海关总署令第188号"]),
        ("海关总署令第238、240、243号", ["海关总署令第238号", "海关总署令第240号", "海关总署令第243号"]),
        ("海关总署2012年第57号、第58号公告", ["海关总署公告2012年第57号", "海关总署公告2012年第58号"]),
        ("根据署法〔2000〕745号", ["署法〔2000〕745号"]),
        ("商务部为此发布了2007年第63号公告", ["商务部公告2007年第63号"]),
        ("按照我署2014年第65号和2015年第66号公告", ["海关总署公告2014年第65号", "海关总署公告2015年第66号"]),
        ("2024年10月28日海关总署令第272号公布", ["海关总署令第272号"]),
        ("案奉財政部二十七年一月六日京字第四一三○號訓令開", ["財政部訓令京字第4130號"]),
    ],
)
def test_numbers_in_running_text(text: str, canonical: list[str]) -> None:
    assert [str(item.number) for item in find_numbers(text)] == canonical


def test_all_issuers_of_a_joint_number_are_kept() -> None:
    (found,) = find_numbers("海关总署、商务部、原质检总局联合公告2014年第5号")
    assert found.issuers == ("海关总署", "商务部", "质检总局")


def test_an_issuer_that_is_not_printed_is_only_put_in_when_given() -> None:
    text = "所有前頒滬字第七九三號訓令應即廢止"
    assert [str(n.number) for n in find_numbers(text)] == ["訓令滬字第793號"]
    assert [str(n.number) for n in find_numbers(text, "總稅務司署")] == ["總稅務司署訓令滬字第793號"]


@pytest.mark.parametrize(
    "text",
    [
        "苏州市竹辉路88号",
        "附件第3号",
        "国际植物检疫措施标准第15号",
        "2004年3月5日第26号",
        "税则第五一四號徵稅",
        "号",
        "第号公告",
    ],
)
def test_what_is_no_document_number(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    "unit",
    ["2", "第", "年第", "〔2000〕", "号、", "第1号、", "令第1、", "公告", "字", "署", "No. ", "一二三字"],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    find_numbers(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 3.0
