"""Every error as an answer: a problem for programs, a page for people."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from archive.errors import CatalogueUnusable, Gone, NotHeld
from index.errors import IndexingError, RequestInvalid
from index.web.body_limit import LARGEST_BODY
from index.web.headers import add_headers
from index.web.i18n import DEFAULT, preferred
from index.web.problems import (
    GONE,
    INTERNAL,
    INVALID_REQUEST,
    METHOD_NOT_ALLOWED,
    NO_ROUTE,
    NOT_HELD,
    TOO_LARGE,
    UNAVAILABLE,
    Trouble,
    problem_response,
)
from index.web.render import Pages

log = logging.getLogger(__name__)


def answer_errors(app: FastAPI, pages: Pages) -> None:
    """Every error becomes a problem for programs, a page for people."""

    def answer(request: Request, trouble: Trouble) -> Response:
        if _is_program(request):
            return problem_response(trouble, request.url.path)
        return _error_page(request, pages, trouble)

    @app.exception_handler(Trouble)
    async def on_trouble(request: Request, error: Trouble) -> Response:
        return answer(request, error)

    @app.exception_handler(NotHeld)
    async def on_not_held(request: Request, error: NotHeld) -> Response:
        return answer(request, Trouble(NOT_HELD, error.reason, error.remedy))

    @app.exception_handler(Gone)
    async def on_gone(request: Request, error: Gone) -> Response:
        return answer(request, Trouble(GONE, error.reason, error.remedy, continued_by=error.continued_by))

    @app.exception_handler(RequestInvalid)
    async def on_invalid(request: Request, error: RequestInvalid) -> Response:
        return answer(request, Trouble(INVALID_REQUEST, error.reason, error.remedy))

    @app.exception_handler(IndexingError)
    async def on_index(request: Request, error: IndexingError) -> Response:
        log.error("The index does not answer: %s", error)
        detail = "The index cannot be searched at the moment."
        return answer(request, Trouble(UNAVAILABLE, detail, headers={"Retry-After": "30"}))

    @app.exception_handler(CatalogueUnusable)
    async def on_catalogue(request: Request, error: CatalogueUnusable) -> Response:
        log.error("The catalogue does not answer: %s", error)
        detail = "The catalogue cannot be read at the moment."
        return answer(request, Trouble(UNAVAILABLE, detail, headers={"Retry-After": "30"}))

    @app.exception_handler(RequestValidationError)
    async def on_validation(request: Request, error: RequestValidationError) -> Response:
        faults = [(str(fault["loc"][-1]), str(fault["msg"])) for fault in error.errors()]
        return answer(request, Trouble(INVALID_REQUEST, "A parameter cannot be used.", errors=faults))

    @app.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> Response:
        if error.status_code == METHOD_NOT_ALLOWED.status:
            trouble = Trouble(METHOD_NOT_ALLOWED, f"{request.method} is not allowed here.")
        elif error.status_code == TOO_LARGE.status:
            trouble = Trouble(TOO_LARGE, f"No more than {LARGEST_BODY:,} bytes can be sent.")
        elif error.status_code == INVALID_REQUEST.status:
            trouble = Trouble(INVALID_REQUEST, "What was sent cannot be read.", "Send JSON in UTF-8.")
        else:
            trouble = Trouble(NO_ROUTE, "There is nothing at this address.", "See /docs for what there is.")
        trouble.headers = dict(error.headers or {})
        return answer(request, trouble)

    @app.exception_handler(Exception)
    async def on_bug(request: Request, error: Exception) -> Response:
        # The server logs it with its stack; the client learns nothing of the inside.
        response = answer(request, Trouble(INTERNAL, "Something went wrong here, not in the request."))
        add_headers(response.headers, request.url.path)  # this handler stands outside the middleware
        return response


def _is_program(request: Request) -> bool:
    return request.url.path.startswith("/api/") or request.url.path == "/openapi.json"


def _error_page(request: Request, pages: Pages, trouble: Trouble) -> HTMLResponse:
    code = request.url.path.split("/")[1]
    if code not in pages.languages:
        code = preferred(request.headers.get("accept-language", "")) or DEFAULT
    _ = pages.languages[code].gettext
    headings = {
        404: _("This is not held here"),
        410: _("This notice no longer stands by itself"),
        400: _("This cannot be answered as it stands"),
        503: _("Not available at the moment"),
    }
    return pages.page(
        request,
        code,
        "error.html",
        status=int(trouble.kind.status),
        headers=trouble.headers,
        shown_status=int(trouble.kind.status),
        heading=headings.get(int(trouble.kind.status), _("Something went wrong")),
        detail=trouble.detail if trouble.kind in {NOT_HELD, INVALID_REQUEST} else "",
        gone=trouble.kind is GONE,
        continued_by=trouble.continued_by,
    )
