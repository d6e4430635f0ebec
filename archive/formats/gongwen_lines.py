"""Lines of a notice's text that are not of its matter: 抄送, 印发, 附注 … as GB/T 9704-2012 sets them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LABELLED = {
    "份号": re.compile(r"份\s*号\s*[：:]\s*(.+)"),
    "签发人": re.compile(r"签\s*发\s*人\s*[：:]\s*(.+)"),
    "抄送机关": re.compile(r"[抄分]\s*送\s*[：:]\s*(.+?)[。.]?"),
}
_SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★.{0,8})?")
_URGENCY = re.compile(r"特急|加急|特提|平急")
_ISSUED = re.compile(
    r"(?P<office>\S*?[厅室局署司处部])?\s*(?P<day>(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{2,7}日)\s*印发"
)
_NOTE = re.compile(r"[（(](此件.+?)[)）]")
_LEVEL = re.compile(r"发至[^，,、。；]+|公开发布|登报")
_ATTACHED = re.compile(r"附\s*件\s*[0-9一二三四五六七八九十]{0,3}\s*[：:]\s*(.*)")
_ITEM = re.compile(r"[0-9０-９]{1,2}\s*[．.、]\s*\S")


def imprint(text: str) -> Mapping[str, tuple[str, ...]]:
    """What the lines of `text` (paragraphs by newline) give, by name of the element of GB/T 33480."""
    found: dict[str, list[str]] = {}
    for line in (line.strip(" \u3000") for line in text.split("\n")):
        for name, form in _LABELLED.items():
            if labelled := form.fullmatch(line):
                found.setdefault(name, []).append(labelled[1].strip())
        if _SECRECY.fullmatch(line):
            found.setdefault("密级和保密期限", []).append(line)
        if _URGENCY.fullmatch(line):
            found.setdefault("紧急程度", []).append(line)
        if issued := _ISSUED.fullmatch(line):
            if issued["office"]:
                found.setdefault("印发机关", []).append(issued["office"])
            found.setdefault("印发日期", []).append(issued["day"])
        if note := _NOTE.fullmatch(line):
            found.setdefault("附注", []).append(note[1])
            if level := _LEVEL.search(note[1]):
                found.setdefault("发布层次", []).append(level[0])
    attached = attachment_list(text)
    if attached:
        found["附件说明"] = attached
    return {name: tuple(values) for name, values in found.items()}


def attachment_list(text: str) -> list[str]:
    """The 附件说明: the items of the list 附件：1．… 2．… that ends `text`; empty when it ends in none."""
    lines = [line.strip(" \u3000") for line in text.split("\n")]
    for start, line in enumerate(lines):
        first = _ATTACHED.fullmatch(line)
        if first is None:
            continue
        rest = [item for item in lines[start + 1 :] if item]
        if all(_ITEM.match(item) or _ATTACHED.fullmatch(item) for item in rest):
            named = (_ATTACHED.fullmatch(item) for item in rest)
            items = [first[1], *(name[1] if name else item for name, item in zip(named, rest, strict=True))]
            return [item for item in items if item]
    return []
