"""What scans and readers do to the words before a number: offices, 公告, 令, 字; undone like damage to its figures."""

from __future__ import annotations

import re
from functools import lru_cache

from ocr.grammar.issuers.authorities import AuthorityFile, current_file
from ocr.grammar.issuers.find import issuer_names
from ocr.grammar.numbers.numberheads import CLOSING, GAP, HAN, NUMERALS, OPENING
from ocr.grammar.rewriting import Rule, rule

_SCRIPT = dict(
    zip("税内财关总総务训经济员会资国处长贸运", "稅內財關總總務訓經濟員會資國處長貿運", strict=True)
)
"""Simplified forms in the names of offices: a number with 號 is printed in traditional ones throughout."""
_YEAR = "(?:1[89]|20)[0-9]{2}"
_BRACKETED = rf"[{OPENING}]{GAP}(?:{_YEAR}|[0-9]{{2}}){GAP}[{CLOSING}]"
_FROM, _TO = 12, 16
"""How far a name reaches on either side of what stands in it."""


@lru_cache(maxsize=8)
def _beginnings(file: AuthorityFile) -> frozenset[str]:
    """All that names begin with."""
    return frozenset(name[:end] for name in issuer_names(file) for end in range(1, len(name)))


def _inside_a_name(match: re.Match[str]) -> str | None:
    """Nothing, when a mark or blank stands within the name of an office (财。政部) and not between two of them."""
    file = current_file()
    names, beginnings = issuer_names(file), _beginnings(file)
    text, (start, end) = match.string, match.span("bad")
    for low in range(max(0, start - _FROM), start):
        if text[low:start] not in beginnings:
            continue
        for high in range(min(len(text), end + _TO), end, -1):
            if text[low:start] + text[end:high] in names:
                return None if text[low:start] in names and text[end:high] in names else ""
    return None


NAME_RULES = (
    rule(
        "script",
        rf"(?P<bad>[{''.join(_SCRIPT)}])(?=[\u4e00-\u9fff{NUMERALS}]{{0,28}}第{GAP}[{NUMERALS}]{{1,9}}{GAP}號)",
        _SCRIPT.get,
    ),
    rule("series-sign", rf"(?<={HAN})(?P<bad>[宇孛])(?={GAP}第{GAP}[{NUMERALS}]{{1,9}}{GAP}[号號])", "字"),
    rule("notice-sign", r"(?<=公)(?P<bad>吿)", "告"),
    rule(
        "notice-sign",
        rf"(?<=公)(?P<bad>[吉舌])"
        rf"(?={GAP}(?:[{OPENING}]?{GAP}{_YEAR}|[一二][{NUMERALS}]{{3}}年)|(?<=[号號]公.))",
        "告",
    ),
    rule("office", rf"(?<![处避中酷消])(?P<bad>[暑罟])(?={HAN}{{0,6}}{_BRACKETED})", "署"),
    rule("office", rf"{_BRACKETED}{GAP}(?P<bad>[暑罟])(?={HAN}{{1,5}}第?[{NUMERALS}]{{1,6}}号)", "署"),
    rule("office", r"(?<=[总總])(?P<bad>[暑罟])", "署"),
    rule("office", r"(?<=[务務关關司])(?P<bad>[暑罟])(?=[公令通訓训指联聯])", "署"),
    rule("office", r"(?P<bad>[開間])(?=務署)", "關"),
    rule("office", r"(?<=海)(?P<bad>[開間])(?=[總总])", "關"),
    rule("office", r"(?<=海关)(?P<bad>[怠急忌])(?=署)", "总"),
    rule("office", r"(?<=海)(?P<bad>[美羌])(?=总署)", "关"),
    rule("order-sign", rf"(?<=[署部院訓训指通])(?P<bad>今)(?={GAP}(?:第{GAP}[{NUMERALS}]|{HAN}{{1,4}}字第))", "令"),
    rule("order-sign", rf"(?<=[通訓训指])(?P<bad>合)(?={GAP}(?:第{GAP}[{NUMERALS}]|{HAN}{{1,4}}字第))", "令"),
    rule("blanks", rf"(?<={HAN})(?P<bad>[ \t\u3000]{{1,3}})(?=字{GAP}第{GAP}[{NUMERALS}]{{1,9}}{GAP}[号號])", ""),
    rule("order-sign", rf"(?<=署)(?P<bad>今)(?={GAP}{_BRACKETED})", "令"),
    rule("order-sign", rf"(?<=总署)(?P<bad>[今合])(?={GAP}(?:第{GAP}[{NUMERALS}]|{_BRACKETED}))", "令"),
    Rule(
        "stray-mark",
        re.compile(
            rf"(?<={HAN})(?P<bad>[、，。.·]|[ \t\u3000]{{1,3}})"
            rf"(?={HAN}(?:{HAN}|[、 \u3000]){{0,24}}?(?:公告|令|[0-9]{{4}}年))"
        ),
        _inside_a_name,
    ),
)  # fmt: skip
