"""What people correct: shown at once, kept through every new cut, taken back without a trace on the notice."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from archive import Archive
from archive.correcting import begin_here, continue_before, correct_field, judge_relation
from archive.correction_records import BEGINS, CONTINUES, Verdict
from archive.correction_values import LONGEST
from archive.corrections import get_correction, head_rulings, list_corrections, undo
from archive.errors import NotCorrectable, NotHeld
from archive.notice_records import Attachment, Clause, Corrected, Evidence, Notice, Relation, Span
from archive.notices import (
    get_notice,
    issue_findings,
    issue_notices,
    known_fingerprint,
    replace_notices,
    revisions,
)
from archive.statements import statements_version

BY: dict[str, Any] = {"who": "archivist", "why": "checked against the page"}


@pytest.fixture
def notice(new_notice: Callable[..., Notice]) -> Notice:
    text = "海关总暑公告如下：\n第一条 企业应当申报。"
    return new_notice(
        "i1p1",
        title="关于税率的公告",
        doc_number="海关总署公告2009年第69号",
        issuers=("海关总署",),
        date=dt.date(2009, 11, 20),
        text=text,
        attachments=(Attachment("附件1", "表", ("i1p1", "i1p1"), (("编号", "税率"), ("0101", "5"))),),
        relations=(Relation("repeals", "海关总署公告2008年第3号", "", "同时废止"),),
        clauses=(Clause("article", "第一条", 0, 10, len(text), "art_1"),),
        spans=(Span("title", 0, 7, "i1p1", 1, 0), Span("text", 0, 9, "i1p1", 2, 0)),
        evidence=(Evidence("start", "4.0", "公告", "whole-number", "i1p1", (10, 10, 200, 30)),),
    )


@pytest.fixture
def held(archive: Archive, hold: Any, notice: Notice) -> Archive:
    hold(2)
    with archive.write() as connection:
        replace_notices(connection, "i1", [notice], [], "first")
    return archive


def codes(connection: Connection) -> list[str]:
    return [finding.code for finding in issue_findings(connection, "i1")]


def test_a_corrected_field_is_shown_with_what_was_read(held: Archive) -> None:
    with held.write() as connection:
        before, version = revisions(connection), statements_version(connection)
        made = correct_field(connection, "i1n1", "doc_number", "海关总署公告2009年第68号", **BY)
        got = get_notice(connection, "i1n1")
        assert got.doc_number == "海关总署公告2009年第68号"
        assert got.corrected == (Corrected("doc_number", "海关总署公告2009年第69号", made.id),)
        assert revisions(connection) != before
        assert statements_version(connection) != version
        assert (made.who, made.why, made.undone) == ("archivist", "checked against the page", None)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("date", "2009-11-23", dt.date(2009, 11, 23)),
        ("effective_date", "2010-01-01", dt.date(2010, 1, 1)),
        ("date", "", None),
        ("issuers", ["海关总署", " 商务部", "海关总署"], ("海关总署", "商务部")),
        ("kind", " 令 ", "令"),
        ("disclosure", "主动公开", "主动公开"),
    ],
)
def test_every_kind_of_field(held: Archive, field: str, value: Any, shown: Any) -> None:
    with held.write() as connection:
        correct_field(connection, "i1n1", field, value, **BY)
        assert getattr(get_notice(connection, "i1n1"), field) == shown


def test_parts_of_attachments(held: Archive) -> None:
    with held.write() as connection:
        correct_field(connection, "i1n1", "attachments.0.title", "附件1：税率表", **BY)
        correct_field(connection, "i1n1", "attachments.0.table.1.1", "8", **BY)
        (attachment,) = get_notice(connection, "i1n1").attachments
        assert (attachment.title, attachment.table) == ("附件1：税率表", (("编号", "税率"), ("0101", "8")))


def test_a_corrected_text_keeps_its_places_on_the_page(held: Archive) -> None:
    with held.write() as connection:
        text = get_notice(connection, "i1n1").text
        correct_field(
            connection, "i1n1", "text", text.replace("总暑", "总署").replace("申报", "如实申报"), **BY
        )
        got = get_notice(connection, "i1n1")
    spans = [span for span in got.spans if span.field == "text"]
    assert [(span.start, span.end, span.offset) for span in spans] == [(0, 3, 0), (4, 9, 4)]
    assert got.text[got.clauses[0].start : got.clauses[0].end] == "第一条 企业应当如实申报。"


def test_undone_it_is_as_it_was_read(held: Archive) -> None:
    with held.write() as connection:
        before = get_notice(connection, "i1n1")
        one = correct_field(connection, "i1n1", "title", "关于汇率的公告", **BY)
        two = correct_field(connection, "i1n1", "text", "别的文字", **BY)
        undo(connection, one.id, "reviewer")
        assert get_notice(connection, "i1n1").title == before.title
        undo(connection, two.id, "reviewer")
        assert get_notice(connection, "i1n1") == before
        kept = get_correction(connection, one.id)
        assert kept.undone is not None
        assert kept.undone_by == "reviewer"
        with pytest.raises(NotCorrectable, match="undone by reviewer"):
            undo(connection, one.id, "reviewer")
        assert [c.id for c in list_corrections(connection, notice_id="i1n1")] == [one.id, two.id]
        assert list_corrections(connection, "i1", undone=False) == []


def test_a_new_cut_keeps_the_correction_and_the_id(held: Archive, notice: Notice) -> None:
    with held.write() as connection:
        correct_field(connection, "i1n1", "doc_number", "海关总署公告2009年第68号", **BY)
        correct_field(connection, "i1n1", "text", notice.text.replace("总暑", "总署"), **BY)
        better = replace(notice, title="关于汇率的公告", text=notice.text.replace("申报", "申報"))
        assert replace_notices(connection, "i1", [better], [], "second") == ["i1n1"]
        got = get_notice(connection, "i1n1")
        assert got.doc_number == "海关总署公告2009年第68号"
        assert got.title == "关于汇率的公告"
        assert got.text == "海关总署公告如下：\n第一条 企业应当申報。"
        assert codes(connection) == []


def test_a_third_reading_is_a_conflict_and_the_person_stands(held: Archive, notice: Notice) -> None:
    with held.write() as connection:
        correct_field(connection, "i1n1", "date", "2009-11-23", **BY)
        replace_notices(connection, "i1", [replace(notice, date=dt.date(2009, 11, 23))], [], "agrees")
        assert codes(connection) == []
        replace_notices(connection, "i1", [replace(notice, date=dt.date(2009, 11, 28))], [], "differs")
        assert get_notice(connection, "i1n1").date == dt.date(2009, 11, 23)
        (finding,) = issue_findings(connection, "i1")
        assert finding.code == "correction-conflict"
        assert "2009-11-28" in finding.message
        correct_field(connection, "i1n1", "date", "2009-11-28", **BY)  # the person agrees: settled
        assert codes(connection) == []


def test_a_correction_waits_for_its_notice_to_come_back(held: Archive, notice: Notice) -> None:
    with held.write() as connection:
        correct_field(connection, "i1n1", "title", "关于汇率的公告", **BY)
        replace_notices(connection, "i1", [], [], "gone")
        assert codes(connection) == ["correction-without-notice"]
        assert list_corrections(connection, "i1", undone=False) != []


def test_relations_are_confirmed_rejected_and_added(held: Archive, notice: Notice) -> None:
    (read,) = notice.relations
    other = Relation("amends", "海关总署公告2007年第1号", "附件2", "")
    with held.write() as connection:
        judge_relation(connection, "i1n1", Verdict.CONFIRMED, Relation("repeals", read.target, "", ""), **BY)
        rejected = judge_relation(connection, "i1n1", Verdict.REJECTED, read, **BY)
        assert get_notice(connection, "i1n1").relations == ()
        judge_relation(connection, "i1n1", Verdict.ADDED, other, **BY)
        assert get_notice(connection, "i1n1").relations == (other,)
        undo(connection, rejected.id, "reviewer")
        assert get_notice(connection, "i1n1").relations == (read, other)
        replace_notices(connection, "i1", [replace(notice, relations=())], [], "not found any more")
        assert get_notice(connection, "i1n1").relations == (read, other)
        assert codes(connection) == ["correction-conflict"]


def test_what_cannot_be_corrected_is_told(held: Archive) -> None:
    with held.write() as connection:
        for field, value in (
            ("nonsense", "x"),
            ("attachments.7.title", "x"),
            ("attachments.0.table.9.9", "x"),
            ("date", "2009-02-30"),
            ("date", 7),
            ("title", "关于税率的公告"),
            ("title", None),
            ("disclosure", "秘密"),
        ):
            with pytest.raises(NotCorrectable):
                correct_field(connection, "i1n1", field, value, **BY)
        with pytest.raises(NotCorrectable, match="name and a reason"):
            correct_field(connection, "i1n1", "title", "x", who="a", why=" ")
        with pytest.raises(NotHeld):
            correct_field(connection, "i1n9", "title", "x", **BY)
        with pytest.raises(NotHeld):
            undo(connection, 99, "a")
        for verdict in (Verdict.CONFIRMED, Verdict.REJECTED):
            with pytest.raises(NotCorrectable, match="It states: repeals"):
                judge_relation(connection, "i1n1", verdict, Relation("amends", "x", "", ""), **BY)
        with pytest.raises(NotCorrectable):
            judge_relation(connection, "i1n1", Verdict.ADDED, Relation("likes", "x", "", ""), **BY)
        assert list_corrections(connection) == []


@pytest.mark.parametrize(
    "wrong", ["\udcb9\udcd8", "a\x1b[31m", "a\0", "第一行\n第二行", "字" * (LONGEST + 1)]
)
def test_a_title_is_a_line_that_can_be_printed(held: Archive, wrong: str) -> None:
    with held.write() as connection, pytest.raises(NotCorrectable):
        correct_field(connection, "i1n1", "title", wrong, **BY)
    with held.write() as connection, pytest.raises(NotCorrectable):
        correct_field(connection, "i1n1", "title", "新题", who="甲", why="\udcb9")
    with held.read() as connection:
        assert list_corrections(connection) == []


def test_a_text_may_have_lines_ended_as_on_windows(held: Archive) -> None:
    with held.write() as connection:
        assert correct_field(connection, "i1n1", "text", "甲\r\n\t乙", **BY).value == "甲\n\t乙"


@pytest.mark.parametrize("number", [0, -5, 2**31, 10**30])
def test_numbers_that_no_correction_has(held: Archive, number: int) -> None:
    with held.read() as connection, pytest.raises(NotHeld):
        get_correction(connection, number)


@pytest.mark.parametrize(
    ("page", "box"),
    [
        ("i1p99", (1, 2, 30, 40)),
        ("i1p1", (30, 2, 1, 40)),
        ("i1p1", (1, 2, 10**9, 40)),
        ("i1p1", (-1, 2, 3, 4)),
    ],
)
def test_a_notice_begins_at_a_place_of_a_page(
    held: Archive, page: str, box: tuple[int, int, int, int]
) -> None:
    with held.write() as connection, pytest.raises(NotCorrectable, match=r"该页不在本期|位置不在页内"):
        begin_here(connection, "i1n1", page, box, **BY)


def test_where_notices_begin_is_for_the_next_cut(held: Archive, notice: Notice) -> None:
    with held.write() as connection:
        head = (10, 400, 200, 420)
        replace_notices(
            connection,
            "i1",
            [notice, replace(notice, doc_number="", evidence=(replace(notice.evidence[0], box=head),))],
            [],
            "two",
        )
        first, second = issue_notices(connection, "i1")
        made = continue_before(connection, second.id, **BY)
        assert (made.field, made.page_id, made.box) == (CONTINUES, "i1p1", head)
        assert known_fingerprint(connection, "i1") == ""
        begun = begin_here(connection, first.id, "i1p2", (1, 2, 3, 4), **BY)
        assert [(c.id, c.field) for c in head_rulings(connection, "i1")] == [
            (made.id, CONTINUES),
            (begun.id, BEGINS),
        ]
        undo(connection, made.id, "reviewer")
        assert [c.id for c in head_rulings(connection, "i1")] == [begun.id]
        with pytest.raises(NotCorrectable, match="No notice stands before"):
            continue_before(connection, first.id, **BY)
        with pytest.raises(NotCorrectable, match="begins at this line already"):
            begin_here(connection, first.id, "i1p1", (10, 10, 200, 30), **BY)


fields = st.sampled_from(["title", "text", "kind", "signature", "doc_number"])
values = st.text("甲乙丙丁", min_size=1, max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(fields, values), min_size=1, max_size=5), st.data())
def test_undone_in_any_order_everything_is_as_read(
    held: Archive, made: list[tuple[str, str]], data: st.DataObject
) -> None:
    with held.write() as connection:
        before = get_notice(connection, "i1n1")
        ids = []
        for field, value in made:
            if getattr(get_notice(connection, "i1n1"), field) != value:
                ids.append(correct_field(connection, "i1n1", field, value, **BY).id)
                assert getattr(get_notice(connection, "i1n1"), field) == value
        for correction in data.draw(st.permutations(ids)):
            undo(connection, correction, "reviewer")
        assert get_notice(connection, "i1n1") == before


def test_a_corrected_date_is_known_to_the_day_and_taken_back_it_is_what_it_was(
    held: Archive, notice: Notice
) -> None:
    with held.write() as connection:
        read = replace(notice, date=None, date_printed="二○○九年十一月□日", date_edtf="2009-11-XX")
        replace_notices(connection, "i1", [read], [], "without a day")
        correction = correct_field(connection, "i1n1", "date", "2009-11-20", **BY)
        corrected = get_notice(connection, "i1n1")
        assert (corrected.date, corrected.date_edtf) == (dt.date(2009, 11, 20), "2009-11-20")
        undo(connection, correction.id, "archivist")
        found = get_notice(connection, "i1n1")
        assert (found.date, found.date_edtf) == (None, "2009-11-XX")
