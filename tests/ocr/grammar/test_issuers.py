import pytest

from ocr.grammar.issuers.find import find_issuers, issuer_before, issuers_before
from ocr.grammar.issuers.issuer_lines import split_issuers


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("海关总署", ["海关总署"]),
        ("中华人民共和国海关总署", ["海关总署"]),
        ("海　关　总　署", ["海关总署"]),
        ("海关总署 农业农村部", ["海关总署", "农业农村部"]),
        ("海关总署、原质检总局", ["海关总署", "质检总局"]),
        ("中华人民共和国海关总署国家质量监督检验检疫总局", ["海关总署", "国家质量监督检验检疫总局"]),
        ("国家发展改革委 财政部", ["国家发展改革委", "财政部"]),
        ("海 关 总 署 财 政 部 国 家 外 汇 管 理 局", ["海关总署", "财政部", "国家外汇管理局"]),
        ("·海关 总.署", ["海关总署"]),
        ("海关总署办公厅", ["海关总署办公厅"]),
        ("海关总署广东分署", ["海关总署广东分署"]),
        ("天津海关", ["天津海关"]),
        ("財政部關務署", ["財政部關務署"]),
        ("CUSTOM HOUSE, ICHANG,", ["Custom House, Ichang"]),
        ("INSPECTORATE GENERAL OF CUSTOMS,", ["Inspectorate General of Customs"]),
        ("海关总署关于调整税率", []),
        ("海关总署办公厅编", []),
        ("动植物检疫", []),
        ("我们", []),
        ("", []),
    ],
)
def test_a_line_of_issuers(line: str, names: list[str]) -> None:
    found = split_issuers(line)
    assert [issuer.name for issuer in found] == names
    assert not any(issuer.worn for issuer in found)


def test_places_are_those_of_the_line_blanks_included() -> None:
    line = "中华人民共和国 海 关 总 署 商务部"
    found = split_issuers(line)
    assert [line[issuer.start : issuer.end] for issuer in found] == ["中华人民共和国 海 关 总 署", "商务部"]


def test_issuers_before_a_place_in_running_text() -> None:
    text = "解除原农业部、海关总署"
    assert [issuer.name for issuer in issuers_before(text, len(text))] == ["农业部", "海关总署"]
    assert issuer_before("按照天津海关", 6) is not None
    assert issuer_before("按照有关部门", 6) is None


def test_all_issuers_in_a_sentence() -> None:
    assert [i.name for i in find_issuers("海关总署会同商务部、国家税务总局制定")] == [
        "海关总署",
        "商务部",
        "国家税务总局",
    ]


def test_running_text_is_matched_letter_for_letter_only() -> None:
    assert not list(find_issuers("由海关总暑会同商夯部制定"))
    assert issuer_before("海关总暑", 4) is None
