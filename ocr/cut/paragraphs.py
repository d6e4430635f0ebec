"""Lines into paragraphs: by indents, item markers and how full the line before is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median, median_low

from ocr.cut.marks import TERMINAL, read_marks
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.geometry import Direction
from ocr.grammar.numerals import parse_numeral

_SHORT = 2.2
"""A line that leaves this many ems free ended its paragraph; kinsoku and a trimmed stop leave up to 1.6."""

_ORDINAL = re.compile(
    "(?:[一二三四五六七八九]|十[一二三四五六七八九]?)(?![一二三四五六七八九十百千○零年月日])"
)
_CONCLUDES = re.compile("除分[行別]|所有前[頒颁]|合行|特此|此令|仰即")
"""How the last paragraphs of the Republic's orders begin."""

_FULL = 0.7
"""A line that leaves less than this is full to its measure."""

_WORD = re.compile(r"[A-Za-z0-9'’.,;:()-]+")
_LATIN_END = re.compile(r"[A-Za-z0-9,.;:)'’”%&]$")
_LATIN_START = re.compile(r"[A-Za-z0-9(‘“$£]")


def paragraphs(rows: Sequence[Row]) -> Traced:
    """The text of `rows`, one paragraph a line, with the place of every character."""
    indent = _first_line_indent(rows)
    groups: list[list[Row]] = []
    item = 0
    for row in rows:
        ordinal = _bare_ordinal(row.text)
        set_in = row.indent >= (indent or 0.6)
        worded = set_in and (0 < ordinal == item + 1 or _CONCLUDES.match(row.text) is not None)
        if groups and not worded and not _begins(groups[-1][-1], row, indent):
            groups[-1].append(row)
        else:
            groups.append([row])
            item = ordinal if ordinal in (1, item + 1) else item
    return join((_flow(group) for group in groups), "\n")


def _bare_ordinal(text: str) -> int:
    """The ordinal that an item of unpunctuated print starts with (一違反本辦法…: 1), 0 when there is none."""
    match = _ORDINAL.match(text)
    return parse_numeral(match.group()) if match else 0


def _first_line_indent(rows: Sequence[Row]) -> float:
    """From how many ems on a line is the first of a paragraph; 0 when first lines are not set in here.

    Lines after a short one are mostly first lines, lines after a full one mostly not: two ems against none in modern
    print, one in vertical print. A block that is set in as a whole shifts both.
    """
    pairs = [(before, row) for before, row in pairwise(rows) if not (row.cell or row.centred or before.cell)]
    first = [row.indent for before, row in pairs if _is_short(before, row)]
    going_on = [row.indent for before, row in pairs if not _is_short(before, row)]
    base = median_low(going_on) if len(going_on) > 2 else 0.0
    if not first:
        return 1.2
    usual = median(first)
    return base + 0.6 * (usual - base) if usual - base >= 0.6 else 0.0


def _is_short(before: Row, row: Row) -> bool:
    """Does `before` leave room that the first word of `row` would have filled?"""
    if not before.text[-1].isascii() or not (word := _WORD.match(row.text)):
        return before.room >= _SHORT
    em_per_mark = (
        before.box.width if before.source.direction is Direction.HORIZONTAL else before.box.height
    ) / (len(before.text) * before.em)
    return before.room >= max(_SHORT, (len(word.group()) + 1) * em_per_mark * 1.1)


def _begins(before: Row, row: Row, indent: float) -> bool:
    """Does `row` begin a paragraph?"""
    if _set_apart(before, row):
        return True
    if before.centred and before.indent > 3:
        return not (row.centred and row.indent > 3)
    if row.centred and row.indent > 3:
        return True
    marks = read_marks(row.text)
    ended = before.text[-1] in TERMINAL
    if _is_short(before, row):
        # A short line ends its paragraph, unless the next stands flush and the sentence plainly goes on.
        return ended or row.indent >= (indent or 0.7) or before.room >= 4 or marks.item or row.fresh
    if indent:
        # Where first lines are set in, an item at the head of a flush line is only a line break before （二）.
        # Both lines set in, and the first one full: an item that hangs, unless its sentence has ended.
        hanging = before.indent >= 0.7 * indent and before.room < _FULL and not ended
        return row.indent >= indent and not hanging
    return (marks.item or marks.closing) and ended


def _set_apart(before: Row, row: Row) -> bool:
    return row.cell or before.cell or read_marks(row.text).chapter or read_marks(before.text).chapter


def _flow(rows: Sequence[Row]) -> Traced:
    parts: list[Traced] = []
    for row in rows:
        part = row.traced
        if (
            parts
            and _LATIN_END.search(parts[-1].text)
            and _LATIN_START.match(part.text)
            and _latin(parts[-1].text, part.text)
        ):
            parts[-1] = join((parts[-1], part), " ")
        elif parts:
            parts[-1] = join((parts[-1], part))
        else:
            parts.append(part)
    return parts[0]


def _latin(before: str, after: str) -> bool:
    """Do both sides of a line break stand in Latin words (and not in a number that was broken)?"""
    return bool(re.search(r"[A-Za-z]", before[-3:]) or re.match(r"[A-Za-z]", after)) and bool(
        re.search(r"[A-Za-z,.;:)'’”]$", before) or re.match(r"[A-Za-z(‘“]", after)
    )
