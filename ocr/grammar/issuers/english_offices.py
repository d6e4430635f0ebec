"""Customs offices as English notices print them: INSPECTORATE GENERAL OF CUSTOMS; CUSTOM HOUSE, ICHANG."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ocr.grammar.issuers.authority import AuthorityKind
from ocr.grammar.issuers.authority_names import AuthorityFile
from ocr.grammar.issuers.find import PrintedIssuer
from ocr.grammar.issuers.worn_cost import nearest_of

INSPECTORATE = "Inspectorate General of Customs"
_OFFICE = re.compile(
    r"(?P<name>Inspectorate General of (?:Chinese )?(?:Maritime )?Customs|Statistical Department[^,.]{0,40}"
    r"|Custom ?House, ?(?P<port>[A-Z][A-Za-z' -]{2,30})|(?:Chinese )?Maritime Customs)[,.]?",
    re.IGNORECASE,
)
_HOUSE = "Custom House, "
_LONGEST = 60


def english_office(line: str, file: AuthorityFile) -> tuple[PrintedIssuer, ...]:
    """The customs office that an English line consists of; capitals are set as in a name (Custom House, Ichang).

    Of a name not read letter for letter the one office is meant that it can be (`worn`).
    """
    text = line.strip()
    if not 8 <= len(text) <= _LONGEST:
        return ()
    start = line.index(text)
    match = _OFFICE.fullmatch(text)
    if match is not None:
        name = _capitals(match["name"])
        if match["port"] and name not in (offices := _offices(file)):
            meant = nearest_of(name, offices, 1 + (len(match["port"]) > 6))
            return (PrintedIssuer(start, start + match.end("name"), meant or name, worn=meant is not None),)
        return (PrintedIssuer(start, start + match.end("name"), name),)
    end = len(text.rstrip(" ,.;:'"))
    if meant := nearest_of(_capitals(text[:end]), _offices(file), 1 + end // 12):
        return (PrintedIssuer(start, start + end, meant, worn=True),)
    return ()


@lru_cache(maxsize=8)
def _offices(file: AuthorityFile) -> Sequence[str]:
    houses = (body.english for body in file.by_id.values() if body.kind is AuthorityKind.HOUSE)
    return (INSPECTORATE, *(name for name in houses if name.startswith(_HOUSE)))


def _capitals(printed: str) -> str:
    """CUSTOMHOUSE,ICHANG → Custom House, Ichang."""
    words = re.sub(r"(?<=[Mm])(?=HOUSE|House)|(?<=,)(?=\w)", " ", printed).split()
    return " ".join(word.lower() if word.lower() == "of" else word.capitalize() for word in words)
