"""What stands before or after the figures of a document number: issuers, 文种, 代字, series word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ocr.grammar.issuers.find import CUSTOMS, PrintedIssuer, issuers_before
from ocr.grammar.numbers.docnumber import ANNUAL_KINDS, SERIAL_KINDS, NumberStyle

NUMERALS = "0-9０-９〇○零◯OoＯ一二三四五六七八九十百千廿卅卌壹貳贰叁參肆伍陸陆柒捌玖拾佰仟兩两"
GAP = r"[ \t\u3000]{0,3}"
OPENING = r"〔［\[（(【「『〈｛{﹝〖<＜"
CLOSING = r"〕］\]）)】」』〉｝}﹞〗>＞"
HAN = "[\u4e00-\u9fff]"
_WIDE = r"[ \t\u3000]{0,8}"
"""Blanks between the characters of a letter-spaced word (公　　告)."""
_KIND_BEFORE = re.compile(
    "(?P<kind>"
    + "|".join(_WIDE.join(kind) for kind in sorted(ANNUAL_KINDS + SERIAL_KINDS, key=len, reverse=True))
    + rf"){GAP}(?P<word>{HAN}{{1,4}}字)?{GAP}$"
)
_KIND_AFTER = re.compile(rf"[{CLOSING}]?{GAP}(?:联合|聯合)?(?P<kind>{'|'.join(ANNUAL_KINDS)}|令)")
_JOINT = re.compile(rf"{GAP}(?:联合|聯合|共同)?{GAP}$")
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
        return Head(NumberStyle.ANNUAL, lead, names_of(issuers), first["mid"], "", begin, 0)
    if first["word"]:
        return Head(NumberStyle.LETTERED, "", (), first["word"], "", at, 0)
    floor = max(0, at - 32)
    bracketed = first["close"] is not None
    if match := _KIND_BEFORE.search(text[floor:at]):
        kind, series = re.sub(r"\s", "", match["kind"]), match["word"] or ""
        start = floor + match.start()
        issuers = issuers_before(text, _before_joint(text, start))
        lead = issuers[0].name if issuers else ""
        if kind in ("署令", "部令") and (whole := issuers_before(text, start + 1)):
            kind, issuers, lead = "令", whole, whole[0].name
        elif kind == "署令" or (kind == "公告" and bracketed and text.endswith("署", 0, start)):
            start -= kind == "公告"
            kind, lead = kind[-2:] if kind == "公告" else "令", CUSTOMS
        elif not lead and kind == "令" and start and is_han(text[start - 1]):
            return None
        elif not lead and kind in ("公告", "令"):
            lead = CUSTOMS if bracketed else default
        style = NumberStyle.ANNUAL if kind in ANNUAL_KINDS else NumberStyle.SERIAL
        return Head(style, lead, names_of(issuers), kind, series, issuers[0].start if issuers else start, 0)
    if bracketed and (match := _LEAD.search(text[floor:at].rstrip())):
        return Head(NumberStyle.LETTERED, "", (), match.group(), "", floor + match.start(), 0)
    return None


def head_after(text: str, first: re.Match[str], last: re.Match[str], default: str) -> Head | None:
    match = _KIND_AFTER.match(text, last.end())
    if match is None:
        return None
    start = first.start()
    issuers = issuers_before(text, start)
    if first["year"] is None:  # 国务院第392号令: numbered through, and only with its issuer
        if match["kind"] != "令" or not issuers:
            return None
        return Head(
            NumberStyle.SERIAL, issuers[0].name, names_of(issuers), "令", "", issuers[0].start, match.end()
        )
    if not issuers and (act := _ACT.search(text[max(0, start - 16) : start])):
        doer = issuers_before(text, max(0, start - 16) + act.start())
        lead = doer[0].name if doer else default
        return Head(NumberStyle.ANNUAL, lead, names_of(doer), match["kind"], "", start, match.end())
    lead = issuers[0].name if issuers else default
    begin = issuers[0].start if issuers else start
    return Head(NumberStyle.ANNUAL, lead, names_of(issuers), match["kind"], "", begin, match.end())


def _before_joint(text: str, at: int) -> int:
    """Where the issuers before a 文种 at `at` end: before 联合 and blanks."""
    match = _JOINT.search(text[max(0, at - 6) : at])
    return max(0, at - 6) + match.start() if match else at


def names_of(issuers: tuple[PrintedIssuer, ...]) -> tuple[str, ...]:
    return tuple(issuer.name for issuer in issuers)


def is_han(mark: str) -> bool:
    return "\u4e00" <= mark <= "\u9fff"
