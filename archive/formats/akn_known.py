"""What a notice's Akoma Ntoso document says of other notices: the years of running numbers, and who changed it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.formats.akn_iri import cited_iri, unresolved_iri, work_iri
from archive.notice_records import Notice, Relation
from archive.statements import Statement


@dataclass(frozen=True, slots=True)
class Effect:
    """What the notice `source` (its work IRI; `name` its number or title) does to another one from `day` on."""

    source: str
    name: str
    relation: Relation
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Known:
    """`years` of the notices held, by canonical number; `effects` on a notice, by its canonical number or title.

    Both small: numbers and relations, no texts.
    """

    years: Mapping[str, int]
    effects: Mapping[str, Sequence[Effect]]

    def iri(self, target: str) -> str:
        """The IRI of what a notice cites: that of the work when it can be told."""
        return cited_iri(target, self.years.get(target)) or unresolved_iri(target)

    def on(self, notice: Notice) -> tuple[Effect, ...]:
        """What other notices do to this one."""
        own = work_iri(notice.id, notice.doc_number, notice.date)
        names = [name for name in dict.fromkeys((notice.doc_number, notice.title)) if name]
        return tuple(
            effect for name in names for effect in self.effects.get(name, ()) if effect.source != own
        )


NOTHING_KNOWN = Known({}, {})
"""For a notice looked at alone."""


def known(statements: Iterable[Statement]) -> Known:
    """What the notices held say of each other. Targets are matched by their canonical number or exact title."""
    years: dict[str, int] = {}
    effects: dict[str, list[Effect]] = defaultdict(list)
    for statement in statements:
        if statement.doc_number and statement.date:
            years.setdefault(statement.doc_number, statement.date.year)
        source = work_iri(statement.id, statement.doc_number, statement.date)
        name = statement.doc_number or statement.title
        day = statement.effective_date or statement.date
        for relation in statement.relations:
            works_from = dt.date.fromisoformat(relation.date) if relation.date else day
            effects[relation.target].append(Effect(source, name, relation, works_from))
    return Known(years, dict(effects))
