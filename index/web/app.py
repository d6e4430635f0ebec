"""The public face as one ASGI application: JSON interface, pages, and their errors."""

from __future__ import annotations

import logging
import mimetypes
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.exceptions import HTTPException

from archive import Archive
from archive.errors import CatalogueUnusable, NotHeld
from archive.intake.limits import Limits
from index.errors import IndexingError, RequestInvalid
from index.search import Search
from index.web.api import api_routes
from index.web.docs_page import docs_page
from index.web.headers import ResponseHeaders, add_headers
from index.web.i18n import DEFAULT, load_languages, preferred
from index.web.images import PageImages
from index.web.openapi import describe
from index.web.opened import Readings
from index.web.pages import page_routes
from index.web.problems import (
    INTERNAL,
    INVALID_REQUEST,
    METHOD_NOT_ALLOWED,
    NO_ROUTE,
    NOT_HELD,
    UNAVAILABLE,
    Trouble,
    problem_response,
)
from index.web.render import STATIC, Pages
from index.web.site import Site
from index.web.standings import KeptStandings

log = logging.getLogger(__name__)

IMAGE_CACHE_BYTES = 128 * 1024 * 1024


def create_app(
    archive: Archive,
    search: Search,
    *,
    title: str = "文告",
    public_url: str = "",
    limits: Limits | None = None,
    image_cache_bytes: int = IMAGE_CACHE_BYTES,
) -> FastAPI:
    """The application over an open archive and an open index; closing them stays with the caller.

    `title` is the name of the collection. `public_url` (``https://gazette.example.org``) begins permanent
    links; without it they begin with the address the reader used. `limits` bound the masters that are decoded
    for page images, of which `image_cache_bytes` bytes (JPEG) are kept in memory.
    """
    languages = load_languages()
    pages = Pages(languages, title, _version())
    site = Site(
        archive=archive,
        search=search,
        readings=Readings(archive),
        standings=KeptStandings(archive),
        images=PageImages(archive, limits or Limits(), image_cache_bytes),
        languages=languages,
        title=title,
        version=_version(),
        public_url=public_url.rstrip("/"),
    )
    app = FastAPI(
        title=title, version=site.version, docs_url=None, redoc_url=None, openapi_url="/openapi.json"
    )
    app.add_middleware(ResponseHeaders)
    _answer_errors(app, pages)
    app.include_router(api_routes(site))
    describe(app)

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return docs_page(app, pages)

    @app.get("/static/{name}", include_in_schema=False)
    def static(request: Request, name: str) -> Response:
        if name not in {path.name for path in STATIC.iterdir()}:
            raise HTTPException(404)
        age = 31536000 if "v" in request.query_params else 3600
        media_type = mimetypes.guess_type(name)[0]
        return FileResponse(
            STATIC / name, media_type=media_type, headers={"Cache-Control": f"public, max-age={age}"}
        )

    app.include_router(page_routes(site, pages))
    return app


def _answer_errors(app: FastAPI, pages: Pages) -> None:
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
    )


def _version() -> str:
    try:
        return version("wengao")
    except PackageNotFoundError:
        return "0"
