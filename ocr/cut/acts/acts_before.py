"""Acts whose words stand before the instruments: 决定废止…, 解除…的禁令, 转发…, 根据…."""

from __future__ import annotations

import re

from ocr.cut.acts.act import FILL, LIFTED, Act, named_part, opened

_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("repeals", re.compile(rf"(?<!关于)(?:决定|现决定|现|予以|同时|并|特)?(?:废|廢)[止正上](?:了)?{FILL}$")),
    ("suspends", re.compile(rf"(?:停止执行|暂停执行|停止实施){FILL}$")),
    (
        "repeals",
        re.compile(
            rf"\b(?:cancel(?:s|ling|ing)|rescind(?:s|ing)|revok(?:es|ing)|in cancellation of)\s{FILL}$",
            re.IGNORECASE,
        ),
    ),
    ("replaces", re.compile(rf"(?:代替|取代|替代)(?:了)?{FILL}$")),
    ("replaces", re.compile(rf"\b(?:supersed(?:es|ing)|in supersession of)\s{FILL}$", re.IGNORECASE)),
    ("amends", re.compile(rf"(?:删去|删除|刪去|刪除){FILL}$")),
    ("lifts", re.compile(rf"(?:解除|取消)(?:了)?(?:依据)?{FILL}$")),
    ("forwards", re.compile(rf"(?:转发|轉發|转印|印转)(?:了)?{FILL}$")),
)
_OF_A_TITLE = re.compile("的(?:公告|通知|决定|通告|函|批复)")
_GIVEN = re.compile(rf"(?:现|兹|茲)?[将將]{FILL}$")
_FORWARDED = re.compile(r"(?:随文|一并|現|现)?(?:转发|轉發|轉行)")
_SENT = re.compile("案?[奉准據]$")
_OPENED = re.compile("[內内]?[開开]")
_BASIS = re.compile(r"(?P<former>原)?(?:根据|依据|根據|依據)(?P<between>[^，。；]{0,200})$")
_CHANGED_BY = re.compile(r"[^，。；]{0,12}?(?:第[一二三四五六七八九十]次)?修[改正订訂]")
"""根据…令第198号修改的《…办法》: the number amended what is spoken of; nothing new is said."""
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
        if kind == "forwards":
            return Act(kind, 0, 0, taken, 0)
        start, end = named_part(words, 0, len(re.split("[，。；]", words, maxsplit=1)[0]))
        if start < end:
            return Act("repeals_in_part" if kind == "repeals" else kind, start, end, taken, end)
        return None if kind == "amends" else Act(kind, 0, 0, taken, 0)
    return None


def sent(lead: str, words: str, bare: bool) -> Act | None:
    """案准外交部…公函開: an order passes on another office's letter. 将…转发给你们."""
    posted, opens = _SENT.search(lead), _OPENED.match(words)
    if posted and opens:
        return Act("forwards", 0, 0, len(lead) - posted.start(), opens.end())
    passed = _FORWARDED.match(words.lstrip("）)》”"))
    if passed and (given := _GIVEN.search(lead)):
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
    if _CHANGED_BY.match(words):
        return None
    after = _RULES.match(words)
    return Act("based_on", 0, 0, len(lead) - match.start(), after.end() if after else 0)
