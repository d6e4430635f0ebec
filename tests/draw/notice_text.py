"""Titles and paragraphs of modern notices, as they are set."""

from __future__ import annotations

from draw.flow import Para
from draw.look import Look
from draw.typeset import Align, Type
from ocr.line import Role


def body_para(text: str, look: Look) -> Para:
    """A paragraph; one that starts with ``\\f`` is the heading of a chapter, centred."""
    if text.startswith("\f"):
        kind = Type(look.black, look.body.size, look.body.leading)
        gap = look.body.leading / 2
        return Para(text[1:], kind, Role.HEADING, Align.CENTRE, before=gap, after=gap)
    return Para(text, look.body, indent=look.indent)


def title_lines(title: str, kind: Type, measure: float) -> list[str]:
    """Breaks a title into lines of about equal length, no line beginning with 的 or a mark."""
    room = int(measure * 0.92 // kind.size)
    count = -(-len(title) // room)
    rows, size = [], -(-len(title) // count)
    while title:
        end = min(len(title), size)
        while end < len(title) and title[end] in "的、，》）和":
            end += 1
        rows.append(title[:end])
        title = title[end:]
    return rows
