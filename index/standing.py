"""What the law says of a notice on a given day: in force, amended, repealed …, and because of which other notices.

It follows from the relations that notices state about each other (`archive.notice_records.Relation`) and from their
days of effect; nothing is stored. A relation works from the day it names, else from when its own notice takes effect.
What cannot be true at once is told as a contradiction, never settled silently.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive.notice_records import Relation
from archive.statements import Statement
from index.numbers import number_key
from index.targets import Act, Targets
from index.titles import title_key


class Status(StrEnum):
    """How a notice stands on a day. `UNKNOWN`: it has no date, and nothing ended it."""

    NOT_YET = "not_yet_in_force"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    PARTLY_REPEALED = "partly_repealed"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REPEALED = "repealed"
    UNKNOWN = "unknown"


_DOES = {
    "repeals": Status.REPEALED,
    "replaces": Status.REPEALED,
    "expires": Status.EXPIRED,
    "suspends": Status.SUSPENDED,
    "repeals_in_part": Status.PARTLY_REPEALED,
    "amends": Status.AMENDED,
}
_HEAVIEST_FIRST = (
    Status.REPEALED, Status.EXPIRED, Status.SUSPENDED, Status.PARTLY_REPEALED, Status.AMENDED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effect:
    """`source` does `kind` to a notice from `day` on (None: unknown since when); `scope` is empty for the whole."""

    kind: str
    scope: str
    source: str
    day: dt.date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The status on a day, and the effects that made it so, heaviest first."""

    status: Status
    because: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What two notices say of each other that cannot both hold. `code` is stable."""

    code: str
    notices: tuple[str, str]


def act_of(notice: Statement) -> Act:
    """The part of a notice that decides about others and itself."""
    return Act(
        notice.id,
        tuple(
            dict.fromkeys(
                key
                for printed in (notice.doc_number, notice.doc_number_printed)
                if (key := number_key(printed))
            )
        ),
        notice.effective_date or notice.date,
        notice.expiry_date,
        tuple(relation for relation in notice.relations if relation.kind in _DOES),
        title_key(notice.title),
    )


class Standings:
    """The relations of many notices, ready to be asked. Building takes time linear in notices and relations."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self._acts: Mapping[str, Act] = {act.id: act for act in acts}
        targets = Targets(self._acts.values())
        effects: dict[str, list[Effect]] = defaultdict(list)
        self.unresolved: list[tuple[str, Relation]] = []
        """Relations whose target is not held: they take effect by themselves when it arrives."""
        for act in self._acts.values():
            for relation in act.relations:
                meant = targets.meant(relation, act)
                if not meant:
                    self.unresolved.append((act.id, relation))
                for target in meant:
                    effects[target].append(
                        Effect(relation.kind, relation.scope, act.id, _day(relation, act), relation.evidence)
                    )
        self._effects = dict(effects)

    def on(self, notice_id: str, day: dt.date) -> Standing:
        """How the notice stands on `day`. Raises KeyError for a notice that is not among those given."""
        begin, last = self._acts[notice_id].day, self._acts[notice_id].last
        if begin is not None and day < begin:
            return Standing(Status.NOT_YET)
        working = [e for e in self.effects(notice_id) if e.day is None or e.day <= day]
        ranked = tuple(sorted(working, key=lambda effect: _HEAVIEST_FIRST.index(_DOES[effect.kind])))
        heaviest = _DOES[ranked[0].kind] if ranked else None
        if last is not None and day > last and heaviest is not Status.REPEALED:
            return Standing(Status.EXPIRED, ranked)
        if heaviest is not None:
            return Standing(heaviest, ranked)
        return Standing(Status.IN_FORCE if begin is not None else Status.UNKNOWN)

    def effects(self, notice_id: str) -> Sequence[Effect]:
        """What other notices do to this one, in the order they were given."""
        return self._effects.get(notice_id, ())

    def contradictions(self) -> list[Contradiction]:
        """Two notices that end each other; one that acts on a notice younger than itself, or already ended."""
        found: list[Contradiction] = []
        for target, effects in self._effects.items():
            begin = self._acts[target].day
            ends = [e for e in effects if _DOES[e.kind] in (Status.REPEALED, Status.EXPIRED)]
            for effect in effects:
                if effect.day is not None and begin is not None and effect.day < begin:
                    found.append(Contradiction("acts-on-a-younger-notice", (effect.source, target)))
                elif any(
                    e.day and effect.day and e.day < effect.day and e.source != effect.source for e in ends
                ):
                    found.append(Contradiction("acts-on-an-ended-notice", (effect.source, target)))
            for end in ends:
                if end.source < target and any(
                    e.source == target and _DOES[e.kind] in (Status.REPEALED, Status.EXPIRED)
                    for e in self.effects(end.source)
                ):
                    found.append(Contradiction("end-each-other", (end.source, target)))
        return found


def _day(relation: Relation, act: Act) -> dt.date | None:
    return dt.date.fromisoformat(relation.date) if relation.date else act.day
