"""Heads whose number was not read whole: a masthead, a line that was a number, a title.

A figure under a seal or a fold (海关总署公告 / 2009年第口6号) takes the number from a notice, not the notice itself:
form and wording of the lines around tell that one begins. The number is left empty, for the contents page or a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.cut.heads.head_marks import part_number
from ocr.cut.heads.titles import title_below
from ocr.cut.marks import read_marks
from ocr.cut.stream import Row
from ocr.grammar.issuers.find import find_issuers
from ocr.grammar.numbers.numberheads import CLOSING, OPENING

_BLANK = re.compile(r"[ \t\u3000]")
_DIRT = "·•.,'`|*、。~-:："
_SET_IN = 3.5
"""A number set at the right of its column stands at least so many ems in."""
_LONGEST = 14
"""第四千三百七十四號 and （2009年第170号） fit in."""
_LONGEST_MASTHEAD = 16
_KIND = re.compile("公告|通告|令")
_NUMERAL = re.compile("[0-9０-９〇○一二三四五六七八九十百千]")


def lost_number(text: str, under_masthead: bool) -> bool:
    """Was this line a number before it was damaged: 2009年第口6号, 19另8年第62号, or whole with its masthead?"""
    packed = _BLANK.sub("", text).strip(_DIRT)
    if not under_masthead:
        if any(mark in packed for mark in "，。；《"):
            return False
        for kind in _KIND.finditer(packed):
            lead = read_marks(packed[: kind.end()])
            if lead.masthead and lead.issuers:
                return _of_a_number(packed[kind.end() :])
        return False
    return _of_a_number(packed)


def _of_a_number(packed: str) -> bool:
    """Does it hold a numeral and most of the signs that stand in a number (年, 第 and 号, or brackets and 号)?"""
    if not 3 <= len(packed) <= _LONGEST or not _NUMERAL.search(packed):
        return False
    signs = ("年" in packed[3:7]) + ("第" in packed[:9]) + (packed.rstrip("）)〕]】")[-1:] in ("号", "號"))
    signs += any(mark in OPENING for mark in packed[1:]) + any(mark in CLOSING for mark in packed[2:-1])
    figures = len(_NUMERAL.findall(packed))
    return signs >= 2 or (signs == 1 and figures >= 0.6 * len(packed))


def names_above(rows: Sequence[Row], first: int, floor: int) -> int:
    """The first line of a masthead of several names, some misread: offices by their endings, set like those below."""
    at = first
    while at > floor and _is_worn_name(rows[at - 1], rows[at]):
        at -= 1
    return at


def _is_worn_name(row: Row, below: Row) -> bool:
    if row.cell or not row.centred or not below.centred or below.fresh:
        return False
    name = _BLANK.sub("", row.text).strip(_DIRT)
    alike = abs(row.size - below.size) < 0.25 and below.lead <= row.size * 1.6
    return alike and 3 <= len(name) <= 20 and name[-1] in "署部局会委院" and not read_marks(row.text).date


def names_alone(rows: Sequence[Row], index: int, floor: int) -> tuple[int, ...]:
    """The line above the number when it is the names of a masthead whose rest was not read (海关总署国家税务)."""
    if index <= floor or rows[index - 1].cell or rows[index].fresh:
        return ()
    row = rows[index - 1]
    text = _BLANK.sub("", row.text)
    names = list(find_issuers(text))
    named = sum(name.end - name.start for name in names)
    if names and names[0].start == 0 and named >= 0.6 * len(text):
        return (index - 1,)
    worn = (
        row.centred and len(text) <= _LONGEST_MASTHEAD and sum(mark in text for mark in "海关总署公告") >= 4
    )
    return (index - 1,) if worn else ()


def is_lost_number(rows: Sequence[Row], index: int, floor: int) -> bool:
    """Is line `index` a number too damaged to be read, where a head with masthead and title says that it was one?"""
    row = rows[index]
    if row.cell or not (row.centred or row.indent >= _SET_IN or row.room >= _SET_IN):
        return False
    under = index > floor and bool(read_marks(rows[index - 1].text).masthead)
    if not lost_number(row.text, under):
        return False
    if under and row.centred and rows[index - 1].centred and read_marks(rows[index - 1].text).issuers:
        return True
    title = "".join(rows[i].text for i in title_below(rows, index + 1))
    return "。" not in title and read_marks(title).title_end


def is_part_of_a_head(rows: Sequence[Row], index: int) -> bool:
    """Is 2009年第69号 without the masthead it needs (not read, or out of order) the number of the title below it?"""
    row = rows[index]
    match = part_number(row.text)
    if row.cell or not row.centred or match is None or not match["year"]:
        return False
    title = "".join(rows[i].text for i in title_below(rows, index + 1))
    return title.startswith(("关于", "關於")) and read_marks(title).title_end
