"""To whom a notice is addressed (主送机关): 广东分署，各直属海关：, 令各關稅務司, To the Commissioners of Customs."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.cut.marks import read_marks
from ocr.cut.parts import Parts
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join

_MAX_LINES = 6
"""A list of all customs houses of the country takes five lines of 40 characters."""


def read_addressee(parts: Parts, above: Sequence[Row]) -> Traced:
    """The addressee, of its first lines up to the colon and without it; empty if there is none.

    `above` are the lines of one that stands over the title.
    """
    if above:
        return _bare(join(row.traced for row in above))
    lines: list[Row] = []
    for row in parts.body[:_MAX_LINES]:
        marks = read_marks(row.text)
        if row.cell or marks.item or marks.chapter or (marks.opening and not marks.addressee):
            break
        lines.append(row)
        if marks.addressee or row.text.rstrip()[-1:] in "：:":
            found = join(line.traced for line in lines)
            # The last line alone may name no office (…院校、各单位：); the first then does, or all are one list.
            whole = read_marks(found.text[-100:]).addressee and "。" not in found.text
            return _bare(found) if whole else Traced()
        if row.text.rstrip()[-1:] in "。；;.":
            break
    return Traced()


def _bare(printed: Traced) -> Traced:
    return printed.cut(0, len(printed.text.rstrip("：: \u3000")))
