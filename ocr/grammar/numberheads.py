"""What stands before or after the figures of a document number: issuers, 文种, 代字, series word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ocr.grammar.docnumber import ANNUAL_KINDS, SERIAL_KINDS, NumberStyle
from ocr.grammar.issuers import CUSTOMS, PrintedIssuer, issuers_before

NUMERALS = "0-9０-９〇○零◯OoＯ一二三四五六七八九十百千廿卅卌壹貳贰叁參肆伍陸陆柒捌玖拾佰仟兩两"
GAP = r"[ \t\u3000]{0,3}"
OPENING = r"〔［\[（(【「『〈｛{﹝〖"
CLOSING = r"〕］\]）)】」』〉｝}﹞〗"
HAN = "[\u4e00-\u9fff]"
_WIDE = r"[ \t\u3000]{0,8}"
"""Blanks between the characters of a letter-spaced word (公　　告)."""
_KIND_BEFORE = re.compile(
    "(?P<kind>"
    + "|".join(_WIDE.join(kind) for kind in sorted(ANNUAL_KINDS + SERIAL_KINDS, key=len, reverse=True))
    + rf"){GAP}(?P<word>{HAN}{{1,4}}字)?{GAP}$"
)
_WORD_EDGE = "日頒颁奉准函令據据與和及以查按依遵前此開開「『"
"""Characters that a series word (關字) follows in running text: 案奉財政部…六月一日渝財字第…號訓令."""
_DATE_BEFORE = re.compile(
    rf"(?:(?:中華)?民國)?[{NUMERALS}元]{{1,4}}年[{NUMERALS}元]{{1,3}}月[{NUMERALS}]{{1,3}}日$"
)
_SENDER = re.compile(rf"(?:案[奉准據]|[奉准據])(?P<name>{HAN}{{2,12}})$")
_LETTER_AFTER = re.compile(r"(?P<kind>訓令|指令|公函|代電|電令|密令|布告|佈告|通令|咨|函|令)")
_KIND_AFTER = re.compile(rf"[{CLOSING}]?{GAP}(?:联合|聯合)?(?P<kind>{'|'.join(ANNUAL_KINDS)}|令)")
_JOINT = re.compile(r"(?:联合|聯合|共同)$")
_ACT = re.compile(
    r"(?:为此|已|现|决定|陆续|分别|联合|再次|先后|共同|于|就此){0,3}(?:发布|公布|印发|下发|制发|发出|以|废止|修改|对)(?:了|的)?$"
)
_LEAD = re.compile(
    "(?:国质检|质检|国税|国办|国认|税委会|财关税|财税|财关|财企|财建|财行|财综|财库|外经贸|发改|环发|环办|商务|商资|商产|商机|商贸|农办|农医"
    "|农牧|农质|汇发|银发|经贸|工信部|国经贸|计外资|国发|国函|国税函|署|海关|总署|中办|公通字|交水|食药监|林护|濒办|民航|税|关|卫|财|国|商|农|汇|计)"
    rf"{HAN}{{0,7}}$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before (or after) the items of a list; `start` is where it begins, `end` where it ends."""

    style: NumberStyle
    issuer: str
    issuers: tuple[str, ...]
    kind: str
    series: str
    start: int
    end: int


def head_before(text: str, first: re.Match[str], default: str) -> Head | None:
    at = first.start()
    if first["mid"]:
        issuers = issuers_before(text, at)
        lead = issuers[0].name if issuers else default
        begin = issuers[0].start if issuers else at
        return Head(NumberStyle.ANNUAL, lead, _names(issuers), first["mid"], "", begin, 0)
    if first["word"]:
        return Head(NumberStyle.LETTERED, "", (), first["word"], "", at, 0)
    floor = max(0, at - 32)
    bracketed = first["close"] is not None
    if match := _KIND_BEFORE.search(text[floor:at]):
        kind, series = re.sub(r"\s", "", match["kind"]), match["word"] or ""
        start = floor + match.start()
        issuers = issuers_before(text, _before_joint(text, start))
        lead = issuers[0].name if issuers else ""
        if kind == "署令" and (whole := issuers_before(text, start + 1)):
            kind, issuers, lead = "令", whole, whole[0].name
        elif kind == "署令" or (kind == "公告" and bracketed and text.endswith("署", 0, start)):
            start -= kind == "公告"
            kind, lead = kind[-2:] if kind == "公告" else "令", CUSTOMS
        elif not lead and kind == "令" and start and _is_han(text[start - 1]):
            return None
        elif not lead and kind in ("公告", "令"):
            lead = CUSTOMS if bracketed else default
        style = NumberStyle.ANNUAL if kind in ANNUAL_KINDS else NumberStyle.SERIAL
        return Head(style, lead, _names(issuers), kind, series, issuers[0].start if issuers else start, 0)
    if bracketed and (match := _LEAD.search(text[floor:at].rstrip())):
        return Head(NumberStyle.LETTERED, "", (), match.group(), "", floor + match.start(), 0)
    return None


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
    names, lead = _names(issuers), issuers[0].name if issuers else ""
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
        if start < 0 or not _is_han(left[start]):
            break
        if (
            start == 0
            or not _is_han(left[start - 1])
            or left[start - 1] in _WORD_EDGE
            or issuers_before(left, start)
        ):
            return start
    return None


def head_after(text: str, first: re.Match[str], last: re.Match[str], default: str) -> Head | None:
    match = _KIND_AFTER.match(text, last.end())
    if match is None or first["year"] is None:
        return None
    start = first.start()
    issuers = issuers_before(text, start)
    if not issuers and (act := _ACT.search(text[max(0, start - 16) : start])):
        doer = issuers_before(text, max(0, start - 16) + act.start())
        lead = doer[0].name if doer else default
        return Head(NumberStyle.ANNUAL, lead, _names(doer), match["kind"], "", start, match.end())
    lead = issuers[0].name if issuers else default
    begin = issuers[0].start if issuers else start
    return Head(NumberStyle.ANNUAL, lead, _names(issuers), match["kind"], "", begin, match.end())


def _before_joint(text: str, at: int) -> int:
    match = _JOINT.search(text[max(0, at - 4) : at])
    return max(0, at - 4) + match.start() if match else at


def _names(issuers: tuple[PrintedIssuer, ...]) -> tuple[str, ...]:
    return tuple(issuer.name for issuer in issuers)


def _is_han(mark: str) -> bool:
    return "\u4e00" <= mark <= "\u9fff"
