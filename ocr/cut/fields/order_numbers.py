"""Numbers of orders that a column breaks (…通字第二百 / 二十二號), or that are too worn to be read (第四百八一八號).

They head a notice all the same: the number of the second kind stays empty, or is taken from the contents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.cut.marks import read_marks
from ocr.cut.stream import Row
from ocr.grammar.numbers.find import NumberInText, find_numbers
from ocr.grammar.numbers.numberheads import GAP, HAN, NUMERALS

_BROKEN = re.compile(rf"(?:第|[{NUMERALS}]|字){GAP}$")
_GOES_ON = re.compile(rf"(?:第?[{NUMERALS}]{{1,8}}|第)?{GAP}[號号]$|第[{NUMERALS}]{{1,9}}{GAP}[號号]$")
_WORN = re.compile(rf"(?P<head>.*?){GAP}(?:{HAN}{{1,4}}字)?{GAP}第?(?P<figures>[^第字]{{1,12}})號$")
_LEGIBLE = 0.5
"""Share of the figures of a worn number that are numerals."""


def broken_number(rows: Sequence[Row], index: int) -> bool:
    """Does a number that begins in line `index` end in the next one?"""
    if index + 1 >= len(rows) or rows[index].cell or not _BROKEN.search(rows[index].text):
        return False
    below = rows[index + 1]
    if _GOES_ON.fullmatch(below.text) is None or read_marks(rows[index].text).number is not None:
        return False
    whole = f"{rows[index].text}{below.text}"
    found: Sequence[NumberInText] = find_numbers(whole)
    return (
        len(found) == 1
        and found[0].start == 0
        and found[0].end == len(whole)
        and bool(found[0].number.issuer)
    )


def worn_number(text: str, under_masthead: bool) -> bool:
    """Has this line the form of an order's number, though it cannot be read? It names office and 文种 itself unless it
    stands `under_masthead`."""
    match = _WORN.fullmatch(text) if len(text) <= 40 else None
    if match is None:
        return False
    figures = match["figures"]
    if sum(char in NUMERALS for char in figures) < _LEGIBLE * len(figures):
        return False
    if not match["head"]:
        return under_masthead
    masthead = read_marks(match["head"])
    return bool(masthead.masthead and masthead.issuers)
