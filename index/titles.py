"""Titles of notices as keys: equal for one title however it is printed, with or without who issued it."""

from __future__ import annotations

import re

from index.fold import fold

_ISSUERS = re.compile("^[\u4e00-\u9fff,]{0,60}?(?<=[署部委局会院行厅关])(?=关于)")
_PASSES_ON = re.compile("转发|印发|发布|公布|废止|修改")
_LEAST = 6
"""Shorter titles (公告, 通知) name no notice."""


def title_key(title: str) -> str:
    """The key of a title; ``""`` for one that is too short to name a notice.

    Blanks, brackets of titles and the names of the issuers before 关于 do not count: 《海关总署关于…的公告》 is cited
    where 关于…的公告 is printed. What passes on another's notice (海关总署转发国务院关于…的通知) keeps its words.
    """
    folded = re.sub(r"[\s《》<>]", "", fold(title))
    lead = _ISSUERS.match(folded)
    if lead and not _PASSES_ON.search(lead.group()):
        folded = folded[lead.end() :]
    return folded if len(folded) >= _LEAST else ""
