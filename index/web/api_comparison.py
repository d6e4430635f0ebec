"""``GET /notices/{id}/compared-with/{other}``: an old rule beside the new one."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from archive.notice_records import Notice
from archive.notices import get_notice
from index.clause_pairs import Segment
from index.comparison import Change, ComparedClause, compare
from index.web.api_parameters import NoticeId, problems
from index.web.models import Answer
from index.web.site import Site


class ClauseSide(Answer):
    """A clause of one of the two: ``text[start:end]``, at ``#anchor`` of its page (empty: no clause)."""

    anchor: str = Field(examples=["art_5"])
    start: int = Field(ge=0, examples=[120])
    end: int = Field(ge=0, examples=[180])
    text: str = Field(examples=["第五条 企业应当在三十日内申报。"])


class DifferenceOut(Answer):
    """A run of both clauses. `same`: they agree but for variants, width and marks; else `old` became `new`."""

    same: bool = Field(examples=[False])
    old: str = Field(examples=["十四"])
    new: str = Field(examples=["三十"])


class ComparedClauseOut(Answer):
    """A clause of the old notice beside that of the new one; null where one has none."""

    change: Change = Field(examples=["changed"])
    old: ClauseSide | None
    new: ClauseSide | None
    differences: list[DifferenceOut]


class ComparisonOut(Answer):
    """Two notices, clause by clause in the order of the new one."""

    old: str = Field(examples=["i7n3"])
    new: str = Field(examples=["i9n2"])
    clauses: list[ComparedClauseOut]


def add_comparison(router: APIRouter, site: Site) -> None:
    """Add the route."""

    @router.get(
        "/notices/{notice_id}/compared-with/{other_id}",
        summary="Old and new rule",
        responses=problems(404, 410),
    )
    def comparison(notice_id: NoticeId, other_id: NoticeId) -> ComparisonOut:
        """What `other_id`, the new notice, changed of `notice_id`, the old one: clause by clause, by character."""
        with site.archive.read() as connection:
            old, new = get_notice(connection, notice_id), get_notice(connection, other_id)
        return comparison_answer(old, new)


def comparison_answer(old: Notice, new: Notice) -> ComparisonOut:
    """What `new` changed of `old`, as the API and `wengao compare --json` tell it."""
    found = compare(old.text, old.clauses, new.text, new.clauses)
    return ComparisonOut(old=old.id, new=new.id, clauses=[_clause(item, old, new) for item in found])


def _clause(item: ComparedClause, old: Notice, new: Notice) -> ComparedClauseOut:
    return ComparedClauseOut(
        change=item.change,
        old=_side(item.old, old.text),
        new=_side(item.new, new.text),
        differences=[
            DifferenceOut(same=d.same, old=old.text[slice(*d.old)], new=new.text[slice(*d.new)])
            for d in item.differences
        ],
    )


def _side(segment: Segment | None, text: str) -> ClauseSide | None:
    if segment is None:
        return None
    return ClauseSide(
        anchor=segment.anchor, start=segment.start, end=segment.end, text=text[segment.start : segment.end]
    )
