"""Where the mentions, dates and quotations of a sentence begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ocr.cut.acts.brackets import Group, groups
from ocr.cut.acts.mention import BARE, DATE, NUMBER, QUOTE, TITLE, Mention
from ocr.grammar.dates.find import find_dates
from ocr.grammar.issuers.find import find_issuers, issuers_before
from ocr.grammar.numbers.docnumber import ANNUAL_KINDS, NumberStyle
from ocr.grammar.numbers.find import NumberInText, find_numbers
from ocr.grammar.scopes import NUMERALS, SCOPE

_YEARLY = re.compile(r"[（(](?P<year>[0-9]{4})年第?(?P<number>[0-9]{1,4})[号號][）)]?")
_KINDLESS = re.compile(r"(?P<year>(?:19|20)[0-9]{2})年第?(?P<number>[0-9]{1,4})号(?!公告|通告|令|[、和及])")
"""原质检总局2016年第17号关于…的风险警示: the 文种 is not printed, the target stays without one."""
_LISTED = re.compile(rf"(?:{SCOPE.pattern})(?:[、和及与]|以及)")
_NUMERAL = re.compile(rf"[（(][{NUMERALS}]{{1,3}}[)）]")
_NUMBER_LIKE = re.compile("[号號](?:公告|通告|通知|令|文)?$")

Span = tuple[str, int, Mention | None, str]


def spans_in(sentence: str, issuer: str, names: Mapping[str, Mention]) -> dict[int, Span]:
    """For each place where a mark begins: the mark ("" leaves the print out), its end, mention and date."""
    numbers = sorted(find_numbers(sentence, issuer), key=lambda n: n.start)
    inside = groups(sentence)
    remarks = {group.start: group for group in inside if group.kind == "（"}
    found: dict[int, Span] = {
        date.start: (DATE, date.end, None, date.value.isoformat() if date.value else "")
        for date in find_dates(sentence)
    }
    for mention in (*_numbered(numbers, remarks), *_named(sentence, numbers, names)):
        found[mention.start] = (NUMBER, mention.end, mention, "")
    for place in _KINDLESS.finditer(sentence):
        known = _kindless(sentence, place, numbers)
        if known is not None and place.start() not in found:
            found.setdefault(known.start, (NUMBER, known.end, known, ""))
    for group in inside:
        if group.kind == "《":
            found[group.start] = _title(sentence, group, remarks, numbers, names)
        elif group.kind == "“":
            found[group.start] = (QUOTE, group.end, None, "")
        elif not (
            _NUMERAL.fullmatch(sentence, group.start, group.end) or _within(numbers, group.start, group.end)
        ):
            found.setdefault(group.start, ("", group.end, None, ""))
    return found


def _numbered(numbers: list[NumberInText], remarks: Mapping[int, Group]) -> Iterator[Mention]:
    """The numbers with the remarks behind them."""
    taken = 0
    for number in numbers:
        if number.start >= taken:
            yield Mention(number.start, _behind(number.end, remarks), str(number.number), True)
            taken = number.end


def _named(sentence: str, numbers: list[NumberInText], names: Mapping[str, Mention]) -> Iterator[Mention]:
    """Short names that are like a number (14号公告), where they are no part of one."""
    for name in filter(_NUMBER_LIKE.search, names):
        for place in re.finditer(re.escape(name), sentence):
            last = bisect_right(numbers, place.start(), key=lambda n: n.start) - 1
            if last < 0 or numbers[last].end <= place.start():
                yield replace(names[name], start=place.start(), end=place.end())


def _title(
    sentence: str,
    group: Group,
    remarks: Mapping[int, Group],
    numbers: list[NumberInText],
    names: Mapping[str, Mention],
) -> Span:
    """A title with the remarks behind it: its number stands there, or is all that the title consists of."""
    words = sentence[group.start + 1 : group.end - 1]
    end = _behind(group.end, remarks)
    whole = _within(numbers, group.start, group.end)
    if whole and whole[0].end >= group.end - 3 and "关于" not in words:
        return TITLE, end, Mention(group.start, end, str(whole[0].number), True), ""
    if behind := _within(numbers, group.end, end):
        inner = sentence[behind[0].end : end].strip("（）()")
        return TITLE, end, Mention(group.start, end, str(behind[0].number), True, inner), ""
    if (yearly := _YEARLY.search(sentence, group.end, end)) and (number := _yearly(words, yearly)):
        return TITLE, end, Mention(group.start, end, number, True), ""
    if words in names:
        known = replace(names[words], start=group.start, end=end)
        return (TITLE if known.numbered else BARE), end, known, ""
    return BARE, end, Mention(group.start, end, words, False), ""


def _kindless(sentence: str, place: re.Match[str], numbers: list[NumberInText]) -> Mention | None:
    """A number printed without its 文种: as an item of a list it has that of the item before it, else none."""
    last = bisect_left(numbers, place.start(), key=lambda n: n.start) - 1
    if last >= 0 and numbers[last].end > place.start():
        return None
    between = sentence[numbers[last].end : place.start()] if last >= 0 else ""
    if last >= 0 and _LISTED.fullmatch(between) and numbers[last].number.style is NumberStyle.ANNUAL:
        number = replace(numbers[last].number, year=int(place["year"]), number=int(place["number"]))
        return Mention(place.start(), place.end(), str(number), True)
    lead = issuers_before(sentence, place.start())
    if not lead or _within(numbers, lead[0].start, place.end() + 8):
        return None
    printed = f"{lead[0].name}{place['year']}年第{int(place['number'])}号"
    return Mention(lead[0].start, place.end(), printed, True)


def _yearly(words: str, found: re.Match[str]) -> str:
    """The number of 《质检总局关于…的风险警示通告》（2016年15号）: 文种 and issuer stand in the title."""
    kind = next((kind for kind in ANNUAL_KINDS if words.endswith(kind)), "")
    lead = next(find_issuers(words), None)
    if not kind or lead is None or lead.start:
        return ""
    return f"{lead.name}{kind}{found['year']}年第{int(found['number'])}号"


def _behind(end: int, remarks: Mapping[int, Group]) -> int:
    """The end of the remarks in brackets that follow directly."""
    while end in remarks:
        end = remarks[end].end
    return end


def _within(numbers: list[NumberInText], start: int, end: int) -> list[NumberInText]:
    at = bisect_left(numbers, start, key=lambda n: n.start)
    found = []
    while at < len(numbers) and numbers[at].end <= end:
        found.append(numbers[at])
        at += 1
    return found
