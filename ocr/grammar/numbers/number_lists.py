"""The figures of document numbers: year and numbers between bracket or 年 and 号, alone, in lists and in ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ocr.grammar.numbers.docnumber import DocNumber, NumberStyle
from ocr.grammar.numbers.numberheads import CLOSING, GAP, HAN, NUMERALS, OPENING, Head
from ocr.grammar.numerals import parse_numeral

_TO = "至到—－–~～-"
_ITEM = re.compile(
    rf"(?:(?P<open>[{OPENING}])?{GAP}(?<![{NUMERALS}])(?P<year>[{NUMERALS}]{{2,4}}){GAP}"
    rf"(?:年?(?P<close>[{CLOSING}]){GAP}(?P<word>{HAN}{{1,6}}?字)?"
    rf"|年度?(?:{GAP}[{NUMERALS}]{{1,3}}月[{NUMERALS}]{{1,3}}日{GAP})?[{CLOSING}]?(?:联合|聯合)?(?:发布的)?(?P<mid>公告|通告)?))?"
    rf"{GAP}第?{GAP}(?<![{NUMERALS}])(?P<values>[{NUMERALS}]{{1,9}}(?:{GAP}[、，,{_TO}]{GAP}第?[{NUMERALS}]{{1,5}}){{0,30}}){GAP}(?P<mark>[号號])"
)
_VALUE = re.compile(f"(?P<to>[{_TO}])?{GAP}第?(?P<value>[{NUMERALS}]+)")
_TITLE = "(?:《[^《》]{1,120}》|（[^（）]{1,120}）)?"
_CONNECTOR = re.compile(
    rf"[{CLOSING}》]?{_TITLE}{GAP}(?:(?:以?及|[、，,；;和与與或]){{1,2}}|(?P<to>[{_TO}])){GAP}"
)
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """A number of a list, at ``text[start:end]``.

    One that a range implies (58 of 第57号至第60号) has the empty place where the range ends.
    """

    start: int
    end: int
    number: DocNumber
    elided: bool
    implied: bool = False


def lists_of(text: str) -> Iterator[list[re.Match[str]]]:
    """Items that follow each other with nothing but 、 和 至 or a title between; others open a new list."""
    group: list[re.Match[str]] = []
    for item in _ITEM.finditer(text):
        if group and not _CONNECTOR.fullmatch(text, group[-1].end(), item.start()):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def numbers_of(text: str, group: list[re.Match[str]], head: Head) -> Iterator[Listed]:
    """The numbers of a list, in order, with what `head` says of them all."""
    year: int | None = None
    before: DocNumber | None = None
    elided = False
    for item in group:
        year = _year(item) or (year if item["year"] is None else None)
        for value in _VALUE.finditer(text, *item.span("values")):
            number = _number(head, year, value["value"], item["mark"])
            if number is None:  # no list then, but one numeral with a mark in it
                before = None
                break
            first = value.start() == item.start("values")
            last = value.end() == item.end("values")
            start = (item.start() if first else value.start("value")) if elided else head.start
            end = item.end() if last else value.end()
            end = max(end, head.end) if last and item is group[-1] else end
            start += len(text[start:end]) - len(text[start:end].lstrip(" \t\u3000"))
            if value["to"] or (first and elided and _is_range(text, group, item)):
                for implied in _between(before, number):
                    yield Listed(start, start, implied, True, implied=True)
            yield Listed(start, end, number, elided)
            before, elided = number, True


def _is_range(text: str, group: list[re.Match[str]], item: re.Match[str]) -> bool:
    previous = group[group.index(item) - 1]
    connector = _CONNECTOR.fullmatch(text, previous.end(), item.start())
    return connector is not None and connector["to"] is not None


def _between(low: DocNumber | None, high: DocNumber) -> Iterator[DocNumber]:
    """The numbers between two of one series; none when they are not, or too far apart to be meant one by one."""
    if low is None or low.year != high.year or not 1 < high.number - low.number <= _LONGEST_RANGE:
        return
    for value in range(low.number + 1, high.number):
        yield DocNumber(high.style, high.issuer, high.kind, high.year, value, high.series, high.mark)


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
    """The year of an item: four places within 1840..2099, or two places in brackets (〔88〕 is 1988, 〔03〕 2003)."""
    if match["year"] is None:
        return None
    try:
        year = parse_numeral(match["year"])
    except ValueError:
        return None
    if year < 100 and match["close"]:
        year += 1900 if year >= 49 else 2000
    return year if 1840 <= year <= 2099 else None
