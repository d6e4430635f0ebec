"""What scans and readers do to document numbers, undone where only one reading is possible.

A sign counts as damage only in a place where print can hold nothing else: between 第 and 号 stands a numeral, before
〔1990〕698号 a 代字. Each rule names one confusion of shapes; what it changed is recorded (`Repair`). Nothing is put in
that the frame around it does not demand.
"""

from __future__ import annotations

import re

from ocr.grammar.numbers.name_damage import NAME_RULES
from ocr.grammar.numbers.number_shapes import (
    FIGURES,
    HAN_NUMERALS,
    SHAPES,
    figures,
    joined,
    no_range,
    rings,
    shapes,
    unmarked_year,
    year_figures,
    year_shapes,
)
from ocr.grammar.numbers.numberheads import CLOSING, GAP, HAN, NUMERALS, OPENING
from ocr.grammar.rewriting import Rewritten, rewrite, rule

_LOOSE_HAN = HAN_NUMERALS + "".join(map(re.escape, SHAPES))
_LOOSE_FIGURES = "0-9０-９OoＯ" + "".join(map(re.escape, FIGURES))
_BLANK = r"[ \t\u3000]"
_FRAME = f"年令字函告电電號号{CLOSING}"
"""What 第 follows in a number."""
_YEAR = "(?:1[89]|20)[0-9]{2}"
_AFTER = r"(?=$|[^\w]|公告|令|文|和|与|及|的|同时|已|修|中)"


def mended(text: str) -> Rewritten:
    """Running text with damaged document numbers set right. Time is linear in its length."""
    given = Rewritten.of(text)
    return rewrite(given, (*_IN_TEXT, *NAME_RULES)) if _SUSPECT.search(text) else given


def mended_line(text: str) -> Rewritten:
    """A line that is thought to be nothing but a number or its heading: marks and blanks in it are dirt.

    A dash between two numerals is 一 here: one notice has no range of numbers.
    """
    return rewrite(Rewritten.of(text), (*_IN_LINE, *_IN_TEXT, *NAME_RULES, *_LOST_IN_LINE))


