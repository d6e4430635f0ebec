"""The ``meta`` of a notice's Akoma Ntoso document: what it is, when it holds, what it refers to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.formats.akn_analysis import MODIFICATIONS, add_analysis
from archive.formats.akn_identity import Surroundings, add_identification, identity
from archive.formats.akn_inline import InlineMark
from archive.formats.akn_iri import organization_iri
from archive.formats.akn_known import Effect, Known
from archive.formats.akn_xml import Element, add, add_own
from archive.notice_records import Notice

_CHANGES = {"repeals": "repeal", "replaces": "repeal", "expires": "repeal"}
"""Events of Akoma Ntoso's life cycle; every other relation is an amendment."""


def add_meta(act: Element, notice: Notice, around: Surroundings, marks: Sequence[InlineMark]) -> None:
    """Adds ``meta``. `marks` are those in the text."""
    effects = around.known.on(notice)
    meta = add(act, "meta")
    add_identification(meta, notice, around, "main", notice.title)
    _publication(meta, notice, around)
    events = list(_events(notice, effects))
    _lifecycle(meta, events)
    add_analysis(meta, notice, marks, effects, around.known)
    _periods(meta, events)
    _references(meta, notice, effects, around.known)
    _own(meta, notice, around)


def _publication(meta: Element, notice: Notice, around: Surroundings) -> None:
    """The gazette issue; left out when its day is not known, which Akoma Ntoso asks for (see also `_own`)."""
    issue = around.issue
    if issue.date is None:
        return
    publication = add(meta, "publication", date=issue.date.isoformat(), name=issue.series or "gazette")
    publication.set("showAs", " ".join(dict.fromkeys(part for part in (issue.series, issue.title) if part)))
    if issue.number:
        publication.set("number", issue.number)


@dataclass(frozen=True, slots=True)
class _Event:
    """`kind` is of Akoma Ntoso; `what` one of signed, in-force, last-day, or the relation that did it."""

    day: dt.date
    kind: str
    what: str
    source: str


def _events(notice: Notice, effects: Sequence[Effect]) -> Iterator[_Event]:
    """What happened to the notice, as its own words and others tell."""
    if notice.date:
        yield _Event(notice.date, "generation", "signed", "#original")
    if notice.effective_date:
        yield _Event(notice.effective_date, "generation", "in-force", "#original")
    if notice.expiry_date:
        yield _Event(notice.expiry_date, "repeal", "last-day", "#original")
    for number, effect in enumerate(effects, start=1):
        kind = effect.relation.kind
        if effect.day and kind in ("repeals", "replaces", "expires", "repeals_in_part", "amends", "suspends"):
            yield _Event(effect.day, _CHANGES.get(kind, "amendment"), kind, f"#passive_{number}")


def _lifecycle(meta: Element, events: Sequence[_Event]) -> None:
    if not events:
        return
    lifecycle = add(meta, "lifecycle", source="#wengao")
    for number, event in enumerate(events, start=1):
        add(
            lifecycle,
            "eventRef",
            eId=f"eref_{number}",
            date=event.day.isoformat(),
            type=event.kind,
            source=event.source,
            refersTo=f"#{event.what}",
        )


def _periods(meta: Element, events: Sequence[_Event]) -> None:
    """``tmpg_1``: from taking effect (else from signing) to the first end that is later, if there is one."""
    starts = [number for number, event in enumerate(events, 1) if event.kind == "generation"]
    if not starts:
        return
    start = events[starts[-1] - 1]
    ends = [(e.day, n) for n, e in enumerate(events, 1) if e.kind == "repeal" and e.day >= start.day]
    group = add(add(meta, "temporalData", source="#wengao"), "temporalGroup", eId="tmpg_1")
    interval = add(group, "timeInterval", start=f"#eref_{starts[-1]}", refersTo="#in-force")
    if ends:
        interval.set("end", f"#eref_{min(ends)[1]}")


def _references(meta: Element, notice: Notice, effects: Sequence[Effect], known: Known) -> None:
    references = add(meta, "references", source="#wengao")
    name = notice.doc_number or notice.title or notice.id
    add(references, "original", eId="original", href=identity(notice).expression, showAs=name)
    targets = dict.fromkeys(r.target for r in notice.relations if r.kind in MODIFICATIONS)
    for number, target in enumerate(targets, start=1):
        add(references, "activeRef", eId=f"active_{number}", href=known.iri(target), showAs=target)
    for number, effect in enumerate(effects, start=1):
        add(references, "passiveRef", eId=f"passive_{number}", href=effect.source, showAs=effect.name)
    for number, issuer in enumerate(notice.issuers, start=1):
        add(references, "TLCOrganization", eId=f"org_{number}", href=organization_iri(issuer), showAs=issuer)
    if not notice.issuers:
        add(references, "TLCOrganization", eId="unknown", href=organization_iri("unknown"), showAs="unknown")
    for what in ("signed", "in-force", "last-day", *dict.fromkeys(e.relation.kind for e in effects)):
        add(references, "TLCEvent", eId=what, href=f"/akn/ontology/event/wengao/{what}", showAs=what)
    for number, cited in enumerate(notice.cites, start=1):
        if cited not in targets:
            add(
                references,
                "TLCReference",
                eId=f"cited_{number}",
                name="cites",
                href=known.iri(cited),
                showAs=cited,
            )
    tool = f"{notice.step.tool} {notice.step.version}"
    add(references, "TLCProcess", eId="wengao", href="/akn/ontology/process/wengao", showAs=tool)


def _own(meta: Element, notice: Notice, around: Surroundings) -> None:
    """What Akoma Ntoso has no place for: ids, issue and pages, numbers and dates as printed, disclosure, certainty."""
    own = add(meta, "proprietary", source="#wengao")
    issue = around.issue
    pairs = [
        ("notice", notice.id),
        ("issue", issue.id),
        ("series", issue.series),
        ("issueTitle", issue.title),
        ("issueNumber", issue.number),
        ("archivalNumber", issue.archival_no),
        ("firstPage", str(around.folios[0])),
        ("lastPage", str(around.folios[1])),
        ("numberPrinted", notice.doc_number_printed),
        ("datePrinted", notice.date_printed),
        ("disclosure", notice.disclosure),
        ("confidence", f"{notice.confidence:.4f}"),
    ]
    for name, value in pairs:
        if value:
            add_own(own, name, value)
    for item in notice.corrected:
        add_own(own, "corrected", item.field)
