"""Text of a notice with the words that refer to other notices marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.formats.akn_xml import Element, add
from archive.formats.xml import xml_text


@dataclass(frozen=True, slots=True)
class InlineMark:
    """``text[start:end]`` of a notice stands in an element `name` (``ref``, ``mod``) with these attributes."""

    start: int
    end: int
    name: str
    attributes: tuple[tuple[str, str], ...]


def add_marked(parent: Element, text: str, start: int, end: int, marks: Sequence[InlineMark]) -> None:
    """``text[start:end]`` into `parent`, marked parts as elements; a mark within another one nests in it.

    `marks` by start, the longer first. Of two that cross, the second is left out.
    """
    last: Element | None = None
    at = start

    def put(upto: int) -> None:
        piece = xml_text(text[at:upto])
        if last is None:
            parent.text = (parent.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece

    for number, mark in enumerate(marks):
        if mark.start < at or mark.end > end:
            continue
        put(mark.start)
        inner = [other for other in marks[number + 1 :] if other.end <= mark.end]
        last = add(parent, mark.name, **dict(mark.attributes))
        add_marked(last, text, mark.start, mark.end, inner)
        at = mark.end
    put(end)
