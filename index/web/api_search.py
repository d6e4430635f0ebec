"""``GET /search``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from index.search import Answer, Hit, Search
from index.web.api_parameters import problems, refuse
from index.web.models import Mark, Message
from index.web.query import DEFAULT_SIZE, MAX_SIZE, SearchQuery
from index.web.search_models import Facets, FacetValue, SearchAnswer, SearchItem
from index.web.site import Site


def add_search(router: APIRouter, site: Site) -> None:
    """Add the route."""

    @router.get("/search", summary="Search the notices", responses=problems(503))
    def search(
        request: Request,
        q: Annotated[
            str,
            Query(
                description="Characters in a row, simplified or traditional; blanks between words ask for all "
                'of them, `OR` for either, `-` for none, `"…"` for words in a row; a document number finds that '
                "notice, however it is written, and those that cite it. Empty: every notice.",
                examples=["出口退税"],
            ),
        ] = "",
        date_from: Annotated[
            str, Query(alias="from", description="First day: a year, month or day.", examples=["2005-04"])
        ] = "",
        date_to: Annotated[
            str, Query(alias="to", description="Last day: a year, month or day.", examples=["2005"])
        ] = "",
        kind: Annotated[
            list[str] | None,
            Query(description="文种 as printed; repeat for either of several.", examples=[["公告"]]),
        ] = None,
        issuer: Annotated[
            list[str] | None, Query(description="Issuing body; repeatable.", examples=[["海关总署"]])
        ] = None,
        series: Annotated[
            list[str] | None,
            Query(description="Series of gazettes; repeatable.", examples=[["海关总署文告"]]),
        ] = None,
        succession: Annotated[
            str,
            Query(
                description="`true`: also the bodies before and after each issuer (外经贸部 with 商务部), by "
                "any of their names.",
                examples=["true"],
            ),
        ] = "",
        sort: Annotated[
            str, Query(description="`relevance`, `date` (oldest first) or `-date`.", examples=["-date"])
        ] = "relevance",
        cursor: Annotated[str, Query(description="`next` of the answer before.")] = "",
        size: Annotated[
            str, Query(description=f"Items in one answer, 1 to {MAX_SIZE}.", examples=["20"])
        ] = str(DEFAULT_SIZE),
    ) -> SearchAnswer:
        """Notices that match, best first, with counts of their years, kinds, issuers and series."""
        query, faults = SearchQuery.read(request.query_params)
        refuse(faults)
        return search_answer(site.search, query)


def search_answer(index: Search, query: SearchQuery) -> SearchAnswer:
    """What the API answers, and the command line too. Raises IndexingError."""
    answer = index.search(query.request())
    return SearchAnswer(
        total=answer.total,
        items=[_item(hit, query) for hit in answer.items],
        facets=Facets(
            year=_values(answer, "year"),
            kind=_values(answer, "kind"),
            issuer=_values(answer, "issuer"),
            series=_values(answer, "series"),
        ),
        next=answer.next,
        messages=[Message(code=message.code, text=message.text) for message in answer.messages],
    )


def _item(hit: Hit, query: SearchQuery) -> SearchItem:
    return SearchItem(
        id=hit.id,
        title=hit.title,
        doc_number=hit.doc_number,
        date=hit.date,
        kind=hit.kind,
        issuers=list(hit.issuers),
        series=hit.series,
        issue=hit.issue_id,
        snippet=hit.snippet.text,
        highlights=[Mark(start=start, end=end) for start, end in hit.snippet.highlights],
        url=SearchQuery(q=query.q).address(f"/zh-hans/notices/{hit.id}"),
    )


def _values(answer: Answer, facet: str) -> list[FacetValue]:
    return [FacetValue(value=value, count=count) for value, count in answer.facets[facet]]
