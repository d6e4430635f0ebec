"""Tariff codes (税则号列, 商品编号): 8471.3000, 84713000, 8471300000, ex 29214200.20, 0402.10-0402.29.

A code is read as it is printed: 4, 6, 8 or 10 digits (heading, HS subheading, Chinese tariff line, declaration code),
whole or with dots or blanks after the 4th, 6th and 8th digit. Whether it can exist is another matter, see
`ocr.grammar.tariff.tariff_headings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ZEROS, _ONES = "OoＯ〇○", "lIｌＩ|｜丨"
DIGIT = f"0-9０-９{_ZEROS}{_ONES}"
_DOT = r"[ \u3000]?[.．·・][ \u3000]?|[ \u3000]"
_PLAIN = {**{ord("０") + n: str(n) for n in range(10)}}
_MENDED = {**dict.fromkeys(map(ord, _ZEROS), "0"), **dict.fromkeys(map(ord, _ONES), "1")}

CODE = rf"[{DIGIT}]{{4}}(?:(?:{_DOT})?[{DIGIT}]{{2}}(?:(?:{_DOT})?[{DIGIT}]{{2}}(?:(?:{_DOT})?[{DIGIT}]{{2}})?)?)?"
HEADING = rf"[{DIGIT}]{{2}}[.．·・][{DIGIT}]{{2}}"
EX = r"(?P<ex>[Ee][Xx][ .]?)?"
TO = r"[ \u3000]?(?:[-—–－~～至]|——)[ \u3000]?"
"""Expressions for a code, a heading printed 84.71, what may stand before, and what between the ends of a range."""
_CELL = re.compile(rf"{EX}(?P<first>{CODE}|{HEADING})(?:{TO}(?P<last>{CODE}|{HEADING}))?")


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
    return None if found is None else matched_code(found, lead)


def matched_code(found: re.Match[str], lead: int) -> TariffCode | None:
    """The code of a match that has groups ``first`` and, if it likes, ``last`` and ``ex``; offsets moved by `lead`."""
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
