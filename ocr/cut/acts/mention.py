"""An instrument mentioned in a sentence, and the marks that stand for mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER, TITLE, BARE, DATE, QUOTE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Marks: a number; a title with its number behind it; a title alone; a date; words in quotation marks."""


NORM = re.compile(
    "(?:办法|规定|规则|细则|通知|公告|通告|决定|条例|规范|规程|意见|批复|函|解释|令|方案|制度)(?:[（(〔].{1,12}[）)〕])?$"
)
INSTRUMENT = re.compile(
    "(?:办法|规定|规则|细则|通知|公告|通告|决定|条例|规范|规程|意见|批复|函|解释|令|方案|制度|协议|安排|注释|要求|标准|目录|清单|名录|表|名单|程序|措施|通报|议定书)"
    "(?:[（(〔].{1,12}[）)〕])?$"
)
"""Titles of what can be repealed, and (`NORM`) amended: forms (报关单), certificates and tickets (票据) are none."""


@dataclass(frozen=True, slots=True)
class Mention:
    """``sentence[start:end]`` means `target`: a canonical number (`numbered`), else a title as printed.

    `inner` is what stands in brackets behind a number that is in the brackets of a title: 附件1, 公布.
    """

    start: int
    end: int
    target: str
    numbered: bool
    inner: str = ""
