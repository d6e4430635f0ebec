"""IRIs of notices after the Akoma Ntoso Naming Convention 1.0 (OASIS Standard, 21 February 2019), section 4.

A notice and whoever cites it must arrive at the same IRI, and a citation holds no more than the number. So the IRI is
made from the canonical number alone: ``/akn/cn/act/`` + words of the number + year + number, as in
``/akn/cn/act/海关总署公告/2003/82``, ``/akn/cn/act/署法/2000/745``. Numbers that run on over the years
(海关总署令第272号) name no year: there the year of the notice itself is needed, ``/akn/cn/act/海关总署令/2024/272``.
A notice without a number has its day and its id in the archive: ``/akn/cn/act/2003-12-01/i7n3``.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote

UNKNOWN_DAY = dt.date(1, 1, 1)
"""Akoma Ntoso asks for a date where none is known; this one is what its tools (cobalt) take for none."""

_DATED = re.compile(r"(?P<words>.+?)(?P<year>[12][0-9]{3})年第(?P<number>[0-9]+)[号號]")
_LETTERED = re.compile(r"(?P<words>[^〔]+)〔(?P<year>[12][0-9]{3})〕(?P<number>[0-9]+)[号號]")
_SERIAL = re.compile(r"(?P<words>.+?)第(?P<number>[0-9]+)[号號]")
_ENGLISH = re.compile(r"(?P<words>.+) No\. (?P<number>[0-9]+)(?: \((?P<series>.+)\))?")
_UNSAFE = re.compile(r"[^\w-]")


def is_number(text: str) -> bool:
    """Is `text` a document number in canonical form (and not the title of a notice)?"""
    return any(form.fullmatch(text) for form in (_DATED, _LETTERED, _SERIAL, _ENGLISH))


def cited_iri(number: str, year: int | None = None) -> str:
    """The work IRI of the notice with this canonical number; empty when `number` is none, or names no year.

    `year` is that of the notice's date, for numbers that run on over the years.
    """
    dated = _DATED.fullmatch(number) or _LETTERED.fullmatch(number)
    if dated:
        return f"/akn/cn/act/{_part(dated['words'])}/{dated['year']}/{int(dated['number'])}"
    serial = _SERIAL.fullmatch(number) or _ENGLISH.fullmatch(number)
    if serial is None or year is None:
        return ""
    series = serial.groupdict().get("series")
    tail = f"-{_part(series)}" if series else ""
    return f"/akn/cn/act/{_part(serial['words'])}/{year:04}/{int(serial['number'])}{tail}"


def work_iri(notice_id: str, number: str, day: dt.date | None) -> str:
    """The work IRI of a notice that is held. `number` is canonical or empty, `day` that of its signing."""
    return cited_iri(number, day.year if day else None) or (
        f"/akn/cn/act/{(day or UNKNOWN_DAY).isoformat()}/{_part(notice_id)}"
    )


def expression_iri(work: str, language: str, day: dt.date | None) -> str:
    """The IRI of its wording of that day, in a language of ISO 639-2 (``zho``, ``eng``)."""
    return f"{work}/{language}@{day.isoformat() if day else ''}"


def unresolved_iri(target: str) -> str:
    """For something cited that has no IRI as a work: a title, or a running number whose year nobody knows."""
    return f"/akn/ontology/reference/cn/{_part(target)}"


def organization_iri(name: str) -> str:
    """The IRI of an office by its name in the authority file."""
    return f"/akn/ontology/organization/cn/{_part(name)}"


def _part(text: str) -> str:
    """One part of a path: ASCII in lower case, blanks as ``_``, Chinese as it is (IRIs hold it), the rest escaped."""
    small = "".join(char.lower() if char.isascii() else char for char in text.strip())
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), re.sub(r"\s+", "_", small))
