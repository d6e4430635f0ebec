"""Holdings: issues under their keys, pages under ids that never change."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from archive import Archive
from archive.accession import record_blob
from archive.errors import NotHeld
from archive.holdings import (
    NewPage,
    add_pages,
    ensure_issue,
    get_issue,
    get_page,
    get_pages,
    issue_pages,
    issue_serial,
    list_issues,
    reorder_pages,
)
from archive.ledger import counts, enrol, failures, lease
from archive.notices import get_notice, get_notices, issue_notices, replace_notices
from archive.readings import current_readings
from archive.records import Issue, IssueDescription, Page

numbers = itertools.count()

HOSTILE = [
    "",
    "i",
    "7",
    "I7",
    "i0",
    "i07",
    "i-1",
    "i+1",
    "i 1",
    "i1 ",
    "i1\n",
    "i1\0",
    "i1_0",
    "i٣",
    "i１",
    "i1p1",
    "i2147483648",
    "i99999999999999999999",
    "i" + "9" * 5000,
    "i1; drop table issue",
    "i1' or '1'='1",
    "i\udc80",
]


def frame(connection: Connection, sha256: str, number: int = 0, name: str = "a.tif") -> NewPage:
    record_blob(connection, sha256, 10, "image/tiff")
    return NewPage(sha256, number, 2480, 3508, None, "scan", "image/tiff", name)


def test_an_issue_comes_back_as_it_was_described(archive: Archive) -> None:
    with archive.write() as connection:
        issue_id = ensure_issue(
            connection,
            "海关总署文告/2003/3",
            IssueDescription(
                title="海关总署文告 2003年第3期",
                series="海关总署文告",
                number="3",
                date=dt.date(2003, 3, 10),
                archival_no="G051-2003-0003",
                rights="public domain",
            ),
        )
    with archive.read() as connection:
        assert get_issue(connection, issue_id) == Issue(
            id=issue_id,
            key="海关总署文告/2003/3",
            series="海关总署文告",
            title="海关总署文告 2003年第3期",
            number="3",
            date=dt.date(2003, 3, 10),
            archival_no="G051-2003-0003",
            rights="public domain",
        )


def test_a_known_issue_keeps_what_is_not_given_and_takes_over_what_is(archive: Archive) -> None:
    with archive.write() as connection:
        first = ensure_issue(
            connection, "k", IssueDescription(title="scans/03", number="3", date=dt.date(2003, 3, 10))
        )
        again = ensure_issue(
            connection, "k", IssueDescription(title="第3期", series="文告", archival_no="G1")
        )
        kept = get_issue(connection, first)
        assert ensure_issue(connection, "k", IssueDescription(title="")) == first
        assert get_issue(connection, first) == kept
    assert again == first
    assert kept == Issue(first, "k", "文告", "第3期", "3", dt.date(2003, 3, 10), "G1", "")


def test_issues_are_listed_as_they_came(archive: Archive) -> None:
    with archive.write() as connection:
        ids = [ensure_issue(connection, key, IssueDescription(title=key)) for key in ("c", "a", "b")]
        assert [issue.id for issue in list_issues(connection)] == ids
        assert [issue.id for issue in list_issues(connection, limit=2)] == ids[:2]
        after = issue_serial(ids[0])
        assert [issue.id for issue in list_issues(connection, after=after, limit=1)] == ids[1:2]
    assert len(set(ids)) == 3


def test_pages_come_back_as_they_were_added(archive: Archive) -> None:
    with archive.write() as connection:
        issue_id = ensure_issue(connection, "k", IssueDescription(title="k"))
        record_blob(connection, "a" * 64, 10, "application/pdf")
        new = NewPage(
            "a" * 64, 27, 100, 200, 25.4, "born_digital", "application/pdf", "文告/3.pdf", "It is cut."
        )
        [page_id] = add_pages(connection, issue_id, [new])
    page = Page(
        page_id, issue_id, 1, "a" * 64, 27, 100, 200, 25.4, "born_digital", "application/pdf", "文告/3.pdf",
        "It is cut.",
    )  # fmt: skip
    with archive.read() as connection:
        assert get_page(connection, page_id) == page
        assert issue_pages(connection, issue_id) == [page]
        assert get_pages(connection, [page_id, f"{issue_id}p99", "hostile"]) == {page_id: page}


def test_a_master_frame_becomes_a_page_once(archive: Archive) -> None:
    """Also in another issue: the same bytes are the same page."""
    with archive.write() as connection:
        first = ensure_issue(connection, "first", IssueDescription(title="first"))
        second = ensure_issue(connection, "second", IssueDescription(title="second"))
        frames = [frame(connection, "a" * 64, number) for number in range(3)]
        ids = add_pages(connection, first, frames[:2])
        assert add_pages(connection, first, frames) == [f"{first}p3"]
        assert add_pages(connection, first, frames) == []
        assert add_pages(connection, second, frames) == []
        assert [page.id for page in issue_pages(connection, first)] == [*ids, f"{first}p3"]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=25,
    deadline=None,
    derandomize=True,
)
@given(st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=5), st.randoms(use_true_random=False))
def test_page_ids_are_unique_and_stay_however_pages_are_added_and_ordered(
    archive: Archive, additions: list[list[int]], random: Random
) -> None:
    run = f"{next(numbers):063}"
    with archive.write() as connection:
        issue_id = ensure_issue(connection, run, IssueDescription(title="x"))
        known: dict[str, int] = {}
        for addition in additions:
            new = [frame(connection, f"{run}{name}", name=str(name)) for name in addition]
            added = add_pages(connection, issue_id, new)
            fresh = [name for name in dict.fromkeys(addition) if name not in known.values()]
            assert len(added) == len(fresh)
            assert not known.keys() & set(added)
            known.update(zip(added, fresh, strict=True))
            order = list(known)
            random.shuffle(order)
            reorder_pages(connection, issue_id, order)
            held = issue_pages(connection, issue_id)
            assert [page.id for page in held] == order
            assert [page.sequence for page in held] == list(range(1, len(order) + 1))
            assert {page.id: int(page.source_name) for page in held} == known


def test_an_order_names_every_page_once(archive: Archive, hold: Callable[..., list[str]]) -> None:
    ids = hold(3)
    other = hold(1, "other")
    for order in (ids[:2], [*ids, ids[0]], [*ids[:2], other[0]]):
        with pytest.raises(ValueError, match="each of its pages once"), archive.write() as connection:
            reorder_pages(connection, "i1", order)


def test_more_ids_than_a_question_may_have(archive: Archive, hold: Callable[..., list[str]]) -> None:
    ids = hold(2)
    with archive.read() as connection:
        found = get_pages(connection, [*(f"i1p{number}" for number in range(3, 70_000)), *ids])
    assert list(found) == ids


def test_what_is_no_issue_id_is_not_held(archive: Archive) -> None:
    asked: list[Callable[[Connection, str], object]] = [
        lambda _, issue_id: issue_serial(issue_id),
        get_issue,
        issue_pages,
        lambda connection, issue_id: add_pages(connection, issue_id, []),
        current_readings,
        issue_notices,
        lambda connection, issue_id: replace_notices(connection, issue_id, [], [], "x"),
        lambda connection, issue_id: enrol(connection, "step", [issue_id]),
        lambda connection, issue_id: lease(connection, "step", "owner", 1, 60, [issue_id]),
        lambda connection, issue_id: counts(connection, "step", [issue_id]),
        lambda connection, issue_id: failures(connection, "step", [issue_id]),
    ]
    with archive.write() as connection:
        for issue_id, ask in itertools.product(HOSTILE, asked):
            with pytest.raises(NotHeld, match="There is no issue"):
                ask(connection, issue_id)


def test_what_is_no_page_or_notice_id_is_not_held(archive: Archive) -> None:
    tails = itertools.product(HOSTILE, ("p", "n"))
    names = [name for tail, sort in tails for name in (tail, f"i1{sort}{tail[1:]}", f"{tail}{sort}1")]
    with archive.read() as connection:
        for name in names:
            with pytest.raises(NotHeld, match="There is no page"):
                get_page(connection, name)
            with pytest.raises(NotHeld, match="There is no notice"):
                get_notice(connection, name)
            assert get_pages(connection, [name]) == {}
            assert get_notices(connection, [name]) == {}


def test_an_issue_that_is_not_there_takes_no_pages_and_no_notices(archive: Archive) -> None:
    with archive.write() as connection:
        page = frame(connection, "a" * 64)
        with pytest.raises(NotHeld, match="'i7'"):
            get_issue(connection, "i7")
        with pytest.raises(NotHeld, match="'i7'"):
            add_pages(connection, "i7", [page])
        with pytest.raises(NotHeld, match="'i7'"):
            replace_notices(connection, "i7", [], [], "x")
