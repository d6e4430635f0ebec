"""``GET /notices/{id}``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from archive.exported_notice import notice_row
from index.web.api_parameters import NoticeId, problems
from index.web.boxes import regions
from index.web.hits import notice_hits
from index.web.notice_models import NoticeOut, PlacedBoxOut, PlacedMark, Region
from index.web.opened import OpenNotice, open_notice
from index.web.query import words
from index.web.site import Site


def add_notices(router: APIRouter, site: Site) -> None:
    """Add the route."""

    @router.get(
        "/notices/{notice_id}",
        summary="A notice",
        responses=problems(404, 410),
        response_model_exclude_unset=True,
    )
    def notice(
        notice_id: NoticeId,
        q: Annotated[str, Query(description="Marks the places of these words.", examples=["出口退税"])] = "",
    ) -> NoticeOut:
        """A notice with its full text, the regions of the pages it covers, and the places of `q` in it."""
        opened = open_notice(site.archive, site.readings, notice_id)
        return _notice(opened, words(q))


def _notice(opened: OpenNotice, q: str) -> NoticeOut:
    areas = regions(opened.notice.spans, opened.readings)
    row = notice_row(opened.issue, opened.notice)
    return NoticeOut(
        **row,
        regions=[
            Region(
                page=page.id,
                sequence=page.sequence,
                width=page.width,
                height=page.height,
                boxes=[list(box) for box in areas[page.id]],
            )
            for page in opened.pages
            if page.id in areas
        ],
        highlights=[
            PlacedMark(
                field=hit.field,
                start=hit.start,
                end=hit.end,
                boxes=[PlacedBoxOut(page=page_id, box=list(box)) for page_id, box in hit.boxes],
            )
            for hit in notice_hits(opened, q)
        ],
        url=f"/zh-hans/notices/{opened.notice.id}",
    )