_RING = r"(?P<bad>(?:[（(][）)]){1,3})"
_IN_TEXT = (
    rule(
        "stray-mark",
        rf"年(?P<bad>[。、，.·])(?=[{NUMERALS}]{{1,3}}月[{NUMERALS}]{{1,3}}日{HAN}{{1,4}}字第)",
        "",
    ),
    rule("nth-sign", rf"(?<![^{_FRAME}\s]){GAP}(?P<bad>[弟笫])(?={GAP}[{_LOOSE_HAN}{_LOOSE_FIGURES}])", "第"),
    rule("ring", rf"(?<=[{HAN_NUMERALS}第]){_RING}(?=[{HAN_NUMERALS}年号號])", rings),
    rule(
        "number-sign",
        rf"(?:年{GAP}第?|[令字]{GAP}第|[{CLOSING}]{GAP}第?|号[、，和及与以]{{1,2}}第){GAP}"
        rf"[{NUMERALS}]{{1,9}}(?:[、，]第?[{NUMERALS}]{{1,5}}){{0,30}}{GAP}(?P<bad>[昌兮吕亏]|马{_AFTER})",
        "号",
    ),
    rule("number-sign", rf"[令字]{GAP}第{GAP}[{NUMERALS}]{{1,9}}{GAP}(?P<bad>[馬虢琥虎]){_AFTER}", "號"),
    rule("blanks", rf"第{GAP}(?P<bad>[{NUMERALS}](?:{_BLANK}{{0,2}}[{NUMERALS}]){{1,8}}){GAP}[号號]", joined),
    rule("blanks", rf"(?<![{NUMERALS}])(?P<bad>[12](?:{_BLANK}?[0-9]){{3}}){GAP}年{GAP}第", joined),
    rule("numeral", rf"第{GAP}(?P<bad>[{_LOOSE_HAN}]{{1,10}}){GAP}[号號]", no_range),
    rule("numeral", rf"第?{GAP}(?P<bad>(?<![A-Za-z0-9])[{_LOOSE_FIGURES}]{{1,6}}){GAP}[号號]", figures),
    rule("year-numeral", rf"(?<![{_LOOSE_HAN}])(?P<bad>[{_LOOSE_HAN}]{{4}})(?={GAP}年{GAP}第)", year_shapes),
    rule("year-numeral", rf"(?<=[{OPENING}])(?P<bad>[{_LOOSE_HAN}]{{4}})(?={GAP}[{CLOSING}])", year_shapes),
    rule("year-numeral", rf"(?<![A-Za-z0-9])(?P<bad>[{_LOOSE_FIGURES}]{{4}})(?={GAP}年{GAP}第)", year_figures),
    rule("year-numeral", rf"(?<=[{OPENING}])(?P<bad>[{_LOOSE_FIGURES}]{{4}})(?={GAP}[{CLOSING}])", year_figures),
    rule("year-sign", rf"(?<![0-9]){_YEAR}{GAP}(?P<bad>[午牛])(?={GAP}第{GAP}[{NUMERALS}])", "年"),
    rule("year-sign", rf"(?<![0-9]){_YEAR}(?P<bad>){GAP}第{GAP}[0-9０-９]{{1,4}}{GAP}[号號]", "年"),
    rule(
        "bracket",
        rf"(?<={HAN}){GAP}(?P<bad>[CcLlIfE])(?={_YEAR}[{CLOSING}Jj]{GAP}第?{GAP}[0-9]{{1,5}}{GAP}[号號])",
        "〔",
    ),
    rule("bracket", rf"(?<![A-Za-z0-9])(?P<bad>[CcLl])(?=[5-9][0-9]{GAP}[{CLOSING}]{GAP}{HAN}{{1,6}}字)", "〔"),
    rule("bracket", rf"[{OPENING}]{GAP}{_YEAR}(?P<bad>[Jj])(?={GAP}第?{GAP}[0-9]{{1,5}}{GAP}[号號])", "〕"),
    rule(
        "bracket",
        rf"[{OPENING}]{GAP}{_YEAR}(?P<bad>)(?:{_BLANK}{{1,3}}|(?=第)){GAP}第?{GAP}[0-9]{{1,4}}{GAP}[号號](?![{CLOSING}])",
        "〕",
    ),
    rule("series-sign", rf"(?<={HAN})(?P<bad>[宇孛])(?={GAP}第{GAP}[{NUMERALS}]{{1,9}}{GAP}[号號])", "字"),
    rule("stray-mark", rf"(?<={HAN})(?P<bad>[。、，.·])(?=字{GAP}第{GAP}[{NUMERALS}]{{1,9}}{GAP}[号號])", ""),
    rule("stray-mark", rf"{_YEAR}年(?P<bad>[，,。、.·])(?={GAP}第{GAP}[0-9０-９]{{1,5}}{GAP}[号號])", ""),
    rule("stray-mark", rf"年{GAP}第(?P<bad>[，,。、.·])(?=[0-9０-９]{{1,5}}{GAP}[号號])", ""),
    rule("stray-mark", rf"年{GAP}第{GAP}[0-9０-９]{{1,5}}(?P<bad>[，,。、.·])(?=[号號])", ""),
    rule("stray-mark", r"(?<![0-9])(?P<bad>[12][0-9]{0,2}[，,。、.·][0-9]{1,3})(?=年第[0-9])", unmarked_year),
    rule("stray-mark", rf"公告(?P<bad>[.·])(?={_YEAR}年第[0-9])", ""),
)  # fmt: skip
_MARK = r"[、，。,.·・'`‘’“”：:；;~^_*＊]"
_IN_LINE = (
    rule("stray-mark", rf"(?<=\w)(?P<bad>{_MARK}{{1,2}})(?=[{HAN[1:-1]}〇○〔\[（(0-9])", ""),
    rule("stray-mark", r"(?<=[0-9０-９])(?P<bad>[.·。'`])(?=[0-9０-９]{1,3}年|[0-9０-９]{1,3}[号號])", ""),
    rule("numeral", rf"第{GAP}(?P<bad>[{_LOOSE_HAN}]{{1,10}}){GAP}[号號]", shapes),
    rule("order-sign", rf"(?<=[通訓训指署部院])(?P<bad>[今合])(?={GAP}{_MARK}{{0,2}}$)", "令"),
    # Of the two signs of 公告 one is read, between an office and the end of the line or the year.
    rule(
        "notice-sign",
        rf"(?<=[署局部会委院关合]){GAP}(?P<bad>公[^告司\s]|[^公警报通\s]告)(?={GAP}(?:$|{_YEAR}年|[{OPENING}]{GAP}{_YEAR}))",
        "公告",
    ),
    rule(
        "number-sign",
        rf"^{GAP}[{OPENING}]?{GAP}第{GAP}[{NUMERALS}]{{1,9}}{GAP}(?P<bad>[昌兮马吕亏写另])",
        "号",
    ),
)
_LOST_IN_LINE = (rule("number-sign", rf"[{CLOSING}]{GAP}第?{GAP}[0-9]{{1,4}}(?P<bad>)$", "号"),)
_SUSPECT = re.compile(rf"[号號昌兮马吕亏馬虢琥虎]|[{CLOSING}]")
