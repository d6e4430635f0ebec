"""Akoma Ntoso: valid by the standard's own schema, text and anchors kept, relations and IRIs as they should be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.formats.akn import Surroundings, to_akn
from archive.formats.akn_iri import cited_iri, expression_iri, is_number, work_iri
from archive.formats.akn_known import NOTHING_KNOWN, Known, known
from archive.notice_records import Attachment, Clause, Notice, Relation
from archive.records import Issue, Step
from archive.statements import Statement

Make = Callable[..., Notice]

SCHEMA = Path(__file__).parents[2] / "resources" / "akn" / "akomantoso30.xsd"
A = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "w": "urn:wengao:notice"}
ISSUE = Issue("i7", "key", "海关总署文告", "2003年第12期", "12", dt.date(2003, 12, 10), "G1-2", "")
AROUND = Surroundings(ISSUE, (12, 13), dt.date(2026, 1, 2), NOTHING_KNOWN)
TEXT = (
    "为规范管理，现公告如下：\n第一章　总则\n第一条　甲<乙。\n乙段。\n第二条　丙：\n（一）丁；\n（二）戊。\n"
    "海关总署公告2001年第1号附件2同时废止。\n特此公告。"
)


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def read(notice: Notice, around: Surroundings = AROUND) -> etree._Element:
    """The document, after the schema has taken it."""
    root = etree.fromstring(to_akn(notice, around))
    assert schema().validate(root), schema().error_log
    return root


def clause(level: str, label: str, depth: int, begin: str, end: str, anchor: str) -> Clause:
    """The clause of TEXT from where `begin` stands to where `end` does (``""``: to the end of TEXT)."""
    last = TEXT.index(end) if end else len(TEXT)
    return Clause(level, label, depth, TEXT.index(begin), last, anchor)


@pytest.fixture
def notice(new_notice: Make) -> Notice:
    """A notice with something of everything."""
    return new_notice(
        "i7p12",
        id="i7n3",
        title="关于“甲”的公告",
        doc_number="海关总署公告2003年第82号",
        doc_number_printed="２００３年第８２号",
        kind="公告",
        issuers=("海关总署", "农业农村部"),
        date=dt.date(2003, 12, 1),
        date_printed="二○○三年十二月一日",
        effective_date=dt.date(2004, 1, 1),
        expiry_date=dt.date(2005, 12, 31),
        text=TEXT,
        signature="海关总署\n农业农村部",
        attachments=(
            Attachment(
                "说明",
                "说明如下：\n一、甲。\n二、乙。",
                ("i7p13", "i7p13"),
                label="附件1",
                clauses=(
                    Clause("head", "一、", 0, 6, 11, "att_1__head_1"),
                    Clause("head", "二、", 0, 11, 15, "att_1__head_2"),
                ),
            ),
            Attachment(
                "税率表",
                "",
                ("i7p13", "i7p13"),
                (("税则号列", "税率"), ("0101.1000", "10%"), ("合计", "")),
                head_rows=1,
                merged=((2, 0, 1, 2),),
            ),
        ),
        cites=("海关总署公告2001年第1号", "海关总署令第89号", "署法〔2000〕745号"),
        relations=(
            Relation(
                "repeals_in_part",
                "海关总署公告2001年第1号",
                "附件2",
                "海关总署公告2001年第1号附件2同时废止",
                "2004-02-01",
                ("att_2", "art_5"),
            ),
            Relation("based_on", "中华人民共和国海关法", "", "为规范管理"),
        ),
        clauses=(
            clause("chp", "第一章", 0, "第一章", "特此", "chp_1"),
            clause("art", "第一条", 1, "第一条", "第二条", "art_1"),
            clause("para", "", 2, "　甲<", "乙段", "art_1__para_1"),
            clause("para", "", 2, "乙段", "第二条", "art_1__para_2"),
            clause("art", "第二条", 1, "第二条", "特此", "art_2"),
            clause("item", "（一）", 2, "（一）", "（二）", "art_2__item_1"),
            clause("item", "（二）", 2, "（二）", "特此", "art_2__item_2"),
        ),
        disclosure="主动公开",
        step=Step("wengao-cut", "5"),
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_schema_takes_a_full_notice_and_refuses_a_wrong_one(notice: Notice) -> None:
    root = read(notice)
    root.find(".//a:FRBRcountry", A).getparent().remove(root.find(".//a:FRBRcountry", A))
    assert not schema().validate(root)


def test_the_schema_takes_a_notice_of_which_nothing_is_known(new_notice: Make) -> None:
    bare = Issue("i7", "key", "", "", "", None, "", "")
    root = read(new_notice("i7p1", id="i7n1"), replace(AROUND, issue=bare, read=None))
    assert root.find(".//a:publication", A) is None
    assert root.find(".//a:FRBRdate", A).get("name") == "unknown"


def test_every_character_of_the_text_is_kept_in_order(notice: Notice) -> None:
    root = read(notice)
    written = "".join(
        "".join(part.itertext())
        for part in root.iterfind("a:act/*", A)
        if part.tag.endswith(("preamble", "body"))
    )
    assert squeezed(written) == squeezed(TEXT)


def test_clauses_nest_and_bear_their_anchors(notice: Notice) -> None:
    root = read(notice)
    for item in notice.clauses:
        (element,) = root.xpath("//*[@eId=$anchor]", anchor=item.anchor)
        assert squeezed("".join(element.itertext())) == squeezed(TEXT[item.start : item.end])
        number = element.find("a:num", A)
        assert (number.text if number is not None else "") == item.label
    (item,) = root.xpath("//*[@eId='art_2__item_1']")
    assert (etree.QName(item).localname, item.get("name")) == ("hcontainer", "item")
    above = [element.get("eId") for element in item.iterancestors() if element.get("eId")]
    assert above == ["art_2", "chp_1", "body"]
    assert root.findtext(".//a:chapter/a:heading", namespaces=A) == "总则"
    assert squeezed("".join(root.find(".//a:preamble", A).itertext())) == "为规范管理，现公告如下："


def test_iris_name_the_work_its_wording_and_this_file(notice: Notice) -> None:
    root = read(notice)
    meta = root.find("a:act/a:meta", A)
    this = [element.get("value") for element in meta.iterfind("a:identification/*/a:FRBRthis", A)]
    work = "/akn/cn/act/海关总署公告/2003/82"
    assert this == [f"{work}/!main", f"{work}/zho@2003-12-01/!main", f"{work}/zho@2003-12-01/!main.xml"]
    assert meta.find(".//a:FRBRManifestation/a:FRBRdate", A).get("date") == "2026-01-02"
    parts = [element.get("value") for element in root.iterfind(".//a:attachment//a:FRBRWork/a:FRBRthis", A)]
    assert parts == [f"{work}/!att_1", f"{work}/!att_2"]


def test_dates_are_events_and_the_time_of_force_a_period(notice: Notice) -> None:
    root = read(notice)
    events = [(e.get("date"), e.get("type"), e.get("refersTo")) for e in root.iterfind(".//a:eventRef", A)]
    assert events == [
        ("2003-12-01", "generation", "#signed"),
        ("2004-01-01", "generation", "#in-force"),
        ("2005-12-31", "repeal", "#last-day"),
    ]
    interval = root.find(".//a:timeInterval", A)
    assert (interval.get("start"), interval.get("end")) == ("#eref_2", "#eref_3")
    publication = root.find(".//a:publication", A)
    assert (publication.get("date"), publication.get("number")) == ("2003-12-10", "12")


def test_a_relation_leads_from_its_words_to_what_it_touches(notice: Notice) -> None:
    root = read(notice)
    (repeal,) = root.iterfind(".//a:activeModifications/a:textualMod", A)
    assert (repeal.get("type"), repeal.get(f"{{{A['w']}}}relation")) == ("repeal", "repeals_in_part")
    (words,) = root.xpath("//*[@eId=$id]", id=repeal.find("a:source", A).get("href")[1:])
    assert "".join(words.itertext()) == notice.relations[0].evidence
    work = "/akn/cn/act/海关总署公告/2001/1"
    destinations = repeal.findall("a:destination", A)
    assert [item.get("href") for item in destinations] == [f"{work}/!att_2", f"{work}~art_5"]
    assert destinations[0].get(f"{{{A['w']}}}scope") == "附件2"
    assert repeal.get(f"{{{A['w']}}}date") == "2004-02-01"
    assert words.find("a:ref", A).get("href") == "/akn/cn/act/海关总署公告/2001/1"
    assert (
        root.find(".//a:legalSystemMod/a:destination", A).get("href").startswith("/akn/ontology/reference/")
    )


def test_what_others_do_to_it_is_told(notice: Notice) -> None:
    day = dt.date(2006, 1, 1)
    later = Statement(
        "i9n1", "废止", "海关总署令第89号", "", dt.date(2005, 11, 1), day, None,
        (Relation("repeals", notice.doc_number, "", "同时废止"),),
    )  # fmt: skip
    root = read(notice, replace(AROUND, known=known([later])))
    passive = root.find(".//a:passiveModifications/a:textualMod", A)
    assert passive.find("a:source", A).get("href") == "/akn/cn/act/海关总署令/2005/89"
    assert passive.find("a:destination", A).get("href") == "/akn/cn/act/海关总署公告/2003/82"
    assert root.findall(".//a:eventRef", A)[-1].get("date") == "2006-01-01"
    # 第89号 names no year; the notice held says it.
    cited = [e.get("href") for e in root.iterfind(".//a:TLCReference", A)]
    assert cited == ["/akn/cn/act/海关总署令/2005/89", "/akn/cn/act/署法/2000/745"]


def test_tables_are_html_tables_with_their_head(notice: Notice) -> None:
    table = read(notice).find(".//a:table", A)
    rows = [[(etree.QName(c).localname, "".join(c.itertext())) for c in row] for row in table]
    assert rows == [
        [("th", "税则号列"), ("th", "税率")],
        [("td", "0101.1000"), ("td", "10%")],
        [("td", "合计")],
    ]
    assert table[2][0].get("colspan") == "2"


def test_an_attachment_has_its_clauses_and_its_label(notice: Notice) -> None:
    attached = read(notice).find(".//a:attachment", A)
    assert attached.findtext("a:num", namespaces=A) == "附件1"
    body = attached.find(".//a:mainBody", A)
    assert squeezed("".join(body.itertext())) == squeezed(notice.attachments[0].text)
    found = [element.get("eId") for element in body]
    assert found == ["att_1__hcontainer_1", "att_1__head_1", "att_1__head_2"]


@pytest.mark.parametrize(
    ("number", "year", "expected"),
    [
        ("海关总署公告2003年第82号", None, "/akn/cn/act/海关总署公告/2003/82"),
        ("署法〔2000〕745号", 1999, "/akn/cn/act/署法/2000/745"),
        ("海关总署令第272号", 2024, "/akn/cn/act/海关总署令/2024/272"),
        ("海关总署令第272号", None, ""),
        ("Inspector General's Circular No. 3 (Second Series)", 1925,
         "/akn/cn/act/inspector_general%27s_circular/1925/3-second_series"),
        ("中华人民共和国海关法", 1987, ""),
    ],
)  # fmt: skip
def test_the_number_makes_the_iri(number: str, year: int | None, expected: str) -> None:
    assert cited_iri(number, year) == expected


def test_a_notice_without_a_number_has_its_id_in_its_iri() -> None:
    assert work_iri("i7n3", "", dt.date(2003, 12, 1)) == "/akn/cn/act/2003-12-01/i7n3"
    assert expression_iri("/akn/cn/act/x/2003/1", "zho", None) == "/akn/cn/act/x/2003/1/zho@"
    assert is_number("海关总署令第272号")
    assert not is_number("中华人民共和国海关法")


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    text=st.text("一、第条（）章1．\n 　a<\0", max_size=60),
    cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 3)), max_size=6),
    words=st.text(max_size=8),
)
def test_odd_clauses_and_characters_never_break_it(
    text: str, cuts: list[tuple[int, int, int]], words: str
) -> None:
    """Clauses of a corrected text may not fit it any more."""
    clauses = tuple(
        Clause(
            "art" if depth else "head",
            words,
            depth,
            min(a, b, len(text)),
            min(max(a, b), len(text)),
            f"x_{n}",
        )
        for n, (a, b, depth) in enumerate(sorted(cuts))
    )
    notice = Notice(
        "i1n1", "i1", 1, words, words, words, words, (words,) if words else (), None, words, None, None,
        ("i1p1", "i1p1"), text, words, (Attachment(words, words, ("i1p1", "i1p1"), ((words, ""), ("", words))),),
        (words,) if words else (), (Relation("repeals", words, words, words),), clauses, (), (), 0.5, "", (),
        Step("cut", "1"),
    )  # fmt: skip
    read(notice, replace(AROUND, known=Known({}, {})))
