"""Tariff codes in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.grammar.tariff.codes import CODE, DIGIT, EX, HEADING, TO, TariffCode, matched_code
from ocr.grammar.tariff.tariff_headings import doubt

_BETWEEN = re.compile(r"[\s、，,；;和及与或（()）：:]*(?:等|项下|的)?[、，,；;和及与或]*")
_LABEL = re.compile(
    r"(?:税则号列|税則號列|税则号|税号|稅號|[税品子]目|协调制度》编码|商品编[号码]|货品编号|海关编码|H\.?S\.?编码|归入|号列)"
    r"(?:分别为|为|是)?[：:\s（(“\"]*"
)
_ITEM = re.compile(
    rf"(?<![{DIGIT}.．]){EX}(?P<first>{CODE}|{HEADING})(?:{TO}(?P<last>{CODE}|{HEADING}))?"
    rf"(?![{DIGIT}%％年月日号条款个吨元]|项(?!下)|[.．][0-9])"
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
        code = matched_code(match, 0)
        if code is not None:
            found.setdefault(code.start, code)
    return tuple(found[start] for start in sorted(found))


def _labelled(text: str) -> Iterator[TariffCode]:
    """Codes after a label, and those that follow them with nothing but marks between."""
    after = 0
    for label in _LABEL.finditer(text):
        at = max(label.end(), after)
        if label.end() < after:
            continue
        while (match := _ITEM.match(text, at)) is not None:
            code = matched_code(match, 0)
            if code is None:
                break
            yield code
            after = match.end()
            between = _BETWEEN.match(text, after)
            at = between.end() if between else after


def _unlabelled(line: str, lead: int) -> Iterator[TariffCode]:
    """Numbers in a paragraph that speaks of codes."""
    for match in _BARE.finditer(line):
        code = matched_code(match, lead)
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
