"""Where the mentions, dates and quotations of a sentence begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from ocr.cut.brackets import Group, groups
from ocr.cut.mention import BARE, DATE, NUMBER, QUOTE, TITLE, Mention
from ocr.grammar.dates import find_dates
from ocr.grammar.docnumber import ANNUAL_KINDS
from ocr.grammar.issuers import find_issuers, issuers_before
from ocr.grammar.numbers import NumberInText, find_numbers

_YEARLY = re.compile(r"[（(](?P<year>[0-9]{4})年第?(?P<number>[0-9]{1,4})[号號][）)]?")
_KINDLESS = re.compile(r"(?P<year>(?:19|20)[0-9]{2})年第?(?P<number>[0-9]{1,4})号(?!公告|通告|令|[、和及])")
"""原质检总局2016年第17号关于…的风险警示: the 文种 is not printed, the target stays without one."""
_NUMBER_LIKE = re.compile("[号號](?:公告|通告|通知|令|文)?$")

Span = tuple[str, int, Mention | None, str]


def spans_in(sentence: str, issuer: str, names: Mapping[str, Mention]) -> dict[int, Span]:
    """For each place where a mark begins: the mark ("" leaves the print out), its end, mention and date."""
    numbers = list(find_numbers(sentence, issuer))
    by_place = sorted(numbers, key=lambda n: n.start)
    inside = groups(sentence)
    remarks = {group.start: group for group in inside if group.kind == "（"}
    found: dict[int, Span] = {}
    for date in find_dates(sentence):
        found[date.start] = (DATE, date.end, None, date.value.isoformat() if date.value else "")
    taken = 0
    for number in numbers:
        if number.start >= taken:
            end = _behind(number.end, remarks)
            mention = Mention(number.start, end, str(number.number), True)
            found[number.start] = (NUMBER, end, mention, "")
            taken = number.end
    for place in _KINDLESS.finditer(sentence):
        lead = issuers_before(sentence, place.start())
        if lead and place.start() not in found and not _within(by_place, lead[0].start, place.end() + 8):
            printed = f"{lead[0].name}{place['year']}年第{int(place['number'])}号"
            mention = Mention(lead[0].start, place.end(), printed, True)
            found.setdefault(lead[0].start, (NUMBER, place.end(), mention, ""))
    for name in filter(_NUMBER_LIKE.search, names):
        for place in re.finditer(re.escape(name), sentence):
            if place.start() not in found and not _within(by_place, place.start() - 40, place.end() + 4):
                found[place.start()] = (
                    NUMBER, place.end(), replace(names[name], start=place.start(), end=place.end()), "",
                )  # fmt: skip
    for group in inside:
        if group.kind == "《":
            found[group.start] = _title(sentence, group, remarks, by_place, names)
        elif group.kind == "“":
            found[group.start] = (QUOTE, group.end, None, "")
        elif group.kind == "（" and not _any_within(by_place, group.start, group.end):
            found.setdefault(group.start, ("", group.end, None, ""))
    return found


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


def _any_within(numbers: list[NumberInText], start: int, end: int) -> bool:
    return bool(_within(numbers, start, end))
