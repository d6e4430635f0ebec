"""What a sentence mentions: by number (海关总署令第124号), by title (《…办法》), by a name it gave (《办法》).

A sentence is written anew with one mark in the place of each mention, each date and each quotation, so that a short
regular expression can tell what is said of them, however long their titles are. Places of the marked sentence lead
back to the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ocr.cut.acts.mention import Mention
from ocr.cut.acts.mention_spans import spans_in

_SHORT = re.compile(r"以下[统簡简]?[称稱](?:为)?[“‘「《]?(?P<name>[^”’」》（）()。，；]{2,24})")
_MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with marks: `text`, and for each of its characters the place in the sentence where it begins and ends.

    `mentions` and `dates` by their place in `text`.
    """

    sentence: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    mentions: Mapping[int, Mention]
    dates: Mapping[int, str]

    def printed(self, start: int, end: int) -> str:
        """The print behind ``text[start:end]``."""
        return self.sentence[self.starts[start] : self.ends[end - 1]] if start < end else ""


def mark(sentence: str, issuer: str, names: Mapping[str, Mention]) -> Marked:
    """`sentence` with marks. `names` are short names given before (see `short_names`). Linear in its length."""
    spans = spans_in(sentence, issuer, names)
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    mentions: dict[int, Mention] = {}
    dates: dict[int, str] = {}
    at = 0
    while at < len(sentence):
        sign, end, mention, day = spans.get(at, (sentence[at], at + 1, None, ""))
        if sign:
            if mention is not None:
                mentions[len(text)] = mention
            if day:
                dates[len(text)] = day
            text.append(sign)
            starts.append(at)
            ends.append(end)
        at = end
    return Marked(sentence, "".join(text), tuple(starts), tuple(ends), mentions, dates)


def short_names(marked: Marked, known: Mapping[str, Mention]) -> dict[str, Mention]:
    """The short names that a sentence gives (以下简称《办法》, 以下简称14号公告), put to those `known`."""
    names = dict(known)
    for mention in marked.mentions.values():
        printed = marked.sentence[mention.start : mention.end]
        for short in _SHORT.finditer(printed):
            if len(names) < _MOST_NAMES:
                names[short["name"]] = mention
    return names
