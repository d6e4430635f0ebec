"""Pages that hold no notice: cover, contents, imprint."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from ocr.cut.marks import CONTENTS_ENTRY, CONTENTS_HEAD, read_marks
from ocr.cut.stream import Row

_IMPRINT = re.compile(
    r"ISSN|CN\s?\d\d|总第\s?[0-9一二三四五六七八九十百〇○]{1,4}\s?期|第\s?[0-9一二三四五六七八九十]{1,3}\s?[期號号][)）]?$|主\s?办|主\s?管"
    r"|编\s?辑|出\s?版|印\s?刷|发\s?行|邮政编码|定\s?价|国内统一|刊\s?号|编\s?印",
)
_PAGE_AT_END = re.compile(r"[^\d年月第].{0,1}[\s(（·.…]\s?\d{1,3}[)）]?$")


class PageKind(StrEnum):
    """What a page is for."""

    NOTICES = "notices"
    COVER = "cover"
    CONTENTS = "contents"


def page_kinds(rows: Sequence[Row]) -> dict[int, PageKind]:
    """The kind of every page that has a line in `rows`.

    A contents page has a heading 目录 or follows a contents page, and most of its other lines end in leaders or a
    page number. A cover (or imprint) is short, says so (ISSN, 总第…期, 编辑出版) and has no running text.
    """
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.page].append(row)
    kinds: dict[int, PageKind] = {}
    for number, lines in sorted(pages.items()):
        after_contents = kinds.get(number - 1) is PageKind.CONTENTS
        if _is_contents(lines, after_contents):
            kinds[number] = PageKind.CONTENTS
        elif _is_cover(lines):
            kinds[number] = PageKind.COVER
        else:
            kinds[number] = PageKind.NOTICES
    return kinds


def is_banner(row: Row) -> bool:
    """Is this line part of a gazette's own head on its first page (海关总署文告, 2009年第3期（总第77期）)?"""
    return bool(_IMPRINT.search(row.text)) or (
        row.heading and row.text.endswith(("文告", "公报", "公報", "月刊", "專刊"))
    )


def _is_contents(lines: Sequence[Row], follows: bool) -> bool:
    text = [row for row in lines if not row.cell]
    if not text or _has_running_text(lines):
        return False
    leaders = sum(bool(CONTENTS_ENTRY.search(row.text)) for row in text)
    entries = sum(bool(CONTENTS_ENTRY.search(row.text) or _PAGE_AT_END.search(row.text)) for row in text)
    entries += sum(row.text.isdigit() and len(row.text) <= 3 for row in text)
    if any(CONTENTS_HEAD.match(row.text) for row in text[:4]):
        return len(text) > 0.5 * len(lines)
    if follows:
        return entries / len(text) >= 0.3 and len(text) > 0.5 * len(lines)
    return leaders >= 4 and leaders / len(text) >= 0.5


def _has_running_text(lines: Sequence[Row]) -> bool:
    """Is something here said as notices say it (现公告如下, 特此公告), or signed?"""
    marks = [read_marks(row.text) for row in lines if not row.cell]
    return any(mark.closing or mark.date for mark in marks) or any(
        mark.opening and row.indent >= 1.2 and row.room < 1.5
        for row, mark in zip((row for row in lines if not row.cell), marks, strict=True)
    )


def _is_cover(lines: Sequence[Row]) -> bool:
    if len(lines) > 24:
        return False
    if any(row.cell for row in lines) or _has_running_text(lines):
        return False
    if any(row.text[-1] in "。；" and len(row.text) > 8 for row in lines):
        return False  # a sentence: the last lines of a notice may well name 主管海关 or 印刷
    imprint = any(_IMPRINT.search(row.text) for row in lines)
    full = sum(row.indent < 3 and row.room < 2.5 and len(row.text) > 16 for row in lines)
    numbered = any(read_marks(row.text).number for row in lines)
    return imprint and full <= 2 and not numbered
