"""Labels that can open a clause (第五条, 一、, （二）, 3．, ①), and where in a text they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ocr.grammar.numerals import parse_numeral

_N = "一二三四五六七八九十百〇○零廿卅"
_D = "0-9０-９"
CLAUSE_NUMERALS = _N + _D
"""Characters of a clause's number, for use inside the brackets of a regular expression."""


class Level(StrEnum):
    """What a clause is; the value is its name in an anchor."""

    PART = "part"  # 第一编
    CHAPTER = "chp"  # 第一章
    SECTION = "sec"  # 第一节
    ARTICLE = "art"  # 第一条
    PARAGRAPH = "para"  # 款: a paragraph of an article, without a label
    HEAD = "head"  # 一、
    ITEM = "item"  # （一）: 项 of an article
    POINT = "point"  # 1．: 目 of an item
    SUBPOINT = "sub"  # （1）, 1）
    MARK = "mark"  # ①


@dataclass(frozen=True, slots=True)
class ClauseMark:
    """Where a clause may begin (`opens`: a paragraph begins here), or, without a level, where all end."""

    level: Level | None
    number: int
    inserted: int
    label: str
    start: int
    opens: bool


_LABEL = re.compile(
    rf"第[ \u3000]?(?P<unit_number>[{_N}{_D}]{{1,5}})[ \u3000]?(?P<unit>[编編章节節条條])"
    rf"(?:之(?P<inserted>[{_N}]{{1,2}}))?(?![、，。；和及与與或至到规規的之所第中内內前后後款项項])"
    rf"|(?P<head>[{_N}]{{1,3}})[ ]?[、．.](?![{_D}])"
    rf"|[（(〔][ ]?(?P<item>[{_N}]{{1,3}})[ ]?[)）〕]"
    rf"|(?<![{_D}.．])(?P<point>[{_D}]{{1,2}})[ ]?[．.、](?![{_D}])"
    rf"|(?:[（(][ ]?|(?<![{_D}（(A-Za-z]))(?P<sub>[{_D}]{{1,2}})[ ]?[)）]"
    r"|(?P<mark>[①-⑳])"
)
_UNIT_LEVELS = {
    "编": Level.PART, "編": Level.PART, "章": Level.CHAPTER, "节": Level.SECTION, "節": Level.SECTION,
    "条": Level.ARTICLE, "條": Level.ARTICLE,
}  # fmt: skip
UNITS = (Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE)
_ENDED = "。；：;:！？”』」\n"
_CONCLUDES = re.compile(
    r"特此|此令|合行|除分[行別]|附[ \u3000]?[件錄录表][ \u3000]?(?:[：:\d一二三四五六七八九十]|$)"
    r"|[本该該上述以]{1,2}[\u4e00-\u9fff]{0,4}自[^。\n]{1,40}[施实實执執][行施]"
)
"""How a paragraph begins that belongs to no item of the list before it."""


def clause_marks(text: str) -> Iterator[ClauseMark]:
    """Everything that looks like a label where one can stand, paragraphs without one, and conclusions."""
    begin = 0
    for line in text.split("\n"):
        blank = len(line) - len(line.lstrip(" \u3000"))
        first = _LABEL.match(line, blank)
        if first is None and line.strip():
            ending = _CONCLUDES.match(line, blank)
            level = None if ending else Level.PARAGRAPH
            yield ClauseMark(level, 0, 0, ending.group() if ending else "", begin + blank, opens=True)
        for match in _LABEL.finditer(line, blank):
            before = line[: match.start()].rstrip(" \u3000")
            if match is first or match.start() == blank:
                yield from _mark(match, begin, opens=True)
            elif before and before[-1] in _ENDED:
                yield from _mark(match, begin, opens=False)
        begin += len(line) + 1


def _mark(match: re.Match[str], begin: int, opens: bool) -> Iterator[ClauseMark]:
    kind = match.lastgroup or ""
    level = _UNIT_LEVELS[match["unit"]] if match["unit"] else Level(kind)
    printed = match["unit_number"] or match[kind]
    try:
        number = ord(printed) - ord("①") + 1 if level is Level.MARK else parse_numeral(printed)
        inserted = parse_numeral(match["inserted"]) if match["inserted"] else 0
    except ValueError:
        return
    yield ClauseMark(level, number, inserted, match.group(), begin + match.start(), opens)
