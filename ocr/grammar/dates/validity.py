"""Until when a notice is in force, where it says so itself: 有效期6个月, 有效期自…起至…, 自…起施行至…止, 自…起失效.

The clause must speak of the notice (本公告…): most periods in notices are those of certificates and registrations. A
period of months or years ends the day before the day it began on, as in 本公告有效期自2023年10月11日起至2025年10月10日.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ocr.grammar.dates.effect_days import later, stated_day
from ocr.grammar.dates.find import find_dates
from ocr.grammar.numerals import NUMERAL, parse_numeral

_OWN = (
    r"(?:本|该|該|上述)(?:公告|通告|通知|通令|办法|辦法|规定|規定|决定|決定|令|措施|细则|細則|规程|規程|调整|調整)"
    r"(?:内容|內容)?"
)
_FORCE = r"(?:执行|執行|施行|实施|實施|有效)"
_TERM = r"(?:有效期[间間]?|试行期|試行期|执行期|執行期|实施期|實施期)(?:限)?"
_PERIOD = re.compile(
    rf"{_OWN}[^。；\n]{{0,60}}?(?:{_TERM}|试行|試行)(?:为|為|暂定|是)?[ ]?(?P<count>[{NUMERAL}]{{1,3}})[ ]?"
    r"(?P<unit>个?月|個?月|年|日|天)"
)
_UNTIL = re.compile(
    rf"{_OWN}[^。；\n]{{0,60}}?(?:{_TERM}|{_FORCE})(?:[自为為]?[^。；\n]{{6,20}}?起?)?(?:截?止?至|到)(?P<when>[^。；\n]{{5,20}})"
)
_FROM_TO = re.compile(
    rf"{_OWN}[^。；\n]{{0,10}}?自[^。；\n]{{6,24}}?起?至(?P<when>[^。；\n]{{5,16}}日)[止]?[^。；\n]{{0,4}}?{_FORCE}"
)
_ENDS = re.compile(
    rf"{_OWN}[^。；\n]{{0,10}}?[自于從从於](?P<when>[^。；\n]{{5,20}}?)(?:零时|零時)?起?(?:自动|自動|即行|同时|同時)?"
    r"(?:失效|废止|廢止|停止执行|停止執行)"
)
_ENGLISH = re.compile(
    r"\b(?:this|these|the\sabove)\s(?:notice|notification|circular|order|regulations|rules|instructions)\s"
    r"(?:(?:shall|will|is|are|be|to|remain|remains|continue|continues)\s){1,4}(?:in\sforce|valid|operative|effective)\s"
    r"(?:until|till|up\sto)\s(?:and\sincluding\s)?(?:the\s)?(?P<when>.{6,40})",
    re.IGNORECASE | re.DOTALL,
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
    for pattern in (_UNTIL, _FROM_TO, _ENGLISH):
        for match in pattern.finditer(text):
            since = find_dates(text[match.start() : match.start("when")])
            last = stated_day(match["when"], since[-1].value if since else begin)
            if last is not None and last.day is not None and not last.own and "除" not in match.group():
                return Expiry(last.day, match.start(), match.start("when") + last.length)
    for match in _ENDS.finditer(text):
        first = stated_day(match["when"], begin)
        if first is not None and first.day is not None and first.day > date.min and not first.own:
            return Expiry(first.day - timedelta(days=1), *match.span())
    period = _PERIOD.search(text)
    if period is None or begin is None:
        return None
    try:
        count = parse_numeral(period["count"])
    except ValueError:
        return None
    end = later(begin, count, period["unit"][-1])
    return Expiry(end - timedelta(days=1), period.start(), period.end()) if end else None
