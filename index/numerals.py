"""Numbers as Chinese documents write them, on folded text."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = (
    {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"两": 2} | {str(n): n for n in range(10)}
)
_TENS: Final = {"廿": 20, "卅": 30, "卌": 40}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000}

NUMERAL: Final = "[0-9〇一二三四五六七八九十百千万廿卅卌两]"


def numeral_value(numeral: str) -> int | None:
    """Read a numeral of folded text: ``965``, ``九六五``, ``四千三百七十四``, ``廿三``; None if it is none.

    >>> numeral_value("四千三百七十四"), numeral_value("二〇〇五"), numeral_value("百二十")
    (4374, 2005, 120)
    """
    if not numeral or len(numeral) > 16:
        return None
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, section, digits = 0, 0, ""
    for c in numeral:
        if c in _DIGITS:
            digits += str(_DIGITS[c])
        elif c in _TENS:
            section += _TENS[c] + int(digits or 0)
            digits = ""
        elif c == "万":
            total += (section + int(digits or 0)) * _UNITS[c]
            section, digits = 0, ""
        elif c in _UNITS:
            section += int(digits or 1) * _UNITS[c]
            digits = ""
        else:
            return None
    return total + section + int(digits or 0)
