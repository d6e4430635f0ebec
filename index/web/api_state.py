"""``GET /coverage`` and ``GET /health``."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from archive.errors import CatalogueUnusable
from archive.holdings import list_issues
from index.errors import IndexingError
from index.web.api_parameters import problems
from index.web.counts import holdings
from index.web.query import SearchQuery
from index.web.site import Site
from index.web.state_models import Coverage, Health, NoticeCounts, PageCounts, YearCount


def add_state(router: APIRouter, site: Site) -> None:
    """Add the routes."""

    @router.get("/coverage", summary="What is held", responses=problems())
    def coverage() -> Coverage:
        """Issues, pages and notices that are held today. What ought to exist is not known here."""
        with site.archive.read() as connection:
            held = holdings(connection)
        return Coverage(
            issues=held.issues,
            pages=PageCounts(
                held=held.pages, read=held.pages_read, failed=held.pages_failed, waiting=held.pages_waiting
            ),
            notices=NoticeCounts(
                held=held.notices,
                undated=held.undated,
                by_year=[YearCount(year=year, notices=count) for year, count in held.years],
            ),
        )

    @router.get(
        "/health",
        summary="Whether all is well",
        response_model=Health,
        responses={
            503: {"description": "The catalogue or the index does not answer.", "model": Health},
            **problems(),
        },
    )
    def health() -> JSONResponse:
        """Asks the catalogue and the index. For load balancers and monitors."""
        catalogue, index = "ok", "ok"
        try:
            with site.archive.read() as connection:
                list_issues(connection, limit=1)
        except CatalogueUnusable:
            catalogue = "unavailable"
        try:
            site.search.search(SearchQuery(size=1).request())
        except (IndexingError, CatalogueUnusable, OSError):
            index = "unavailable"
        well = catalogue == index == "ok"
        answer = Health(
            status="ok" if well else "unavailable", catalogue=catalogue, index=index, version=site.version
        )
        return JSONResponse(
            answer.model_dump(), status_code=200 if well else 503, headers={"Cache-Control": "no-store"}
        )
