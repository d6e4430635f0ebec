"""Lists of instruments that a notice ends in its text: 下列文件予以废止：一、…二、….

Each item is an instrument with its own number or title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ocr.cut.acts.act_days import act_day
from ocr.cut.acts.mention import INSTRUMENT, Mention
from ocr.cut.acts.mentions import mark
from ocr.grammar.scopes import SCOPE, scope_parts
from ocr.section import Relation

ENDED = {
    "废止": "repeals", "廢止": "repeals", "作废": "repeals", "失效": "expires", "停止执行": "suspends",
    "修改": "amends",
}  # fmt: skip
VERB = "|".join(ENDED)
_LISTED = (
    r"(?:下列|以下|如下|左列)(?:[0-9一二三四五六七八九十百]{1,4}[件项個个部份])?[^。，：:\n]{0,12}?"
    r"(?:文件|公告|通告|通知|规定|规章|規章|令|办法|辦法|决定|函|标准)"
)
_HEAD = re.compile(
    rf"{_LISTED}[^。：:\n]{{0,40}}?(?P<verb>{VERB})[^。：:\n]{{0,60}}[：:]"
    rf"|(?P<before>{VERB})(?:的)?{_LISTED}[^。：:\n]{{0,60}}[：:]"
)
_ENUMERATED = re.compile(
    r"[ \u3000]*(?:[一二三四五六七八九十百]{1,4}[、．.]|[（(][一二三四五六七八九十0-9]{1,3}[)）]"
    r"|[0-9]{1,3}[.．、](?![0-9])|[①-⑳])?[ \u3000]*"
)
PIECE = re.compile(r"[^；;。\n]+")
_PLAIN = re.compile(
    r"[^，。；：]{0,20}关于[^。；]{2,160}?的(?:通知|公告|通告|决定|函|批复|规定|办法|意见|复函|紧急通知|补充通知)"
)
_LONGEST_ITEM = 400
_LONGEST_ISSUER = 24
_SAYS = re.compile("^(?!.*关于).*(?:[，：]|应当|按照|依照|根据|可以|必须|不得|企业)")
"""A sentence, not who issued the item: 企业应当按照…."""


@dataclass(frozen=True, slots=True)
class BodyList:
    """The items ``text[start:end]`` of a list, and the sentence before them that says what becomes of them."""

    kind: str
    head: str
    start: int
    end: int


def body_lists(text: str, issuer: str) -> list[BodyList]:
    """The lists in a text: a head (下列文件予以废止：) and the items behind it."""
    found: list[BodyList] = []
    for head in _HEAD.finditer(text):
        if found and head.start() < found[-1].end:
            continue
        end = head.end()
        for piece in PIECE.finditer(text, head.end()):
            if piece.group().strip() and not any(_items(piece.group(), issuer)):
                break
            end = piece.end()
        if end > head.end():
            kind = ENDED[head["verb"] or head["before"]]
            before = max(text.rfind(mark, 0, head.start()) for mark in "。\n")
            found.append(BodyList(kind, text[before + 1 : head.end()], head.end(), end))
    return found


def body_list_relations(
    text: str, listed: BodyList, own: str, issuer: str, signed: date | None
) -> Iterator[Relation]:
    """What the items of a list in the text become."""
    day = head_day(listed.head, issuer, signed)
    for piece in PIECE.finditer(text, listed.start, listed.end):
        yield from item_relations(piece.group(), listed.kind, own, issuer, day)


def item_relations(piece: str, kind: str, own: str, issuer: str, day: date | None) -> Iterator[Relation]:
    printed = piece.strip(" \u3000\t")
    for target, scope in _items(printed, issuer):
        if target != own:
            yield relation(kind, target, scope, printed, day)


def relation(kind: str, target: str, scope: str, evidence: str, day: date | None) -> Relation:
    stated = "repeals_in_part" if kind == "repeals" and scope else kind
    return Relation(stated, target, scope, evidence, day, scope_parts(scope))


def _items(piece: str, issuer: str) -> list[tuple[str, str]]:
    """Target and scope of the instrument that an item names, by number, else by title; ``[]`` if it names none."""
    printed = piece.strip(" \u3000\t")
    if len(printed) > _LONGEST_ITEM:
        return []
    start = _ENUMERATED.match(printed)
    body = printed[start.end() :] if start else printed
    marked = mark(body, issuer, {})
    found = next((m for m in marked.mentions.values() if m.numbered), None)
    first = next(iter(marked.mentions.values()), None)
    if found is None and (first is None or first.start) and (plain := _PLAIN.match(body)):
        return [(plain.group(), "")]
    target = found or first
    before = body[: first.start] if first else ""
    if target is None or _SAYS.search(before) or (found is None and target.start > _LONGEST_ISSUER):
        return []
    if not target.numbered and not INSTRUMENT.search(target.target):
        return []
    return [(target.target, _scope(body, target))]


def _scope(body: str, target: Mention) -> str:
    inner = SCOPE.match(target.inner)
    behind = SCOPE.match(body, target.end + len(re.match(r"[）)》的中 \u3000]*", body[target.end :]).group()))  # type: ignore[union-attr]
    return behind.group() if behind else inner.group() if inner else ""


def head_day(head: str, issuer: str, signed: date | None) -> date | None:
    marked = mark(head, issuer, {})
    return act_day(marked, [(0, len(marked.text))], signed)
