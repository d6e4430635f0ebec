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

from ocr.grammar.docnumber import DocNumber, NumberStyle
from ocr.grammar.numberheads import (
    CLOSING,
    GAP,
    HAN,
    NUMERALS,
    OPENING,
    Head,
    head_after,
    head_before,
    worded_head,
)
from ocr.grammar.numerals import parse_numeral

__all__ = ["DocNumber", "NumberInText", "NumberStyle", "find_numbers", "parse_number"]

_ITEM = re.compile(
    rf"(?:(?P<open>[{OPENING}])?{GAP}(?<![{NUMERALS}])(?P<year>[{NUMERALS}]{{2,4}}){GAP}"
    rf"(?:(?P<close>[{CLOSING}]){GAP}(?P<word>{HAN}{{1,6}}?字)?"
    rf"|年度?(?:{GAP}[{NUMERALS}]{{1,3}}月[{NUMERALS}]{{1,3}}日{GAP})?[{CLOSING}]?(?:联合|聯合)?(?:发布的)?(?P<mid>公告|通告)?))?"
    rf"{GAP}第?{GAP}(?<![{NUMERALS}])(?P<values>[{NUMERALS}]{{1,9}}(?:{GAP}[、，,]{GAP}第?[{NUMERALS}]{{1,5}}){{0,30}}){GAP}(?P<mark>[号號])"
)
_VALUE = re.compile(f"[{NUMERALS}]+")
_CONNECTOR = re.compile(rf"[{CLOSING}》]?{GAP}(?:以?及|[、，,；;和与與或]){{1,2}}{GAP}")
_ENGLISH = re.compile(
    r"(?<![A-Za-z])(?P<lead>(?:I\.?\s?G\.?|Inspector[\s-]General)(?:['’]s)?\s{1,3}|Customs\s{1,3})?"
    r"(?P<kind>Circular|Notification|Notice|Order|Despatch|Memorandum)\s{0,3},?\s{0,3}"
    r"N(?:[oº°]\.?)\s?[,:]?\s{0,3}(?P<number>\d{1,3},\d{3}|\d{1,6})"
    r"(?:\s{0,3}[\(\[,]?\s{0,2}(?P<series>(?:First|Second|Third|Fourth)\s{1,2}Series)\s?[\)\]]?)?",
    re.IGNORECASE,
)


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
        head_before(text, first, default)
        or worded_head(text, first, last, default)
        or head_after(text, first, last, default)
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


def _number(head: Head, year: int | None, value: str, mark: str) -> DocNumber | None:
    try:
        number = parse_numeral(value)
    except ValueError:
        return None
    if head.style is NumberStyle.SERIAL:
        year = None
    elif year is None:
        return None
    return DocNumber(head.style, head.issuer, head.kind, year, number, head.series, mark)


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
