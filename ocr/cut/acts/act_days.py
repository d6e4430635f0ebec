"""From when an act on another instrument works: 自2024年1月1日起停止执行."""

from __future__ import annotations

import re
from datetime import date

from ocr.cut.acts.mention import BARE, DATE, NUMBER, QUOTE, TITLE
from ocr.cut.acts.mentions import Marked

_FROM = re.compile(
    rf"(?:自|从|從)(?P<when>{DATE}|[^，。；自{NUMBER}{TITLE}{BARE}{QUOTE}]{{2,16}}之?日)"
    r"(?:零时)?(?:起|开始)(?P<then>[\u4e00-\u9fff]{2})?"
)
_OWN = ("施行", "实施", "實施", "执行", "執行", "生效")
"""What is in force from a day is the notice itself (本公告自…起施行)."""
_PUBLISHED = re.compile("(?:发布|公布|印发|发出|颁布|下发|公告|发文|即)之?日")


def act_day(marked: Marked, places: list[tuple[int, int]], signed: date | None) -> date | None:
    """The day named in the first of `places` (stretches of ``marked.text``) that names one.

    In each the last 自…起 counts that is not the notice's own effect. 自本公告发布之日起 is `signed`. None where no
    day is named or where it cannot be told.
    """
    for start, end in places:
        found = [m for m in _FROM.finditer(marked.text, start, end) if m["then"] not in _OWN]
        if not found:
            continue
        if found[-1]["when"] == DATE:
            value = marked.dates.get(found[-1].start("when"), "")
            return date.fromisoformat(value) if value else None
        return signed if _PUBLISHED.search(found[-1]["when"]) else None
    return None
