"""What the lines of a notice's head say: masthead (issuers and 文种), whole number, part of a number.

A head is short and worded by rule, so that what scan and reader did to it can be undone (海關總、稅務司署通令,
弟272号) where the line as read says nothing.
"""

from __future__ import annotations

import re

from ocr.grammar.issuers.find import PrintedIssuer, find_issuers
from ocr.grammar.issuers.issuer_lines import split_issuers
from ocr.grammar.numbers.docnumber import ANNUAL_KINDS, SERIAL_KINDS
from ocr.grammar.numbers.number_damage import mended_line
from ocr.grammar.numbers.numberheads import CLOSING, OPENING

_S = r"[ \t\u3000]{0,4}"
_N = "0-9０-９一二三四五六七八九十百千廿卅〇○零"
KINDS = (*ANNUAL_KINDS, *SERIAL_KINDS, "通知", "决定", "決定", "批复", "函", "布告", "行政裁定", "文件")
"""The 文种 that a masthead ends in."""

_KIND_ENDS = tuple(
    re.compile(_S.join(kind) + "$") for kind in sorted(KINDS, key=len, reverse=True) if kind != "署令"
)
_WORN_MASTHEAD = re.compile(
    r"(?P<lead>(?!.*(?:关于|《|，|。)).{1,30}(?:联合|总署|[部署局会]))(?P<kind>公告|令)"
)
"""A masthead one of whose names was not read whole (…管理局联合公告 under a seal)."""
_PART_NUMBER = re.compile(
    rf"[{OPENING}]?{_S}(?:(?P<year>[{_N}OoＯ]{{4}}){_S}年)?{_S}第{_S}(?P<number>[{_N}]{{1,9}}){_S}[号號]{_S}[{CLOSING}]?"
)
_JOINT = re.compile(r"(?:联合|聯合)[ \t\u3000]*$")
"""After the last of several names; 公告 may stand on the line below."""
_DIRT = "·•.,，、'`*‘’｀ \t\u3000"
_SPECK = re.compile("(?<=[令電])[。：:；;]+$")
"""A speck under the last character; a 公告。 may close a sentence."""
_LONGEST_MASTHEAD = 120
_LONGEST_WORN = 40


def masthead(text: str) -> tuple[str, tuple[PrintedIssuer, ...]]:
    """文种 and issuers of a line like 海关总署 农业农村部 公告, 公　告, 海关总署; ``("", ())`` when it is none."""
    if len(text) > _LONGEST_MASTHEAD:
        return "", ()
    kind, issuers = _masthead(text)
    if kind or issuers or len(text) > _LONGEST_WORN:
        return kind, issuers
    line = mended_line(text)
    sound = _SPECK.sub("", line.text.strip(_DIRT))
    if not line.repairs and sound == text:
        return "", ()
    kind, issuers = _masthead(sound)
    if kind and not issuers and re.sub(r"[ \t\u3000]", "", sound) == kind:
        return kind, ()
    if not kind or not issuers:
        return "", ()
    before = line.text.index(sound)
    return kind, tuple(
        PrintedIssuer(*line.span(before + item.start, before + item.end), item.name, worn=True)
        for item in issuers
    )


def sound_masthead(text: str) -> str:
    """A masthead without blanks, and without dirt where it could not be read with it."""
    if not any(_masthead(text)):
        text = _SPECK.sub("", mended_line(text).text.strip(_DIRT))
    return re.sub(r"[ \t\u3000]", "", text)


def part_number(text: str) -> re.Match[str] | None:
    """第272号, 2019年第170号, （2004年第26号）: match with groups `year` (or None) and `number`."""
    text = text.strip()
    if match := _PART_NUMBER.fullmatch(text):
        return match
    return _PART_NUMBER.fullmatch(mended_line(text).text.strip(_DIRT + "。;；:：|—-"))


def _masthead(text: str) -> tuple[str, tuple[PrintedIssuer, ...]]:
    for kind in _KIND_ENDS:
        match = kind.search(text)
        if match is None:
            continue
        lead = _JOINT.sub("", text[: match.start()])
        issuers = split_issuers(lead)
        if issuers or not lead.strip():
            return re.sub(r"\s", "", match.group()), issuers
    if match := _WORN_MASTHEAD.fullmatch(text):
        return match["kind"], tuple(find_issuers(match["lead"]))
    return "", split_issuers(_JOINT.sub("", text))
