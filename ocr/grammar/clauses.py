"""The clauses of a notice: 编, 章, 节, 条, 款, 项 and 一、（一）1．（1）① as a tree with anchors that can be cited.

A label counts when it opens a paragraph, or stands after the end of a sentence and continues its row (二、 after
一、): 第五条 at the head of a line that cites it, or （二） within a sentence, opens nothing. Levels are those of the
Legislation Law (立法法 art. 65: 编、章、节、条、款、项、目); anchors are made as Akoma Ntoso makes its eId:
``art_5__para_2__item_1``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocr.grammar.clause_marks import CLAUSE_NUMERALS, UNITS, ClauseMark, Level, clause_marks
from ocr.grammar.numerals import parse_numeral

__all__ = ["Clause", "Level", "cited_clause", "find_clauses"]

_GAP = 3
"""A row goes on although the labels before it, up to so many less one, were not read."""
_AHEAD = 60
"""So many labels ahead the next of a row is looked for."""


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]``, its label and the clauses within it included.

    `number` counts from 1; `inserted` is the second number of an article put in later (第五条之一: 5 and 1), else 0.
    `label` is as printed, ``""`` for a 款. `depth` is 0 for a clause in no other. `anchor` is unique in its text.
    """

    level: Level
    number: int
    inserted: int
    label: str
    depth: int
    start: int
    end: int
    anchor: str


