"""The text of a notice as the hierarchical body of an Akoma Ntoso act.

An element's eId is the anchor of its clause, so that ``#art_5__para_2`` is the same place on the notice's page, in the
JSON and here. 编 章 节 条 款 and 1． are elements of Akoma Ntoso (part, chapter, section, article, paragraph, point);
一、（一）（1）① have none of theirs and are ``hcontainer`` with a ``name``, which stands in their eId.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.formats.akn_inline import InlineMark, add_marked
from archive.formats.akn_xml import Element, add
from archive.notice_records import Attachment, Clause, Notice

_ELEMENTS = {
    "part": "part", "chp": "chapter", "sec": "section", "art": "article", "para": "paragraph", "point": "point",
}  # fmt: skip
_HEADED = ("part", "chp", "sec")


@dataclass(slots=True)
class _Node:
    clause: Clause
    within: list[_Node] = field(default_factory=list)


def add_body(act: Element, notice: Notice, marks: Sequence[InlineMark]) -> None:
    """Adds ``preamble`` (what stands above the first clause) and ``body``. Every character but blanks is kept."""
    writer = _Writer(notice.text, sorted(marks, key=lambda mark: (mark.start, -mark.end)), "")
    nodes = _tree(notice.clauses)
    at = 0
    if nodes and notice.text[: nodes[0].clause.start].strip():
        writer.paragraphs(add(act, "preamble"), 0, nodes[0].clause.start)
    if nodes:
        at = nodes[0].clause.start
    writer.children(add(act, "body", eId="body"), nodes, at, len(notice.text))


def add_attached_text(parent: Element, attachment: Attachment, prefix: str) -> None:
    """Adds the text of an attachment: its clauses, or its paragraphs when it has none; `prefix` is that of its eIds."""
    writer = _Writer(attachment.text, (), prefix)
    if attachment.clauses:
        writer.children(parent, _tree(attachment.clauses), 0, len(attachment.text))
    elif attachment.text.strip():
        writer.paragraphs(parent, 0, len(attachment.text))


def _tree(clauses: Sequence[Clause]) -> list[_Node]:
    """The clauses, each within the last one that holds it."""
    top: list[_Node] = []
    path: list[_Node] = []
    for clause in clauses:
        while path and (path[-1].clause.end < clause.end or path[-1].clause.depth >= clause.depth):
            path.pop()
        node = _Node(clause)
        (path[-1].within if path else top).append(node)
        path.append(node)
    return top


class _Writer:
    def __init__(self, text: str, marks: Sequence[InlineMark], prefix: str) -> None:
        self._text = text
        self._prefix = prefix
        self._marks = marks
        self._loose = 0

    def children(self, parent: Element, nodes: Sequence[_Node], at: int, end: int) -> None:
        """The clauses `nodes` into `parent`, and what stands between and behind them up to `end`."""
        for node in nodes:
            self._between(parent, at, node.clause.start)
            self._clause(parent, node)
            at = max(at, node.clause.end)
        self._between(parent, at, end)
        if not len(parent):
            self._loose_text(parent, end, end)

    def _between(self, parent: Element, start: int, end: int) -> None:
        if self._text[start:end].strip():
            self._loose_text(parent, start, end)

    def _loose_text(self, parent: Element, start: int, end: int) -> None:
        self._loose += 1
        top = parent.get("eId") in (None, "body")
        within = self._prefix if top else f"{parent.get('eId')}__"
        loose = add(parent, "hcontainer", name="text", eId=f"{within}hcontainer_{self._loose}")
        self.paragraphs(add(loose, "content"), start, end)

    def _clause(self, parent: Element, node: _Node) -> None:
        clause = node.clause
        name = _ELEMENTS.get(clause.level)
        element = add(parent, name or "hcontainer", eId=clause.anchor)
        if name is None:
            element.set("name", clause.level)
        at = clause.start
        if clause.label and self._text.startswith(clause.label, at):
            add(element, "num", clause.label)
            at += len(clause.label)
        own = node.within[0].clause.start if node.within else clause.end
        if clause.level in _HEADED:
            line = self._text.find("\n", at, own)
            heading = own if line < 0 else line
            if self._text[at:heading].strip():
                add(element, "heading", self._text[at:heading].strip())
            at = heading
        if not node.within:
            self.paragraphs(add(element, "content"), at, clause.end)
            return
        if self._text[at:own].strip():
            self.paragraphs(add(element, "intro"), at, own)
        self.children(element, node.within, own, clause.end)

    def paragraphs(self, parent: Element, start: int, end: int) -> None:
        """``text[start:end]`` as a ``p`` a line; an empty ``p`` when nothing stands there."""
        for first, last in _lines(self._text, start, end):
            marks = [mark for mark in self._marks if first <= mark.start < mark.end <= last]
            add_marked(add(parent, "p"), self._text, first, last, marks)
        if not len(parent):
            add(parent, "p")


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each line of ``text[start:end]`` that holds something, blanks at its ends left out."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            yield first, first + len(line.strip())
        start = stop + 1
