"""Relations read from real notices against a list made by hand.

``real_relations.json`` holds for 100 notices of 2001 to 2024, chosen by `bench.real_records.choose` (70 that may act
on others, 30 of the rest, evenly spaced by date), what each says of others: kind, target, scope and day. It was made
by reading every text, with these rules: a statement of what another act did (已…停止执行) and one that only yields to
this notice (不一致的，以本公告为准) are none; the lifting of a ban that a notice imposed is a repeal in part; a basis
counts when it has a number; a scope in words is given by its last words. `doubtful` lists what two readers might judge
differently: it counts neither way. The entries with an even place in the list (from 0) were looked at while rules were
written, the odd ones were not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.real_records import RealNotice
from bench.shares import NONE_SEEN, Share
from index.fold import fold
from index.numbers import number_key
from ocr.section import Relation

TRUTH = Path(__file__).with_name("real_relations.json")

Told = Mapping[str, str]
"""A relation of the list: kind, target, scope, date."""


@dataclass(slots=True)
class RelationScores:
    """By kind: right of those read, right of the true ones. `exact`: of the right ones, scope and day right too."""

    precision: dict[str, Share] = field(default_factory=dict)
    recall: dict[str, Share] = field(default_factory=dict)
    exact: Share = NONE_SEEN
    wrong: list[str] = field(default_factory=list)


def true_relations(notices: Iterable[RealNotice]) -> list[tuple[RealNotice, Sequence[Told], Sequence[Told]]]:
    """The notices of the list with their relations and the doubtful ones. Raises KeyError when one is not there."""
    known = {(n.file, n.record): n for n in notices}
    return [
        (known[e["file"], str(e["record"])], e["relations"], e.get("doubtful", []))
        for e in json.loads(TRUTH.read_text(encoding="utf-8"))
    ]


def compare(
    name: str,
    true: Sequence[Told],
    doubtful: Sequence[Told],
    read: Sequence[Relation],
    scores: RelationScores,
) -> None:
    """Add one notice to `scores`. A pair matches by kind and target; a target by number, else by its folded title."""
    left = list(true)
    for relation in read:
        match = next((t for t in left if _same(t, relation)), None)
        if match is None and any(_same(t, relation) for t in doubtful):
            continue
        _count(scores.precision, relation.kind, match is not None)
        if match is None:
            scores.wrong.append(
                f"{name}: not in the text: {relation.kind} {relation.target} {relation.scope}"
            )
            continue
        left.remove(match)
        _count(scores.recall, relation.kind, True)
        day = relation.date.isoformat() if relation.date else ""
        wanted, got = fold(match["scope"]), fold(relation.scope)
        good = got.endswith(wanted) if wanted else not got
        scores.exact += Share(int(good and day == match["date"]), 1)
        if not good or day != match["date"]:
            wrong = f"scope {match['scope']!r} → {relation.scope!r}, day {match['date']!r} → {day!r}"
            scores.wrong.append(f"{name}: {relation.target}: {wrong}")
    for missed in left:
        _count(scores.recall, missed["kind"], False)
        scores.wrong.append(f"{name}: missed: {missed['kind']} {missed['target']} {missed['scope']}")


def same_target(one: str, other: str) -> bool:
    """Do two targets, numbers or titles, name one instrument?"""
    key, second = number_key(one), number_key(other)
    if key is None or second is None:
        return key is second and fold(one) == fold(other)
    return key.meets(second)


def _same(told: Told, relation: Relation) -> bool:
    return told["kind"] == relation.kind and same_target(told["target"], relation.target)


def _count(shares: dict[str, Share], kind: str, right: bool) -> None:
    for name in (kind, "all"):
        shares[name] = shares.get(name, NONE_SEEN) + Share(int(right), 1)


def kinds(scores: RelationScores) -> list[str]:
    """The kinds that occur, most frequent first, and ``all``."""
    seen = Counter({kind: share.total for kind, share in scores.recall.items() if kind != "all"})
    seen.update({kind: 0 for kind in scores.precision if kind != "all"})
    return [*(kind for kind, _ in seen.most_common()), "all"]
