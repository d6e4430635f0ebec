"""Document numbers: one key for every spelling of a 发文字号.

公告2019年第170号, 公告〔2019〕170号, 海关总署公告2019年第170号 and 2019年第170号 all name one notice. A key has
three parts: the stem (who and what: 署公告), the year and the serial number. Two keys meet when the serials
are equal, the years are equal or one is not given, and the stems are equal or one ends with the other
(公告 meets 署公告; 署公告 does not meet 天津海关公告). Everything here works on folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.fold import fold
from index.numerals import NUMERAL, numeral_value
from index.stems import LEADS, names_a_kind, short_stem, stems_meet

_SEPARATOR: Final = "|"
_YEAR: Final = r"(?:[12][0-9]{3}|[0-9]{2}|[一二][〇一二三四五六七八九]{3}|[〇一二三四五六七八九]{2})"
_OPEN, _CLOSE = r"[\[(<{「『]", r"[\])>}」』]"
_STEM: Final = r"[\u3400-\u9fff]"  # Han of folded text; numerals and 第 are taken off again below
_SPACE: Final = r"[ \t]*"
_DAY: Final = r"[0-9]{1,2}月[0-9]{1,2}日"
# One expression for every shape, anchored at 号 by its serial. Samples, all seen in print:
#   [86]署货字第496号   署监一[1990]698号   署令[2001]第89号   署公告2003年第82号   署令第272号
#   海关总署2023年第60号公告   训令关字第九六五号   通令第四千三百七十四号   2019年第170号
_NUMBER: Final = re.compile(
    rf"(?:{_OPEN}{_SPACE}(?P<before>{_YEAR}){_SPACE}年?{_CLOSE}{_SPACE})?"
    rf"(?P<stem>{_STEM}{{0,24}}?)"
    rf"(?:{_SPACE}(?:{_OPEN}?{_SPACE}(?P<bracketed>{_YEAR}){_SPACE}年?{_CLOSE}"
    rf"|{_OPEN}?{_SPACE}(?P<plain>{_YEAR}){_SPACE}年(?:{_DAY})?(?:联合)?(?P<mid>公告|通告)?))?"
    rf"{_SPACE}(?P<nth>第?){_SPACE}(?P<serial>{NUMERAL}{{1,10}}){_SPACE}号(?P<after>公告|令|通告|通知|决定)?"
)
_SERIAL_END: Final = re.compile(rf"{NUMERAL}{_SPACE}号")
_REACH: Final = 64  # characters before 号 in which its number begins
_ENGLISH: Final = re.compile(
    r"(?P<stem>circular|notice|notification|order|instruction|despatch)s?[,.]?[ \t]*n[o°º][.,:]?[ \t]*"
    r"(?P<serial>[0-9]{1,3},[0-9]{3}(?![0-9])|[0-9]{1,6})"
    r"(?:[ \t]*[,(]?[ \t]*(?P<series>first|second|third|fourth|new)[ \t]+series\)?)?"
)
_ENGLISH_LEAD: Final = r"(?:[a-z.']+[ \t]+){0,6}"  # Inspector General's Circular No. 12
_ENGLISH_WHOLE: Final = re.compile(_ENGLISH_LEAD + _ENGLISH.pattern)
# Words that stand before a number in running text and are no part of it.
_VERB: Final = "根据|依据|按照|依照|以下简称|废止|关于|发布|印发|公布|参见|执行|修改|解除"
_VERBS: Final = re.compile(_VERB)
_LEAD: Final = re.compile(f"^.*(?:{_VERB}|(?!和国|对外|自治|经贸|经济)[{LEADS}])")


@dataclass(frozen=True, slots=True)
class NumberKey:
    """What identifies a document number; `year` is None where none is printed (令 count through)."""

    stem: str
    year: int | None
    serial: int

    def meets(self, other: NumberKey) -> bool:
        """Tell whether both can be the number of one notice."""
        return (
            self.serial == other.serial
            and (self.year is None or other.year is None or self.year == other.year)
            and stems_meet(self.stem, other.stem)
        )

    def term(self) -> str:
        """Write the key as a term of the index; terms of one serial and year stand together."""
        year = "" if self.year is None else str(self.year)
        return _SEPARATOR.join((str(self.serial), year, self.stem))

    @classmethod
    def of_term(cls, term: str) -> NumberKey:
        """Read a key back from `term`."""
        serial, year, stem = term.split(_SEPARATOR, 2)
        return cls(stem, int(year) if year else None, int(serial))


def find_numbers(folded: str) -> Iterator[tuple[int, int, NumberKey]]:
    """Give start, end and key of every document number in a folded text.

    A number needs a year, or 第, or a stem of two characters before it: 5号 and 3号楼 are none.
    """
    end = 0
    for serial in _SERIAL_END.finditer(folded):
        found = _NUMBER.search(folded, max(end, serial.end() - _REACH), serial.end() + 2)
        key = None if found is None else _chinese_key(found)
        if found is not None and key is not None:
            yield found.start() + _lead_length(found), found.end(), key
            end = found.end()
    if "no" in folded or "n°" in folded:
        for found in _ENGLISH.finditer(folded):
            yield found.start(), found.end(), _english_key(found)


@lru_cache(maxsize=16_384)
def number_key(text: str) -> NumberKey | None:
    """Read a whole text (a query, a field) as one document number; None if it is not just that."""
    folded = fold(text).strip().replace("\n", " ")
    if len(folded) > 80:
        return None
    if found := _ENGLISH_WHOLE.fullmatch(folded):
        return _english_key(found)
    compact = re.sub(r"[\s,.·'\"]+", "", folded)
    compact = re.sub(r"联合(?=公告|通告|通知)", "", compact)
    if re.search(rf"{_OPEN}{_YEAR}年[^\])>}}」』]*号{_CLOSE}$", compact):
        compact = compact[:-1]  # 公告(2004年第26号)
    found = _NUMBER.fullmatch(compact)
    if found is None and re.search(r"[0-9〇一二三四五六七八九十]$", compact):
        found = _NUMBER.fullmatch(compact + "号")  # the closing 号 left out: 公告2019年第170
        if found is not None and not found["nth"]:
            return None
    return None if found is None else _chinese_key(found, whole=True)


def _chinese_key(found: re.Match[str], *, whole: bool = False) -> NumberKey | None:
    serial = numeral_value(found["serial"])
    printed_year = found["before"] or found["bracketed"] or found["plain"]
    year = _year(printed_year) if printed_year else None
    lead = 0 if whole else _lead_length(found)
    stem = short_stem(found["stem"][lead:] + (found["mid"] or found["after"] or ""))
    if serial is None or (
        not printed_year and not found["nth"] and not (names_a_kind(stem) if whole else len(stem) >= 2)
    ):
        return None
    if whole and _VERBS.search(found["stem"]):  # 废止 公告2019年第170号: two things
        return None
    return NumberKey(stem, year, serial)


def _lead_length(found: re.Match[str]) -> int:
    """Count the characters of running text that the stem caught: 根据署公告… -> 2."""
    if found["before"]:
        return 0
    lead = _LEAD.match(found["stem"])
    return 0 if lead is None else lead.end()


def _year(printed: str) -> int | None:
    year = numeral_value(printed)
    if year is None or year >= 100:
        return year
    # Two-digit years were used by the People's Republic: [86]署货字第496号.
    return 1900 + year if year >= 49 else 2000 + year


def _english_key(found: re.Match[str]) -> NumberKey:
    series = f"{found['series']} series " if found["series"] else ""
    return NumberKey(series + found["stem"], None, int(found["serial"].replace(",", "")))
