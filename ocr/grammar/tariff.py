"""Tariff codes (税则号列, 商品编号): 8471.3000, 84713000, 8471300000, ex 29214200.20, 0402.10-0402.29.

A code is read as it is printed: 4, 6, 8 or 10 digits (heading, HS subheading, Chinese tariff line, declaration code),
whole or with dots or blanks after the 4th, 6th and 8th digit. Whether it can exist is another matter (`doubt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

HS_IN_FORCE = date(1992, 1, 1)
"""China's tariff is built on the Harmonized System from that day; before, on the Brussels nomenclature."""

_LAST_HEADING = dict(
    enumerate(
        (6, 10, 9, 10, 11, 4, 14, 14, 10, 8, 9, 14, 2, 4, 22, 5, 4, 6, 5, 9, 6, 9, 9, 4, 30, 21, 16, 53, 42, 6,
         5, 15, 7, 7, 7, 6, 7, 27, 26, 17, 15, 6, 4, 21, 4, 2, 7, 23, 11, 7, 13, 12, 11, 8, 16, 9, 5, 11, 11, 6,
         17, 17, 10, 6, 7, 3, 4, 15, 14, 20, 18, 29, 26, 19, 8, 16, 0, 6, 7, 7, 13, 15, 11, 87, 49, 9, 16, 7, 8, 33,
         14, 9, 7, 6, 8, 20, 6, 99),
        start=1,
    )
)  # fmt: skip
"""The last heading of each chapter in any edition of the HS from 1992 to 2022; 77 is kept free. No limit is known for
chapter 98, of the Chinese customs statistics (特殊交易品及未分类商品). All 8,809 codes of the customs' catalogue of
2025 (申报目录) exist by this table, and reach the end of each chapter but 89."""

_ZEROS, _ONES = "OoＯ〇○", "lIｌＩ|｜丨"
_DIGIT = f"0-9０-９{_ZEROS}{_ONES}"
_DOT = r"[ \u3000]?[.．·・][ \u3000]?|[ \u3000]"
_PLAIN = {**{ord("０") + n: str(n) for n in range(10)}}
_MENDED = {**dict.fromkeys(map(ord, _ZEROS), "0"), **dict.fromkeys(map(ord, _ONES), "1")}

_CODE = rf"[{_DIGIT}]{{4}}(?:(?:{_DOT})?[{_DIGIT}]{{2}}(?:(?:{_DOT})?[{_DIGIT}]{{2}}(?:(?:{_DOT})?[{_DIGIT}]{{2}})?)?)?"
_HEADING = rf"[{_DIGIT}]{{2}}[.．·・][{_DIGIT}]{{2}}"
_EX = r"(?P<ex>[Ee][Xx][ .]?)?"
_TO = r"[ \u3000]?(?:[-—–－~～至]|——)[ \u3000]?"
_CELL = re.compile(rf"{_EX}(?P<first>{_CODE}|{_HEADING})(?:{_TO}(?P<last>{_CODE}|{_HEADING}))?")
_BETWEEN = re.compile(r"[\s、，,；;和及与或（()）：:]*(?:等|项下|的)?[、，,；;和及与或]*")
_LABEL = re.compile(
    r"(?:税则号列|税則號列|税则号|税号|稅號|[税品子]目|协调制度》编码|商品编[号码]|货品编号|海关编码|H\.?S\.?编码|归入|号列)"
    r"(?:分别为|为|是)?[：:\s（(“\"]*"
)
_ITEM = re.compile(
    rf"(?<![{_DIGIT}.．]){_EX}(?P<first>{_CODE}|{_HEADING})(?:{_TO}(?P<last>{_CODE}|{_HEADING}))?"
    rf"(?![{_DIGIT}%％年月日号条款个吨元]|项(?!下)|[.．][0-9])"
)
_DOTTED = re.compile(
    r"(?<![0-9.．])(?P<first>[0-9]{4}[.．][0-9]{4}(?:[.．][0-9]{2})?)(?![0-9.．]|[ \u3000]?[吨元千万公米升美%％个件台])"
)


_NAMED = re.compile(r"税则号列|税則號列|税则号|[税稅]号|税目|商品编[号码]|H\.?S\.?编码")
_BARE = re.compile(
    r"(?<![0-9A-Za-z.．/／〔\[（(－-])(?P<first>[0-9]{8}(?:[.．]?[0-9]{2})?)"
    r"(?![0-9A-Za-z]|[.．][0-9]|[ \u3000]?[吨元号%％])"
)
_CALLED = re.compile(r"(?:电\s*话|传\s*真|热线|邮编|注册|备案|账号|联系)[^，。；\n]{0,12}$")


