"""Notices: kept whole, and under ids that a new cut carries over and never gives to another."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import Archive
from archive.carried_ids import carry_ids
from archive.errors import NotHeld
from archive.holdings import ensure_issue
from archive.notice_records import Attachment, Clause, Evidence, Finding, Notice, Relation, Span
from archive.notices import (
    all_notices,
    cut_fingerprint,
    get_notice,
    get_notices,
    issue_findings,
    issue_notices,
    known_fingerprint,
    replace_notices,
    revisions,
)
from archive.records import IssueDescription, Step

Hold = Callable[..., list[str]]
Make = Callable[..., Notice]
runs = itertools.count()
PAGES = ["i1p1", "i1p2", "i1p3"]

# PostgreSQL cannot keep U+0000, UTF-8 no lone surrogate; everything else must survive.
odd = st.sampled_from(
    ["", "〇○◯", "\r\n", "\x85\u2028", "\u200b\ufeff", "𠮷\U0001f600", "e\u0301é", "'\"\\;--", "null"]
)
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=10) | odd
texts = st.lists(text, max_size=2).map(tuple)
page_ids = st.sampled_from(PAGES)
first_and_last = st.tuples(page_ids, page_ids)
boxes = st.tuples(*[st.integers(0, 40_000)] * 4)
dates = st.none() | st.dates(dt.date(1, 1, 1))
counts = st.integers(0, 99_999)
tables = st.none() | st.lists(texts, max_size=2).map(tuple)
cut_notices = st.builds(
    Notice,
    id=st.just(""),
    issue_id=st.just("i1"),
    sequence=st.just(0),
    title=text,
    doc_number=text,
    doc_number_printed=text,
    kind=text,
    issuers=texts,
    date=dates,
    date_printed=text,
    date_edtf=text,
    addressee=text,
    effective_date=dates,
    expiry_date=dates,
    pages=first_and_last,
    text=text,
    signature=text,
    attachments=st.lists(st.builds(Attachment, text, text, first_and_last, tables), max_size=2).map(tuple),
    cites=texts,
    relations=st.lists(st.builds(Relation, text, text, text, text, text, texts), max_size=2).map(tuple),
    spans=st.lists(st.builds(Span, text, counts, counts, page_ids, counts, counts), max_size=2).map(tuple),
    evidence=st.lists(st.builds(Evidence, text, text, text, text, page_ids, boxes), max_size=2).map(tuple),
    confidence=st.floats(0, 1),
    disclosure=text,
    readings=st.lists(counts, max_size=3).map(tuple),
    step=st.builds(
        Step, tool=text, version=text, settings=st.dictionaries(text, st.booleans() | text, max_size=2)
    ),
    revision=text,
)


def put(
    archive: Archive, cut: Sequence[Notice], issue_id: str = "i1", found: Sequence[Finding] = ()
) -> list[str]:
    with archive.write() as connection:
        return replace_notices(connection, issue_id, cut, found, "fingerprint")


def kept(archive: Archive, issue_id: str = "i1") -> list[Notice]:
    with archive.read() as connection:
        return issue_notices(connection, issue_id)


def at_line(page_id: str, line: int) -> tuple[Span, ...]:
    """Spans of a notice that begins at this line; the first span is not the first line."""
    return (Span("text", 0, 9, page_id, line + 3, 0), Span("title", 0, 5, page_id, line, 0))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=40,
    deadline=None,
    derandomize=True,
)
@given(cut=st.lists(cut_notices, max_size=3))
def test_notices_come_back_as_they_were_cut(archive: Archive, hold: Hold, cut: list[Notice]) -> None:
    hold(3)  # the first time i1 with its three pages, which later examples use too
    ids = put(archive, cut)
    back = kept(archive)
    assert [notice.id for notice in back] == ids
    assert len(set(ids)) == len(ids)
    for sequence, (notice, given_notice) in enumerate(zip(back, cut, strict=True), start=1):
        expected = replace(given_notice, id=notice.id, sequence=sequence, revision=notice.revision)
        assert notice == expected
        assert notice.step.key == given_notice.step.key
    assert put(archive, back) == ids
    assert kept(archive) == back


def test_ids_stay_with_the_text_the_number_or_the_place(
    archive: Archive, hold: Hold, new_notice: Make
) -> None:
    hold(3)
    same, number, place, gone = put(
        archive,
        [
            new_notice("i1p1", title="关于甲", text="甲"),
            new_notice("i1p1", doc_number="公告2003-82", title="关于乙", text="乙"),
            new_notice("i1p2", title="关于丙", text="丙", spans=at_line("i1p2", 7)),
            new_notice("i1p3", title="关于丁", text="丁", spans=at_line("i1p3", 1)),
        ],
    )
    ids = put(
        archive,
        [
            new_notice("i1p1", title="新的", text="新"),
            new_notice("i1p1", doc_number="公告2003-82", title="关于乙的", text="己"),
            new_notice("i1p1", title="关于甲", text="甲"),
            new_notice("i1p2", title="关于两", text="两", spans=at_line("i1p2", 7)),
            new_notice("i1p3", title="关于戊", text="戊", spans=at_line("i1p3", 2)),
        ],
    )
    assert ids[1:4] == [number, same, place]
    assert not {ids[0], ids[4]} & {same, number, place, gone}
    assert [notice.sequence for notice in kept(archive)] == [1, 2, 3, 4, 5]


def test_the_same_number_on_another_page_is_another_notice(
    archive: Archive, hold: Hold, new_notice: Make
) -> None:
    """A notice printed in full and its entry in a list of contents have one number."""
    hold(3)
    [entry] = put(archive, [new_notice("i1p1", doc_number="公告2003-82")])
    [full] = put(archive, [new_notice("i1p2", doc_number="公告2003-82")])
    assert full != entry


def test_a_better_match_goes_before_an_earlier_one(new_notice: Make) -> None:
    """The notice with the old text gets the id, though another one with the number comes first."""
    old = [new_notice("i1p1", id="i1n1", doc_number="82", text="甲")]
    cut = [new_notice("i1p1", doc_number="82", text="乙"), new_notice("i1p1", doc_number="82", text="甲")]
    assert carry_ids(old, cut) == [None, "i1n1"]


def test_notices_without_number_and_place_are_not_taken_for_each_other(new_notice: Make) -> None:
    assert carry_ids([new_notice("i1p1", id="i1n1", text="甲")], [new_notice("i1p1", text="乙")]) == [None]


def test_notices_that_look_alike_keep_their_ids_in_order(
    archive: Archive, hold: Hold, new_notice: Make
) -> None:
    hold(1)
    twins = [new_notice("i1p1", title="更正", text="同上")] * 3
    ids = put(archive, twins)
    assert len(set(ids)) == 3
    assert put(archive, twins) == ids
    assert put(archive, twins[:2]) == ids[:2]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=25,
    deadline=None,
    derandomize=True,
)
@given(cuts=st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=6))
def test_an_id_means_one_notice_for_ever(
    archive: Archive, hold: Hold, new_notice: Make, cuts: list[list[int]]
) -> None:
    """Whatever comes, goes and comes again: ids are unique, and none is given to a second notice."""
    [page_id] = hold(1, f"run {next(runs)}")
    issue_id = page_id.partition("p")[0]
    meaning: dict[str, str] = {}
    for cut in cuts:
        ids = put(archive, [new_notice(page_id, doc_number=f"第{n}号") for n in cut], issue_id)
        assert len(set(ids)) == len(ids) == len(cut)
        for notice in kept(archive, issue_id):
            assert meaning.setdefault(notice.id, notice.doc_number) == notice.doc_number


def test_two_cuts_that_nothing_changed_between_have_one_revision(
    archive: Archive, hold: Hold, new_notice: Make
) -> None:
    hold(1)
    cut = [new_notice("i1p1", title="甲"), new_notice("i1p1", title="乙")]
    put(archive, cut)
    first = kept(archive)
    put(archive, cut)
    assert kept(archive) == first
    with archive.read() as connection:
        assert revisions(connection) == {notice.id: notice.revision for notice in first}
    assert len({notice.revision for notice in first}) == 2


CHANGES: dict[str, Any] = {
    "sequence": None,  # by its place in the cut
    "title": "x",
    "doc_number": "x",
    "doc_number_printed": "x",
    "kind": "公告",
    "issuers": ("海关总署",),
    "date": dt.date(2003, 12, 31),
    "date_printed": "x",
    "date_edtf": "2003-12",
    "addressee": "各直属海关",
    "effective_date": dt.date(2003, 12, 31),
    "expiry_date": dt.date(2004, 12, 31),
    "pages": ("i1p1", "i1p2"),
    "text": "x",
    "signature": "x",
    "attachments": (Attachment("", "", ("i1p1", "i1p1")),),
    "cites": ("x",),
    "relations": (Relation("repeals", "x", "", ""),),
    "clauses": (Clause("art", "第一条", 0, 0, 5, "art_1"),),
    "spans": (Span("text", 0, 1, "i1p1", 0, 0),),
    "evidence": (Evidence("kind", "公告", "公告", "rule", "i1p1", (0, 0, 1, 1)),),
    "confidence": 0.5,
    "disclosure": "主动公开",
    "readings": (1,),
    "step": Step("cut", "2"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_revision_changes_with_everything_that_can_be_seen(
    archive: Archive, hold: Hold, new_notice: Make, name: str
) -> None:
    hold(2)
    notice = new_notice("i1p1", title="甲", spans=at_line("i1p1", 1))
    put(archive, [notice])
    before = kept(archive)[0]
    if name == "sequence":
        put(archive, [new_notice("i1p1", title="an earlier one"), notice])
    else:
        put(archive, [replace(notice, **{name: CHANGES[name]})])
    after = next(found for found in kept(archive) if found.id == before.id)
    assert after.revision != before.revision
    put(archive, [notice])
    assert kept(archive)[0].revision == before.revision


def test_no_field_was_forgotten_above() -> None:
    named = {field.name for field in fields(Notice)}
    assert named - CHANGES.keys() == {"id", "issue_id", "revision", "corrected"}


@pytest.mark.parametrize(
    "told",
    [
        {"title": "第3期"},
        {"title": "t", "series": "海关总署文告"},
        {"title": "t", "number": "3"},
        {"title": "t", "date": dt.date(2003, 3, 10)},
        {"title": "t", "archival_no": "G1"},
    ],
    ids=lambda told: list(told)[-1],
)
def test_the_revision_changes_with_what_a_manifest_says_of_the_issue(
    archive: Archive, hold: Hold, new_notice: Make, told: dict[str, Any]
) -> None:
    hold(1)
    with archive.write() as connection:
        ensure_issue(connection, "issue", IssueDescription(title="t"))
    put(archive, [new_notice("i1p1", title="甲")])
    before = kept(archive)
    with archive.write() as connection:
        ensure_issue(connection, "issue", IssueDescription(**told))
    after = kept(archive)
    assert after[0].revision != before[0].revision
    assert replace(after[0], revision="") == replace(before[0], revision="")
    with archive.read() as connection:
        assert revisions(connection) == {after[0].id: after[0].revision}


def test_a_new_cut_replaces_the_findings_of_its_issue_alone(archive: Archive, hold: Hold) -> None:
    hold(2)
    hold(1, "other")
    elsewhere = Finding("i2", "page-not-read", "x", "i2p1")
    first = [
        Finding("i1", "text-outside-notices", "第二頁有字", "i1p2", (1, 2, 3, 4)),
        Finding("i1", "a", "b", "i1p1"),
    ]
    put(archive, [], "i2", [elsewhere])
    put(archive, [], found=first)
    with archive.read() as connection:
        assert issue_findings(connection, "i1") == first
    put(archive, [], found=first[1:])
    with archive.read() as connection:
        assert issue_findings(connection, "i1") == first[1:]
        assert issue_findings(connection, "i2") == [elsewhere]


def test_a_cut_knows_what_it_was_made_from(archive: Archive, hold: Hold) -> None:
    hold(1)
    step = Step("cut", "1", {"grammar": "modern"})
    fingerprint = cut_fingerprint([7, 8], step)
    others = [
        ([8, 7], step),
        ([7], step),
        ([78], step),
        ([7, 8], Step("cut", "2")),
        ([7, 8], Step("cut", "1")),
    ]
    assert fingerprint not in {cut_fingerprint(ids, by) for ids, by in others}
    assert fingerprint == cut_fingerprint((7, 8), Step("cut", "1", {"grammar": "modern"}))
    with archive.write() as connection:
        assert known_fingerprint(connection, "i1") == ""
        assert known_fingerprint(connection, "i99") == ""
        replace_notices(connection, "i1", [], [], fingerprint)
        assert known_fingerprint(connection, "i1") == fingerprint


def test_a_cut_that_cannot_be_kept_leaves_the_old_one(archive: Archive, hold: Hold, new_notice: Make) -> None:
    hold(1)
    put(archive, [new_notice("i1p1", title="甲")])
    before = kept(archive)
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        put(archive, [new_notice("i1p1", title="乙"), new_notice("i1p9", title="丙")])
    assert kept(archive) == before


def test_notices_are_found_by_id_and_listed_by_issue_and_order(
    archive: Archive, hold: Hold, new_notice: Make
) -> None:
    hold(1)
    [other_page] = hold(1, "other")
    second = put(archive, [new_notice(other_page, title=str(n)) for n in range(2)], "i2")
    first = put(archive, [new_notice("i1p1", title=str(n)) for n in range(12)])
    with archive.read() as connection:
        assert [notice.id for notice in all_notices(connection)] == first + second
        assert get_notice(connection, first[11]).title == "11"
        many = [first[3], "i9n9", second[0], *(f"i1n{n}" for n in range(100, 70_000))]
        assert get_notices(connection, many).keys() == {first[3], second[0]}
        assert get_notices(connection, []) == {}
        with pytest.raises(NotHeld, match=r"no notice 'i9n9' .*Notice ids look like"):
            get_notice(connection, "i9n9")
