"""Rubrics: the headings under which a gazette groups its notices (规章, 【公告】). They belong to no notice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.cut.marks import TERMINAL, read_marks
from ocr.cut.stream import Row

_DRESS = re.compile(r"[\s\u3000【】〖〗〔〕\[\]（）()《》<>◆◇●○■□▲△★☆※＊*·•—\-－~～]+")
_LONGEST = 10
_MOST = 3
_NAMED = re.compile(
    "(?:海关总署|总署|国务院|国家|部门|部委|有关部门|联合|地方)?(?:规章|规范性文件|法律法规?|行政法规|公告|通告|通知|令|文件|规定|办法|行政裁定|行政解释|裁定|解释"
    "|政策解读|解读|决定|其他文件|其他|资料|动态)(?:选登|选载|摘登|目录)?"
)


def rubrics_above(rows: Sequence[Row], first: int, floor: int) -> int:
    """The first of the rubric lines straight above the head at line `first`, or `first` when there are none.

    A rubric is short, centred and set off (marked, larger, or between ornaments), says nothing of a notice's own
    (issuer, date, number, attachment) and follows what ended: never the line after an unfinished one.
    """
    at = first
    while at > floor and first - at < _MOST and _is_rubric(rows[at - 1]):
        at -= 1
    if at == first or at <= 0:
        return at
    before = rows[at - 1]
    if before.room < 1.5 and before.text[-1] not in TERMINAL and not (before.centred or before.cell):
        return at if rows[at].fresh or rows[at].lead > 0.4 else first
    return at


def _is_rubric(row: Row) -> bool:
    marks = read_marks(row.text)
    name = _DRESS.sub("", row.text)
    if row.cell or not 1 <= len(name) <= _LONGEST or row.text[-1] in TERMINAL:
        return False
    own = (
        marks.date, marks.number, marks.part, marks.signer, marks.attachment, marks.item, marks.chapter, marks.closing,
        marks.addressee, marks.issuers,
    )  # fmt: skip
    if any(own):
        return False
    dressed = row.text[0] in "【〖◆◇●■□▲★☆※*＊" and row.text[0] != name[0]
    if is_named_rubric(row):
        return True
    return row.centred and (dressed or (row.heading and row.size >= 1.15))


def is_named_rubric(row: Row) -> bool:
    """Is the line one of the rubrics of official gazettes (规章, ◆ 公告选登 ◆), set as a heading?"""
    name = _DRESS.sub("", row.text)
    dressed = row.text[0] in "【〖◆◇●■□▲★☆※*＊" and len(name) < len(row.text)
    return _NAMED.fullmatch(name) is not None and (row.centred or row.heading or dressed)
