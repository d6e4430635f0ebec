"""The queue of what a person should look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from archive import Archive
from archive.notice_records import Finding, Notice
from archive.notices import replace_notices
from archive.readings import record_reading
from archive.records import Step
from archive.review import all_findings, doubtful_pages

STEP = Step("reader", "1")


def test_the_newest_reading_of_each_page_is_ranked_by_its_expected_error(archive: Archive, hold: Any) -> None:
    pages = [*hold(3, "one"), *hold(1, "two")]
    with archive.write() as connection:
        for page, error in [
            (pages[0], 0.9),
            (pages[0], 0.02),
            (pages[1], 0.3),
            (pages[2], None),
            (pages[3], 0.1),
        ]:
            record_reading(connection, page, archive.store.put(b"x"), 1, STEP, 0.5, error)
    with archive.read() as connection:
        told = doubtful_pages(connection, 0.01, 10)
        assert [(page.page_id, page.expected_error) for page in told] == [
            (pages[1], 0.3),
            (pages[3], 0.1),
            (pages[0], 0.02),
        ]
        assert told[0].issue == "title of one"
        assert [page.page_id for page in doubtful_pages(connection, 0.05, 1)] == [pages[1]]
        assert [page.page_id for page in doubtful_pages(connection, 0.0, 10, ["i2"])] == [pages[3]]


def test_findings_name_issue_page_and_file(
    archive: Archive, hold: Any, new_notice: Callable[..., Notice]
) -> None:
    first, second = hold(2, "one")
    with archive.write() as connection:
        found = [Finding("i1", "b", "two", second), Finding("i1", "a", "one", first)]
        replace_notices(connection, "i1", [new_notice(first)], found, "cut")
    with archive.read() as connection:
        told = all_findings(connection)
        assert [(item.code, item.sequence, item.source_name) for item in told] == [
            ("a", 1, "one/000.png"),
            ("b", 2, "one/001.png"),
        ]
        assert all_findings(connection, ["i1"]) == told
