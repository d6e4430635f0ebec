"""What a user would do without us to cut an issue: a notice begins at each line that is a number and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bench import plain_rules
from ocr.cut import cut_step
from ocr.line import FURNITURE
from ocr.page import PageText
from ocr.section import Cut, Section, Span

_NUMBER_LINE = re.compile(
    r".{0,30}(?:公告|令|字)\s*[〔（(]?\d{2,4}[）)〕年]?\s*第?\s*\d+\s*[号號]|.{0,12}令\s*第.{1,8}[号號]"
    r"|(?:Circular|Customs Notice) No\. ?\d+.{0,20}"
)
_EMPTY = Section(
    "", "", "", "", (), None, "", None, None, "", "", (0, 0), (), (), (), (), (), (), 0.0
)  # fmt: skip


def plain_cut(pages: Sequence[PageText]) -> Cut:
    """Title: the line under the number. Date: the last one. Issuers: the line before it. Text: everything else."""
    sections: list[Section] = []
    lines: list[tuple[int, int, str]] = []
    for page, text in enumerate(pages):
        for index, line in enumerate(text.lines):
            if line.role in FURNITURE or not line.text.strip():
                continue
            if _NUMBER_LINE.fullmatch(line.text.strip()) and lines:
                sections.append(_section(lines))
                lines = []
            lines.append((page, index, line.text))
    if lines:
        sections.append(_section(lines))
    return Cut(tuple(sections), (), cut_step())


def _section(lines: Sequence[tuple[int, int, str]]) -> Section:
    texts = [text.strip() for _, _, text in lines]
    whole = "\n".join(texts)
    date = plain_rules.signed(whole)
    place = next(
        (i for i in reversed(range(len(texts))) if re.search(r"\d月|月.{1,3}日|19\d\d|20\d\d", texts[i])), 0
    )
    return replace(
        _EMPTY,
        title=texts[1] if len(texts) > 1 else "",
        doc_number=texts[0] if _NUMBER_LINE.fullmatch(texts[0]) else "",
        issuers=tuple(texts[place - 1].split()) if place > 1 else (),
        date=date,
        text="\n".join(texts[2:]),
        pages=(lines[0][0], lines[-1][0]),
        cites=tuple(dict.fromkeys(printed for _, printed in sorted(plain_rules.relations(whole)))),
        spans=tuple(Span("text", 0, 0, page, line, 0) for page, line, _ in lines),
    )
