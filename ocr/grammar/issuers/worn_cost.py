"""What it takes to read a name in worn print, in edits that print and reader make; and how much of it a name bears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ocr.grammar.issuers.lookalikes import alike

_ENDINGS = "部署局会會委行院室关關處处司厅廳长長科组組办辦令府编編印制製发發函"
"""What offices end in: a name with another of these behind it is another office's (海关总署办公厅)."""
_WORDS_BEFORE = "原驻駐各本我省市区區县縣国國按凭憑据據依由经經是对對向与與和及或受为為在将將报報经持请請令"
"""What may stand before a name in running text: no trace of a seal."""
LIGHT, _LOST, _EXTRA, _GUESSED = 1.0, 1.6, 1.6, 2.0
NEVER = 99.0
_OWN = ("海关总署", "海關總署")
"""Whose gazette it is: known though one of its characters, not the last, is quite another, or two are worn."""
_LONG = 10
"""From so many characters on a name is known though one of them is quite another."""

UNSURE = "\ufffd"
"""Among what else may stand at a place: anything."""
Doubts = Mapping[int, frozenset[str]]
"""By index, what else the reader says may stand there."""


@dataclass(frozen=True, slots=True)
class WornName:
    """A name to look for: its spelling, and the ids of the bodies that are or were called so."""

    spelling: str
    bodies: frozenset[str]
    fixed: bool
    """One of a family whose names differ in a character (天津海关, 大连海关): only look-alikes are mended."""
    official: bool
    least_shared: int
    """So many different characters of it are in any print that bears its cost."""


def allowed(spelling: str) -> float:
    """The cost that a name bears: one character in four, and never two lost ones, without which
    国家食品药品监督管理局 is another name."""
    length = len(spelling)
    if spelling in _OWN:
        return 2.0
    return 1.0 if length == 3 else 1.6 if length < 8 else 2.6 if length < 12 else 3.0


def cost_of(text: str, name: WornName, doubts: Doubts) -> float:
    """What it takes to read `name` in `text`; `NEVER` when something would have to be guessed."""
    spelling = name.spelling
    length = len(spelling)
    # What lost its last character may be no office at all: 动植物检疫, 对外贸易. (轻)工业部 may be another's.
    mends_loss = length >= 6 or (name.official and length == 5) or spelling in _OWN
    lost = _LOST if mends_loss and not name.fixed else NEVER
    row = [min(NEVER, at * lost) for at in range(length + 1)]
    for i, mark in enumerate(text):
        extra = _extra(text, i, name)
        following = [row[0] + (extra if i == 0 else NEVER)]
        for j, wanted in enumerate(spelling):
            behind = j + 1 == length
            following.append(
                min(
                    row[j] + _changed(mark, wanted, doubts.get(i, frozenset()), name, behind),
                    following[j] + (NEVER if behind else lost),
                    row[j + 1] + (extra if behind else NEVER),
                )
            )
        row = following
    return min(row[-1], NEVER)


def _changed(mark: str, wanted: str, others: frozenset[str], name: WornName, last: bool) -> float:
    if mark == wanted or wanted in others:
        return 0.0
    if alike(mark, wanted) or not "\u3400" <= mark <= "\u9fff":
        return LIGHT
    if name.fixed:
        return NEVER
    if UNSURE in others or (last and mark not in _ENDINGS):  # no office ends so
        return _LOST
    if name.spelling in _OWN and not last:
        return _LOST
    return _GUESSED if len(name.spelling) >= _LONG else NEVER


def _extra(text: str, at: int, name: WornName) -> float:
    """The cost of a character before or after the name: what a seal or a rule left."""
    mark = text[at]
    if name.fixed or not name.official or len(name.spelling) < 4:
        return NEVER
    if at == 0:
        return NEVER if mark in _WORDS_BEFORE else _EXTRA
    return NEVER if mark in _ENDINGS or at < len(text) - 1 else _EXTRA


def nearest_of(text: str, names: Sequence[str], most: int) -> str | None:
    """The one of `names` that differs from `text` in the fewest characters, capitals aside, and in at most `most`;
    None when there are two such."""
    ranked = sorted(
        (edits_between(text.lower(), name.lower(), {}), name)
        for name in names
        if abs(len(name) - len(text)) <= most
    )
    if not ranked or ranked[0][0] > most or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


def edits_between(text: str, spelling: str, doubts: Doubts) -> int:
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
