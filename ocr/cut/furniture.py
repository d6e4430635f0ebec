"""What belongs to the sheet and not to a notice, found over all pages: unmarked running heads, seal remains.

The layout marks most furniture on each page alone (`ocr.page.FURNITURE`); what shows only when pages are compared,
or when the print is read, is found here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from ocr.cut.marks import TERMINAL, read_marks
from ocr.geometry import Box, Direction
from ocr.line import FURNITURE, Line, Role
from ocr.page import PageText

_EDGE = 0.1
"""Unmarked running heads and page numbers are looked for in this outermost share of a page."""

_SEAL_TEXT = 8
"""What is left of a seal's ring is read as a few characters; longer lines are print under the seal."""

_SENTENCE = 8
"""Characters of a line that may be the end of a sentence."""

_SURE = 0.93
"""Print beside a seal is read surer than this, characters on its ring are not."""

_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·•.。~～]{0,8}(?:第\s?)?[0-9０-９一二三四五六七八九十百〇○]{1,5}(?:\s?[页頁])?[\s\-—–－·•.。~～]{0,8}"
)

_WORN_PAGE_NUMBER = re.compile(r"\S?\s?[0-9]{1,4}\s?[—–－\-]|[—–－\-]\s?\S{1,3}\s?[—–－\-]?")
"""A page number between dashes, one sign of it misread (— 口 —)."""
_DIRT = " 、，,.·'"

_LEAST_ALIKE, _ALIKE = 4, 0.75
"""A running head of so many characters, digits aside, is known again when a fourth of them is misread."""


def body_lines(pages: Sequence[PageText]) -> list[list[tuple[int, Line]]]:
    """For each page its lines that are print of notices, with their numbers on the page."""
    repeated = _repeated(pages)
    heads = Counter(line.text for page in pages for line in page.lines if line.role is Role.RUNNING_HEAD)
    return [
        [
            (i, line)
            for i, line in enumerate(page.lines)
            if (
                line.role not in FURNITURE
                or _is_print(page, i)
                or (heads[line.text] == 1 and _is_number(page, line))
            )
            and line.text.strip()
            and not _unmarked(page, line, repeated)
            and not _of_seal(page, line)
        ]
        for page in pages
    ]


def _is_print(page: PageText, number: int) -> bool:
    """Is what the layout took for furniture print of a notice after all?"""
    return _is_sentence(page, page.lines[number]) or _signs_off(page, number)


def _is_sentence(page: PageText, line: Line) -> bool:
    """The end of a notice, alone at the top of a page, looks like a second running head; heads have no full stop."""
    return (
        line.role is Role.RUNNING_HEAD
        and line.text.rstrip()[-1:] in tuple("。.")
        and len(line.text) >= _SENTENCE
        and _is_second_head(page, line)
    )


def _is_number(page: PageText, line: Line) -> bool:
    """So does the number of a notice that begins there."""
    marks = read_marks(line.text)
    return line.role is Role.RUNNING_HEAD and marks.number is not None and _is_second_head(page, line)


def _is_second_head(page: PageText, line: Line) -> bool:
    return any(other.role is Role.RUNNING_HEAD and _outside(page, line, other) for other in page.lines)


def _signs_off(page: PageText, number: int) -> bool:
    """The office under its signer, last on the page, looks like a running foot: CUSTOM HOUSE, SOOCHOW, at the left."""
    line = page.lines[number]
    if line.role is not Role.RUNNING_HEAD or line.box.y0 < page.height / 2 or number == 0:
        return False
    return bool(read_marks(line.text).issuers) and read_marks(page.lines[number - 1].text).signer


def folios(pages: Sequence[PageText]) -> list[int | None]:
    """The page number printed on each page (the first, on a spread); None where none was read."""
    return [
        next(
            (
                int(number)
                for line in page.lines
                if line.role is Role.PAGE_NUMBER and (number := _digits(line.text))
            ),
            None,
        )
        for page in pages
    ]


def _digits(text: str) -> str:
    found = re.findall(r"[0-9０-９]{1,4}", text)
    return found[0] if len(found) == 1 else ""


def _key(text: str) -> str:
    return re.sub(r"[\s\d０-９]+", "", text)


def _at_edge(page: PageText, line: Line) -> bool:
    low, high = line.box.y0, line.box.y1
    if high <= page.height * _EDGE or low >= page.height * (1 - _EDGE):
        # A short column of text (此令。) ends near the head of its page, but others begin beside it.
        return line.direction is Direction.HORIZONTAL or not any(_beside(line, other) for other in page.lines)
    if page.direction is Direction.VERTICAL:
        return line.box.x1 <= page.width * _EDGE or line.box.x0 >= page.width * (1 - _EDGE)
    return False


def _beside(line: Line, other: Line) -> bool:
    """Does the column `other` stand beside `line`, at the same height?"""
    overlap = min(line.box.y1, other.box.y1) - max(line.box.y0, other.box.y0)
    return other is not line and other.role not in FURNITURE and overlap > 0.5 * (line.box.y1 - line.box.y0)


def _repeated(pages: Sequence[PageText]) -> frozenset[str]:
    """Texts (digits aside) that stand at the edge of several pages; never the head of a notice."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line.text) for line in page.lines if _at_edge(page, line)} - {""})
    need = 3 if len(pages) > 3 else 2
    return frozenset(
        text
        for text, count in counts.items()
        if count >= need
        and "附件" not in text
        and not (read_marks(text).masthead or read_marks(text).issuers)
    )


def _unmarked(page: PageText, line: Line, repeated: frozenset[str]) -> bool:
    if line.role is Role.TABLE_CELL or not _at_edge(page, line):
        return False
    key = _key(line.text)
    if key in repeated and "号" not in line.text and "號" not in line.text:
        return True
    if any(
        other is not line and other.role not in FURNITURE and _outside(page, line, other)
        for other in page.lines
    ):
        return False
    if _PAGE_NUMBER.fullmatch(line.text) or _WORN_PAGE_NUMBER.fullmatch(line.text.strip(_DIRT)):
        return True
    if len(key) < _LEAST_ALIKE or "号" in key or "號" in key or read_marks(line.text).masthead:
        return False
    return any(
        SequenceMatcher(None, key, other, autojunk=False).ratio() >= _ALIKE
        for other in repeated
        if "号" not in other and "號" not in other
    )


def _outside(page: PageText, line: Line, other: Line) -> bool:
    """Does `other` stand nearer to the page's edge than `line`?"""
    if line.box.y1 <= page.height / 2:
        return other.box.y1 <= line.box.y0
    return other.box.y0 >= line.box.y1


def _of_seal(page: PageText, line: Line) -> bool:
    """Characters read from a seal: short, under one, and neither issuer nor date nor number."""
    if not page.seals or len(line.text.strip()) > _SEAL_TEXT or line.role is Role.TABLE_CELL:
        return False
    if line.confidence >= _SURE or line.text.rstrip()[-1] in TERMINAL:
        return False
    if not any(_covers(seal, line.box) for seal in page.seals):
        return False
    marks = read_marks(line.text)
    return not (
        marks.issuers or marks.date or marks.number or marks.part or marks.attachment or marks.closing
    )


def _covers(seal: Box, box: Box) -> bool:
    """Does the middle of `box` lie within the seal, or within a sixth of its size around it?"""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    dx, dy = seal.width / 6, seal.height / 6
    return seal.x0 - dx <= x <= seal.x1 + dx and seal.y0 - dy <= y <= seal.y1 + dy
