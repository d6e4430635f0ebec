"""Cutting: the readings of an issue become its notices, when something changed since the last cut."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive import Archive, ledger
from archive.corrections import head_rulings
from archive.holdings import issue_pages, list_issues
from archive.notice_records import Finding
from archive.notices import cut_fingerprint, known_fingerprint, replace_notices
from archive.readings import current_readings, load_reading
from archive.records import Page
from flows import join
from flows.progress import Report
from ocr.cut import cut, cut_step
from ocr.grammar.issuers.authorities import authorities_with


@dataclass(frozen=True, slots=True)
class CutDone:
    """How many issues were cut anew, and how many notices they have."""

    issues: int
    notices: int


def cut_issues(archive: Archive, report: Report, step: str, own_authorities: Path | None = None) -> CutDone:
    """Cut every issue whose readings, or whose rules, changed since it was last cut.

    An issue of which pages are still to be read by `step` waits: half of it would be cut into other notices.
    `own_authorities` is a CSV of issuing bodies beside the shipped ones; issues are cut again when it changes.
    Raises AuthoritiesInvalid.
    """
    with archive.read() as connection:
        waiting = ledger.unfinished_issues(connection, step)
        issue_ids = [issue.id for issue in list_issues(connection) if issue.id not in waiting]
    report.begin("cutting notices 切分", len(issue_ids), "issues")
    with authorities_with(own_authorities):
        done = [count for issue_id in issue_ids if (count := _advance(archive, issue_id, report)) is not None]
    return CutDone(len(done), sum(done))


def _advance(archive: Archive, issue_id: str, report: Report) -> int | None:
    count = cut_issue(archive, issue_id)
    report.advance()
    return count


def cut_issue(archive: Archive, issue_id: str) -> int | None:
    """Cut one issue; the number of its notices, or None when nothing changed since the last cut.

    Pages that have no reading (yet, or for good) are left out and named in a finding.
    """
    with archive.read() as connection:
        pages = issue_pages(connection, issue_id)
        readings = current_readings(connection, issue_id)
        known = known_fingerprint(connection, issue_id)
        said = head_rulings(connection, issue_id)
    read = [page for page in pages if page.id in readings]
    reading_ids = [readings[page.id].id for page in read]
    fingerprint = cut_fingerprint(reading_ids, join.step(cut_step()), [ruling.id for ruling in said])
    if fingerprint == known or not read:
        return None
    texts = [join.page_text(load_reading(archive.store, readings[page.id])) for page in read]
    page_ids = [page.id for page in read]
    result = cut(texts, join.rulings(said, page_ids))
    notices = join.notices(issue_id, result, page_ids, reading_ids)
    found = join.findings(issue_id, result, page_ids) + _unread(issue_id, pages, page_ids)
    with archive.write() as connection:
        if known_fingerprint(connection, issue_id) != known:
            return None  # another process was quicker, and may have had newer readings
        replace_notices(connection, issue_id, notices, found, fingerprint)
    return len(notices)


def _unread(issue_id: str, pages: Sequence[Page], read: Collection[str]) -> list[Finding]:
    return [
        Finding(
            issue_id,
            "page-not-read",
            f"Page {page.sequence} ({page.source_name}) could not be read; a notice may lack its text.",
            page.id,
        )
        for page in pages
        if page.id not in read
    ]
