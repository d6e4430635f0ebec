"""A line with a document number whose issuer was not read letter for letter: 海关总暑公告2019年第5号."""

from __future__ import annotations

import re
from dataclasses import replace

from ocr.grammar.issuers.issuer_lines import split_issuers
from ocr.grammar.numbers.find import NumberInText, NumberStyle, find_numbers

_JOINT = re.compile(r"(?:联合|聯合)[ \t\u3000]*$")
_AROUND = re.compile(r"[\s（）()〔〕\[\]*＊.。]*")


def worn_number(text: str) -> NumberInText | None:
    """The number and issuers that a line consists of, one of the issuers worn; None if it is something else."""
    found = next(iter(find_numbers(text)), None)
    if found is None or found.number.style not in (NumberStyle.ANNUAL, NumberStyle.SERIAL):
        return None
    if not _AROUND.fullmatch(text[found.end :]):
        return None
    number = found.number
    kind = text.find(number.kind)
    lead = _JOINT.sub("", text[: kind if 0 < kind < found.end else found.start])
    issuers = split_issuers(lead)
    if not any(issuer.worn for issuer in issuers):
        return None
    start = issuers[0].start
    return replace(
        found,
        start=start,
        printed=text[start : found.end],
        number=replace(number, issuer=issuers[0].name),
        issuers=tuple(issuer.name for issuer in issuers),
        repairs=(*found.repairs, "worn-issuer"),
    )
