"""Spaces: Chinese text has none between characters, Latin words keep theirs."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def is_cjk(char: str) -> bool:
    """Is `char` set in the Chinese em square: an ideograph, kana, or CJK or full-width punctuation?"""
    code = ord(char)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
    )


def kept(text: str) -> list[int]:
    """Indices of the characters of `text` that are text, without the spaces that Chinese typesetting puts in.

    White space at both ends, and any run of it that touches an ideograph or CJK punctuation, is
    justification or an indent and goes; of other runs the first character stays. The ideographic space
    U+3000 always goes. Control characters go too.
    """
    result: list[int] = []
    solid = [i for i, char in enumerate(text) if not _blank(char)]
    for place, i in enumerate(solid):
        if place:
            before = solid[place - 1]
            gap = [j for j in range(before + 1, i) if text[j] != "\u3000" and text[j].isspace()]
            if gap and not is_cjk(text[before]) and not is_cjk(text[i]):
                result.append(gap[0])
        result.append(i)
    return result


def _blank(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in {"Cc", "Cf"}


def join(parts: Sequence[str]) -> str:
    """Put pieces of one line together: a space between two Latin ones, nothing beside Chinese ones."""
    text = ""
    for part in parts:
        if text and part and not is_cjk(text[-1]) and not is_cjk(part[0]):
            text += " "
        text += part
    return text
