"""Finding: a request in, an answer out.

search = open_search(path, texts)
answer = search.search(Request(q="关税", kinds=("公告",)))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from index.candidates import Lookup
from index.facets import Facet, count_facets, filter_mask
from index.live import LiveView
from index.matching import Highlight, find_spans
from index.paging import order_of, page, place_of, read_cursor, write_cursor
from index.query import Message, parse
from index.ranking import score
from index.record import SourceText
from index.request import Request
from index.schema import Record
from index.snippet import Snippet, make_snippet
from index.texts import FoldedTexts, Texts
from index.tree import Node
from index.verifying import verified_hits

MAX_HIGHLIGHTS: Final = 200  # of one hit; `find_hits` gives all of them


@dataclass(frozen=True, slots=True)
class Hit:
    """One notice found. `score` is 0 when not sorted by relevance; highlights count in its own text."""

    id: str
    score: float
    title: str
    doc_number: str
    date: date | None
    kind: str
    issuers: tuple[str, ...]
    series: str
    issue_id: str
    snippet: Snippet
    highlights: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of hits. `total` counts all of them, and so do the facets; `next` asks for the next page."""

    total: int
    items: tuple[Hit, ...]
    facets: Mapping[str, Facet]
    next: str | None
    messages: tuple[Message, ...]


LineNames = Callable[[str], tuple[str, ...]]
"""All names of the bodies before and after one, by succession, and its own."""


def open_search(path: Path, texts: Texts, line_names: LineNames = lambda name: (name,)) -> Search:
    """Open the index at `path` for searching. Raises IndexMissing, IndexOutdated, IndexUnknown."""
    return Search(LiveView(path), texts, line_names)


class Search:
    """Answers requests on the index's newest commit. One for all threads of a process; `close` it."""

    def __init__(self, live: LiveView, texts: Texts, line_names: LineNames) -> None:
        self._live = live
        self._line_names = line_names
        self._texts = texts
        self._folded = FoldedTexts(texts)

    def search(self, request: Request) -> Answer:
        """Answer a request. Raises CursorInvalid, or what the catalogue raises."""
        after = read_cursor(request)
        parsed = parse(request.q)
        order = order_of(request)
        messages = list(parsed.messages)
        with self._live.view() as view:
            lookup = Lookup(view)
            mask = filter_mask(view, self._widened(request))
            hits = verified_hits(view, lookup, self._folded, parsed.root, mask)
            scores = score(view, lookup, parsed.root) if order == "relevance" else np.zeros(view.count)
            numbers = page(view, hits, scores, order, after, request.size).tolist()
            shown = numbers[: request.size]
            sources = self._texts([view.records[n].id for n in shown]) if shown else {}
            items = tuple(
                _hit(view.records[n], float(scores[n]), sources[view.records[n].id], parsed.root)
                for n in shown
                if view.records[n].id in sources
            )
            if len(items) < len(shown):
                messages.append(
                    Message("index-behind", "Some notices were removed since the index was made.")
                )
            more = len(numbers) > request.size
            following = write_cursor(request, place_of(view, shown[-1], scores, order)) if more else None
            return Answer(int(hits.sum()), items, count_facets(view, hits), following, tuple(messages))

    def _widened(self, request: Request) -> Request:
        if not request.succession:
            return request
        names = (name for issuer in request.issuers for name in self._line_names(issuer))
        return replace(request, issuers=tuple(dict.fromkeys(names)))

    def close(self) -> None:
        """Let go of the index's files."""
        self._live.close()


def _hit(record: Record, score_: float, source: SourceText, root: Node) -> Hit:
    highlights = find_spans(root, source)[:MAX_HIGHLIGHTS]
    return Hit(
        id=record.id,
        score=score_,
        title=source.title,
        doc_number=source.doc_number,
        date=date.fromordinal(record.day) if record.day else None,
        kind=record.kind,
        issuers=record.issuers,
        series=record.series,
        issue_id=record.issue_id,
        snippet=make_snippet(source, highlights),
        highlights=highlights,
    )