def find_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of `text` (paragraphs by newline), each before those within it. Time is linear in its length."""
    return tuple(_anchored(_with_first_paragraphs(_accepted(tuple(clause_marks(text)))), len(text)))


def _accepted(marks: Sequence[ClauseMark]) -> Iterator[tuple[ClauseMark, int]]:
    """The marks that open a clause, with its depth; those that only end all (no level) at depth 0."""
    stack: list[ClauseMark] = []
    last: dict[Level, tuple[int, int]] = {}
    listing = False  # the list of attachments: 1．目录 2．名单
    for index, mark in enumerate(marks):
        if listing and mark.level is not None and mark.level not in (*UNITS, Level.HEAD):
            continue
        listing = mark.level is None and mark.label.startswith("附")
        depth = _depth(mark, stack, last, marks[index + 1 : index + 1 + _AHEAD])
        if depth is None:
            continue
        del stack[depth:]
        yield mark, depth
        if mark.level is None:
            continue
        stack.append(mark)
        if mark.level in UNITS:
            last[mark.level] = mark.number, mark.inserted
            if mark.level is Level.CHAPTER:
                last.pop(Level.SECTION, None)


def _depth(
    mark: ClauseMark,
    stack: Sequence[ClauseMark],
    last: dict[Level, tuple[int, int]],
    ahead: Sequence[ClauseMark],
) -> int | None:
    """At which depth `mark` opens a clause; None when it opens none."""
    levels = [open_mark.level for open_mark in stack]
    if mark.level is None:
        return 0
    if mark.level is Level.PARAGRAPH:
        return levels.index(Level.ARTICLE) + 1 if Level.ARTICLE in levels else None
    if mark.level in UNITS:
        return sum(level in UNITS[: UNITS.index(mark.level)] for level in levels) if _continues(
            mark, last.get(mark.level), ahead
        ) else None  # fmt: skip
    if mark.level not in levels:
        begins = mark.number == 1 and (mark.opens or _followed(mark, ahead))
        first_lost = mark.opens and 1 < mark.number <= _GAP and _followed(mark, ahead)
        return len(stack) if begins or first_lost else None
    at = levels.index(mark.level)
    before = stack[at].number
    if mark.number == before + 1 or (
        mark.opens and (mark.number == 1 or before < mark.number <= before + _GAP)
    ):
        return at
    return None


def _continues(mark: ClauseMark, before: tuple[int, int] | None, ahead: Sequence[ClauseMark]) -> bool:
    """Does this 编, 章, 节 or 条 go on where the one before stopped, or begin anew?"""
    if mark.opens:
        return mark.number == 1 or before is None or (mark.number, mark.inserted) > before
    if before is None:
        return mark.number == 1 and _followed(mark, ahead)
    return mark.number == before[0] + 1 and not mark.inserted


def _followed(mark: ClauseMark, ahead: Sequence[ClauseMark]) -> bool:
    """Does the next label of the row follow, before everything ends?"""
    for other in ahead:
        if other.level is None:
            return False
        if other.level is mark.level and other.number == mark.number + 1:
            return True
    return False


def _with_first_paragraphs(accepted: Iterator[tuple[ClauseMark, int]]) -> list[tuple[ClauseMark, int]]:
    """Gives an article of several 款 its first one, which has no mark of its own: it begins behind the label."""
    entries = list(accepted)
    deeper: list[tuple[ClauseMark, int]] = []
    for at, (mark, depth) in enumerate(entries):
        deeper.append((mark, depth))
        if mark.level is not Level.ARTICLE:
            continue
        within = [
            number
            for number in range(at + 1, _end_of(entries, at))
            if entries[number][0].level is Level.PARAGRAPH
        ]
        if within:
            deeper.append(
                (ClauseMark(Level.PARAGRAPH, 0, 0, "", mark.start + len(mark.label), True), depth + 1)
            )
            for number in range(at + 1, within[0]):
                entries[number] = entries[number][0], entries[number][1] + 1
    return deeper


def _end_of(entries: Sequence[tuple[ClauseMark, int]], at: int) -> int:
    """Index of the first entry after `at` that is not within it."""
    end = at + 1
    while end < len(entries) and entries[end][1] > entries[at][1]:
        end += 1
    return end


def _anchored(entries: Sequence[tuple[ClauseMark, int]], length: int) -> Iterator[Clause]:
    """Ends, numbers of 款, and anchors."""
    ends = _ends(entries, length)
    path: list[Clause] = []
    used: Counter[str] = Counter()
    paragraphs = 0
    for (mark, depth), end in zip(entries, ends, strict=True):
        if mark.level is None:
            path.clear()
            continue
        del path[depth:]
        paragraphs = 0 if mark.level is Level.ARTICLE else paragraphs + (mark.level is Level.PARAGRAPH)
        number = paragraphs if mark.level is Level.PARAGRAPH else mark.number
        own = f"{mark.level}_{number}" + (f"-{mark.inserted}" if mark.inserted else "")
        within = (
            "" if mark.level in (Level.PART, Level.CHAPTER, Level.ARTICLE) or not path else path[-1].anchor
        )
        anchor = f"{within}__{own}" if within else own
        used[anchor] += 1
        again = f"~{used[anchor]}" if used[anchor] > 1 else ""
        clause = Clause(mark.level, number, mark.inserted, mark.label, depth, mark.start, end, anchor + again)
        path.append(clause)
        yield clause


def _ends(entries: Sequence[tuple[ClauseMark, int]], length: int) -> list[int]:
    """Where each clause ends: where the next begins that is not within it."""
    ends = [length] * len(entries)
    open_entries: list[int] = []
    for index, (mark, depth) in enumerate(entries):
        while open_entries and entries[open_entries[-1]][1] >= depth:
            ends[open_entries.pop()] = mark.start
        open_entries.append(index)
    return ends


_REFERENCE = re.compile(
    rf"第(?P<article>[{CLAUSE_NUMERALS}]{{1,5}})[条條](?:之(?P<inserted>[{CLAUSE_NUMERALS}]{{1,2}}))?(?:第(?P<para>[{CLAUSE_NUMERALS}]{{1,3}})款)?"
    rf"(?:第?[（(]?(?P<item>[{CLAUSE_NUMERALS}]{{1,3}})[)）]?[项項])?(?:第?(?P<point>[{CLAUSE_NUMERALS}]{{1,3}})目)?"
)


def cited_clause(clauses: Sequence[Clause], reference: str) -> Clause | None:
    """The clause that 第五条第二款第（一）项 names in `clauses`; None when there is none."""
    match = _REFERENCE.search(reference)
    if match is None:
        return None
    try:
        numbers = {name: parse_numeral(value) for name, value in match.groupdict().items() if value}
    except ValueError:
        return None
    known = {clause.anchor: clause for clause in clauses}
    anchor = f"art_{numbers['article']}" + (f"-{numbers['inserted']}" if "inserted" in numbers else "")
    found = known.get(anchor)
    for name in ("para", "item", "point"):
        if found is None or name not in numbers:
            continue
        # An article of one 款 has none of its own: 第五条第一款 is the article.
        own = f"{name}_{numbers[name]}"
        only = found if name == "para" and numbers[name] == 1 else None
        first = known.get(f"{found.anchor}__para_1__{own}")
        found = known.get(f"{found.anchor}__{own}") or first or only
    return found
