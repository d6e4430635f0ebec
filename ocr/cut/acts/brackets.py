"""Runs of print in brackets: titles 《…》, remarks （…）, quotations “…”."""

from __future__ import annotations

from dataclasses import dataclass

_PAIRS = {"《": "》", "（": "）", "(": ")", "“": "”"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()} | {")": "(", "）": "（"}
_LIKE = {"(": "（"}
_LONGEST = {"《": 300, "（": 400, "“": 4000}


@dataclass(frozen=True, slots=True)
class Group:
    """``text[start:end]`` with its brackets; `kind` is the opening bracket 《, （ or “."""

    kind: str
    start: int
    end: int


def groups(text: str) -> list[Group]:
    """The outermost bracketed runs of each kind that are closed, in order. A bracket left open opens nothing.

    Round brackets match whether full or half width: both are mixed in print. Titles within quotations are not given:
    what is quoted is no statement of the text.
    """
    open_at: dict[str, list[int]] = {"《": [], "（": [], "“": []}
    found: list[Group] = []
    for at, sign in enumerate(text):
        opening = _LIKE.get(sign, sign)
        if opening in open_at and sign in _PAIRS:
            open_at[opening].append(at)
        elif sign in _CLOSING:
            kind = _LIKE.get(_CLOSING[sign], _CLOSING[sign])
            if open_at[kind]:
                start = open_at[kind].pop()
                if at - start < _LONGEST[kind]:
                    found.append(Group(kind, start, at + 1))
    return _outermost(found)


def _outermost(found: list[Group]) -> list[Group]:
    """Those in no other: a quotation hides titles and remarks, a title what is in it."""
    kept: list[Group] = []
    for group in sorted(found, key=lambda g: (g.start, -g.end)):
        if not kept or group.start >= kept[-1].end or _holds(kept[-1], group):
            kept.append(group)
    return kept


def _holds(outer: Group, inner: Group) -> bool:
    """A remark keeps the titles in it apart, for they may be cited there; all others hide what they hold."""
    return outer.kind == "（" and inner.kind == "《" and inner.start >= outer.start
