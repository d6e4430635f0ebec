"""Pages for people: which addresses there are, in each language."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from index.web.i18n import Language, preferred
from index.web.issue_pages import issue_page, issues_page, sheet_page
from index.web.notice_page import notice_page
from index.web.render import Pages
from index.web.search_page import search_page
from index.web.site import Site


def page_routes(site: Site, pages: Pages) -> APIRouter:
    """The routes of the pages; none of them stands in the OpenAPI document."""
    router = APIRouter(include_in_schema=False)

    def language(code: str) -> Language:
        if code not in site.languages:
            raise HTTPException(404)
        return site.languages[code]

    @router.get("/")
    def start(request: Request) -> Response:
        chosen = preferred(request.headers.get("accept-language", ""))
        return RedirectResponse(f"/{chosen}/", status_code=302, headers={"Vary": "Accept-Language"})

    @router.get("/{code}")
    def without_slash(code: str) -> Response:
        return RedirectResponse(f"/{language(code).code}/", status_code=308)

    @router.get("/{code}/")
    def search(request: Request, code: str) -> HTMLResponse:
        return search_page(site, pages, request, language(code))

    @router.get("/{code}/notices/{notice_id}")
    def notice(request: Request, code: str, notice_id: str) -> HTMLResponse:
        return notice_page(site, pages, request, language(code), notice_id)

    @router.get("/{code}/issues")
    def issues(request: Request, code: str) -> HTMLResponse:
        return issues_page(site, pages, request, language(code))

    @router.get("/{code}/issues/{issue_id}")
    def issue(request: Request, code: str, issue_id: str) -> HTMLResponse:
        return issue_page(site, pages, request, language(code), issue_id)

    @router.get("/{code}/pages/{page_id}")
    def sheet(request: Request, code: str, page_id: str) -> HTMLResponse:
        return sheet_page(site, pages, request, language(code), page_id)

    return router
