"""A notice in the formats of ``wengao export``, to be downloaded: Akoma Ntoso, GB/T 33480, its tables as CSV."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from archive.errors import NotHeld
from archive.holdings import get_issue, issue_pages
from archive.notice_files import NOTICE_FORMATS, NoticeFormat, surroundings, table_csv
from archive.notice_records import Notice
from archive.notices import get_notice
from archive.readings import get_derivatives
from archive.row_text import BOM
from index.web.api_parameters import NoticeId, faulty, problems
from index.web.query import Invalid
from index.web.site import Site


def add_notice_files(router: APIRouter, site: Site) -> None:
    """Add the routes."""

    @router.get(
        "/notices/{notice_id}/akn",
        summary="A notice as Akoma Ntoso",
        response_class=Response,
        responses={200: _holds("application/akn+xml", "An Akoma Ntoso 3.0 document."), **problems(404, 410)},
    )
    def akn(notice_id: NoticeId) -> Response:
        """The notice as an Akoma Ntoso 3.0 act: clauses with their anchors, days, relations, attachments."""
        return _in_format(site, notice_id, NOTICE_FORMATS["akn"])

    @router.get(
        "/notices/{notice_id}/gbt33480",
        summary="The core elements of a notice",
        response_class=Response,
        responses={200: _holds("application/xml", "The eighteen core elements."), **problems(404, 410)},
    )
    def gbt33480(notice_id: NoticeId) -> Response:
        """The core elements after GB/T 33480-2016; those that are not printed are there and say so."""
        return _in_format(site, notice_id, NOTICE_FORMATS["gbt33480"])

    @router.get(
        "/notices/{notice_id}/attachments/{number}/table",
        summary="The table of an attachment",
        response_class=Response,
        responses={200: _holds("text/csv", "CSV, UTF-8."), **problems(404, 410)},
    )
    def table(
        notice_id: NoticeId,
        number: Annotated[str, Path(description="Of the attachment, from 1.", examples=["2"])],
        bom: Annotated[str, Query(description="1: with a byte order mark, which Excel needs.")] = "",
    ) -> Response:
        """The table as CSV. What a spreadsheet would take for a formula has an apostrophe before it."""
        if bom not in ("", "0", "1"):
            raise faulty([Invalid("bom", "Is 0 or 1.")])
        with site.archive.read() as connection:
            notice = get_notice(connection, notice_id)
        text = (BOM if bom == "1" else "") + _table(notice, number)
        return _download(text.encode(), "text/csv; charset=utf-8", f"{notice.id}-{number}.csv")


def _in_format(site: Site, notice_id: str, form: NoticeFormat) -> Response:
    with site.archive.read() as connection:
        notice = get_notice(connection, notice_id)
        issue = get_issue(connection, notice.issue_id)
        pages = issue_pages(connection, notice.issue_id)
        readings = get_derivatives(connection, notice.readings)
    around = surroundings(issue, notice, pages, readings, site.standings.known())
    return _download(form.write(notice, around), form.media_type, notice.id + form.ending)


def _table(notice: Notice, number: str) -> str:
    """Raises NotHeld."""
    found = notice.attachments[int(number) - 1 : int(number)] if number.isascii() and number.isdigit() else ()
    if not found or found[0].table is None or number.startswith("0"):
        raise NotHeld(
            f"Notice {notice.id} has no attachment {number[:20]!r} that is a table.",
            f"/api/v1/notices/{notice.id} lists its attachments.",
        )
    return table_csv(found[0].table)


def _download(data: bytes, media_type: str, name: str) -> Response:
    return Response(
        data, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _holds(media_type: str, description: str) -> dict[str, object]:
    return {"description": description, "content": {media_type: {"schema": {"type": "string"}}}}
