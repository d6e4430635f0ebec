"""Numerals whose signs were read as others of like shape, set right where what comes out is one numeral."""

from __future__ import annotations

import re

from ocr.grammar.numerals import parse_numeral

HAN_NUMERALS = "〇○零◯一二三四五六七八九十百千廿卅卌壹貳贰叁參肆伍陸陆柒捌玖拾佰仟兩两"
_DASHES = "—ー－–―─-﹣↓一"
SHAPES = dict.fromkeys(_DASHES, "一") | dict.fromkeys("口囗。°º˚", "〇") | dict.fromkeys("人入", "八")
SHAPES |= {"ニ": "二", "匹": "四", "干": "千", "白": "百", "+": "十", "＋": "十"}
"""Shapes that a Chinese numeral is taken for; each is like one numeral only."""
FIGURES = dict.fromkeys("Il|｜!", "1") | {"S": "5", "B": "8", "Z": "2"}
_PLACES = 4
_SPECKS = str.maketrans("", "", "。°º˚")
"""Small rings are zeros as long as the numeral has no more places than numbers have; in a longer one they are dirt.
(The Inspector General's circulars, the longest series, came to some 7,000.)"""
_DASH = re.compile(f"[{re.escape(_DASHES[:-1])}]")


def shapes(numeral: str) -> str | None:
    """A Chinese numeral with its damaged signs set right, if it then is one."""
    if not any(mark in HAN_NUMERALS for mark in numeral) and not set(numeral) <= set(_DASHES):
        return None
    if len(numeral) > _PLACES:
        numeral = numeral.translate(_SPECKS)
    return _sound("".join(SHAPES.get(mark, mark) for mark in numeral))


def no_range(numeral: str) -> str | None:
    """As `shapes`, but 三—五 stays: it may tell a range. 九—三, —六 and 一千—百 cannot."""
    low, _, high = (part.strip() for part in _DASH.sub("\n", numeral, count=1).partition("\n"))
    if low and high and _sound(low) and _sound(high) and parse_numeral(low) < parse_numeral(high):
        return None
    return shapes(numeral)


def figures(numeral: str) -> str | None:
    """Arabic figures with letters for 1, 5, 8, 2 set right, if there is a figure among them."""
    if not re.search("[0-9０-９]", numeral):
        return None
    return "".join(FIGURES.get(mark, mark) for mark in numeral)


def _sound(numeral: str) -> str | None:
    try:
        parse_numeral(numeral)
    except ValueError:
        return None
    return numeral


def year_shapes(year: str) -> str | None:
    """A year in Chinese numerals with its damaged signs set right, if it then is one of 1840 to 2099."""
    return _plausible("".join(SHAPES.get(mark, mark) for mark in year))


def year_figures(year: str) -> str | None:
    """Likewise a year in Arabic figures."""
    return _plausible(figures(year) or "")


def unmarked_year(year: str) -> str | None:
    """A year in Arabic figures without the mark in it, if it then is one."""
    return _plausible(re.sub("[^0-9]", "", year))


def _plausible(year: str) -> str | None:
    return year if _sound(year) and 1840 <= parse_numeral(year) <= 2099 else None


def joined(numeral: str) -> str:
    """Without blanks."""
    return re.sub(r"\s", "", numeral)


def rings(brackets: str) -> str:
    """A zero for each pair of round brackets."""
    return "〇" * (len(brackets) // 2)
