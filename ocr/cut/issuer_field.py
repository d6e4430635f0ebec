"""Who issued a notice: the names in its head, else under it, else in its title."""

from __future__ import annotations

from ocr.cut.marks import dates_in, read_marks
from ocr.cut.number_field import NumberReading
from ocr.cut.parts import Parts
from ocr.cut.signature import OFFICE_ENDINGS
from ocr.cut.stream import Row
from ocr.grammar.issuers import PrintedIssuer, find_issuers
from ocr.grammar.numbers import NumberStyle


def read_issuers(parts: Parts, number: NumberReading | None, title: str) -> tuple[tuple[str, ...], str]:
    """Issuers in printed order without repeats, and the rule.

    Those of masthead and number first, then those of the signature; a 署-number has none in its head, so that its
    signature or its title (海关总署关于…的通知) tells.
    """
    names = [issuer.name for issuer in (number.issuers if number else ())]
    rule = "masthead" if names else ""
    if not names and number and number.number.issuer and number.number.style is not NumberStyle.ENGLISH:
        names, rule = [number.number.issuer], "number"
    if not names:
        names += [issuer.name for row in parts.number for issuer in read_marks(row.text).issuers]
        rule = "masthead" if names else ""
    for row in parts.signers:
        for issuer in signature_issuers(row):
            if not any(same_body(issuer.name, known) for known in names):
                names.append(issuer.name)
                rule = rule or "signature"
    if not names and (lead := next(find_issuers(title), None)) and lead.start == 0:
        names, rule = [lead.name], "title"
    return tuple(dict.fromkeys(names)), rule


def same_body(one: str, other: str) -> bool:
    """Do two printed names plainly mean one body (国家税务总局, 税务总局)?"""
    return one == other or one.endswith(other) or other.endswith(one)


def signature_issuers(row: Row) -> tuple[PrintedIssuer, ...]:
    """Issuers on a line of the signature, date on the same line or not."""
    marks = read_marks(row.text)
    if marks.issuers or marks.date or marks.signer:
        return marks.issuers
    found = dates_in(row.text)
    text = row.text[: found[0].start] if found else row.text
    known = tuple(find_issuers(text))
    if known or found or text[-1] not in OFFICE_ENDINGS:
        return known
    return (PrintedIssuer(0, len(text), text),)
