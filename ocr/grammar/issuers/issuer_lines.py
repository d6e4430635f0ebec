"""Lines that consist of issuers: mastheads and signatures, worn ones among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ocr.grammar.issuers.authorities import current_file
from ocr.grammar.issuers.authority_names import STATE, AuthorityFile
from ocr.grammar.issuers.english_offices import english_office
from ocr.grammar.issuers.find import PREFIXES, SEPARATORS, PrintedIssuer, issuer_names, issuer_pattern
from ocr.grammar.issuers.worn_cost import Doubts
from ocr.grammar.issuers.worn_names import nearest_name

_DIRT = frozenset(".·,'`\"|_~^*-:;°•‧．。，：；’‘“”")
"""Marks that specks and the rims of seals are read as; no name has them."""
_NO_NAME = re.compile(r"[《》〈〉（）()〔〕\[\]【】「」『』0-9０-９？！?!]")
_MOST = 48
"""Longer lines are prose: six issuers, the most seen in real notices, have fewer characters."""


def split_issuers(line: str, doubts: Doubts | None = None) -> tuple[PrintedIssuer, ...]:
    """The issuers when `line` consists of nothing else (a masthead or signature), else ``()``.

    Names may stand side by side without a mark between them. Letter-spaced print (海　关　总　署) counts. A name
    that was not read letter for letter counts when it can be only one authority's (`worn`); `doubts` is what the
    reader says may stand at an index of `line` instead. An English customs office is named as on its letters,
    capitals lowered: Custom House, Ichang.
    """
    if line.isascii():
        return english_office(line, current_file())
    places = [i for i, mark in enumerate(line) if not mark.isspace()]
    found = _exactly(line, places)
    if found or len(places) > _MOST or _NO_NAME.search(line):
        return found
    places = [i for i in places if line[i] not in _DIRT or line[i] in SEPARATORS]
    while places and line[places[0]] in SEPARATORS:
        places = places[1:]
    return _worn(line, places, doubts or {})


def _exactly(line: str, places: Sequence[int]) -> tuple[PrintedIssuer, ...]:
    """The issuers on the characters at `places`, all read letter for letter; ``()`` when that is not all."""
    file = current_file()
    names, pattern = issuer_names(file), issuer_pattern(file)
    packed = "".join(line[i] for i in places)
    found: list[PrintedIssuer] = []
    at = 0
    while at < len(packed):
        start = at
        at = _after_prefixes(packed, at)
        match = pattern.match(packed, at)
        if match is None:
            return ()
        at = match.end()
        found.append(PrintedIssuer(places[start], places[at - 1] + 1, names[match.group()]))
        at = _after_separators(packed, at)
    return tuple(found)


def _worn(line: str, places: Sequence[int], doubts: Doubts) -> tuple[PrintedIssuer, ...]:
    """The issuers on the characters at `places` when one or more of them are worn; ``()`` when it is not sure."""
    packed = "".join(line[i] for i in places)
    within = {at: doubts[place] for at, place in enumerate(places) if place in doubts}
    found = _told(packed, tuple(sorted(within.items())), current_file())
    return tuple(replace(one, start=places[one.start], end=places[one.end - 1] + 1) for one in found)


@lru_cache(maxsize=2048)
def _told(
    packed: str, doubts: tuple[tuple[int, frozenset[str]], ...], file: AuthorityFile
) -> tuple[PrintedIssuer, ...]:
    told = _Print(packed, dict(doubts), file).names(0, len(packed))
    return () if told is None else tuple(told)


class _Print:
    """Takes a line without blanks apart into names, the worn ones last."""

    def __init__(self, packed: str, doubts: Doubts, file: AuthorityFile) -> None:
        self._packed = packed
        self._doubts = doubts
        self._file = file
        self._known: dict[tuple[int, int], list[PrintedIssuer] | None] = {}

    def names(self, start: int, end: int) -> list[PrintedIssuer] | None:
        """The names between `start` and `end`; None when something there is no name.

        The whole is tried first as one worn name, so that no part of it (贸易部 in 对处贸易部) is taken for
        another's; then what is left when an exact name at either end is taken off.
        """
        start = _after_separators(self._packed, start)
        while end > start and self._packed[end - 1] in SEPARATORS:
            end -= 1
        if start == end:
            return []
        if (start, end) not in self._known:
            self._known[start, end] = None
            self._known[start, end] = (
                self._whole(start, end) or self._first(start, end) or self._last(start, end)
            )
        return self._known[start, end]

    def _whole(self, start: int, end: int) -> list[PrintedIssuer] | None:
        exact = issuer_names(self._file)
        begin = _after_prefixes(self._packed, start)
        for at in dict.fromkeys((begin, self._after_worn_state(start, end))):
            text = self._packed[at:end]
            if text in exact:
                return [PrintedIssuer(start, end, exact[text], worn=at != begin)]
            if name := nearest_name(text, self._file, self._doubts_in(at, end)):
                return [PrintedIssuer(start, end, name, worn=True)]
        return None

    def _first(self, start: int, end: int) -> list[PrintedIssuer] | None:
        begin = _after_prefixes(self._packed, start)
        match = issuer_pattern(self._file).match(self._packed, begin, end)
        if match is None or match.end() == end:
            return None
        rest = self.names(match.end(), end)
        name = issuer_names(self._file)[match.group()]
        return None if rest is None else [PrintedIssuer(start, match.end(), name), *rest]

    def _last(self, start: int, end: int) -> list[PrintedIssuer] | None:
        exact = issuer_names(self._file)
        for at in range(start + 3, end - 1):
            if self._packed[at:end] in exact and (rest := self.names(start, at)):
                return [*rest, PrintedIssuer(at, end, exact[self._packed[at:end]])]
        return None

    def _after_worn_state(self, start: int, end: int) -> int:
        """Where the name begins after a 中华人民共和国 that was not read letter for letter."""
        for state in STATE:
            at = start + len(state)
            pairs = zip(self._packed[start:at], state, strict=False)
            if at < end and sum(mark != wanted for mark, wanted in pairs) <= len(state) // 3:
                return at
            if self._packed.startswith(state[1:], start) and at - 1 < end:
                return at - 1
        return _after_prefixes(self._packed, start)

    def _doubts_in(self, start: int, end: int) -> Doubts:
        return {at - start: others for at, others in self._doubts.items() if start <= at < end}


def _after_prefixes(packed: str, at: int) -> int:
    for prefix in PREFIXES:
        if packed.startswith(prefix, at):
            at += len(prefix)
    return at


def _after_separators(packed: str, at: int) -> int:
    while at < len(packed) and packed[at] in SEPARATORS:
        at += 1
    return at
