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
printed is ``""``. 号 and 號 stay as printed; 第 and brackets are set by style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ocr.issuers import CUSTOMS, PrintedIssuer, issuers_before
from ocr.numerals import parse_numeral


class NumberStyle(StrEnum):
    """How the canonical form is built."""

    ANNUAL = "annual"
    SERIAL = "serial"
    LETTERED = "lettered"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True, order=True)
class DocNumber:
    """A document number taken apart.

    `kind` is the word before the number (公告, 令, 通令, 訓令, Circular); for LETTERED the 代字 (署法, 署货字).
    `year` is None for SERIAL and ENGLISH. `series` is the word of a Republican series (關字) or an English
    one (Second Series). `mark` is 号 or 號, ``""`` for ENGLISH.
    """

    style: NumberStyle
    issuer: str
    kind: str
    year: int | None
    number: int
    series: str = ""
    mark: str = "号"

    def __str__(self) -> str:
        """The canonical form; `parse_number` reads it back to an equal value."""
        if self.style is NumberStyle.ANNUAL:
            return f"{self.issuer}{self.kind}{self.year}年第{self.number}{self.mark}"
        if self.style is NumberStyle.LETTERED:
            return f"{self.kind}〔{self.year}〕{self.number}{self.mark}"
        if self.style is NumberStyle.ENGLISH:
            lead = f"{self.issuer} " if self.issuer else ""
            tail = f" ({self.series})" if self.series else ""
            return f"{lead}{self.kind} No. {self.number}{tail}"
        return f"{self.issuer}{self.kind}{self.series}第{self.number}{self.mark}"


@dataclass(frozen=True, slots=True)
class NumberInText:
    """A document number at ``text[start:end]`` (`printed`).

    `issuers` are all those printed with it. `elided` tells that kind or year come from a neighbour in a list
    (海关总署公告2015年第57号、2016年第52号).
    """

    start: int
    end: int
    printed: str
    number: DocNumber
    issuers: tuple[str, ...]
    elided: bool = False


ANNUAL_KINDS = ("风险警示通告", "公告", "通告", "警示通报")
SERIAL_KINDS = (
    "通令", "訓令", "训令", "指令", "部令", "署令", "代電", "電令", "公函", "佈告", "布告", "批復", "指導令", "令",
)  # fmt: skip

