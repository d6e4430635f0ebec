"""The authority file: whole, consistent, found by any spelling, extended by an archive's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocr.errors import AuthoritiesInvalid
from ocr.grammar.issuers.authorities import (
    AuthorityKind,
    authorities,
    authorities_with,
    authority_of,
    current_file,
    line_of,
    names_in_line,
)
from ocr.grammar.issuers.authority import OPEN, is_date
from ocr.grammar.issuers.find import find_issuers


def _ids(name: str) -> list[str]:
    return [body.id for body in line_of(name)]


def _walk(start: str) -> Iterator[str]:
    by_id = current_file().by_id
    waiting = list(by_id[start].successors)
    while waiting:
        key = waiting.pop()
        yield key
        waiting += by_id[key].successors


def test_every_link_is_an_id_and_stands_at_both_ends() -> None:
    by_id = current_file().by_id
    for body in authorities():
        assert all(body.id in by_id[key].predecessors for key in body.successors)
        assert all(body.id in by_id[key].successors for key in body.predecessors)


def test_no_body_follows_itself() -> None:
    for body in authorities():
        assert body.id not in set(_walk(body.id))


def test_dates_are_dates_in_order_and_every_entry_has_its_ground() -> None:
    for body in authorities():
        assert all(is_date(value) for value in (body.begin, body.end) if value not in ("", OPEN)), body.id
        assert body.in_order, body.id
        assert body.ground, body.id
        assert body.begin != OPEN


def test_a_name_means_one_body_at_a_time() -> None:
    for name, bodies in current_file().by_spelling.items():
        for at, one in enumerate(bodies):
            assert all(one.before(other) or other.before(one) for other in bodies[at + 1 :]), name


def test_the_42_regional_customs_have_english_names() -> None:
    regional = [
        b for b in authorities() if b.kind is AuthorityKind.REGIONAL and b.ground.startswith("one of the 42")
    ]
    assert len(regional) == 42
    assert all(body.english.endswith(" Customs") for body in regional)
    assert authority_of("Xi'an Customs") is authority_of("西安海关")


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("海关总署", "海关总署"),
        ("中华人民共和国海关总署", "海关总署"),
        ("中華人民共和國海關總署", "海关总署"),
        ("海 关 总 署", "海关总署"),
        ("國家稅務總局", "国家税务总局"),
        ("发改委", "国家发展和改革委员会"),
        ("發改委", "国家发展和改革委员会"),
        ("原质检总局", "国家质量监督检验检疫总局"),
        ("總稅務司署", "海关总税务司署"),
        ("江汉关", "江汉关"),
        ("江漢關", "江汉关"),
        ("CUSTOM HOUSE, HANKOW", "江汉关"),
        ("State Taxation Administration", "国家税务总局"),
    ],
)
def test_found_by_any_spelling(spelling: str, name: str) -> None:
    found = authority_of(spelling)
    assert found is not None
    assert found.name == name


def test_a_name_of_two_bodies_in_turn_is_told_by_the_day() -> None:
    names = [
        authority_of("國家藥品監督管理局", day) for day in (dt.date(2000, 1, 1), dt.date(2020, 1, 1), None)
    ]
    assert [body.id for body in names if body] == ["sda", "nmpa", "nmpa"]
    assert [b.id for d in (1944, 1987) if (b := authority_of("財政部", dt.date(d, 1, 1)))] == [
        "mof-republic",
        "mof",
    ]
    assert authority_of("没有这个机关") is None
    assert line_of("没有这个机关") == ()


def test_the_line_of_the_customs_runs_from_the_inspectorate_to_the_present() -> None:
    line = _ids("海关总署")
    chain = ["igc", "gac-1949", "gac-mft", "cab", "gac"]
    assert [key for key in line if key in chain] == chain
    assert [key for key in line if key in ("swc", "kws", "gac-1949")] == ["swc", "kws", "gac-1949"]
    assert _ids("外经贸部")[-2:] == ["moftec", "mofcom"]
    assert _ids("卫生部") == ["moh", "nhfpc", "nhc"]


def test_a_line_does_not_come_down_by_another_branch() -> None:
    line = _ids("质检总局")
    assert {"saiq", "aqsiq", "samr", "gac"} <= set(line)
    assert "samr" not in _ids("海关总署")
    assert "igc" not in line


def test_predecessors_stand_before_successors_in_every_line() -> None:
    for body in authorities():
        line = _ids(body.name)
        for at, key in enumerate(line):
            assert not set(line[:at]) & set(_walk(key))


OWN = """id,kind,name,short,english,predecessors,ground
customs-quanzhou,regional customs,泉州海关,,Quanzhou Customs,,under 厦门海关
gac-port,customs administration,海关总署口岸监管司,口岸监管司,,gac,internal
"""


def test_an_archives_own_bodies_are_added_for_the_block(tmp_path: Path) -> None:
    path = tmp_path / "bodies.csv"
    path.write_text("\ufeff" + OWN, encoding="utf-8")
    before = len(authorities())
    with authorities_with(path) as file:
        assert file.digest
        assert len(authorities()) == before + 2
        assert authority_of("泉州海关") is not None
        assert _ids("口岸监管司")[-1] == "gac-port"
        assert "gac-port" in file.by_id["gac"].successors
        assert [i.name for i in find_issuers("由泉州海关办理")] == ["泉州海关"]
    assert authority_of("泉州海关") is None
    assert not list(find_issuers("由泉州海关办理"))
    assert current_file().digest == ""


def test_an_own_row_takes_the_place_of_a_shipped_one_and_keeps_its_links(tmp_path: Path) -> None:
    path = tmp_path / "bodies.csv"
    path.write_text(
        "id,kind,name,short,begin\nkws,customs administration,财政部关务署,关务署|關務署,1927-10\n", "utf-8"
    )
    with authorities_with(path):
        body = authority_of("關務署")
        assert body is not None
        assert (body.begin, body.predecessors, body.successors) == ("1927-10", ("swc",), ("gac-1949",))


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("name,kind\n甲海关,regional customs\n", 1, "'id'"),
        ("id,kind,name,colour\na,court,甲法院,red\n", 1, "'colour'"),
        ("id,kind,name\n,court,甲法院\n", 2, "'id' is empty"),
        ("id,kind,name\na,court,甲法院\nb,club,乙会社\n", 3, "no kind 'club'"),
        ("id,kind,name,begin\na,court,甲法院,1949-13\n", 2, "'1949-13' is no date"),
        ("id,kind,name,begin\na,court,甲法院,2023-02-29\n", 2, "is no date"),
        ("id,kind,name,begin,end\na,court,甲法院,1950,1949\n", 2, "before it begins"),
        ("id,kind,name,successors\na,court,甲法院,nobody\n", 2, "'nobody'"),
        ("id,kind,name,successors\na,court,甲法院,b\nb,court,乙法院,a\n", 3, "follows itself"),
        ("id,kind,name,successors,end\na,court,甲法院,b,1990\nb,court,乙法院,,1980\n", 2, "outlived 'b'"),
        ("id,kind,name\na,court,甲法院\na,court,乙法院\n", 3, "stands already"),
        ("id,kind,name\nmine,ministry,商务部\n", 2, "'商务部' is a name of"),
        ("id,kind,name\na,court,甲 法院\n", 2, "no name to look for"),
        ("id,kind,name\na,court,甲法院,more\n", 2, "3 cells are expected"),
        ('id,kind,name\na,court,"甲法院\n', 2, "not CSV"),
    ],
)
def test_faults_are_named_with_file_line_and_remedy(tmp_path: Path, text: str, line: int, told: str) -> None:
    path = tmp_path / "bodies.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AuthoritiesInvalid) as raised, authorities_with(path):
        pass
    assert f"{path}, line {line}" in raised.value.reason
    assert told in raised.value.reason
    assert raised.value.remedy


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    for name, content, told in (
        ("none.csv", None, "cannot be read"),
        ("gbk.csv", "id,kind,name\na,court,甲法院\n".encode("gbk"), "line 2: not UTF-8"),
        ("large.csv", b"x" * (5 << 20), "MiB"),
    ):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(AuthoritiesInvalid, match=told), authorities_with(path):
            pass


def test_a_file_that_was_edited_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "bodies.csv"
    digests = set()
    for name in ("甲海关", "乙海关"):
        path.write_text(f"id,kind,name\nx,regional customs,{name}\n", encoding="utf-8")
        with authorities_with(path) as file:
            assert authority_of(name) is not None
            digests.add(file.digest)
    assert len(digests) == 2


def test_names_in_line_are_those_that_notices_may_carry() -> None:
    names = names_in_line("商务部")
    assert names[0] == "商务部"
    assert {"外经贸部", "對外貿易部", "Ministry of Commerce"} <= set(names)
    assert names_in_line("没有这个机关") == ("没有这个机关",)
    assert "Inspectorate General of Customs" in names_in_line("海关总署")
