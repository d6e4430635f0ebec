"""Contents against notices: what the table of contents names and was not found, and the reverse.

A table of contents is a test that needs no ground truth: each entry must match a notice, each notice an entry.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from ocr.cut.contents.entries import Entry
from ocr.section import Finding, Section

_SAME_TITLE = 0.72
"""Titles this much alike (share of characters in common runs) are one title with errors of reading."""
_EQUAL_TITLE = 0.97
_FORMULA = re.compile("^(?:海关总署)?[关關][于於]|的?(?:公告|通告|通知|决定|批复|令)$")
_MARKS = str.maketrans("", "", " \t\u3000，。、；：:;,.（）()《》〈〉“”\"'‘’「」『』〔〕[]…·—－-")


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry and the notice it names, as indices; one of them None when it has no partner."""

    entry: int | None
    section: int | None


def matched(entries: Sequence[Entry], sections: Sequence[Section]) -> tuple[Pair, ...]:
    """Entries and notices side by side in printed order: the alignment that agrees best.

    Both run in the order of print, so that one matching never crosses another (as edit distance aligns texts). Time
    is the product of both numbers.
    """
    rows, columns = len(entries), len(sections)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            both = agreement(entries[i], sections[j])
            together = both + best[i + 1][j + 1] if both > 0 else -1.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns:
            both = agreement(entries[i], sections[j])
            if both > 0 and best[i][j] == both + best[i + 1][j + 1]:
                pairs.append(Pair(i, j))
                i, j = i + 1, j + 1
                continue
        if j >= columns or (i < rows and best[i][j] == best[i + 1][j]):
            pairs.append(Pair(i, None))
            i += 1
        else:
            pairs.append(Pair(None, j))
            j += 1
    return tuple(pairs)


def agreement(entry: Entry, section: Section) -> float:
    """How well an entry names a notice, 0 (not at all) to 2: one for the number, one for the title."""
    number = entry.number is not None and same_number(str(entry.number), section.doc_number)
    title = alike(entry.title, section.title) if entry.title and section.title else 0.0
    return number + (title if title >= _SAME_TITLE else 0.0)


def same_number(one: str, other: str) -> bool:
    """Are two canonical numbers one? A joint notice may be listed under another of its issuers."""

    def tail(number: str) -> str:
        at = max(number.find("公告"), number.find("令"), 0)
        return number[at:].replace("號", "号")

    return bool(one) and (one == other or (tail(one) == tail(other) and tail(one) != one))


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> float:
    """Likeness of two titles 0..1, without marks, blanks and the 关于…的公告 that most titles have."""
    a, b = _core(one), _core(other)
    if a == b:
        return 1.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _core(title: str) -> str:
    bare = title.translate(_MARKS)
    core = _FORMULA.sub("", bare)
    return core if len(core) >= 4 else bare


def findings(
    entries: Sequence[Entry], sections: Sequence[Section], pairs: Sequence[Pair], folios: Sequence[int | None]
) -> tuple[Finding, ...]:
    """Every disagreement, for a person to look at. `folios` are the printed page numbers, by page of the issue."""
    offset = _offset(entries, sections, pairs, folios)
    found: list[Finding] = []
    for pair in pairs:
        if pair.section is None and pair.entry is not None:
            entry = entries[pair.entry]
            found.append(Finding("contents-entry-without-notice", _named(entry), entry.page, entry.box))
        elif pair.entry is None and pair.section is not None:
            section = sections[pair.section]
            name = section.doc_number or section.title[:40]
            found.append(Finding("notice-not-in-contents", name, section.pages[0]))
        elif pair.entry is not None and pair.section is not None:
            found += _differences(entries[pair.entry], sections[pair.section], offset)
    return tuple(found)


def _differences(entry: Entry, section: Section, offset: int | None) -> list[Finding]:
    found = []
    if entry.number is not None and not same_number(str(entry.number), section.doc_number):
        said = f"{entry.number} / {section.doc_number or '–'}"
        found.append(Finding("contents-number-differs", said, section.pages[0]))
    if entry.title and section.title and alike(entry.title, section.title) < _EQUAL_TITLE:
        found.append(Finding("contents-title-differs", f"{entry.title} / {section.title}", section.pages[0]))
    if offset is not None and entry.printed is not None and entry.printed - offset != section.pages[0]:
        said = f"{entry.printed} / {section.pages[0] + offset}"
        found.append(Finding("contents-page-differs", said, section.pages[0]))
    return found


def _offset(
    entries: Sequence[Entry], sections: Sequence[Section], pairs: Sequence[Pair], folios: Sequence[int | None]
) -> int | None:
    """Printed page number less page of the issue: what most folios say, else most entries; None when nothing does."""
    said = Counter(folio - page for page, folio in enumerate(folios) if folio is not None)
    if not said or said.most_common(1)[0][1] < 2:
        said.update(
            (entries[pair.entry].printed or 0) - sections[pair.section].pages[0]
            for pair in pairs
            if pair.entry is not None and pair.section is not None and entries[pair.entry].printed is not None
        )
    return said.most_common(1)[0][0] if said else None


def _named(entry: Entry) -> str:
    number = f" {entry.number}" if entry.number else ""
    page = f" … {entry.printed}" if entry.printed is not None else ""
    return f"{entry.title}{number}{page}"