_N = "0-9０-９〇○零◯OoＯ一二三四五六七八九十百千廿卅卌壹貳贰叁參肆伍陸陆柒捌玖拾佰仟兩两"
_S = r"[ \t\u3000]{0,3}"
_WIDE = r"[ \t\u3000]{0,8}"
"""Blanks between the characters of a letter-spaced word (公　　告)."""
_OPEN = r"〔［\[（(【「『〈｛{﹝〖"
_CLOSE = r"〕］\]）)】」』〉｝}﹞〗"
_HAN = "[\u4e00-\u9fff]"
_ITEM = re.compile(
    rf"(?:(?P<open>[{_OPEN}])?{_S}(?<![{_N}])(?P<year>[{_N}]{{2,4}}){_S}"
    rf"(?:(?P<close>[{_CLOSE}]){_S}(?P<word>{_HAN}{{1,6}}?字)?"
    rf"|年度?(?:{_S}[{_N}]{{1,3}}月[{_N}]{{1,3}}日{_S})?[{_CLOSE}]?(?:联合|聯合)?(?:发布的)?(?P<mid>公告|通告)?))?"
    rf"{_S}第?{_S}(?<![{_N}])(?P<values>[{_N}]{{1,9}}(?:{_S}[、，,]{_S}第?[{_N}]{{1,5}}){{0,30}}){_S}(?P<mark>[号號])"
)
_VALUE = re.compile(f"[{_N}]+")
_CONNECTOR = re.compile(rf"[{_CLOSE}》]?{_S}(?:以?及|[、，,；;和与與或]){{1,2}}{_S}")
_KIND_BEFORE = re.compile(
    "(?P<kind>"
    + "|".join(_WIDE.join(kind) for kind in sorted(ANNUAL_KINDS + SERIAL_KINDS, key=len, reverse=True))
    + rf"){_S}(?P<word>{_HAN}{{1,4}}字)?{_S}$"
)
_WORD_EDGE = "日頒颁奉准函令據据與和及以查按依遵前此開開「『"
"""Characters that a series word (關字) follows in running text: 案奉財政部…六月一日渝財字第…號訓令."""
_DATE_BEFORE = re.compile(rf"(?:(?:中華)?民國)?[{_N}元]{{1,4}}年[{_N}元]{{1,3}}月[{_N}]{{1,3}}日$")
_SENDER = re.compile(rf"(?:案[奉准據]|[奉准據])(?P<name>{_HAN}{{2,12}})$")
_LETTER_AFTER = re.compile(r"(?P<kind>訓令|指令|公函|代電|電令|密令|布告|佈告|通令|咨|函|令)")
_KIND_AFTER = re.compile(rf"[{_CLOSE}]?{_S}(?:联合|聯合)?(?P<kind>{'|'.join(ANNUAL_KINDS)}|令)")
_JOINT = re.compile(r"(?:联合|聯合|共同)$")
_ACT = re.compile(
    r"(?:为此|已|现|决定|陆续|分别|联合|再次|先后|共同|于|就此){0,3}(?:发布|公布|印发|下发|制发|发出|以|废止|修改|对)(?:了|的)?$"
)
_LEAD = re.compile(
    "(?:国质检|质检|国税|国办|国认|税委会|财关税|财税|财关|财企|财建|财行|财综|财库|外经贸|发改|环发|环办|商务|商资|商产|商机|商贸|农办|农医"
    "|农牧|农质|汇发|银发|经贸|工信部|国经贸|计外资|国发|国函|国税函|署|海关|总署|中办|公通字|交水|食药监|林护|濒办|民航|税|关|卫|财|国|商|农|汇|计)"
    rf"{_HAN}{{0,7}}$"
)
_ENGLISH = re.compile(
    r"\b(?P<lead>(?:I\.?\s?G\.?|Inspector[\s-]General)(?:['’]s)?\s{1,3}|Customs\s{1,3})?"
    r"(?P<kind>Circular|Notification|Notice|Order|Despatch|Memorandum)\s{0,3},?\s{0,3}"
    r"N(?:[oº°]\.?)\s?[,:]?\s{0,3}(?P<number>\d{1,3},\d{3}|\d{1,6})"
    r"(?:\s{0,3}[\(\[,]?\s{0,2}(?P<series>(?:First|Second|Third|Fourth)\s{1,2}Series)\s?[\)\]]?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before (or after) the items of a list; `start` is where it begins, `end` where it ends."""

    style: NumberStyle
    issuer: str
    issuers: tuple[str, ...]
    kind: str
    series: str
    start: int
    end: int


def find_numbers(text: str, issuer: str = "") -> tuple[NumberInText, ...]:
    """All document numbers in `text`, in order, not overlapping. Time is linear in its length.

    `issuer` is put in where a 公告 or 令 is printed without one (2007年第63号公告 in a notice of 海关总署).
    """
    found = [number for group in _lists(text) for number in _read(text, group, issuer)]
    found += [_english(match) for match in _ENGLISH.finditer(text)]
    return tuple(sorted(found, key=lambda n: n.start))


def parse_number(text: str, issuer: str = "") -> DocNumber | None:
    """The number that `text` consists of (blanks and outer brackets aside), or None."""
    for item in find_numbers(text, issuer)[:1]:
        rest = text[: item.start] + text[item.end :]
        if not rest.strip(" \t\u3000（）()〔〕[]"):
            return item.number
    return None


def _lists(text: str) -> Iterator[list[re.Match[str]]]:
    """Items that follow each other with nothing but 、 和 or 及 between; a head of its own opens a new list."""
    group: list[re.Match[str]] = []
    for item in _ITEM.finditer(text):
        if group and not _CONNECTOR.fullmatch(text, group[-1].end(), item.start()):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _read(text: str, group: list[re.Match[str]], default: str) -> Iterator[NumberInText]:
    first, last = group[0], group[-1]
    head = (
        _head_before(text, first, default)
        or _worded(text, first, last, default)
        or _head_after(text, first, last, default)
    )
    if head is None:
        return
    year: int | None = None
    start, elided = head.start, False
    for match in group:
        year = _year(match) or (year if match["year"] is None else None)
        for value in _VALUE.finditer(text, *match.span("values")):
            end = match.end() if value.end() == match.end("values") else value.end()
            begin = (
                start
                if not elided
                else match.start()
                if value.start() == match.start("values")
                else value.start()
            )
            number = _number(head, year, value.group(), match["mark"])
            if number is None:
                continue
            end = max(end, head.end) if match is last and value.end() == match.end("values") else end
            begin += len(text[begin:end]) - len(text[begin:end].lstrip(" \t\u3000"))
            yield NumberInText(begin, end, text[begin:end], number, head.issuers, elided)
            elided = True


def _number(head: _Head, year: int | None, value: str, mark: str) -> DocNumber | None:
    try:
        number = parse_numeral(value)
    except ValueError:
        return None
    if head.style is NumberStyle.SERIAL:
        year = None
    elif year is None:
        return None
    return DocNumber(head.style, head.issuer, head.kind, year, number, head.series, mark)


def _head_before(text: str, first: re.Match[str], default: str) -> _Head | None:
    at = first.start()
    if first["mid"]:
        issuers = issuers_before(text, at)
        lead = issuers[0].name if issuers else default
        begin = issuers[0].start if issuers else at
        return _Head(NumberStyle.ANNUAL, lead, _names(issuers), first["mid"], "", begin, 0)
    if first["word"]:
        return _Head(NumberStyle.LETTERED, "", (), first["word"], "", at, 0)
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
        return _Head(style, lead, _names(issuers), kind, series, issuers[0].start if issuers else start, 0)
    if bracketed and (match := _LEAD.search(text[floor:at].rstrip())):
        return _Head(NumberStyle.LETTERED, "", (), match.group(), "", floor + match.start(), 0)
    return None


def _worded(text: str, first: re.Match[str], last: re.Match[str], default: str) -> _Head | None:
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
    return _Head(NumberStyle.SERIAL, lead, names, kind, word, floor + start, end)


def _word_start(left: str) -> int | None:
    """Where the series word at the end of `left` starts: the shortest one with an edge before it."""
    tail = len(left.rstrip(" \t\u3000"))
    for length in range(2, 6):
        start = tail - length
        if start < 0 or not _is_han(left[start]):
            break
        if start == 0 or not _is_han(left[start - 1]) or left[start - 1] in _WORD_EDGE or issuers_before(left, start):
            return start
    return None


def _head_after(text: str, first: re.Match[str], last: re.Match[str], default: str) -> _Head | None:
    match = _KIND_AFTER.match(text, last.end())
    if match is None or first["year"] is None:
        return None
    start = first.start()
    issuers = issuers_before(text, start)
    if not issuers and (act := _ACT.search(text[max(0, start - 16) : start])):
        doer = issuers_before(text, max(0, start - 16) + act.start())
        lead = doer[0].name if doer else default
        return _Head(NumberStyle.ANNUAL, lead, _names(doer), match["kind"], "", start, match.end())
    lead = issuers[0].name if issuers else default
    begin = issuers[0].start if issuers else start
    return _Head(NumberStyle.ANNUAL, lead, _names(issuers), match["kind"], "", begin, match.end())


def _before_joint(text: str, at: int) -> int:
    match = _JOINT.search(text[max(0, at - 4) : at])
    return max(0, at - 4) + match.start() if match else at


def _names(issuers: tuple[PrintedIssuer, ...]) -> tuple[str, ...]:
    return tuple(issuer.name for issuer in issuers)


def _is_han(mark: str) -> bool:
    return "\u4e00" <= mark <= "\u9fff"


def _year(match: re.Match[str]) -> int | None:
    """The year of an item: four places within 1840..2099, or two places in brackets (〔88〕 is 1988)."""
    if match["year"] is None:
        return None
    try:
        year = parse_numeral(match["year"])
    except ValueError:
        return None
    if year < 100 and match["close"]:
        year += 1900 if year >= 49 else 2000
    return year if 1840 <= year <= 2099 else None


def _english(match: re.Match[str]) -> NumberInText:
    lead = re.sub(r"['’]s$", "", (match["lead"] or "").strip()).lower()
    kind = match["kind"].capitalize()
    kind = f"Customs {kind}" if lead == "customs" else kind
    series = " ".join(word.capitalize() for word in (match["series"] or "").split())
    number = DocNumber(
        NumberStyle.ENGLISH,
        "I.G." if lead.startswith("i") else "",
        kind,
        None,
        int(match["number"].replace(",", "")),
        series,
        "",
    )
    return NumberInText(match.start(), match.end(), match.group(), number, ())
