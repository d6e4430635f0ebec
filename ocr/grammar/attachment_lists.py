"""The list of attachments before a signature (附件：1.税率表 2.填制规范): what a notice announces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ocr.grammar.numerals import parse_numeral

_S = r"[ \t\u3000\xa0]{0,4}"
_N = "0-9０-９一二三四五六七八九十"
_HEAD = re.compile(
    rf"附{_S}(?:[件錄录表]{_S})?(?P<number>[{_N}]{{0,2}}){_S}[：:]{_S}(?=\S|\n|$)"
    rf"|附{_S}[件錄录表]{_S}(?:[．.、]{_S}|(?=[{_N}]{{1,2}}[．.、]))"
    rf"|(?:Enclosures?|Appendices|Appendix|Annex(?:es)?)(?P<latin>{_S}(?:[0-9]{{1,2}})?){_S}[:.]{_S}"
)
_MARK = re.compile(
    rf"(?:^|(?<=\n))[（(]?(?P<first>[{_N}]{{1,3}}){_S}[)）．.、]{_S}"
    rf"|[（(]?(?P<number>[{_N}]{{1,3}}){_S}[)）．.、]{_S}(?![0-9０-９])"
)
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|tiff?|wps|zip|rar|jpe?g|et|ceb)(?![A-Za-z])", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"[（(][^（()）]{0,12}(?:略|另发|另發|另印|另附|另行|单行|網站|网站|下载)[^（()）]{0,12}[)）]"
)
_EXTENT = re.compile(r"[（(]共?[0-9０-９一二三四五六七八九十]{1,4}[页頁份件张張][)）]")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Announced:
    """An entry of the list: its number (0 when it has none) and its title; `printed` False where the list itself says
    that it is not printed here (略, 另发).
    """

    number: int
    title: str
    printed: bool = True


def announced(text: str) -> tuple[Announced, ...]:
    """The entries of the list that ends `text` (paragraphs by newline); ``()`` when there is none.

    A list is a paragraph that opens with 附件： (附件1., 附：) and the numbered paragraphs after it.
    """
    paragraphs = text.split("\n")
    first = next(
        (
            i
            for i in range(len(paragraphs) - 1, -1, -1)
            if (head := _HEAD.match(paragraphs[i].lstrip())) and not _numbered(head)
        ),
        None,
    )
    if first is None:
        return tuple(_labelled(paragraphs))
    lead = paragraphs[first].lstrip()
    head = _HEAD.match(lead)
    body = [lead[head.end() :] if head else lead]
    for paragraph in paragraphs[first + 1 :]:
        if not _MARK.match(paragraph.strip()) or len(paragraph) > _LONGEST:
            break
        body.append(paragraph)
    return tuple(_entries(_FILE.sub("\n", "\n".join(body)).strip()))


def _numbered(head: re.Match[str]) -> bool:
    return bool(head["number"] or (head["latin"] or "").strip())


def _labelled(paragraphs: list[str]) -> Iterator[Announced]:
    """附件1：税率表 / 附件2：填制规范, a paragraph each, at the end of the text."""
    found = []
    for paragraph in reversed(paragraphs):
        match = _HEAD.match(paragraph.lstrip())
        if match is None or not _numbered(match) or len(paragraph) > _LONGEST:
            break
        number = (match["number"] or match["latin"] or "").strip()
        found.append(_entry(parse_numeral(number), paragraph.lstrip()[match.end() :]))
    yield from reversed(found)


def _entries(body: str) -> Iterator[Announced]:
    first = _MARK.match(body)
    if first is None or _value(first) != 1:
        title = body.split("\n", 1)[0]
        if 0 < len(title) <= _LONGEST:
            yield _entry(0, title)
        return
    number, at = 1, first.end()
    for mark in _MARK.finditer(body, at):
        if _value(mark) == number + 1 and not _within(body, mark.start()):
            yield _entry(number, body[at : mark.start()])
            number, at = number + 1, mark.end()
    yield _entry(number, body[at:].split("\n", 1)[0])


def _within(body: str, at: int) -> bool:
    """Does a mark stand within a number or a name in brackets rather than before an entry?"""
    lead = body[:at].rsplit("\n", 1)[-1].rstrip(" \t\u3000\xa0")
    return lead.count("《") > lead.count("》") or (
        bool(lead) and (lead[-1].isdigit() or lead[-1] in "第至、（(")
    )


def _entry(number: int, title: str) -> Announced:
    bare = _EXTENT.sub("", title.replace("\n", "")).strip(" \t\u3000\xa0。；;，,")
    elsewhere = _ELSEWHERE.search(bare)
    name = _ELSEWHERE.sub("", bare).strip()
    return Announced(number, name, elsewhere is None and name not in ("略", "無", "无"))


def _value(mark: re.Match[str]) -> int:
    try:
        return parse_numeral(mark["first"] or mark["number"])
    except ValueError:
        return 0
