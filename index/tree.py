"""What a query means, whatever engine answers it: a small tree of conditions.

A `Phrase` is a row of tokens of folded text. A `Number` is a document number in whatever spelling. `And`,
`Or`, `Not` combine; `Everything` matches all, `Nothing` none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.numbers import NumberKey


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every notice."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Matches no notice."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow one another in one paragraph of one field; see `index.analysis`."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """The notice with this number, and those that cite it; or that have the words as they were typed."""

    key: NumberKey
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class And:
    """All parts match; there are at least two."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any part matches; there are at least two."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not match."""

    part: Node


Node = Everything | Nothing | Phrase | Number | And | Or | Not


def wanted(node: Node) -> Iterator[Phrase | Number]:
    """Give the phrases and numbers that count for a hit, each as often as written; not those under Not."""
    match node:
        case Phrase() | Number():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from wanted(part)
        case _:
            return
