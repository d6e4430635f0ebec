"""The bodies of one or more authority files as one: links at both ends, contradictions refused.

Links count both ways: naming a body's successor makes it that one's predecessor. A row with the id of one of a file
before it takes that one's place; the links of both are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from ocr.errors import AuthoritiesInvalid
from ocr.grammar.issuers.authority import Authority
from ocr.grammar.issuers.authority_rows import Entry


def merged(entries: Iterable[Entry]) -> tuple[Authority, ...]:
    """All bodies with their links both ways; a later row takes the place of one with its id, keeping its links.

    Raises AuthoritiesInvalid when the rows contradict each other.
    """
    kept: dict[str, Entry] = {}
    for entry in entries:
        before, own = kept.get(entry.authority.id), entry.authority
        if before is not None and _file(before) == _file(entry):
            raise AuthoritiesInvalid(
                f"{entry.place}: the id {own.id!r} stands already at {before.place}.",
                "Give each body its own id.",
            )
        if before is not None:
            own = replace(
                own,
                predecessors=_union(before.authority.predecessors, own.predecessors),
                successors=_union(before.authority.successors, own.successors),
            )
        kept[own.id] = Entry(own, entry.place)
    linked = _linked(kept)
    _check_links(linked)
    _check_spellings(linked)
    return tuple(entry.authority for entry in linked.values())


def _union(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _file(entry: Entry) -> str:
    return entry.place.rpartition(", line ")[0]


def _linked(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """With every link entered at both its ends."""
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for entry in entries.values():
        own = entry.authority
        for other in (*own.predecessors, *own.successors):
            if other not in entries:
                raise AuthoritiesInvalid(
                    f"{entry.place}: {own.id!r} names {other!r} before or after it, which is no id of the file.",
                    "Add a row with that id, or correct the link.",
                )
        for earlier in own.predecessors:
            after.setdefault(earlier, []).append(own.id)
        for later in own.successors:
            before.setdefault(later, []).append(own.id)
    return {
        key: Entry(
            replace(
                entry.authority,
                predecessors=_union(entry.authority.predecessors, before.get(key, ())),
                successors=_union(entry.authority.successors, after.get(key, ())),
            ),
            entry.place,
        )
        for key, entry in entries.items()
    }


def _check_links(entries: Mapping[str, Entry]) -> None:
    """No body follows itself, by any way, and none outlives one that follows it."""
    done: set[str] = set()
    for root in entries:
        path: dict[str, Iterator[str]] = {root: iter(entries[root].authority.successors)}
        while path:
            current = next(reversed(path))
            following = next((key for key in path[current] if key not in done), None)
            if following is None:
                done.add(current)
                path.popitem()
            elif following in path:
                raise AuthoritiesInvalid(
                    f"{entries[current].place}: {following!r} follows itself (by way of {current!r}).",
                    "Take one of the links out.",
                )
            else:
                path[following] = iter(entries[following].authority.successors)
    for entry in entries.values():
        for key in entry.authority.successors:
            if not entry.authority.can_precede(entries[key].authority):
                raise AuthoritiesInvalid(
                    f"{entry.place}: {entry.authority.id!r} outlived {key!r}, which is to follow it.",
                    "Correct the dates or the link.",
                )


def _check_spellings(entries: Mapping[str, Entry]) -> None:
    """Each name means one body at a time."""
    claims: dict[str, list[Entry]] = {}
    for entry in entries.values():
        own = entry.authority
        for spelling in {*own.printed, own.name, own.english} - {""}:
            claims.setdefault(spelling, []).append(entry)
    for spelling, claimed in claims.items():
        for one, other in combinations(claimed, 2):
            a, b = one.authority, other.authority
            if not (a.before(b) or b.before(a)):
                raise AuthoritiesInvalid(
                    f"{other.place}: {spelling!r} is a name of {b.id!r} and of {a.id!r} ({one.place}).",
                    "Give the name to one of them, or dates that show that one ended before the other began.",
                )
