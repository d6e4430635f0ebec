"""Lines that name who signed: rank and name, as 總稅務司　梅樂和, 關務署署長張福運, F. W. MAZE, Inspector General."""

from __future__ import annotations

import re

from ocr.grammar.issuers.find import find_issuers

_S = r"[ \t\u3000]{0,4}"
_HAN = "[\u4e00-\u9fff]"
_RANK = (
    rf"(?:副|代理|暫代|兼代|署理|兼理|兼|代){{0,2}}{_S}(?:署{_S}[长長]|局{_S}[长長]|部{_S}[长長]|院{_S}[长長]|處{_S}長|總{_S}稅{_S}務{_S}司"
    rf"|次{_S}長|关{_S}长|關{_S}長|監{_S}督|主{_S}席|主{_S}任)"
)
_NAME = rf"{_HAN}{_S}{_HAN}{{1,3}}(?:{_S}{_HAN}{{0,3}})"
_SIGNER = re.compile(rf"{_RANK}{_S}{_NAME}(?:{_S}{_RANK}{_S}{_NAME})?[（(〔]?印?[)）〕]?$")
_MARKS = re.compile("[、，。．.·,;；'`]")
"""Strokes and specks read as marks (總、稅務司程胥敬): no name and no rank has any."""
_ENGLISH = re.compile(
    r"(?:Inspector[\s-]General|Commissioner|Secretary|Director|Acting|Officiating).{0,60}$", re.IGNORECASE
)


def is_signer(text: str) -> bool:
    """Does a line consist of rank and name, with the office before them if it is printed?"""
    if not text.isascii():
        text = _MARKS.sub("", text)
    if _SIGNER.match(text) or _ENGLISH.match(text):
        return True
    office = next(find_issuers(text), None)
    if office is None or office.start > 0:
        return False
    return (
        _SIGNER.match(text, office.end) is not None or _SIGNER.match(text[office.end :].strip()) is not None
    )
