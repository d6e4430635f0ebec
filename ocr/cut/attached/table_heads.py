"""Which rows of a table name its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.cut.attached.table_parts import Merged
from ocr.cut.traced import Traced

_NAMES = re.compile(
    "序号|序號|项目|項目|编号|編號|编码|編碼|代码|代碼|号列|號列|税号|稅號|名称|名稱|品名|货名|貨名|种类|種類|类别|類別|规格|規格|"
    "单位|單位|数量|數量|税率|稅率|金额|金額|备注|備註|备考|備考|说明|說明|内容|內容|国别|地区|日期|时间|标准|条件|海关$|企业|电话|地址|原产|"
    r"\b(?:No|Number|Name|Item|Article|Unit|Rate|Duty|Remarks|Description|Date|Port|Class|Code)\b\.?"
)
_DIGITS = re.compile(r"[0-9０-９]")
_MOST = 4


def head_rows(rows: Sequence[Sequence[Traced]], merged: Sequence[Merged]) -> int:
    """How many first rows of a table name its columns; 0 when it has no head.

    The first row is one when it names things (商品名称, 税率), or when it has no digits over columns that have them in
    every row; a head goes on as far down as its cells reach, and a row of column numbers (1 2 3) below belongs to it.
    """
    if len(rows) < 2 or not _names(rows):
        return 0
    count = 1
    while True:
        reach = max((r + n for r, _, n, _ in merged if r < count), default=1)
        grouped = any(m > 1 and r == count - 1 and n == 1 for r, _, n, m in merged)
        further = max(reach, count + (grouped and not _has_digits(rows[count : count + 1])))
        if further <= count or further >= len(rows) or further > _MOST:
            break
        count = further
    if count + 1 < len(rows) and _numbers_columns(rows[count]):
        count += 1
    return count


def _names(rows: Sequence[Sequence[Traced]]) -> bool:
    first = [cell.text for cell in rows[0] if cell.text]
    if len(first) < 2 and len(rows[0]) > 1:
        return False
    if any(len(text) > 30 for text in first) or any(text[-1] in "。；" for text in first):
        return False
    if _share_of_names([first]) >= 0.5:
        # In a form every row holds names of fields.
        return _share_of_names([[cell.text for cell in row if cell.text] for row in rows[1:]]) < 0.5
    counted = [
        at
        for at in range(len(rows[0]))
        if all(_DIGITS.search(row[at].text) for row in rows[1:] if row[at].text)
        and any(row[at].text for row in rows[1:])
    ]
    return (
        bool(counted)
        and not any(_DIGITS.search(rows[0][at].text) for at in counted)
        and all(rows[0][at].text for at in counted)
    )


def _share_of_names(rows: Sequence[Sequence[str]]) -> float:
    texts = ["".join(text.split()) for row in rows for text in row]
    named = sum(len(text) <= 12 and _NAMES.search(text) is not None for text in texts)
    return named / len(texts) if texts else 0.0


def _has_digits(rows: Sequence[Sequence[Traced]]) -> bool:
    return any(_DIGITS.search(cell.text) for row in rows for cell in row)


def _numbers_columns(row: Sequence[Traced]) -> bool:
    """（1）（2）（3）, 1 2 3, 甲 乙 丙 under the names of the columns."""
    bare = [re.sub(r"[（）()\s]", "", cell.text) for cell in row]
    if len(bare) < 3:
        return False
    digits = [str(at) for at in range(1, len(bare) + 1)]
    return (
        bare == digits
        or bare == list("甲乙丙丁戊己庚辛壬癸")[: len(bare)]
        or bare == list("一二三四五六七八九十")[: len(bare)]
    )
