"""The 文种 of a notice."""

from __future__ import annotations

import re

from ocr.cut.fields.number_field import NumberReading
from ocr.cut.marks import read_marks
from ocr.cut.parts import Parts
from ocr.grammar.numbers.find import NumberStyle

_KIND_IN_TITLE = re.compile(
    r"(公告|通告|通知|决定|決定|批复|批復|复函|函|通令|訓令|令|布告|佈告|行政裁定|通报)[）)]?$"
)


def read_kind(parts: Parts, number: NumberReading | None, title: str) -> str:
    """文种 as printed: in the masthead or number, else the last word of the title."""
    if number is not None and number.number.style is NumberStyle.ENGLISH:
        return number.number.kind.split()[-1].lower()
    if number is not None and number.number.style is not NumberStyle.LETTERED:
        return number.number.kind
    for row in parts.number:
        kind = read_marks(row.text).masthead
        if kind and kind != "文件":  # 海关总署文件 stands over 通知, 决定 and 函 alike
            return kind
    match = _KIND_IN_TITLE.search(title)
    return match.group(1) if match else ""
