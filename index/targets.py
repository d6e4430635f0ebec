"""Which of the notices held here a relation means: by number, or by a title that only one of them has."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from archive.notice_records import Relation
from index.numbers import NumberKey, number_key
from index.titles import title_key


@dataclass(frozen=True, slots=True)
class Act:
    """What a status needs of a notice: its day of effect (else of signing), its own last day, its relations.

    `title` is folded by `title_key`; relations may name a notice by it.
    """

    id: str
    keys: tuple[NumberKey, ...]
    day: dt.date | None
    last: dt.date | None
    relations: tuple[Relation, ...]
    title: str = ""


class Targets:
    """Notices by number and title. Building takes time linear in their number."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self._by_serial: dict[int, list[Act]] = defaultdict(list)
        self._by_title: dict[str, list[Act]] = defaultdict(list)
        for act in acts:
            self._by_title[act.title].append(act)
            for key in act.keys:
                self._by_serial[key.serial].append(act)

    def meant(self, relation: Relation, source: Act) -> list[str]:
        """The ids of the notices that a relation of `source` means; never its own."""
        key = number_key(relation.target)
        if key is None:
            return self._titled(relation.target, source)
        return [
            other.id
            for other in self._by_serial.get(key.serial, ())
            if other.id != source.id and any(key.meets(own) for own in other.keys)
        ]

    def _titled(self, title: str, source: Act) -> list[str]:
        """The one notice with this title that is not younger than `source`; titles recur from year to year."""
        key = title_key(title)
        found = [
            other.id
            for other in (self._by_title.get(key, ()) if key else ())
            if other.id != source.id and not (other.day and source.day and other.day > source.day)
        ]
        return found if len(found) == 1 else []
