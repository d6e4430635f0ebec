"""Chinese numerals and dates as gazettes print them."""

from __future__ import annotations

from datetime import date

_DIGITS = "〇一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))


def with_units(value: int) -> str:
    """1..9999 with unit characters: 12 → 十二, 105 → 一百零五, 4374 → 四千三百七十四."""
    if not 1 <= value <= 9999:
        raise ValueError(f"{value} is not within 1..9999")
    out, gap = "", False
    for unit, name in _UNITS:
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = bool(out)
    if value:
        out += ("零" if gap and out else "") + _DIGITS[value]
    return out.removeprefix("一") if out.startswith("一十") else out


def positional(value: int, zero: str = "○") -> str:
    """Digit by digit: 2005 → 二○○五; `zero` is the character of the zero."""
    return "".join(_DIGITS[int(digit)] for digit in str(value)).replace("〇", zero)


def arabic_date(day: date) -> str:
    """2005年4月25日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_date(day: date, zero: str = "○") -> str:
    """二○○五年四月二十五日."""
    return f"{positional(day.year, zero)}年{with_units(day.month)}月{with_units(day.day)}日"


def republic_year(year: int) -> str:
    """The year of the Republic: 1944 → 三十三, 1912 → 元."""
    return "元" if year == 1912 else with_units(year - 1911)


def republic_date(day: date) -> str:
    """中華民國三十三年八月二十二日."""
    return f"中華民國{republic_year(day.year)}年{with_units(day.month)}月{with_units(day.day)}日"


def english_date(day: date) -> str:
    """12th March, 1931."""
    tail = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{tail} {day:%B}, {day.year}"
