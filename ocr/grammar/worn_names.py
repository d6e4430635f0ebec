"""A name that was not read letter for letter: which authority's is it?

Only for print that is a name and nothing else (masthead, signature). The name is that of the one authority to which
the print is plainly nearest; where two come into question, or an edit would have to be guessed, it is nobody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ocr.grammar.authorities import AuthorityFile
from ocr.grammar.authority import AuthorityKind
from ocr.grammar.lookalikes import alike

_ENDINGS = "部署局会會委行院室关關處处司厅廳长長科组組办辦令府编編印制製发發函"
"""What offices end in: a name with another of these behind it is another office's (海关总署办公厅)."""
_WORDS_BEFORE = "原驻駐各本我省市区區县縣国國按凭憑据據依由经經是对對向与與和及或受为為在将將报報经持请請令"
"""What may stand before a name in running text: no trace of a seal."""
_LIGHT, _LOST, _EXTRA, _GUESSED = 1.0, 1.6, 1.6, 2.0
_NEVER = 99.0
_LONG = 10
"""From so many characters on a name is known though one of them is quite another."""
_MARGIN = 0.5
"""Any other authority must be at least so much further."""

UNSURE = "\ufffd"
"""Among what else may stand at a place: anything."""
Doubts = Mapping[int, frozenset[str]]
"""By index, what else the reader says may stand there."""


@dataclass(frozen=True, slots=True)
class _Name:
    spelling: str
    bodies: frozenset[str]
    fixed: bool
    """One of a family whose names differ in a character (天津海关, 大连海关): only look-alikes are mended."""
    official: bool
    least_shared: int
    """So many different characters of it are in any print that bears its cost."""


@lru_cache(maxsize=8)
def _all_names(file: AuthorityFile) -> tuple[tuple[_Name, ...], Mapping[str, Sequence[int]]]:
    """The names long enough to be told when worn, and by character those that hold it."""
    found: dict[str, _Name] = {}
    for body in file.by_id.values():
        fixed = body.kind in (AuthorityKind.REGIONAL, AuthorityKind.HOUSE)
        for spelling in body.printed:
            if len(spelling) >= 3:
                before = found.get(spelling)
                found[spelling] = _Name(
                    spelling,
                    (before.bodies if before else frozenset()) | {body.id},
                    fixed,
                    spelling in (body.name, body.traditional),
                    max(1, len(set(spelling)) - int(_allowed(len(spelling)))),
                )
    names = tuple(found.values())
    holders: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        for mark in set(name.spelling):
            holders.setdefault(mark, []).append(at)
    return names, holders


def nearest_name(text: str, file: AuthorityFile, doubts: Doubts | None = None) -> str | None:
    """The spelling of the one authority that `text`, as a whole, is a worn print of; None if no or two could be.

    `doubts` counts from the start of `text`. Time is that of some ten comparisons.
    """
    if not 2 < len(text) <= 24:
        return None
    doubts = doubts or {}
    named = _candidates(text, file, doubts)
    near = [(cost, name) for name in named if (cost := _cost(text, name, doubts)) < _NEVER]
    near.sort(key=lambda item: (item[0], not item[1].official))
    if not near or near[0][0] > _allowed(len(near[0][1].spelling)):
        return None
    best, chosen = near[0]
    others = [name for name in named if not name.bodies & chosen.bodies]
    if any(cost < best + _MARGIN for cost, name in near[1:] if name in others):
        return None
    edits = _edits(text, chosen.spelling, doubts)
    rivals = (name for name in others if _edits(text, name.spelling, doubts) <= edits)
    light = best <= edits * _LIGHT
    if any(name.fixed or (not light and len(name.spelling) != len(text)) for name in rivals):
        return None
    return chosen.spelling


def _allowed(length: int) -> float:
    """The cost that a name of `length` characters bears: one character in four, and never two lost ones, without which
    国家食品药品监督管理局 is another name."""
    return 1.0 if length == 3 else 1.6 if length < 8 else 2.6 if length < 12 else 3.0


def _candidates(text: str, file: AuthorityFile, doubts: Doubts) -> list[_Name]:
    """Names of about this length that share most of their characters with the print."""
    names, holders = _all_names(file)
    marks = set(text).union(*doubts.values())
    shared = Counter(at for mark in marks for at in holders.get(mark, ()))
    near = (names[at] for at, count in shared.items() if count >= names[at].least_shared)
    return [name for name in near if abs(len(name.spelling) - len(text)) <= 2]


def _cost(text: str, name: _Name, doubts: Doubts) -> float:
    """What it takes to read `name` in `text`; `_NEVER` when something would have to be guessed."""
    spelling = name.spelling
    length = len(spelling)
    # What lost its last character may be no office at all: 动植物检疫, 对外贸易.
    lost = _LOST if ((name.official and length >= 4) or length >= 6) and not name.fixed else _NEVER
    row = [min(_NEVER, at * lost) for at in range(length + 1)]
    for i, mark in enumerate(text):
        extra = _extra(text, i, name)
        following = [row[0] + (extra if i == 0 else _NEVER)]
        for j, wanted in enumerate(spelling):
            behind = j + 1 == length
            following.append(
                min(
                    row[j] + _changed(mark, wanted, doubts.get(i, frozenset()), name, behind),
                    following[j] + (_NEVER if behind else lost),
                    row[j + 1] + (extra if behind else _NEVER),
                )
            )
        row = following
    return min(row[-1], _NEVER)


def _changed(mark: str, wanted: str, others: frozenset[str], name: _Name, last: bool) -> float:
    if mark == wanted or wanted in others:
        return 0.0
    if alike(mark, wanted) or not "\u3400" <= mark <= "\u9fff":
        return _LIGHT
    if name.fixed:
        return _NEVER
    if UNSURE in others or (last and mark not in _ENDINGS):  # no office ends so
        return _LOST
    return _GUESSED if len(name.spelling) >= _LONG else _NEVER


def _extra(text: str, at: int, name: _Name) -> float:
    """The cost of a character before or after the name: what a seal or a rule left."""
    mark = text[at]
    if name.fixed or not name.official or len(name.spelling) < 4:
        return _NEVER
    if at == 0:
        return _NEVER if mark in _WORDS_BEFORE else _EXTRA
    return _NEVER if mark in _ENDINGS or at < len(text) - 1 else _EXTRA


def nearest_of(text: str, names: Sequence[str], most: int) -> str | None:
    """The one of `names` that differs from `text` in the fewest characters, capitals aside, and in at most `most`;
    None when there are two such."""
    ranked = sorted(
        (_edits(text.lower(), name.lower(), {}), name) for name in names if abs(len(name) - len(text)) <= most
    )
    if not ranked or ranked[0][0] > most or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


def _edits(text: str, spelling: str, doubts: Doubts) -> int:
    """Levenshtein's distance, what the reader doubts counted as read."""
    row = list(range(len(spelling) + 1))
    for i, mark in enumerate(text):
        others = doubts.get(i, frozenset())
        following = [i + 1]
        for j, wanted in enumerate(spelling):
            same = mark == wanted or wanted in others
            following.append(min(row[j] + (not same), following[j] + 1, row[j + 1] + 1))
        row = following
    return row[-1]
