"""A name that was not read letter for letter: which authority's is it?

Only for print that is a name and nothing else (masthead, signature). The name is that of the one authority to which
the print is plainly nearest; where two come into question, or an edit would have to be guessed, it is nobody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ocr.grammar.issuers.authority import AuthorityKind
from ocr.grammar.issuers.authority_names import AuthorityFile
from ocr.grammar.issuers.worn_cost import LIGHT, NEVER, Doubts, WornName, allowed, cost_of, edits_between

_MARGIN = 0.5
"""Any other authority must be at least so much further."""


@lru_cache(maxsize=8)
def _all_names(file: AuthorityFile) -> tuple[tuple[WornName, ...], Mapping[str, Sequence[int]]]:
    """The names long enough to be told when worn, and by character those that hold it."""
    found: dict[str, WornName] = {}
    for body in file.by_id.values():
        fixed = body.kind in (AuthorityKind.REGIONAL, AuthorityKind.HOUSE)
        for spelling in body.printed:
            if len(spelling) >= 3:
                before = found.get(spelling)
                found[spelling] = WornName(
                    spelling,
                    (before.bodies if before else frozenset()) | {body.id},
                    fixed,
                    spelling in (body.name, body.traditional),
                    max(1, len(set(spelling)) - int(allowed(spelling))),
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
    near = [(cost, name) for name in named if (cost := cost_of(text, name, doubts)) < NEVER]
    near.sort(key=lambda item: (item[0], not item[1].official))
    if not near or near[0][0] > allowed(near[0][1].spelling):
        return None
    best, chosen = near[0]
    others = [name for name in named if not name.bodies & chosen.bodies]
    if any(cost < best + _MARGIN for cost, name in near[1:] if name in others):
        return None
    edits = edits_between(text, chosen.spelling, doubts)
    rivals = (name for name in others if edits_between(text, name.spelling, doubts) <= edits)
    light = best <= edits * LIGHT
    if any(name.fixed or (not light and len(name.spelling) != len(text)) for name in rivals):
        return None
    return chosen.spelling


def _candidates(text: str, file: AuthorityFile, doubts: Doubts) -> list[WornName]:
    """Names of about this length that share most of their characters with the print."""
    names, holders = _all_names(file)
    marks = set(text).union(*doubts.values())
    shared = Counter(at for mark in marks for at in holders.get(mark, ()))
    near = (names[at] for at, count in shared.items() if count >= names[at].least_shared)
    return [name for name in near if abs(len(name.spelling) - len(text)) <= 2]
