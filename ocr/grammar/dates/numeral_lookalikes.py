"""Signs that the recogniser gives for numerals in worn or stained print, by their likeness."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ocr.grammar.dates.chinese_dates import DAMAGED_ZERO

_LOOKALIKES: dict[str, str] = {
    "〇": DAMAGED_ZERO + "D°C@◎回",
    "一": "—-－ー─‐–－~ˉ",
    "二": "=＝ニ",
    "三": "≡彡ミ",
    "四": "匹皿罒",
    "五": "王",
    "六": "大",
    "七": "匕セ",
    "八": "人入ハ",
    "九": "丸尢",
    "十": "千+＋†",
    "廿": "甘卄廾",
    "卅": "世丗川州",
    "1": "lI|!丨",
    "0": "OoＯDQ",
    "5": "S",
    "2": "Z",
    "8": "B",
}
UNREAD = "□■▇？?×*＊_〓"
"""Signs for a character that could not be read."""

READINGS: Mapping[str, str] = MappingProxyType(
    {
        sign: "".join(numeral for numeral, signs in _LOOKALIKES.items() if sign in signs)
        for sign in "".join(_LOOKALIKES.values())
    }
)
"""The numerals that each look-alike may stand for."""
