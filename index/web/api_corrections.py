"""``/notices/{id}/corrections``: what people set right, and setting something right."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Path, Request
from sqlalchemy.engine import Connection

from archive.correcting import begin_here, continue_before, correct_field, judge_relation
from archive.correction_records import Correction, CorrectionKind
from archive.corrections import list_corrections, undo
from archive.errors import NotCorrectable
from archive.notice_records import Relation
from archive.notices import get_notice
from index.catalogued import put_in_index
from index.errors import IndexBusy
from index.web.api_parameters import NoticeId, problems
from index.web.correction_models import (
    BeginsAsked,
    ContinuesAsked,
    CorrectionAsked,
    CorrectionOut,
    CorrectionsOut,
    FieldAsked,
    RelationAsked,
)
from index.web.problems import INVALID_REQUEST, Trouble
from index.web.site import Site

_one_at_a_time = threading.Lock()
"""Corrections by the threads of this server wait for each other, rather than find the index busy."""


def add_corrections(router: APIRouter, site: Site) -> None:
    """Add the routes."""

    @router.get("/notices/{notice_id}/corrections", summary="What people corrected", responses=problems(404))
    def corrections(notice_id: NoticeId) -> CorrectionsOut:
        """The corrections on record of a notice, oldest first, those taken back included."""
        with site.archive.read() as connection:
            get_notice(connection, notice_id)
            found = list_corrections(connection, notice_id=notice_id)
        return CorrectionsOut(corrections=[_out(item) for item in found])

    @router.post(
        "/notices/{notice_id}/corrections",
        summary="Correct a notice",
        status_code=201,
        responses=problems(401, 403, 404),
    )
    def correct(request: Request, notice_id: NoticeId, asked: CorrectionAsked) -> CorrectionOut:
        """Set a field right, confirm, reject or add a relation, or say where a notice begins.

        Needs the key of an editor. The notice shows it at once, the search within seconds; where notices begin is for
        the next run to apply (`cut_again`). Every later reading keeps it.
        """
        who = site.editors.name_of(request)
        return _carry_out(site, lambda connection: _keep(connection, notice_id, asked, who))

    @router.post(
        "/corrections/{correction_id}/undo",
        summary="Take a correction back",
        responses=problems(401, 403, 404),
    )
    def take_back(
        request: Request,
        correction_id: Annotated[
            int, Path(description="Number of a correction.", examples=[12], ge=1, lt=2**31)
        ],
    ) -> CorrectionOut:
        """The notice is again as it was read; the correction stays on record. Needs the key of an editor."""
        who = site.editors.name_of(request)
        return _carry_out(site, lambda connection: undo(connection, correction_id, who))


def _carry_out(site: Site, make: Callable[[Connection], Correction]) -> CorrectionOut:
    with _one_at_a_time:
        try:
            with site.archive.write() as connection:
                correction = make(connection)
        except NotCorrectable as error:
            raise Trouble(INVALID_REQUEST, error.reason, error.remedy) from error
        if site.index is not None and correction.kind is not CorrectionKind.HEAD:
            with suppress(IndexBusy):  # the run that keeps it busy, or the next one, indexes this notice too
                put_in_index(site.archive, site.index, [correction.notice_id])
    return _out(correction)


def _keep(connection: Connection, notice_id: str, asked: CorrectionAsked, who: str) -> Correction:
    said = {"who": who, "why": asked.why}
    match asked:
        case FieldAsked():
            return correct_field(connection, notice_id, asked.field, asked.value, **said)
        case RelationAsked():
            relation = Relation(asked.relation, asked.target, asked.scope, "")
            return judge_relation(connection, notice_id, asked.verdict, relation, **said)
        case BeginsAsked():
            x0, y0, x1, y1 = asked.box
            return begin_here(connection, notice_id, asked.page, (x0, y0, x1, y1), **said)
        case ContinuesAsked():
            return continue_before(connection, notice_id, **said)


def _out(item: Correction) -> CorrectionOut:
    return CorrectionOut(
        id=item.id,
        notice=item.notice_id,
        kind=item.kind.value,
        field=item.field,
        was=item.was,
        value=item.value,
        page=item.page_id,
        box=None if item.box is None else list(item.box),
        why=item.why,
        made=item.made,
        undone=item.undone,
        cut_again=item.kind is CorrectionKind.HEAD,
    )
