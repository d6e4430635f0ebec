"""Acts whose words stand before the instruments: 决定废止…, 解除…的禁令, 转发…, 根据…."""

from __future__ import annotations

import re

from ocr.cut.act import FILL, LIFTED, Act, named_part, opened

_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("repeals", re.compile(rf"(?<!关于)(?:决定|现决定|现|予以|同时|并|特)?(?:废止|廢止)(?:了)?{FILL}$")),
    ("suspends", re.compile(rf"(?:停止执行|暂停执行|停止实施){FILL}$")),
    ("replaces", re.compile(rf"(?:代替|取代|替代)(?:了)?{FILL}$")),
    ("lifts", re.compile(rf"(?:解除|取消)(?:了)?(?:依据)?{FILL}$")),
    ("forwards", re.compile(rf"(?:转发|轉發|转印|印转)(?:了)?{FILL}$")),
)
_OF_A_TITLE = re.compile("的(?:公告|通知|决定|通告|函|批复)")
_FORWARDED = re.compile(r"(?:随文|一并|現|现)?(?:转发|轉發|轉行)")
_SENT = re.compile("案?[奉准據]$")
_OPENED = re.compile("[內内]?[開开]")
_BASIS = re.compile(r"(?P<former>原)?(?:根据|依据)(?P<between>[^，。；]{0,200})$")
_RULES = re.compile(r"(?:的?(?:有关|相关)?(?:规定|要求|精神|内容))?")


def before(lead: str, words: str, bare: bool) -> Act | None:
    """决定废止…, 停止执行…, 解除…的禁令, 代替…, 转发…: the verb stands before its objects."""
    for kind, pattern in _BEFORE:
        match = pattern.search(lead)
        if match is None:
            continue
        taken = len(lead) - match.start()
        if kind == "lifts":
            at = opened(words, 0)
            lifted = LIFTED.match(words, at)
            return Act("repeals_in_part", at, lifted.end(), taken, lifted.end()) if lifted else None
        if _OF_A_TITLE.match(words):
            return None
        if kind != "repeals":
            return Act(kind, 0, 0, taken, 0)
        start, end = named_part(words, 0, len(re.split("[，。；]", words, maxsplit=1)[0]))
        return Act("repeals_in_part", start, end, taken, end) if start < end else Act(kind, 0, 0, taken, 0)
    return None


def sent(lead: str, words: str, bare: bool) -> Act | None:
    """案准外交部…公函開: an order passes on another office's letter. 将…转发给你们."""
    posted, opens = _SENT.search(lead), _OPENED.match(words)
    if posted and opens:
        return Act("forwards", 0, 0, len(lead) - posted.start(), opens.end())
    passed = _FORWARDED.match(words.lstrip("）)》”"))
    if passed and (given := re.search("(?:现)?将$", lead)):
        return Act("forwards", 0, 0, len(given.group()), words.index(passed.group()) + len(passed.group()))
    return None


def basis(lead: str, words: str) -> Act | None:
    """根据…令第158号的有关规定: a basis of the notice."""
    match = _BASIS.search(lead)
    if match is None:
        return None
    if match["former"]:
        undone = re.fullmatch(r"[^。；]{0,300}?，(?P<part>[^。；]{2,200}规定)(?:同时|相应|予以)?废止", words)
        return Act("repeals_in_part", *undone.span("part"), 0, undone.end()) if undone else None
    after = _RULES.match(words)
    return Act("based_on", 0, 0, len(lead) - match.start(), after.end() if after else 0)
