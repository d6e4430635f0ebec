"""Names that were not read letter for letter: told when they can be one authority's only, else nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.issuers.authorities import AuthorityKind, authorities, current_file
from ocr.grammar.issuers.find import issuer_names
from ocr.grammar.issuers.issuer_lines import split_issuers
from ocr.grammar.issuers.worn_cost import UNSURE
from ocr.grammar.issuers.worn_names import nearest_name


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("海关总暑", ["海关总署"]),
        ("海美总署", ["海关总署"]),
        ("海关忌署", ["海关总署"]),
        ("海关咚署", ["海关总署"]),
        ("悔关怠署", ["海关总署"]),
        ("关总署", ["海关总署"]),
        ("品海关总署", ["海关总署"]),
        ("'海 关 总 暑", ["海关总署"]),
        ("中华人民共和囯海关总暑", ["海关总署"]),
        ("华人民共和国海关总署", ["海关总署"]),
        ("海关总署农业农忖部", ["海关总署", "农业农村部"]),
        ("海关总署 国家祝务总局 商务部", ["海关总署", "国家税务总局", "商务部"]),
        ("国家税务怠局", ["国家税务总局"]),
        ("国家质量监督检验险疫总局", ["国家质量监督检验检疫总局"]),
        ("海关总署办公斤", ["海关总署办公厅"]),
        ("海關總稅矜司署", ["海關總稅務司署"]),
        ("财政邵", ["财政部"]),
        ("天律海关", ["天津海关"]),
        ("CUSTOM HOUSE, ICHANC,", ["Custom House, Ichang"]),
        ("INSPECTORATE GENERA1 OF CUST0MS,", ["Inspectorate General of Customs"]),
    ],
)
def test_worn_names(line: str, names: list[str]) -> None:
    found = split_issuers(line)
    assert [issuer.name for issuer in found] == names
    assert any(issuer.worn for issuer in found)


@pytest.mark.parametrize(
    "line",
    [
        "威海海关",  # a customs the file does not have, one character from 上海海关
        "北海海关",
        "泰州海关",
        "大津海关",  # 天津 or 大连
        "国家食品监督管理局",  # 药品 of another name lost, or a body unknown
        "海关总署令",
        "由海关总署",
        "海关总署署长",
        "海关总署处",
        "海关总局",
        "工业部",
        "海关总会",
        "工商局",
        "对外贸易",
        "国家税务总",
        "经济贸易",
        "海关",
        "总署署",
        "进出口商品检验",
        "Customs House",
        "Inspector General",
    ],
)
def test_what_may_be_something_else_is_nobodys(line: str) -> None:
    assert not any(issuer.worn for issuer in split_issuers(line))


REGIONAL = sorted({body.name for body in authorities() if body.kind is AuthorityKind.REGIONAL})
EXACT = issuer_names(current_file())
MARKS = sorted({mark for name in REGIONAL for mark in name} | set("洋律丈品口美"))


def _bodies(name: str) -> set[str]:
    return {body.id for body in authorities() if name in body.printed}


@pytest.mark.parametrize("name", REGIONAL)
def test_one_damaged_character_of_a_regional_customs_never_makes_another(name: str) -> None:
    """Every character of every name put in the place of each, or beside it, or one taken out: the true customs, or
    none."""
    damaged = {name[:at] + name[at + 1 :] for at in range(len(name))}
    damaged |= {name[:at] + mark + name[at:] for at in (0, 1, len(name)) for mark in MARKS[::4]}
    damaged |= {name[:at] + mark + name[at + 1 :] for at in range(len(name)) for mark in MARKS}
    for text in damaged - set(EXACT):
        told = nearest_name(text, current_file())
        assert told is None or _bodies(told) == _bodies(name), text


@given(
    st.sampled_from(sorted(name for name in EXACT if len(name) >= 4)),
    st.data(),
)
def test_one_worn_character_is_never_told_as_a_far_name(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    mark = data.draw(st.sampled_from("口日目品囗回山川"))
    text = name[:at] + mark + name[at + 1 :]
    told = nearest_name(text, current_file())
    if told is not None and text not in EXACT:
        assert sum(a != b for a, b in zip(told, text, strict=False)) + abs(len(told) - len(text)) <= 2


def test_the_readers_doubts_tell_what_print_alone_does_not() -> None:
    assert split_issuers("大津海关") == ()
    assert [i.name for i in split_issuers("大津海关", {0: frozenset("天太")})] == ["天津海关"]
    assert split_issuers("大津海关", {0: frozenset({UNSURE})}) == ()
    assert split_issuers("农业农咚部") == ()
    assert [i.name for i in split_issuers("农业农咚部", {3: frozenset({UNSURE})})] == ["农业农村部"]


def test_places_of_worn_names() -> None:
    line = "海关总署 农 业 农 忖 部"
    found = split_issuers(line)
    assert [line[i.start : i.end] for i in found] == ["海关总署", "农 业 农 忖 部"]
    assert [i.worn for i in found] == [False, True]


def test_long_lines_and_odd_signs_cost_nothing() -> None:
    assert split_issuers("海关总暑" * 4000) == ()
    assert split_issuers("关" * 40) == ()
    assert split_issuers("、" * 40) == ()
