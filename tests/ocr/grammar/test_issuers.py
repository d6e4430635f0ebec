import pytest

from ocr.grammar.issuers import authorities, find_issuers, issuer_before, issuers_before, split_issuers


def test_successors_are_in_the_file_themselves() -> None:
    names = {authority.name for authority in authorities()}
    assert {a.successor for a in authorities() if a.successor} <= names
    assert len(names) == len(authorities())


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
        ("天津海关", ["天津海关"]),
        ("財政部關務署", ["財政部關務署"]),
        ("CUSTOM HOUSE, ICHANG,", ["Custom House, Ichang"]),
        ("INSPECTORATE GENERAL OF CUSTOMS,", ["Inspectorate General of Customs"]),
        ("海关总署关于调整税率", []),
        ("我们", []),
        ("", []),
    ],
)
def test_a_line_of_issuers(line: str, names: list[str]) -> None:
    assert [issuer.name for issuer in split_issuers(line)] == names


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
