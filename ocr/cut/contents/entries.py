"""Contents pages (目录) read as a list: title, document number and printed page of each notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.cut.marks import CONTENTS_HEAD
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.geometry import Box
from ocr.grammar.numbers.find import DocNumber, find_numbers
from ocr.grammar.numerals import parse_numeral

_MAX_ROWS = 6
"""Titles run over up to so many lines; what is longer is not one entry."""

_DIGITS = "0-9０-９"
_LEADERS = r"[.…⋯·．•・。—–_\-]"
_ENTRY_END = re.compile(
    rf"(?P<leaders>(?:[ \t\u3000]*{_LEADERS}){{2,}}[ \t\u3000]*|[ \t\u3000]*…[ \t\u3000]*|[ \t\u3000]+)"
    rf"[（(]?(?P<page>[{_DIGITS}]{{1,4}})[)）]?$"
)
_PAGE_LOST = re.compile(rf"(?P<leaders>(?:[ \t\u3000]*{_LEADERS}){{4,}}|[ \t\u3000]*…{{1,}})(?P<page>)$")
"""Leaders whose page number was not read."""
_PAGE_ALONE = re.compile(rf"[（(—–\-·.…\s]*(?P<page>[{_DIGITS}]{{1,4}})[)）—–\-·.…\s]*$")
_NUMBER_IN_BRACKETS = re.compile(
    r"[（(〔\[](?P<number>[^（）()]{4,60}?(?:[（(〔\[][^（）()]{1,8}[)）〕\]][^（）()]{0,12})?)[)）]$"
)
_TRAILING = re.compile(rf"(?:[ \t\u3000]|{_LEADERS})+$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of contents.

    `number` is None when none is printed, `printed` the page number as printed, None when it was not read. `page` and
    `box` tell where the entry itself stands: page of the issue from 0, pixels.
    """

    title: str
    number: DocNumber | None
    printed: int | None
    page: int
    box: Box


def read_contents(rows: Sequence[Row], issuer: str = "") -> tuple[Entry, ...]:
    """The entries on the contents pages whose lines are `rows`, in order.

    An entry ends with its page number; a heading (目录, 规章) that stands between entries belongs to none. `issuer` is
    put in where a number is printed without one. Time is linear in the number of lines.
    """
    entries: list[Entry] = []
    held: list[Row] = []
    for row in rows:
        alone = _PAGE_ALONE.match(row.text) if held else None
        if held and not alone and _is_whole(held):
            entries.append(_entry(held, None, issuer))
            held = []
        if CONTENTS_HEAD.match(row.text) or (row.heading and not _of_an_entry(row)):
            held = []
            continue
        ends = alone or _ENTRY_END.search(row.text) or _PAGE_LOST.search(row.text)
        held.append(row)
        if ends:
            entries.append(_entry(held, ends, issuer))
            held = []
        elif len(held) >= _MAX_ROWS:
            held = []
    if held and _is_whole(held):
        entries.append(_entry(held, None, issuer))
    return tuple(entry for entry in entries if entry.title or entry.number)


def _of_an_entry(row: Row) -> bool:
    """Is this line, marked as a heading, an entry all the same?"""
    return _ENTRY_END.search(row.text) is not None or _is_whole([row])


def _is_whole(rows: Sequence[Row]) -> bool:
    """Does an entry end here though no page number was read (dotted leaders are the first to go under specks)?"""
    match = _NUMBER_IN_BRACKETS.search(_TRAILING.sub("", "".join(row.text for row in rows)))
    return match is not None and bool(find_numbers(match["number"]))


def _entry(rows: Sequence[Row], ends: re.Match[str] | None, issuer: str) -> Entry:
    """The entry on `rows`; `ends` is its page number with the leaders before it (a line of its own has none)."""
    leaders = ends.start("leaders") if ends and "leaders" in ends.groupdict() else None
    last = rows[-1].traced
    if ends:
        last = Traced() if leaders is None else last.cut(0, leaders)
    text = join([*(row.traced for row in rows[:-1]), last]).text
    text = _TRAILING.sub("", text)
    title, number = _taken_apart(text, issuer)
    box = rows[0].box
    for row in rows[1:]:
        box = box.union(row.box) if row.page == rows[0].page else box
    page = parse_numeral(ends["page"]) if ends and ends["page"] else None
    return Entry(title, number, page, rows[0].page, box)


def _taken_apart(text: str, issuer: str) -> tuple[str, DocNumber | None]:
    """Title and number: 关于…的公告（海关总署公告2009年第69号), or the number first, or alone."""
    if match := _NUMBER_IN_BRACKETS.search(text):
        found = find_numbers(match["number"], issuer)
        if found and len(found[0].printed) >= 0.7 * len(match["number"].strip()):
            return text[: match.start()].strip(" \t\u3000"), found[0].number
    found = find_numbers(text, issuer)
    if found and found[0].start <= 1:
        return text[found[0].end :].strip(" \t\u3000）):："), found[0].number
    if found and found[-1].end >= len(text) - 1:
        return text[: found[-1].start].strip(" \t\u3000（("), found[-1].number
    return text, None
