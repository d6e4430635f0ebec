"""Dates as notices print them, with the place of each in its text.

Gregorian in Arabic or Chinese numerals (2005年4月25日, 二○○五年四月二十五日), the Republic's years
(中華民國三十三年八月二十二日), English (12th March 1936), lunar dates of the Qing reigns and of the Republic
(光緒二十年三月初五, 民國三十三年農曆七月初四). A line of its own may be a date that is not whole, see `whole_date`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ocr.grammar.dates.chinese_dates import chinese_dates, dotted_date
from ocr.grammar.dates.damaged_dates import damaged_date
from ocr.grammar.dates.damaged_numerals import NO_DOUBTS, Doubts
from ocr.grammar.dates.english_dates import english_dates
from ocr.grammar.dates.lunar_dates import lunar_dates
from ocr.grammar.dates.partial_dates import partial_date
from ocr.grammar.dates.printed_date import Calendar, PrintedDate

__all__ = ["Calendar", "PrintedDate", "dates_on_line", "find_dates", "whole_date"]

_SPECKS = " \t\u3000。．.,，·•°'`´‘’^~_|:：;；*"
"""Blanks, stops and what dirt at its end makes of a line."""

_AROUND = _SPECKS + "（）()[]〔〕"
_YEAR_BEGINS = re.compile(
    r"中?[華华]?民[國国]|(?<![\d一二〇○零])(?:(?:一九|二[〇○零])[一二三四五六七八九〇○零口囗]|(?:19|20)\d)|(?:光[緒绪]|宣[統统]|同治|咸[豐丰]|道光)"
)
"""Where a date begins, by era, century or reign."""


def find_dates(text: str, *, republic: bool = False) -> tuple[PrintedDate, ...]:
    """All dates printed in `text` with year, month and day, in order, not overlapping.

    `republic` says that the text is of the Republic: 三十三年八月二十二日 then is a date of its 33rd year.
    Time is linear in the length of `text`.
    """
    found = [
        *chinese_dates(text, republic=republic),
        *english_dates(text),
        *(item for item in lunar_dates(text) if item.of_day),
    ]
    kept: list[PrintedDate] = []
    for item in sorted(found, key=lambda d: (d.start, -d.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def whole_date(text: str, doubts: Doubts = NO_DOUBTS, likely_year: int | None = None) -> PrintedDate | None:
    """The date that `text`, a line of its own, consists of (blanks, brackets and a closing stop aside), or None.

    It may be partial (一九五二年三月: `value` None, `edtf` 1952-03), of the Republic without 民國, or ill-read:
    then it is `repaired`, and without a `value` when more than one day is possible. `doubts` gives for places in
    `text` the other characters the reader thought of; `likely_year`, say of the notice's number, decides where the
    year cannot be told by itself and what was read of it agrees.
    """
    bare = text.strip(_AROUND)
    start = text.find(bare) if bare else 0
    sound = next((item for item in find_dates(bare, republic=True) if item.printed.strip() == bare), None)
    if sound is not None and sound.value is not None:
        return _moved(sound, start)
    damaged = damaged_date(bare, {at - start: marks for at, marks in doubts.items()}, likely_year)
    if sound is None or (damaged is not None and damaged.value is not None):
        sound = partial_date(bare) or dotted_date(bare) or damaged
    return _moved(sound, start) if sound else None


def dates_on_line(
    text: str, doubts: Doubts = NO_DOUBTS, likely_year: int | None = None
) -> tuple[PrintedDate, ...]:
    """Dates on a line of a signature, where names may stand before the date: the last of its words may be ill-read.

    See `whole_date`. Of a line without a date that is a day, what stands from the first year on is read as one.
    """
    found = find_dates(text)
    begin = _YEAR_BEGINS.search(text)
    if begin is None or any(item.value for item in found):
        return found
    at = begin.start()
    rest = whole_date(text[at:], {place - at: marks for place, marks in doubts.items()}, likely_year)
    return (_moved(rest, at),) if rest is not None and rest.of_day else found


def _moved(item: PrintedDate, by: int) -> PrintedDate:
    return replace(item, start=item.start + by, end=item.end + by)
