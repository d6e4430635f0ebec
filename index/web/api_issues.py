"""``GET /issues`` and ``GET /issues/{id}``."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from archive.errors import NotHeld
from archive.exported_notice import issue_summary
from archive.holdings import get_issue, issue_pages, issue_serial, list_issues
from archive.notices import issue_notices
from archive.readings import current_readings
from archive.records import Issue
from index.web.api_parameters import IssueId, faulty, problems, whole_number
from index.web.counts import IssueCounts, holdings, issue_counts
from index.web.issue_models import IssueItem, IssueList, IssueNotice, IssueOut, IssuePage
from index.web.query import Invalid
from index.web.site import Site

ISSUES_A_PAGE = 50
MAX_ISSUES_A_PAGE = 200


def add_issues(router: APIRouter, site: Site) -> None:
    """Add the routes."""

    @router.get("/issues", summary="Issues", responses=problems())
    def issues(
        cursor: Annotated[str, Query(description="`next` of the answer before.", examples=["i50"])] = "",
        size: Annotated[
            str, Query(description=f"Items in one answer, 1 to {MAX_ISSUES_A_PAGE}.", examples=["50"])
        ] = str(ISSUES_A_PAGE),
    ) -> IssueList:
        """Issues in the order they were first taken in."""
        count = whole_number("size", size, MAX_ISSUES_A_PAGE)
        after = _serial(cursor)
        with site.archive.read() as connection:
            found = list_issues(connection, after=after, limit=count + 1)
            counts = issue_counts(connection, [issue.id for issue in found])
            total = holdings(connection).issues
        shown = found[:count]
        return IssueList(
            total=total,
            items=[IssueItem(**_issue(issue, counts[issue.id])) for issue in shown],
            next=shown[-1].id if len(found) > count else None,
        )

    @router.get("/issues/{issue_id}", summary="An issue", responses=problems(404))
    def issue(issue_id: IssueId) -> IssueOut:
        """An issue with its pages and notices in printed order."""
        with site.archive.read() as connection:
            found = get_issue(connection, issue_id)
            pages = issue_pages(connection, found.id)
            notices = issue_notices(connection, found.id)
            readings = current_readings(connection, found.id)
        return IssueOut(
            **_issue(found, IssueCounts(len(pages), len(notices))),
            pages=[
                IssuePage(
                    id=page.id,
                    sequence=page.sequence,
                    width=page.width,
                    height=page.height,
                    confidence=round(readings[page.id].confidence, 4) if page.id in readings else None,
                )
                for page in pages
            ],
            notices=[
                IssueNotice(
                    id=item.id,
                    sequence=item.sequence,
                    title=item.title,
                    doc_number=item.doc_number,
                    kind=item.kind,
                    date=item.date,
                    pages=list(item.pages),
                )
                for item in notices
            ],
        )


def _serial(cursor: str) -> int:
    """What `next` of an answer stands for; 0 for none. Raises Trouble."""
    try:
        return issue_serial(cursor) if cursor else 0
    except NotHeld:
        raise faulty([Invalid("cursor", "Is not the `next` of an answer.")]) from None


def _issue(issue: Issue, counts: IssueCounts) -> dict[str, Any]:
    return {
        **issue_summary(issue),
        "series": issue.series,
        "archival_no": issue.archival_no,
        "rights": issue.rights,
        "page_count": counts.pages,
        "notice_count": counts.notices,
    }
