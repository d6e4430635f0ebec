"""Parts of an instrument that another one speaks of: 附件2、4、8、9, 第五条第二款, 第三条及附件.

The printed words stay the scope; `scope_parts` gives the same as anchors, one a part, in the form of the anchors of
clauses (`ocr.grammar.clauses`): ``art_5__para_2``, ``att_2``; as cited, so that an item whose 款 is not named has none
(``art_3__item_2``), and 第五条之一 is ``art_5-1``.
"""

from __future__ import annotations

import re

from ocr.grammar.numerals import parse_numeral

NUMERALS = "0-9０-９〇零一二三四五六七八九十百"
_N = NUMERALS
_JOIN = r"(?:[、，,和及与與至]|以及|到|[-—－~～])"
_CLAUSE = (
    rf"第[{_N}]{{1,6}}[编編章节節条條](?:之[{_N}]{{1,2}})?(?:第?[（(]?[{_N}]{{1,4}}[)）]?[款项項目]){{0,3}}"
)
_SHORT = rf"第?[（(]?[{_N}]{{1,5}}[)）]?[条條款项項]"
_ATTACHMENT = rf"附件[{_N}]{{0,3}}"
_ITEM = rf"(?:{_CLAUSE}|{_ATTACHMENT}|{_SHORT}|[{_N}]{{1,3}}(?![{_N}年月日号號]))"
_SEVERAL = rf"第[{_N}]{{1,5}}(?:[、，,][{_N}]{{1,5}}){{1,10}}[条條款项項]"
SCOPE = re.compile(
    rf"(?:{_CLAUSE}|{_ATTACHMENT}|{_SEVERAL}|第[{_N}]{{1,4}}[款项項])(?:{_JOIN}{_ITEM}){{0,30}}"
)
"""A run of parts, as printed."""

_PIECE = re.compile(
    rf"(?P<join>至|到|[-—－~～])?(?:(?P<attachment>附件)(?P<count>[{_N}]{{0,3}})"
    rf"|第?[（(]?(?P<number>[{_N}]{{1,6}})[)）]?(?P<unit>[编編章节節条條款项項目]?)(?:之(?P<inserted>[{_N}]{{1,2}}))?)"
)
_NAMES = {
    "编": "part", "編": "part", "章": "chp", "节": "sec", "節": "sec", "条": "art", "條": "art",
    "款": "para", "项": "item", "項": "item", "目": "point",
}  # fmt: skip
_RANK = {"part": 0, "chp": 1, "sec": 2, "art": 3, "para": 4, "item": 5, "point": 6}
_MOST = 60


def scope_parts(printed: str) -> tuple[str, ...]:
    """The parts that `printed` begins with, in order without repeats; ``()`` for the whole or for what is only words.

    A range (第三条至第六条) gives every part in it. Never more than 60 parts.
    """
    match = SCOPE.match(printed)
    if match is None:
        return ()
    found: list[str] = []
    path: list[tuple[str, str]] = []
    pieces = list(_PIECE.finditer(printed, match.start(), match.end()))
    last = next((_NAMES[piece["unit"]] for piece in pieces if piece["unit"]), "")
    at = match.start()
    for piece in pieces:
        within = bool(path) and piece.start() == at and not piece["join"]
        at = piece.end()
        name, count = _part(piece, last)
        if not name:
            continue
        last = name
        above = (
            [] if name in ("art", "att") else [p for p in path if p[0] in _RANK and _RANK[p[0]] < _RANK[name]]
        )
        if within and found and above:
            found.pop()
        if piece["join"] and found:
            first = _last_number(found[-1])
            until = min(int(count) if count.isdigit() else 0, first + _MOST)
            found += [_anchor([*above, (name, str(n))]) for n in range(first + 1, until)]
        path = [*above, (name, count)]
        found.append(_anchor(path))
    return tuple(dict.fromkeys(found))[:_MOST]


def _part(piece: re.Match[str], last: str) -> tuple[str, str]:
    """Name and number of a piece; a bare number takes the name of the piece before it. ``("", "")`` if unreadable."""
    try:
        if piece["attachment"]:
            return "att", str(parse_numeral(piece["count"])) if piece["count"] else ""
        name = _NAMES[piece["unit"]] if piece["unit"] else last
        inserted = f"-{parse_numeral(piece['inserted'])}" if piece["inserted"] else ""
        return name, f"{parse_numeral(piece['number'])}{inserted}"
    except ValueError:
        return "", ""


def _anchor(path: list[tuple[str, str]]) -> str:
    return "__".join(f"{name}_{count}" if count else name for name, count in path)


def _last_number(anchor: str) -> int:
    tail = anchor.rsplit("_", 1)[-1]
    return int(tail) if tail.isdigit() else 0