@dataclass(frozen=True, slots=True)
class TariffCode:
    """``text[start:end]`` as a code. `digits` are 4, 6, 8 or 10; `last` those of the end of a range, else empty.

    `part` says that the print restricts it to a part of the line (ex). `mended`: letters were taken for digits (O, l).
    """

    digits: str
    last: str
    start: int
    end: int
    part: bool = False
    mended: bool = False

    @property
    def chapter(self) -> int:
        """Of the nomenclature, 1 to 99."""
        return int(self.digits[:2])

    def __str__(self) -> str:
        """As the Chinese tariff prints it: ``8471.3000``, ``8471.3000.90``, ``0402.10-0402.29``."""
        return f"{_dotted(self.digits)}-{_dotted(self.last)}" if self.last else _dotted(self.digits)


def parse_code(text: str) -> TariffCode | None:
    """The code, or range of codes, that all of `text` is (the cell of a table); None when it is none.

    A heading may be printed 84.71 there, which anywhere else would be an amount.
    Letters that look like digits are taken for them if the rest are digits, at least three of four.
    """
    lead = len(text) - len(text.lstrip())
    found = _CELL.fullmatch(text.strip())
    return None if found is None else _code(found, lead)


def find_codes(text: str) -> tuple[TariffCode, ...]:
    """The codes in running text, in order.

    Those that follow a label (税则号列：…、…和…), any in the form 8471.3000, and in paragraphs that speak of codes all
    numbers of eight or ten digits that can be one, and are not a day or a telephone number. Time is linear in the
    length of `text`.
    """
    found = {code.start: code for code in _labelled(text)}
    taken = {place for code in found.values() for place in range(code.start, code.end)}
    at = 0
    for line in text.split("\n"):
        if _NAMED.search(line):
            found |= {c.start: c for c in _unlabelled(line, at) if c.start not in taken}
        at += len(line) + 1
    for match in _DOTTED.finditer(text):
        code = _code(match, 0)
        if code is not None:
            found.setdefault(code.start, code)
    return tuple(found[start] for start in sorted(found))


def doubt(digits: str, day: date | None = None) -> str:
    """Why no code of a notice of that day can begin so; empty when it may exist. `day` None: today's nomenclature."""
    chapter, heading = int(digits[:2]), int(digits[2:4])
    if day is not None and day < HS_IN_FORCE:
        return "" if 1 <= chapter <= 99 and heading else f"no chapter {digits[:2]} or heading 00"
    last = _LAST_HEADING.get(chapter, 0)
    if not last:
        return f"no chapter {digits[:2]}"
    return "" if 1 <= heading <= last else f"no heading {digits[:4]}: chapter {digits[:2]} ends at {last:02}"


def _labelled(text: str) -> Iterator[TariffCode]:
    """Codes after a label, and those that follow them with nothing but marks between."""
    after = 0
    for label in _LABEL.finditer(text):
        at = max(label.end(), after)
        if label.end() < after:
            continue
        while (match := _ITEM.match(text, at)) is not None:
            code = _code(match, 0)
            if code is None:
                break
            yield code
            after = match.end()
            between = _BETWEEN.match(text, after)
            at = between.end() if between else after


def _unlabelled(line: str, lead: int) -> Iterator[TariffCode]:
    """Numbers in a paragraph that speaks of codes."""
    for match in _BARE.finditer(line):
        code = _code(match, lead)
        if code is None or doubt(code.digits) or _is_day(code.digits):
            continue
        if _CALLED.search(line[max(0, match.start() - 20) : match.start()]) is None:
            yield code


def _is_day(digits: str) -> bool:
    """20050425, as far as the digits tell."""
    return (
        len(digits) == 8
        and digits[:2] in ("19", "20")
        and 1 <= int(digits[4:6]) <= 12
        and 1 <= int(digits[6:]) <= 31
    )


def _code(found: re.Match[str], lead: int) -> TariffCode | None:
    groups = found.groupdict()
    first, last = _digits(found["first"]), _digits(groups.get("last") or "")
    if first is None or last is None:
        return None
    if last[0] and not (len(last[0]) == len(first[0]) and last[0] > first[0]):
        return None
    return TariffCode(
        first[0],
        last[0],
        lead + found.start(),
        lead + found.end(),
        part=bool(groups.get("ex")),
        mended=first[1] or last[1],
    )


def _digits(printed: str) -> tuple[str, bool] | None:
    """The digits, and whether letters were mended; None when too many would be."""
    bare = re.sub(_DOT, "", printed).translate(_PLAIN)
    letters = sum(not ("0" <= mark <= "9") for mark in bare)
    if 4 * letters > len(bare):
        return None
    return bare.translate(_MENDED), letters > 0


def _dotted(digits: str) -> str:
    if len(digits) <= 6:
        return digits if len(digits) == 4 else f"{digits[:4]}.{digits[4:]}"
    return ".".join(part for part in (digits[:4], digits[4:8], digits[8:]) if part)
