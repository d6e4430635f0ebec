"""Until when a notice is in force, where it says so itself: 有效期6个月, 有效期自…起至…, 自…起施行至…止.

The clause must speak of the notice (本公告…): most periods in notices are those of certificates and registrations. A
period of months or years ends the day before the day it began on, as in 本公告有效期自2023年10月11日起至2025年10月10日.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ocr.grammar.dates import find_dates
from ocr.grammar.effect_days import later
from ocr.grammar.numerals import NUMERAL, parse_numeral

_OWN = r"(?:本|该|上述)(?:公告|通告|通知|办法|规定|决定|令|措施|细则|规程)(?:内容)?"
_PERIOD = re.compile(
    rf"{_OWN}[^。；\n]{{0,60}}?有效期(?:限)?(?:为|暂定|是)?[ ]?(?P<count>[{NUMERAL}]{{1,3}})[ ]?"
    r"(?P<unit>个?月|個?月|年|日|天)"
)
_UNTIL = re.compile(
    rf"{_OWN}[^。；\n]{{0,60}}?(?:有效期(?:限)?|执行|施行|实施|有效)(?:自[^。；\n]{{6,20}}?起)?(?:截?止?至|到)(?P<when>[^。；\n]{{6,20}})"
)
_FROM_TO = re.compile(
    rf"{_OWN}[^。；\n]{{0,10}}?自[^。；\n]{{6,24}}?起?至(?P<when>[^。；\n]{{6,16}}日)[止]?[^。；\n]{{0,4}}?(?:执行|施行|实施|有效)"
)


@dataclass(frozen=True, slots=True)
class Expiry:
    """The last day of force, and the clause ``text[start:end]`` that tells it."""

    day: date
    start: int
    end: int


def find_expiry(text: str, begin: date | None) -> Expiry | None:
    """The last day on which the notice is in force by its own words.

    None when it has none, or when `begin`, the day it takes effect, would be needed and is not known.
    """
    for pattern in (_UNTIL, _FROM_TO):
        for match in pattern.finditer(text):
            found = find_dates(match["when"])
            if found and found[0].start == 0 and found[0].value is not None:
                return Expiry(found[0].value, match.start(), match.start("when") + found[0].end)
    period = _PERIOD.search(text)
    if period is None or begin is None:
        return None
    try:
        count = parse_numeral(period["count"])
    except ValueError:
        return None
    end = later(begin, count, period["unit"][-1])
    return Expiry(end - timedelta(days=1), period.start(), period.end()) if end else None
