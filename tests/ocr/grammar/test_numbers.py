import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.numbers import DocNumber, NumberStyle, find_numbers, parse_number

SPELLINGS = [
    ("〔86〕署货字第496号", "署货字〔1986〕496号"),
    ("(88)署货字第725号", "署货字〔1988〕725号"),
    ("〔87〕署税字第564号", "署税字〔1987〕564号"),
    ("〔1989〕署监一字第454号", "署监一字〔1989〕454号"),
    ("署监一〔1990〕698号", "署监一〔1990〕698号"),
    ("署税〔1992〕第746号", "署税〔1992〕746号"),
    ("署监〔1994〕774号", "署监〔1994〕774号"),
    ("署通〔1998〕622号", "署通〔1998〕622号"),
    ("署法〔2000〕745号", "署法〔2000〕745号"),
    ("署教发〔2006〕502号", "署教发〔2006〕502号"),
    ("署加发字[2015]51号", "署加发字〔2015〕51号"),
    ("署法(2000〕745号", "署法〔2000〕745号"),
    ("署法2000】745号", "署法〔2000〕745号"),
    ("海关总署令第272号", "海关总署令第272号"),
    ("中华人民共和国海关总署令第272号", "海关总署令第272号"),
    ("署令〔2024〕272号", "海关总署令第272号"),
    ("署令〔2001〕第89号", "海关总署令第89号"),
    ("中华人民共和国海关总署公告2003年第82号", "海关总署公告2003年第82号"),
    ("海关总署公告2019年第170号", "海关总署公告2019年第170号"),
    ("海关总署公告２０１９年第１７０号", "海关总署公告2019年第170号"),
    ("海关总署公告二○○三年第八十二号", "海关总署公告2003年第82号"),
    ("海关总署公告 2019 年 第 170 号", "海关总署公告2019年第170号"),
    ("公告〔2024〕151号", "海关总署公告2024年第151号"),
    ("海关总署公告〔2005〕第45号", "海关总署公告2005年第45号"),
    ("海关总署公告（2004年　第26号）", "海关总署公告2004年第26号"),
    ("海关总署公告（2004年3月5日　第26号）", "海关总署公告2004年第26号"),
    ("海关总署2023年第60号公告", "海关总署公告2023年第60号"),
    ("海关总署 农业农村部公告2024年第151号", "海关总署公告2024年第151号"),
    ("海关总署、农业农村部联合公告2020年第125号", "海关总署公告2020年第125号"),
    ("海关总署、农业农村部2020年联合公告第125号", "海关总署公告2020年第125号"),
    ("天津海关公告2007年第3号", "天津海关公告2007年第3号"),
    ("財政部關務署訓令關字第九六五號", "財政部關務署訓令關字第965號"),
    ("訓令　關字第九六五號", "訓令關字第965號"),
    ("關字第九六五號", "關字第965號"),
    ("通令第四千三百七十四號", "通令第4374號"),
    ("總稅務司署通令第四三七四號", "總稅務司署通令第4374號"),
    ("Circular No. 4374 (Second Series)", "Circular No. 4374 (Second Series)"),
    ("Inspector General's Circular No. 4,374 (Second Series)", "I.G. Circular No. 4374 (Second Series)"),
    ("CUSTOMS NOTICE No. 12", "Customs Notice No. 12"),
]


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
