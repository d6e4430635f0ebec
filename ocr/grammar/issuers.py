"""Who issues notices: an authority file, and finding its names in print.

The file (`authorities.csv`) gives for each body its name, short names, English name and the body that succeeded
it; regional customs (天津海关) and the custom houses of the treaty ports (江漢關) are in it.
A name is kept as printed, without 中华人民共和国 and 原; only 我署, 本署 and 总署 are spelt out as 海关总署.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

CUSTOMS = "海关总署"
"""The General Administration of Customs, whose gazette this is."""

_SELF = {"我署": CUSTOMS, "本署": CUSTOMS, "总署": CUSTOMS}
_STATE = ("中华人民共和国", "中華人民共和國", "中华民国", "中華民國")
_BLANK = " \t\u3000"
_LONGEST = 24
_SEPARATOR = "、，,和与與及 \t\u3000"


@dataclass(frozen=True, slots=True)
class Authority:
    """A body that issues notices: official `name`, `short` names, `english` name, `successor` ("" if none)."""

    name: str
    short: tuple[str, ...]
    english: str
    successor: str


@dataclass(frozen=True, slots=True)
class PrintedIssuer:
    """The issuer at ``text[start:end]``; `name` is it without 中华人民共和国 and 原."""

    start: int
    end: int
    name: str


@cache
def authorities() -> tuple[Authority, ...]:
    """The authority file as shipped, in file order."""
    with resources.files("ocr.grammar").joinpath("authorities.csv").open(encoding="utf-8") as rows:
        return tuple(
            Authority(
                row["name"], tuple(filter(None, row["short"].split("|"))), row["english"], row["successor"]
            )
            for row in csv.DictReader(rows)
        )


@cache
def _names() -> dict[str, str]:
    """Every spelling that counts as an issuer → the name it stands for."""
    spellings = {name for a in authorities() for name in (a.name, *a.short)}
    return {name: name for name in spellings} | _SELF


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def issuer_before(text: str, end: int) -> PrintedIssuer | None:
    """The issuer whose printed name ends exactly at `end`, with 中华人民共和国 and 原 before it if printed."""
    for length in range(min(_LONGEST, end), 1, -1):
        name = _names().get(text[end - length : end])
        if name is not None:
            start = end - length
            for prefix in (*_STATE, "原"):
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
        while end and text[end - 1] in _SEPARATOR:
            end -= 1
    return tuple(reversed(found))


_ENGLISH = re.compile(
    r"(?P<name>Inspectorate General of (?:Chinese )?(?:Maritime )?Customs|Statistical Department[^,.]{0,40}"
    r"|Custom ?House, ?[A-Z][A-Za-z' -]{2,30}|(?:Chinese )?Maritime Customs)[,.]?",
    re.IGNORECASE,
)


def _english_office(line: str) -> tuple[PrintedIssuer, ...]:
    """The customs office that an English line consists of; capitals are set as in a name (Custom House, Ichang)."""
    text = line.strip()
    match = _ENGLISH.fullmatch(text)
    if match is None:
        return ()
    start = line.index(text)
    words = re.sub(r"(?<=[Mm])(?=HOUSE|House)|(?<=,)(?=\w)", " ", match["name"]).split()
    name = " ".join(word.lower() if word.lower() == "of" else word.capitalize() for word in words)
    return (PrintedIssuer(start, start + match.end("name"), name),)


def split_issuers(line: str) -> tuple[PrintedIssuer, ...]:
    """The issuers when `line` consists of nothing else (a masthead or signature), else ``()``.

    Names may stand side by side without a mark between them. Letter-spaced print (海　关　总　署) counts.
    An English customs office is named as on its letters, capitals lowered: Custom House, Ichang.
    """
    if line.isascii():
        return _english_office(line)
    places = [i for i, mark in enumerate(line) if mark not in _BLANK]
    packed = "".join(line[i] for i in places)
    found: list[PrintedIssuer] = []
    at = 0
    while at < len(packed):
        start = at
        for prefix in (*_STATE, "原"):
            if packed.startswith(prefix, at):
                at += len(prefix)
        match = _pattern().match(packed, at)
        if match is None:
            return ()
        at = match.end()
        found.append(PrintedIssuer(places[start], places[at - 1] + 1, _names()[match.group()]))
        while at < len(packed) and packed[at] in _SEPARATOR:
            at += 1
    return tuple(found)


def find_issuers(text: str) -> Iterator[PrintedIssuer]:
    """All issuers named in `text`, in order."""
    for match in _pattern().finditer(text):
        yield PrintedIssuer(match.start(), match.end(), _names()[match.group()])
