"""What scans and readers do to document numbers, undone where only one reading is possible.

A sign counts as damage only in a place where print can hold nothing else: between 第 and 号 stands a numeral, before
〔1990〕698号 a 代字. Each rule names one confusion of shapes; what it changed is recorded (`Repair`). Nothing is put in
that the frame around it does not demand.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ocr.grammar.numberheads import CLOSING, GAP, HAN, NUMERALS, OPENING
from ocr.grammar.numerals import parse_numeral
from ocr.grammar.rewriting import Rewritten, Rule, rewrite

_HAN_NUMERALS = "〇○零◯一二三四五六七八九十百千廿卅卌壹貳贰叁參肆伍陸陆柒捌玖拾佰仟兩两"
_DASHES = "—ー－–―─-﹣一"
_SHAPES = dict.fromkeys(_DASHES, "一") | dict.fromkeys("口囗。°º˚", "〇") | dict.fromkeys("人入", "八")
_SHAPES |= {"ニ": "二", "匹": "四", "干": "千", "白": "百", "+": "十", "＋": "十"}
"""Shapes that a Chinese numeral is taken for; each is like one numeral only."""
_FIGURES = dict.fromkeys("Il|｜!", "1") | {"S": "5", "B": "8", "Z": "2"}
_LOOSE_HAN = _HAN_NUMERALS + "".join(map(re.escape, _SHAPES))
_LOOSE_FIGURES = "0-9０-９OoＯ" + "".join(map(re.escape, _FIGURES))
_DASH = re.compile(f"[{re.escape(_DASHES[:-1])}]")
_BLANK = r"[ \t\u3000]"
_FRAME = f"年令字函告电電號号{CLOSING}"
"""What 第 follows in a number."""
_YEAR = "(?:1[89]|20)[0-9]{2}"
_AFTER = r"(?=$|[^\w]|公告|令|文|和|与|及|的|同时|已|修|中)"


def mended(text: str) -> Rewritten:
    """Running text with damaged document numbers set right. Time is linear in its length."""
    given = Rewritten.of(text)
    return rewrite(given, _IN_TEXT) if _SUSPECT.search(text) else given


def mended_line(text: str) -> Rewritten:
    """A line that is thought to be nothing but a number or its heading: marks and blanks in it are dirt.

    A dash between two numerals is 一 here: one notice has no range of numbers.
    """
    return rewrite(Rewritten.of(text), (*_IN_LINE, *_IN_TEXT, *_LOST_IN_LINE))


def _shapes(numeral: str) -> str | None:
    """A Chinese numeral with its damaged signs set right, if it then is one."""
    if not any(mark in _HAN_NUMERALS for mark in numeral) and not set(numeral) <= set(_DASHES):
        return None
    return _sound("".join(_SHAPES.get(mark, mark) for mark in numeral))


def _no_range(numeral: str) -> str | None:
    """As `_shapes`, but 三—五 stays: it may tell a range. 九—三, —六 and 一千—百 cannot."""
    low, _, high = (part.strip() for part in _DASH.sub("\n", numeral, count=1).partition("\n"))
    if low and high and _sound(low) and _sound(high) and parse_numeral(low) < parse_numeral(high):
        return None
    return _shapes(numeral)


def _figures(numeral: str) -> str | None:
    if not re.search("[0-9０-９]", numeral):
        return None
    return "".join(_FIGURES.get(mark, mark) for mark in numeral)


def _sound(numeral: str) -> str | None:
    try:
        parse_numeral(numeral)
    except ValueError:
        return None
    return numeral


def _year_shapes(year: str) -> str | None:
    return _plausible("".join(_SHAPES.get(mark, mark) for mark in year))


def _year_figures(year: str) -> str | None:
    return _plausible(_figures(year) or "")


def _plausible(year: str) -> str | None:
    return year if _sound(year) and 1840 <= parse_numeral(year) <= 2099 else None


def _joined(numeral: str) -> str:
    return re.sub(r"\s", "", numeral)


def _rings(brackets: str) -> str:
    return "〇" * (len(brackets) // 2)


def _as(wanted: str) -> Callable[[str], str]:
    return lambda _: wanted


def _rule(name: str, pattern: str, mend: Callable[[str], str | None] | str) -> Rule:
    return Rule(name, re.compile(pattern), _as(mend) if isinstance(mend, str) else mend)


_RING = r"(?P<bad>(?:[（(][）)]){1,3})"
_IN_TEXT = (
    _rule("nth-sign", rf"(?<![^{_FRAME}\s]){GAP}(?P<bad>[弟笫])(?={GAP}[{_LOOSE_HAN}{_LOOSE_FIGURES}])", "第"),
    _rule("ring", rf"(?<=[{_HAN_NUMERALS}第]){_RING}(?=[{_HAN_NUMERALS}年号號])", _rings),
    _rule(
        "number-sign",
        rf"(?:年{GAP}第?|[令字]{GAP}第|[{CLOSING}]{GAP}第?){GAP}[{NUMERALS}]{{1,9}}{GAP}(?P<bad>[昌兮马吕亏]){_AFTER}",
        "号",
    ),
    _rule("number-sign", rf"[令字]{GAP}第{GAP}[{NUMERALS}]{{1,9}}{GAP}(?P<bad>[馬虢琥]){_AFTER}", "號"),
    _rule("blanks", rf"第{GAP}(?P<bad>[{NUMERALS}](?:{_BLANK}{{0,2}}[{NUMERALS}]){{1,8}}){GAP}[号號]", _joined),
    _rule("blanks", rf"(?<![{NUMERALS}])(?P<bad>[12](?:{_BLANK}?[0-9]){{3}}){GAP}年{GAP}第", _joined),
    _rule("numeral", rf"第{GAP}(?P<bad>[{_LOOSE_HAN}]{{1,10}}){GAP}[号號]", _no_range),
    _rule("numeral", rf"第?{GAP}(?P<bad>(?<![A-Za-z0-9])[{_LOOSE_FIGURES}]{{1,6}}){GAP}[号號]", _figures),
    _rule("year-numeral", rf"(?<![{_LOOSE_HAN}])(?P<bad>[{_LOOSE_HAN}]{{4}})(?={GAP}年{GAP}第)", _year_shapes),
    _rule("year-numeral", rf"(?<=[{OPENING}])(?P<bad>[{_LOOSE_HAN}]{{4}})(?={GAP}[{CLOSING}])", _year_shapes),
    _rule("year-numeral", rf"(?<![A-Za-z0-9])(?P<bad>[{_LOOSE_FIGURES}]{{4}})(?={GAP}年{GAP}第)", _year_figures),
    _rule("year-numeral", rf"(?<=[{OPENING}])(?P<bad>[{_LOOSE_FIGURES}]{{4}})(?={GAP}[{CLOSING}])", _year_figures),
    _rule("year-sign", rf"(?<![0-9]){_YEAR}{GAP}(?P<bad>[午牛])(?={GAP}第{GAP}[{NUMERALS}])", "年"),
    _rule("year-sign", rf"(?:公告|通告){GAP}{_YEAR}(?P<bad>){GAP}第{GAP}[0-9０-９]{{1,4}}{GAP}[号號]", "年"),
    _rule(
        "bracket",
        rf"(?<={HAN}){GAP}(?P<bad>[CcLlIfE])(?={_YEAR}[{CLOSING}Jj]{GAP}第?{GAP}[0-9]{{1,5}}{GAP}[号號])",
        "〔",
    ),
    _rule("bracket", rf"(?<![A-Za-z0-9])(?P<bad>[CcLl])(?=[5-9][0-9]{GAP}[{CLOSING}]{GAP}{HAN}{{1,6}}字)", "〔"),
    _rule("bracket", rf"[{OPENING}]{GAP}{_YEAR}(?P<bad>[Jj])(?={GAP}第?{GAP}[0-9]{{1,5}}{GAP}[号號])", "〕"),
    _rule(
        "bracket",
        rf"[{OPENING}]{GAP}{_YEAR}(?P<bad>)(?:{_BLANK}{{1,3}}|(?=第)){GAP}第?{GAP}[0-9]{{1,4}}{GAP}[号號](?![{CLOSING}])",
        "〕",
    ),
    _rule("series-sign", rf"(?<={HAN})(?P<bad>[宇孛])(?={GAP}第{GAP}[{NUMERALS}]{{1,9}}{GAP}[号號])", "字"),
    _rule("order-sign", rf"(?<=[署部院訓训指通])(?P<bad>今)(?={GAP}(?:第{GAP}[{NUMERALS}]|{HAN}{{1,4}}字第))", "令"),
    _rule("notice-sign", r"(?<=公)(?P<bad>吿)", "告"),
    _rule(
        "office",
        rf"(?<![处避中酷消])(?P<bad>[暑罟])(?={HAN}{{0,6}}[{OPENING}]{GAP}(?:{_YEAR}|[0-9]{{2}}){GAP}[{CLOSING}])",
        "署",
    ),
    _rule("office", r"(?<=[总總務关關])(?P<bad>[暑罟])(?=[公令通訓训指联聯])", "署"),
    _rule("stray-mark", rf"公告{GAP}{_YEAR}年(?P<bad>[，,。、.·])(?={GAP}第{GAP}[0-9])", ""),
)  # fmt: skip
_MARK = r"[、，。,.·・'`‘’“”：:；;~^_*＊]"
_IN_LINE = (
    _rule("stray-mark", rf"(?<=\w)(?P<bad>{_MARK}{{1,2}})(?=[{HAN[1:-1]}〔\[（(0-9])", ""),
    _rule("stray-mark", r"(?<=[0-9０-９])(?P<bad>[.·。'`])(?=[0-9０-９]{1,3}年|[0-9０-９]{1,3}[号號])", ""),
    _rule("numeral", rf"第{GAP}(?P<bad>[{_LOOSE_HAN}]{{1,10}}){GAP}[号號]", _shapes),
    _rule("order-sign", rf"(?<=[通訓训指])(?P<bad>[今合])(?={_MARK}{{0,2}}$)", "令"),
)
_LOST_IN_LINE = (_rule("number-sign", rf"[{CLOSING}]{GAP}第?{GAP}[0-9]{{1,4}}(?P<bad>)$", "号"),)
_SUSPECT = re.compile(rf"[号號昌兮马吕亏馬虢琥]|吿|[{CLOSING}]")
