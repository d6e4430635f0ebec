"""An act on other instruments, and the words that name the part of them which it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ocr.cut.acts.mention import BARE, NUMBER, TITLE
from ocr.grammar.scopes import SCOPE

MENTION = f"{NUMBER}{TITLE}{BARE}"
"""The marks of instruments, for use inside the brackets of a regular expression."""


@dataclass(frozen=True, slots=True)
class Act:
    """`kind` as in `Relation`; `scope` at ``words[scope_start:scope_end]`` of the words behind the list, empty for all.

    `lead` characters before the list and `behind` characters behind it belong to the clause.
    """

    kind: str
    scope_start: int
    scope_end: int
    lead: int
    behind: int


FILL = rf"(?:[^，。；：{MENTION}]{{0,60}}?(?:的|公布|发布|印发|局|部|署|委|会))?原?"
"""What may stand between a verb and its objects: 海关总署与商务部联合发布的."""
_OPENS = re.compile(
    r"[\s）)》」”]*(?:文件)?(?:(?:联合)?(?:公布|发布|印发)的|中|内|所附的?|所列的?|附表中?)?(?:的)?[，,]?"
)
PARTS = re.compile(rf"{SCOPE.pattern}(?:{BARE}(?:[、和及与]|以及){SCOPE.pattern}){{0,20}}")
"""A run of parts in marked words, each with or without its title: 附件1《…表》和附件2《…表》."""
_NOUN = (
    "规定|禁令|限制|限制措施|措施|要求|规则|内容|条款|标准|警示|警示通报|清单|目录|名单|部分|事项|政策|表|格式|税率|名录"
    "|做法|条件|期限|说明"
)
_WORDED = re.compile(rf"(?![、等])[^，。；{NUMBER}{TITLE}]{{0,120}}?(?:{_NOUN})")
LIFTED = re.compile(rf"[^，。；{NUMBER}{TITLE}]{{2,120}}?(?:禁令|限制措施|限制|风险警示|警示|措施|要求|规定)")


def opened(words: str, at: int) -> int:
    """Where the part may begin behind ``words[at:]``'s brackets and 中, 所附的, 发布的."""
    opens = _OPENS.match(words, at)
    return opens.end() if opens else at


def named_part(words: str, at: int, until: int) -> tuple[int, int]:
    """Where in ``words[at:until]`` the part is named: 附件2、4, 第五条, 有关…的禁令; an empty run for the whole."""
    start = min(opened(words, at), until)
    if scope := PARTS.match(words, start, until):
        return scope.span()
    worded = _WORDED.fullmatch(words, start, until)
    return worded.span() if worded else (until, until)
