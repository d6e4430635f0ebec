"""The JSON interface under ``/api/v1``."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from index.web.api_comparison import add_comparison
from index.web.api_corrections import add_corrections
from index.web.api_gaps import add_gaps
from index.web.api_issues import add_issues
from index.web.api_notice_files import add_notice_files
from index.web.api_notices import add_notices
from index.web.api_pages import add_pages
from index.web.api_parameters import only_known
from index.web.api_search import add_search
from index.web.api_standing import add_standing
from index.web.api_state import add_state
from index.web.site import Site

PREFIX = "/api/v1"


def api_routes(site: Site) -> APIRouter:
    """The routes of the JSON interface."""
    router = APIRouter(prefix=PREFIX, dependencies=[Depends(only_known)])
    for add in (
        add_search, add_notices, add_notice_files, add_standing, add_comparison, add_corrections, add_issues, add_pages,
        add_gaps, add_state,
    ):  # fmt: skip
        add(router, site)
    return router
