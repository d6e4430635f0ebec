"""Pages for looking through what is held: the list of issues, an issue, a single page with its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import Request
from fastapi.responses import HTMLResponse

from archive.holdings import get_issue, get_page, issue_pages, issue_serial, list_issues
from archive.notice_records import Notice
from archive.notices import issue_notices
from archive.readings import current_readings
from archive.records import Issue
from archive.script import language_of
from index.web.counts import holdings, issue_counts, previous_start
from index.web.i18n import Language
from index.web.render import Pages
from index.web.site import Site

ISSUES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class NoticeLink:
    """A notice in a list; `page` is the sequence of its first page, `lang` the language of its title."""

    id: str
    title: str
    doc_number: str
    date: date | None
    date_printed: str
    lang: str
    page: int


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A field with its name."""

    name: str
    value: str


def issues_page(site: Site, pages: Pages, request: Request, language: Language) -> HTMLResponse:
    """The list of issues, from the one behind ``?cursor=`` on. Raises NotHeld for a cursor that is none."""
    cursor = request.query_params.get("cursor", "")
    after = issue_serial(cursor) if cursor else 0
    with site.archive.read() as connection:
        found = list_issues(connection, after=after, limit=ISSUES_A_PAGE + 1)
        counts = issue_counts(connection, [issue.id for issue in found])
        total = holdings(connection).issues
        before = previous_start(connection, after, ISSUES_A_PAGE)
    shown = found[:ISSUES_A_PAGE]
    here = f"/{language.code}/issues"
    return pages.page(
        request,
        language.code,
        "issues.html",
        section="issues",
        issues=shown,
        counts=counts,
        total=total,
        previous="" if before is None else f"{here}?cursor=i{before}" if before else here,
        next=f"{here}?cursor={shown[-1].id}" if len(found) > ISSUES_A_PAGE else "",
    )


def issue_page(site: Site, pages: Pages, request: Request, language: Language, issue_id: str) -> HTMLResponse:
    """An issue: what is known of it, its notices, its pages. Raises NotHeld."""
    with site.archive.read() as connection:
        issue = get_issue(connection, issue_id)
        held = issue_pages(connection, issue.id)
        notices = issue_notices(connection, issue.id)
    sequence = {page.id: page.sequence for page in held}
    return pages.page(
        request,
        language.code,
        "issue.html",
        section="issues",
        issue=issue,
        fields=_fields(issue, len(held), len(notices), language),
        notices=[_link(notice, sequence) for notice in notices],
        pages=held,
    )


def sheet_page(site: Site, pages: Pages, request: Request, language: Language, page_id: str) -> HTMLResponse:
    """A single page: its image, and every line as it was read. Raises NotHeld."""
    with site.archive.read() as connection:
        page = get_page(connection, page_id)
        issue = get_issue(connection, page.issue_id)
        held = issue_pages(connection, issue.id)
        notices = issue_notices(connection, issue.id)
        derivative = current_readings(connection, issue.id).get(page.id)
    sequence = {item.id: item.sequence for item in held}
    here = [item.id for item in held].index(page.id)
    reading = site.readings.by_page([derivative]).get(page.id) if derivative else None
    return pages.page(
        request,
        language.code,
        "page.html",
        section="issues",
        page=page,
        issue=issue,
        before=held[here - 1].id if here else "",
        after=held[here + 1].id if here + 1 < len(held) else "",
        notices=[
            _link(notice, sequence) for notice in notices if _stands_on(notice, page.sequence, sequence)
        ],
        reading=reading,
        text_lang=language_of("".join(line.text for line in reading.lines)) if reading else "",
        tool=f"{reading.step.tool} {reading.step.version}" if reading else "",
        confidence=f"{round(100 * reading.confidence)} %" if reading else "",
    )


def _stands_on(notice: Notice, here: int, sequence: Mapping[str, int]) -> bool:
    first, last = (sequence.get(page_id, 0) for page_id in notice.pages)
    return first <= here <= last


def _link(notice: Notice, sequence: Mapping[str, int]) -> NoticeLink:
    return NoticeLink(
        id=notice.id,
        title=notice.title,
        doc_number=notice.doc_number or notice.doc_number_printed,
        date=notice.date,
        date_printed=notice.date_printed,
        lang=language_of(notice.title + notice.text[:200]),
        page=sequence.get(notice.pages[0], 0),
    )


def _fields(issue: Issue, pages: int, notices: int, language: Language) -> list[NamedValue]:
    _ = language.gettext
    fields = [
        NamedValue(_("Series"), issue.series),
        NamedValue(_("Issue number"), issue.number),
        NamedValue(_("Date"), language.date(issue.date)),
        NamedValue(_("Archival number"), issue.archival_no),
        NamedValue(_("Rights"), issue.rights),
        NamedValue(_("Pages"), language.number(pages)),
        NamedValue(_("Notices"), language.number(notices)),
    ]
    return [field for field in fields if field.value]
