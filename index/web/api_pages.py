"""``GET /pages/{id}`` and its image."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request, Response

from archive.export import page_row
from archive.holdings import get_page
from archive.readings import current_readings
from archive.records import Page
from index.web.api_parameters import PageId, problems, refuse
from index.web.images import DEFAULT_WIDTH, WIDTHS, image_etag
from index.web.issue_models import PageOut
from index.web.query import Invalid
from index.web.site import Site


def add_pages(router: APIRouter, site: Site) -> None:
    """Add the routes."""

    @router.get("/pages/{page_id}", summary="A page", responses=problems(404))
    def page(page_id: PageId) -> PageOut:
        """A page with every line as it was read, in reading order."""
        with site.archive.read() as connection:
            found = get_page(connection, page_id)
            derivative = current_readings(connection, found.issue_id).get(found.id)
        return PageOut(**page_row(found, site.readings.get(derivative) if derivative else None))

    @router.get(
        "/pages/{page_id}/image",
        summary="The image of a page",
        response_class=Response,
        responses={
            200: {
                "description": "A JPEG.",
                "content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}},
            },
            304: {"description": "The image named in If-None-Match is still the one."},
            **problems(404, 503),
        },
    )
    async def image(
        request: Request,
        page_id: PageId,
        width: Annotated[
            str,
            Query(
                description=f"At most so many pixels wide: one of {', '.join(map(str, WIDTHS))}. Never enlarged.",
                examples=["1600"],
            ),
        ] = str(DEFAULT_WIDTH),
    ) -> Response:
        """The master of the page, upright, scaled down, as JPEG. It never changes and may be kept for good."""
        if width not in map(str, WIDTHS):
            refuse([Invalid("width", f"Is one of {', '.join(map(str, WIDTHS))}.")])
        wanted = await run_sync(_page, site, page_id)
        kept = {
            "ETag": image_etag(wanted, int(width)),
            "Cache-Control": "public, max-age=31536000, immutable",
        }
        if _names(kept["ETag"], request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=kept)
        made = await site.images.get(wanted, int(width))
        return Response(made.data, media_type="image/jpeg", headers=kept)


def _page(site: Site, page_id: str) -> Page:
    with site.archive.read() as connection:
        return get_page(connection, page_id)


def _names(etag: str, if_none_match: str) -> bool:
    """Whether an ``If-None-Match`` header names this validator (RFC 9110, 13.1.2: compared weakly)."""
    given = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return etag in given or "*" in given
