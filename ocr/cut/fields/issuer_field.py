"""Who issued a notice: the names in its head, else under it, else in its title, else by the office of its signer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.cut.fields.issuer_print import IssuerReading, doubts_of, reading_of, signature_issuers
from ocr.cut.fields.number_field import NumberReading
from ocr.cut.marks import read_marks
from ocr.cut.parts import Parts
from ocr.cut.stream import Row
from ocr.cut.traced import Traced
from ocr.grammar.issuers.authorities import AuthorityKind, authority_of
from ocr.grammar.issuers.english_offices import INSPECTORATE
from ocr.grammar.issuers.find import CUSTOMS, find_issuers
from ocr.grammar.issuers.issuer_lines import split_issuers
from ocr.grammar.issuers.worn_cost import nearest_of
from ocr.grammar.numbers.find import NumberStyle

_ACTING = "(?:副|代理|暫代|兼代|署理|兼理|兼|代)?"
_RANKS = (
    (re.compile(f"{_ACTING}總稅務司"), "海關總稅務司署"),
    (re.compile(f"{_ACTING}总税务司"), "海关总税务司署"),
    (re.compile(f"{_ACTING}署長"), "財政部關務署"),
    (re.compile(f"{_ACTING}署长"), CUSTOMS),
    (re.compile("(?:(?:Acting|Officiating|Deputy) )?Inspector[ -]General", re.IGNORECASE), INSPECTORATE),
)
"""Whose office the signer's rank names, in a gazette of the customs."""


def read_issuers(parts: Parts, number: NumberReading | None, title: Traced) -> tuple[IssuerReading, ...]:
    """Issuers in printed order without repeats.

    Those of masthead and number first, then those of the signature; a 署-number has none in its head, so that its
    signature or its title (海关总署关于…的通知) tells. What has no name at all is of the office whose head signs it
    (總稅務司 and a name), an Inspector General's Circular of the Inspectorate.
    """
    found = _in_head(parts, number)
    for row in parts.signers:
        for issuer in signature_issuers(row):
            if not _repeats(issuer.name, [known.name for known in found]):
                found.append(reading_of(row, issuer, "signature"))
    if not found and (lead := next(find_issuers(title.text), None)) and lead.start == 0:
        found.append(IssuerReading(lead.name, title, "title"))
    if not found and number and number.number.issuer == "I.G.":
        found.append(IssuerReading(INSPECTORATE, number.printed, "number"))
    if not found:
        found += _by_rank(parts.signers)
    return tuple({reading.name: reading for reading in reversed(found)}.values())[::-1]


def _repeats(name: str, known: Sequence[str]) -> bool:
    """Is `name` one of those known, or, if no body is called so, a worn print of one (悔关怠署 under 海关总署)?

    Not of a regional customs: 威海海关 and 上海海关 are two.
    """
    if any(same_body(name, other) for other in known):
        return True
    if authority_of(name) is not None:
        return False
    kinds = {other: body.kind for other in known if (body := authority_of(other))}
    names = [
        other for other, kind in kinds.items() if kind not in (AuthorityKind.REGIONAL, AuthorityKind.HOUSE)
    ]
    return nearest_of(name, names, max(1, len(name) // 3)) is not None and len(name) > 3


def same_body(one: str, other: str) -> bool:
    """Do two printed names plainly mean one body (国家税务总局, 税务总局; 国家发展改革委, 发改委)?"""
    if one == other or one.endswith(other) or other.endswith(one):
        return True
    known = authority_of(one)
    return known is not None and known is authority_of(other)


def _in_head(parts: Parts, number: NumberReading | None) -> list[IssuerReading]:
    placed = [
        reading_of(row, issuer, "masthead")
        for row in parts.number
        for issuer in read_marks(row.text).issuers
        or (number.issuers if number and read_marks(row.text).number else ())
    ]
    if number is None or not number.issuers:
        if number and number.number.issuer and number.number.style is not NumberStyle.ENGLISH:
            return [IssuerReading(number.number.issuer, number.printed, "number")]
        return placed or _doubted(parts.number) or (_leading(parts.number) if number is None else [])
    where = {reading.name: reading for reading in reversed(placed)}
    return [
        where.get(issuer.name, IssuerReading(issuer.name, number.printed, "masthead"))
        for issuer in number.issuers
    ]


def _doubted(rows: Sequence[Row]) -> list[IssuerReading]:
    """Issuers on lines of the head that are told with the reader's doubts only."""
    return [
        reading_of(row, issuer, "masthead")
        for row in rows
        for issuer in split_issuers(row.text, doubts_of(row))
    ]


def _leading(rows: Sequence[Row]) -> list[IssuerReading]:
    """The issuer that the line of a number begins with which itself could not be read."""
    lead = next(find_issuers(rows[-1].text), None) if rows else None
    return [reading_of(rows[-1], lead, "masthead")] if lead and lead.start == 0 else []


def _by_rank(rows: Sequence[Row]) -> list[IssuerReading]:
    """The office whose head the signer is, else the one that his line begins with (關務署署長張福運)."""
    for row in rows:
        text = row.text if row.text.isascii() else "".join(row.text.split())
        named = next((office for rank, office in _RANKS if rank.match(text)), "")
        lead = next(find_issuers(text), None)
        if not named and lead and lead.start == 0 and read_marks(row.text).signer:
            named = lead.name
        if named:
            return [IssuerReading(named, row.traced, "signer")]
    return []
