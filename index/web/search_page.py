"""The start page and the list of results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from fastapi import Request
from fastapi.responses import HTMLResponse
from sqlalchemy.engine import Connection

from archive.errors import NotHeld
from archive.holdings import get_issue
from archive.script import language_of
from index.errors import CursorInvalid
from index.search import Answer, Hit
from index.web.counts import holdings
from index.web.i18n import Language
from index.web.marked import MarkedRange, Run, runs
from index.web.query import Invalid, SearchQuery
from index.web.render import Pages
from index.web.site import Site

FACET_VALUES = 12
"""Values of a facet that are shown at once; the others open."""


@dataclass(frozen=True, slots=True)
class Item:
    """A result as it is shown."""

    href: str
    title: tuple[Run, ...]
    lang: str
    kind: str
    doc_number: str
    date: date | None
    issuers: tuple[str, ...]
    snippet: tuple[Run, ...]
    issue_id: str
    issue_title: str


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value of a facet; `href` adds it to the search, or takes it out when it is chosen."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet: the values shown at once, and `more`."""

    name: str
    title: str
    values: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set; `href` is the search without it."""

    label: str
    href: str


def search_page(site: Site, pages: Pages, request: Request, language: Language) -> HTMLResponse:
    """The start page when nothing is asked for, else the results, else what is wrong with the question."""
    action = f"/{language.code}/"
    query, faults = SearchQuery.read(request.query_params)
    answer = None
    if not faults and query.asks:
        try:
            answer = site.search.search(query.request())
        except CursorInvalid as error:
            faults = [Invalid("cursor", str(error))]
    with site.archive.read() as connection:
        held = holdings(connection) if answer is None and not faults else None
        titles = _issue_titles(connection, answer) if answer else {}
    preceding = query.preceding()
    _ = language.gettext
    return pages.page(
        request,
        language.code,
        "search.html",
        section="search",
        status=400 if faults else 200,
        query=query,
        action=action,
        faults=[(_names(language).get(fault.name, fault.name), fault.reason) for fault in faults],
        answer=answer,
        holdings=held,
        found=_found(answer, language) if answer else "",
        items=[_item(hit, query, titles, action) for hit in answer.items] if answer else [],
        facets=_facets(answer, query, language, action) if answer else [],
        chips=_chips(query, language, action),
        in_line=query.in_line(True).address(action) if query.issuer and not query.succession else "",
        wider=SearchQuery(q=query.q, sort=query.sort).address(action),
        messages=_messages(answer, language) if answer else [],
        previous=preceding.address(action) if preceding else "",
        next=query.following(answer.next).address(action) if answer and answer.next else "",
    )


def _names(language: Language) -> dict[str, str]:
    """What the parameters are called on the page."""
    _ = language.gettext
    return {
        "from": _("From"),
        "to": _("To"),
        "sort": _("Order"),
        "kind": _("Kind"),
        "issuer": _("Issuer"),
        "series": _("Series"),
    }


def _found(answer: Answer, language: Language) -> str:
    return language.ngettext("%(number)s notice found", "%(number)s notices found", answer.total)


def _messages(answer: Answer, language: Language) -> list[str]:
    _ = language.gettext
    told = {
        "query-too-long": _("The query is long: only its first 400 characters were searched for."),
        "too-many-phrases": _("The query has many words: only the first 32 were searched for."),
        "phrase-too-long": _("A phrase is long: only its first 64 characters count."),
        "unclosed-quote": _("A quotation mark was not closed: the rest was taken as one phrase."),
        "operator-alone": _("AND, OR and NOT need something beside them: they were left out."),
        "nothing-to-search": _("The query has no word or character to search for."),
        "index-behind": _("Some notices were removed a moment ago and are not shown."),
    }
    return [told.get(message.code, message.text) for message in answer.messages]


def _item(hit: Hit, query: SearchQuery, titles: Mapping[str, str], action: str) -> Item:
    title = [MarkedRange(mark.start, mark.end, 1) for mark in hit.highlights if mark.field == "title"]
    snippet = [MarkedRange(start, end, 1) for start, end in hit.snippet.highlights]
    return Item(
        href=SearchQuery(q=query.q).address(f"{action}notices/{hit.id}"),
        title=runs(hit.title, title),
        lang=language_of(hit.title + hit.snippet.text),
        kind=hit.kind,
        doc_number=hit.doc_number,
        date=hit.date,
        issuers=hit.issuers,
        snippet=runs(hit.snippet.text, snippet),
        issue_id=hit.issue_id,
        issue_title=titles.get(hit.issue_id, ""),
    )


def _issue_titles(connection: Connection, answer: Answer) -> dict[str, str]:
    """Titles of the issues of all hits; one that has gone since it was indexed is left out."""
    titles: dict[str, str] = {}
    for issue_id in {hit.issue_id for hit in answer.items}:
        with suppress(NotHeld):
            titles[issue_id] = get_issue(connection, issue_id).title
    return titles


def _facets(answer: Answer, query: SearchQuery, language: Language, action: str) -> list[FacetView]:
    _ = language.gettext
    titles = {"year": _("Year"), "kind": _("Kind"), "issuer": _("Issuer"), "series": _("Series")}
    views = []
    for name, title in titles.items():
        links = [
            FacetLink(
                label=value,
                count=count,
                href=query.toggled(name, value).address(action),
                chosen=query.chosen(name, value),
            )
            for value, count in answer.facets[name]
        ]
        links.sort(key=lambda link: not link.chosen)
        if links:
            views.append(FacetView(name, title, tuple(links[:FACET_VALUES]), tuple(links[FACET_VALUES:])))
    return views


def _chips(query: SearchQuery, language: Language, action: str) -> Sequence[Chip]:
    _ = language.gettext
    chips = [
        Chip(value, query.toggled(name, value).address(action))
        for name, values in (("kind", query.kind), ("issuer", query.issuer), ("series", query.series))
        for value in values
    ]
    if query.succession:
        chips.append(Chip(_("with the bodies before and after"), query.in_line(False).address(action)))
    if query.date_from or query.date_to:
        days = query.date_from
        if query.date_from != query.date_to:
            days = f"{query.date_from}–{query.date_to}"
        chips.insert(0, Chip(days, query.any_day().address(action)))
    return chips
