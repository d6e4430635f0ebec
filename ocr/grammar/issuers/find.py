"""Who issues notices: finding the names of the authority file in print.

Regional customs (天津海关) and the custom houses of the treaty ports (江漢關) are among them.
A name is kept as printed, without 中华人民共和国 and 原; only 我署, 本署 and 总署 are spelt out as 海关总署.
In running text names count letter for letter; for lines that are names and nothing else see `issuer_lines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ocr.grammar.issuers.authorities import current_file
from ocr.grammar.issuers.authority_names import STATE, AuthorityFile

CUSTOMS = "海关总署"
"""The General Administration of Customs, whose gazette this is."""

_SELF = {"我署": CUSTOMS, "本署": CUSTOMS, "总署": CUSTOMS}
PREFIXES = (*STATE, "原")
"""What may stand before a name and belongs to its print."""
_LONGEST = 24
SEPARATORS = "、，,和与與及 \t\u3000"
"""What may stand between names."""


@dataclass(frozen=True, slots=True)
class PrintedIssuer:
    """The issuer at ``text[start:end]``; `name` is it without 中华人民共和国 and 原.

    `worn`: the print differs from the name and was told from it alone (海关总暑).
    """

    start: int
    end: int
    name: str
    worn: bool = False


@lru_cache(maxsize=8)
def issuer_names(file: AuthorityFile) -> Mapping[str, str]:
    """Every spelling that counts as an issuer → the name it stands for."""
    spellings = {name for body in file.by_id.values() for name in body.printed}
    return {name: name for name in spellings} | _SELF


@lru_cache(maxsize=8)
def issuer_pattern(file: AuthorityFile) -> re.Pattern[str]:
    """Matches any of those spellings, the longest at a place."""
    longest_first = sorted(issuer_names(file), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def issuer_before(text: str, end: int) -> PrintedIssuer | None:
    """The issuer whose printed name ends exactly at `end`, with 中华人民共和国 and 原 before it if printed."""
    names = issuer_names(current_file())
    for length in range(min(_LONGEST, end), 1, -1):
        name = names.get(text[end - length : end])
        if name is not None:
            start = end - length
            for prefix in PREFIXES:
                if text.endswith(prefix, 0, start):
                    start -= len(prefix)
            return PrintedIssuer(start, end, name)
    return None


def issuers_before(text: str, end: int) -> tuple[PrintedIssuer, ...]:
    """The run of issuers (joined by 、 和 or blanks) that ends at `end`, in printed order."""
    found: list[PrintedIssuer] = []
    while item := issuer_before(text, end):
        found.append(item)
        end = item.start
        while end and text[end - 1] in SEPARATORS:
            end -= 1
    return tuple(reversed(found))


def find_issuers(text: str) -> Iterator[PrintedIssuer]:
    """All issuers named in `text`, in order."""
    file = current_file()
    names = issuer_names(file)
    for match in issuer_pattern(file).finditer(text):
        yield PrintedIssuer(match.start(), match.end(), names[match.group()])
