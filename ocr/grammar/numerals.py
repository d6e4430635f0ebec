"""Numerals as Chinese documents print them: ``2005``, ``２００５``, 二○○五, 四千三百七十四, 廿三, 卅, 元.

Two styles are told apart. Positional: a digit for each place (九六五 = 965). Unit style: digits before 十 百 千
萬 (四千三百七十四 = 4374). What fits neither is refused, not guessed: 一百五 may be 105 or 150.
"""

from __future__ import annotations

ZEROS = "〇○零◯０0"
"""Every zero seen in real notices (○ 184 times, ASCII 0 40, 〇 4, ０ 1 in a count of 2001-2024 texts)."""

ZERO_LETTERS = "OoＯ"
"""Letters that stand for a zero inside a number (Latin O seen once in the same count; OCR adds more)."""

_ONES = {
    "一二三四五六七八九": 1,
    "１２３４５６７８９": 1,
    "123456789": 1,
    "壹貳叁肆伍陸柒捌玖": 1,
    "壹贰參肆伍陆柒捌玖": 1,
}
_DIGITS = {mark: value for row in _ONES for value, mark in enumerate(row, start=1)}
_DIGITS |= dict.fromkeys(ZEROS + ZERO_LETTERS, 0) | {"兩": 2, "两": 2, "弍": 2, "叄": 3}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIAD = "萬万"

PLACES = "".join(_DIGITS)
"""The characters of a numeral in positional style, for use like `NUMERAL`."""

NUMERAL = PLACES + "".join(_TENS) + "".join(_UNITS) + _MYRIAD + "元"
"""All characters a numeral may hold, for use inside the brackets of a regular expression."""

_LONGEST = 15
"""Characters of 九千九百九十九萬九千九百九十九."""


def parse_numeral(text: str) -> int:
    """The value of a whole numeral, 0 or more.

    Raises ValueError when `text` is not one numeral in one style.
    """
    marks = "".join(text.split())
    if not marks or len(marks) > _LONGEST:
        raise ValueError(f"not a numeral: {text!r}")
    if marks == "元":
        return 1
    if all(mark in _DIGITS for mark in marks):
        if all(mark in ZERO_LETTERS for mark in marks):
            raise ValueError(f"letters, not a numeral: {text!r}")
        return int("".join(str(_DIGITS[mark]) for mark in marks))
    head, myriad, tail = _split_myriad(marks)
    return (
        _below_myriad(head) * 10_000 + (_below_myriad(tail) if tail else 0) if myriad else _below_myriad(head)
    )


def _split_myriad(marks: str) -> tuple[str, str, str]:
    for mark in _MYRIAD:
        if mark in marks:
            return marks.partition(mark)
    return marks, "", ""


def _below_myriad(marks: str) -> int:
    """Value of a unit-style numeral below 10,000; digits without units only after 零 or a ten."""
    total, digits, last, zero = 0, "", 10_000, False
    for mark in marks:
        if mark in _TENS:
            if digits or last <= 10:
                raise ValueError(f"not a numeral: {marks!r}")
            total, last, zero = total + _TENS[mark], 10, False
        elif mark in _UNITS:
            unit = _UNITS[mark]
            if unit >= last or len(digits) > 1:
                raise ValueError(f"not a numeral: {marks!r}")
            total, last, digits, zero = total + unit * (_DIGITS[digits] if digits else 1), unit, "", False
        elif mark not in _DIGITS:
            raise ValueError(f"not a numeral: {marks!r}")
        elif _DIGITS[mark] == 0 and not digits:
            zero = True
        else:
            digits += mark
    if digits and not (last == 10 or zero or last == 10_000):
        raise ValueError(f"ambiguous numeral: {marks!r}")
    if len(digits) > 1 and last != 10_000:
        raise ValueError(f"not a numeral: {marks!r}")
    return total + (int("".join(str(_DIGITS[mark]) for mark in digits)) if digits else 0)
