"""Numbers with a series word: 關字第九六五號, or in a citation 財政部…六月一日渝財字第四一三○號訓令."""

from __future__ import annotations

import re

from ocr.grammar.issuers.find import issuers_before
from ocr.grammar.numbers.docnumber import NumberStyle
from ocr.grammar.numbers.numberheads import HAN, NUMERALS, Head, is_han, names_of

_WORD_EDGE = "日頒颁奉准函令據据與和及以查按依遵前此開開「『"
"""Characters that a series word (關字) follows in running text: 案奉財政部…六月一日渝財字第…號訓令."""
_DATE_BEFORE = re.compile(
    rf"(?:(?:中華)?民國)?[{NUMERALS}元]{{1,4}}年[{NUMERALS}元]{{1,3}}月[{NUMERALS}]{{1,3}}日$"
)
_SENDER = re.compile(rf"(?:案[奉准據]|[奉准據])(?P<name>{HAN}{{2,12}})$")
_LETTER_AFTER = re.compile(r"(?P<kind>訓令|指令|公函|代電|電令|密令|布告|佈告|通令|咨|函|令)")


def worded_head(text: str, first: re.Match[str], last: re.Match[str], default: str) -> Head | None:
    """A number with a series word: 關字第九六五號, or in a citation 財政部…六月一日渝財字第四一三○號訓令."""
    at = first.start()
    if first["year"] is not None or not text[max(0, at - 3) : at].rstrip(" \t\u3000").endswith("字"):
        return None
    floor = max(0, at - 48)
    left = text[floor:at]
    start = _word_start(left)
    if start is None:
        return None
    word = left[start:].strip(" \t\u3000")
    after = _LETTER_AFTER.match(text, last.end())
    kind, end = (after["kind"], after.end()) if after else ("", 0)
    if not kind and first["mark"] == "号":
        return None
    dated = _DATE_BEFORE.search(left[:start])
    begin = dated.start() if dated else start
    issuers = issuers_before(text, floor + begin)
    names, lead = names_of(issuers), issuers[0].name if issuers else ""
    if issuers:
        start = issuers[0].start - floor
    elif dated and (sender := _SENDER.search(left[:begin])):
        lead, start = sender["name"], sender.start("name")
    elif kind:
        lead = default
    return Head(NumberStyle.SERIAL, lead, names, kind, word, floor + start, end)


def _word_start(left: str) -> int | None:
    """Where the series word at the end of `left` starts: the shortest one with an edge before it."""
    tail = len(left.rstrip(" \t\u3000"))
    for length in range(2, 6):
        start = tail - length
        if start < 0 or not is_han(left[start]):
            break
        if (
            start == 0
            or not is_han(left[start - 1])
            or left[start - 1] in _WORD_EDGE
            or issuers_before(left, start)
        ):
            return start
    return None
