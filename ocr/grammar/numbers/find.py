"""Document numbers (发文字号): every spelling in, one canonical spelling out.

========== ==================================== =================================
style      printed, among others                canonical
========== ==================================== =================================
ANNUAL     公告〔2024〕151号, 海关总署2024年第151号公告 海关总署公告2024年第151号
SERIAL     署令〔2024〕272号, 海关总署令第272号          海关总署令第272号
SERIAL     通令第四千三百七十四號                        通令第4374號
LETTERED   署法[2000]第745号                       署法〔2000〕745号
LETTERED   〔88〕署货字第725号                        署货字〔1988〕725号
ENGLISH    I. G. Circular No. 4,374             I.G. Circular No. 4374
========== ==================================== =================================

A joint number keeps its first issuer; all of them stand in `NumberInText.issuers`. 公告〔…〕 and 署令〔…〕 are
the house style of 海关总署, so it is the issuer although it is not printed. Otherwise an issuer that is not
printed is ``""``. 号 and 號 stay as printed; 第 and brackets are set by style. Damage of scan and reading is undone
where only one number is possible (`ocr.grammar.numbers.number_damage`), and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ocr.grammar.numbers.docnumber import DocNumber, NumberStyle
from ocr.grammar.numbers.english_damage import mended_english
from ocr.grammar.numbers.english_numbers import find_english
from ocr.grammar.numbers.number_damage import mended, mended_line
from ocr.grammar.numbers.number_lists import lists_of, numbers_of
from ocr.grammar.numbers.numberheads import CLOSING, OPENING, head_after, head_before
from ocr.grammar.numbers.worded_heads import worded_head
from ocr.grammar.rewriting import Rewritten

__all__ = ["DocNumber", "NumberInText", "NumberStyle", "find_numbers", "parse_number", "whole_number"]

_AROUND = re.compile(rf"[\s{OPENING}{CLOSING}*＊.。．·•,，、;；:：'`|—\-]*")
"""What may stand beside the number of a line that is nothing else: brackets, and specks read as stops."""
_STRAY = re.compile(r"[^的和及与或等附规将对于至以之被即号號文令函公第，、：；（(]")
"""One more sign after it is dirt, unless it is one of those by which a sentence goes on."""
_LONG = 8


@dataclass(frozen=True, slots=True)
class NumberInText:
    """A document number at ``text[start:end]`` (`printed`).

    `issuers` are all those printed with it. `elided` tells that kind or year come from a neighbour in a list
    (海关总署公告2015年第57号、2016年第52号); one that is only implied (58 of 第57号至第60号) has an empty place.
    `repairs` name the rules by which damage was set right; empty for sound print.
    """

    start: int
    end: int
    printed: str
    number: DocNumber
    issuers: tuple[str, ...]
    elided: bool = False
    repairs: tuple[str, ...] = ()


def find_numbers(text: str, issuer: str = "") -> tuple[NumberInText, ...]:
    """All document numbers in `text`, in order, not overlapping. Time is linear in its length.

    `issuer` is put in where a 公告 or 令 is printed without one (2007年第63号公告 in a notice of 海关总署).
    """
    found = list(_chinese(text, mended(text), issuer)) if "号" in text or "號" in text or _odd(text) else []
    found += _latin(text)
    return tuple(sorted(found, key=lambda n: n.start))


def _latin(text: str) -> Iterator[NumberInText]:
    sound = mended_english(text)
    for item in find_english(sound.text):
        start, end = sound.span(item.start, item.end)
        rules = (*sound.rules_within(start, end), *item.rules)
        yield NumberInText(start, end, text[start:end], item.number, (), item.elided, rules)


def whole_number(text: str, issuer: str = "") -> NumberInText | None:
    """The number that a line consists of (blanks, brackets and specks at its ends aside), or None."""
    for found in (find_numbers(text, issuer)[:1], tuple(_chinese(text, mended_line(text), issuer))[:1]):
        for item in found:
            before, after = text[: item.start], text[item.end :]
            if _AROUND.fullmatch(before) and _AROUND.fullmatch(after):
                return item
            if len(item.printed) >= _LONG and _AROUND.sub("", before) == "" and _STRAY.fullmatch(after):
                return replace(item, repairs=(*item.repairs, "stray-sign"))
    return None


def parse_number(text: str, issuer: str = "") -> DocNumber | None:
    """The number that `text` consists of (blanks and outer brackets aside), or None."""
    found = whole_number(text, issuer)
    return found.number if found else None


def _odd(text: str) -> bool:
    return re.search("[昌兮马吕亏馬虢琥虎]", text) is not None


def _chinese(text: str, sound: Rewritten, issuer: str) -> Iterator[NumberInText]:
    for group in lists_of(sound.text):
        first, last = group[0], group[-1]
        head = (
            head_before(sound.text, first, issuer)
            or worded_head(sound.text, first, last, issuer)
            or head_after(sound.text, first, last, issuer)
        )
        if head is None:
            continue
        for item in numbers_of(sound.text, group, head):
            start, end = sound.span(item.start, item.end)
            rules = ("range",) if item.implied else sound.rules_within(start, end)
            yield NumberInText(start, end, text[start:end], item.number, head.issuers, item.elided, rules)
