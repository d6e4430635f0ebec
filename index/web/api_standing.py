"""``GET /notices/{id}/standing``: is it in force on a day, and what made it so."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from archive.statements import Statement
from archive.tombstones import absent
from index.standing import Effect, Status
from index.web.api_parameters import NoticeId, faulty, problems
from index.web.models import Answer
from index.web.query import Invalid
from index.web.site import Site


class ActingNotice(Answer):
    """A notice that does something to another one."""

    id: str = Field(examples=["i9n2"])
    title: str = Field(examples=["关于废止部分公告的公告"])
    doc_number: str = Field(examples=["海关总署公告2009年第5号"])


class EffectOut(Answer):
    """What another notice does to this one, from which day on (None: not known)."""

    kind: str = Field(examples=["repeals_in_part"])
    scope: str = Field(examples=["附件2"])
    day: dt.date | None = Field(examples=["2009-03-01"])
    notice: ActingNotice
    evidence: str = Field(examples=["海关总署公告2003年第82号附件2同时废止"])


class StandingOut(Answer):
    """How a notice stands on the day `on`. `effects` are those at work on it, `later` those that come after it."""

    on: dt.date = Field(examples=["2008-01-01"])
    status: Status = Field(examples=["in_force"])
    effects: list[EffectOut]
    later: list[EffectOut]


def add_standing(router: APIRouter, site: Site) -> None:
    """Add the route."""

    @router.get(
        "/notices/{notice_id}/standing", summary="Is a notice in force?", responses=problems(400, 404, 410)
    )
    def standing(
        notice_id: NoticeId,
        on: Annotated[str, Query(description="A day, YYYY-MM-DD; today.", examples=["1999-05-01"])] = "",
    ) -> StandingOut:
        """The legal status of a notice on a day, as far as the notices held here tell, with the evidence."""
        day = _day(on)
        standings, statements = site.standings.present()
        if notice_id not in statements:
            with site.archive.read() as connection:
                raise absent(connection, notice_id)
        found = standings.on(notice_id, day)
        later = [e for e in standings.effects(notice_id) if e.day is not None and e.day > day]
        return StandingOut(
            on=day,
            status=found.status,
            effects=[_effect(effect, statements[effect.source]) for effect in found.because],
            later=[_effect(effect, statements[effect.source]) for effect in later],
        )


def _day(text: str) -> dt.date:
    if not text:
        return dt.datetime.now(tz=dt.UTC).date()
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise faulty([Invalid("on", "Is a day, written YYYY-MM-DD.")]) from error


def _effect(effect: Effect, source: Statement) -> EffectOut:
    return EffectOut(
        kind=effect.kind,
        scope=effect.scope,
        day=effect.day,
        notice=ActingNotice(id=source.id, title=source.title, doc_number=source.doc_number),
        evidence=effect.evidence,
    )
