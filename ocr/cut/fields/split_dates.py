"""A date that was read as two or three lines: a seal stands on it, or it is set on two lines.

二○○五年四月 ▣ 二十五日            中華民國
                                    三十三年八月二十二日
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ocr.cut.stream import Row
from ocr.cut.traced import join
from ocr.grammar.dates.find import whole_date
from ocr.grammar.numerals import NUMERAL

_BEGINS = re.compile(
    rf"(?:中?\s?[華华]\s?)?(?:民\s?[國国])?[\s{NUMERAL}]{{0,8}}(?:年[\s{NUMERAL}]{{0,5}}(?:月[\s{NUMERAL}]{{0,5}})?)?"
)
_GOES_ON = re.compile(rf"[\s{NUMERAL}年月日曰]{{1,14}}")
_LONGEST = 3
"""Lines one date is read as, at most."""


def with_whole_dates(rows: Sequence[Row]) -> tuple[Row, ...]:
    """`rows` with the lines of each such date as one, if together they are a day and nothing else."""
    return tuple(_joined(rows))


def _joined(rows: Sequence[Row]) -> Iterator[Row]:
    at = 0
    while at < len(rows):
        row, at = rows[at], at + 1
        if _begins(row):
            for count in range(1, min(_LONGEST, len(rows) - at + 1)):
                following = rows[at : at + count]
                if not all(_goes_on(other, row) for other in following):
                    break
                whole = whole_date("".join([row.text, *(other.text for other in following)]))
                if whole is not None and whole.value is not None and not whole.repaired:
                    row, at = _one(row, following), at + count
                    break
        yield row


def _begins(row: Row) -> bool:
    """Is the line the beginning of a date: 中華民國, 二○○五年, 二○○五年四月二十?"""
    text = row.text
    if row.cell or not 2 <= len(text) <= 16 or not {"年", "國", "国"}.intersection(text):
        return False
    return _BEGINS.fullmatch(text) is not None


def _goes_on(row: Row, before: Row) -> bool:
    return not row.cell and row.page == before.page and _GOES_ON.fullmatch(row.text) is not None


def _one(row: Row, following: Sequence[Row]) -> Row:
    """All as one line, where the first one stands; its characters keep their places on the page by `traced`."""
    box, text = row.box, row.text
    for other in following:
        box, text = box.union(other.box), text + other.text
    source = replace(
        row.source, text=text, box=box, bounds=(), middles=(), confidences=(), doubts=(),
        confidence=min(other.source.confidence for other in (row, *following)),
    )  # fmt: skip
    traced = join([row.traced, *(other.traced for other in following)])
    return replace(row, source=source, traced=traced, room=min(row.room, following[-1].room))
