"""The public face as one ASGI application: JSON interface, pages, and their errors."""

from __future__ import annotations

import mimetypes
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.exceptions import HTTPException

from archive import Archive
from archive.intake.limits import Limits
from index.search import Search
from index.web.api import api_routes
from index.web.body_limit import BodyLimit
from index.web.docs_page import docs_page
from index.web.editors import Editors
from index.web.error_answers import answer_errors
from index.web.headers import ResponseHeaders
from index.web.i18n import load_languages
from index.web.images import PageImages
from index.web.openapi import describe
from index.web.opened import Readings
from index.web.pages import page_routes
from index.web.render import STATIC, Pages
from index.web.site import Site
from index.web.standings import KeptStandings

IMAGE_CACHE_BYTES = 128 * 1024 * 1024


def create_app(
    archive: Archive,
    search: Search,
    *,
    title: str = "文告",
    public_url: str = "",
    limits: Limits | None = None,
    image_cache_bytes: int = IMAGE_CACHE_BYTES,
    editors: Editors = Editors(),  # noqa: B008 - frozen
    index: Path | None = None,
) -> FastAPI:
    """The application over an open archive and an open index; closing them stays with the caller.

    `title` is the name of the collection. `public_url` (``https://gazette.example.org``) begins permanent
    links; without it they begin with the address the reader used. `limits` bound the masters that are decoded
    for page images, of which `image_cache_bytes` bytes (JPEG) are kept in memory. `editors` may correct notices, which
    then are put into the index in the folder `index`.
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
        editors=editors,
        index=index,
    )
    app = FastAPI(
        title=title, version=site.version, docs_url=None, redoc_url=None, openapi_url="/openapi.json"
    )
    app.add_middleware(BodyLimit)
    app.add_middleware(ResponseHeaders)
    answer_errors(app, pages)
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


def _version() -> str:
    try:
        return version("wengao")
    except PackageNotFoundError:
        return "0"
