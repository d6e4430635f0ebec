"""``GET /missing`` and ``GET /discrepancies``."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query

from archive.holdings import get_issue
from index.discrepancies import CODES, Discrepancy
from index.missing import Missing
from index.web.api_parameters import faulty, problems, whole_number
from index.web.gap_models import (
    CitedNumberOut,
    DiscrepancyList,
    DiscrepancyOut,
    IssueRunOut,
    MissingOut,
    NumberSeriesOut,
)
from index.web.kept_gaps import KeptGaps
from index.web.query import Invalid
from index.web.site import Site

ITEMS = 100
MAX_ITEMS = 1000
_FARTHEST = 10_000_000


def add_gaps(router: APIRouter, site: Site) -> None:
    """Add the routes."""
    kept = KeptGaps(site.archive, site.standings)

    @router.get("/missing", summary="What is missing", responses=problems())
    def missing(
        others: Annotated[
            bool, Query(description="Also series of other issuers, of which only a part was printed.")
        ] = False,
    ) -> MissingOut:
        """Gaps in the numbers of notices and issues, and numbers that are cited and not held."""
        gaps = kept.present()
        return _missing(gaps.missing_with_others if others else gaps.missing)

    @router.get("/discrepancies", summary="What does not fit together", responses=problems(404))
    def discrepancies(
        code: Annotated[str, Query(description="Only those of this kind.", examples=["number-twice"])] = "",
        issue: Annotated[str, Query(description="Only those of this issue.", examples=["i7"])] = "",
        cursor: Annotated[str, Query(description="`next` of the answer before.", examples=["100"])] = "",
        size: Annotated[
            str, Query(description=f"Items in one answer, 1 to {MAX_ITEMS}.", examples=["100"])
        ] = str(ITEMS),
    ) -> DiscrepancyList:
        """Numbers given twice or left out, days that cannot be, lacking fields, relations that contradict."""
        most = whole_number("size", size, MAX_ITEMS)
        start = whole_number("cursor", cursor, _FARTHEST) if cursor else 0
        if code and code not in CODES:
            raise faulty([Invalid("code", f"Is one of: {', '.join(CODES)}.")])
        if issue:
            with site.archive.read() as connection:
                get_issue(connection, issue)
        everything = kept.present().discrepancies
        wanted = [item for item in everything if code in ("", item.code) and _concerns(item, issue)]
        return DiscrepancyList(
            total=len(wanted),
            counts=Counter(item.code for item in everything),
            items=[
                DiscrepancyOut(
                    code=item.code, message=item.message, notices=list(item.notices), issue=item.issue_id
                )
                for item in wanted[start : start + most]
            ],
            next=str(start + most) if start + most < len(wanted) else None,
        )


def _concerns(item: Discrepancy, issue: str) -> bool:
    return not issue or any(notice.startswith(f"{issue}n") for notice in item.notices)


def _missing(found: Missing) -> MissingOut:
    return MissingOut(
        numbers=[
            NumberSeriesOut(
                series=item.series,
                year=item.year,
                held=item.held,
                first=item.first,
                last=item.last,
                missing=[list(run) for run in item.missing],
                cited=[CitedNumberOut(number=cited.number, by=list(cited.by)) for cited in item.cited],
            )
            for item in found.numbers
        ],
        issues=[
            IssueRunOut(
                series=run.series,
                within=run.within,
                held=run.held,
                last=run.last,
                missing=[list(item) for item in run.missing],
                twice=list(run.twice),
            )
            for run in found.issues
        ],
    )
