"""What a notice's Akoma Ntoso document is: the work, its wording, this file (FRBR), and the IRIs of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from archive.formats.akn_iri import UNKNOWN_DAY, expression_iri, work_iri
from archive.formats.akn_known import Known
from archive.formats.akn_xml import Element, add
from archive.notice_records import Notice
from archive.records import Issue
from archive.script import language_of


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a notice does not hold itself.

    `issue` it was printed in; `folios` first and last page, counted in the issue from 1; `read` the day of the newest
    reading it was cut from, None when not known; `known` of other notices.
    """

    issue: Issue
    folios: tuple[int, int]
    read: dt.date | None
    known: Known


@dataclass(frozen=True, slots=True)
class Identity:
    """The IRIs of a notice; `language` of ISO 639-2."""

    work: str
    expression: str
    language: str


def identity(notice: Notice) -> Identity:
    """The IRIs of a notice."""
    work = work_iri(notice.id, notice.doc_number, notice.date)
    language = "eng" if language_of(notice.title + notice.text) == "en" else "zho"
    return Identity(work, expression_iri(work, language, notice.date), language)


def add_identification(
    meta: Element, notice: Notice, around: Surroundings, component: str, name: str
) -> None:
    """Adds ``identification`` of the notice or of a component of it (``main``, ``att_1``)."""
    found = identity(notice)
    day = notice.date or UNKNOWN_DAY
    authors = [f"#org_{number}" for number in range(1, len(notice.issuers) + 1)] or ["#unknown"]
    identification = add(meta, "identification", source="#wengao")
    work = add(identification, "FRBRWork")
    _level(work, found.work, f"{found.work}/!{component}", day, "signed", authors)
    add(work, "FRBRcountry", value="cn")
    if notice.kind:
        add(work, "FRBRsubtype", value=notice.kind)
    for number in dict.fromkeys((notice.doc_number, notice.doc_number_printed)):
        if number:
            add(work, "FRBRnumber", value=number)
    if name:
        add(work, "FRBRname", value=name)
    add(work, "FRBRprescriptive", value="true")
    add(work, "FRBRauthoritative", value="false")
    expression = add(identification, "FRBRExpression")
    _level(expression, found.expression, f"{found.expression}/!{component}", day, "signed", authors)
    add(expression, "FRBRlanguage", language=found.language)
    manifestation = add(identification, "FRBRManifestation")
    this = f"{found.expression}/!{component}.xml"
    _level(manifestation, f"{found.expression}.xml", this, around.read or day, "read", ["#wengao"])
    add(manifestation, "FRBRformat", value="application/akn+xml")


def _level(parent: Element, iri: str, this: str, day: dt.date, what: str, authors: Sequence[str]) -> None:
    add(parent, "FRBRthis", value=this)
    add(parent, "FRBRuri", value=iri)
    add(parent, "FRBRdate", date=day.isoformat(), name=what if day != UNKNOWN_DAY else "unknown")
    for author in authors:
        add(parent, "FRBRauthor", href=author)
