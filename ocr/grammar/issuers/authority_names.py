"""The bodies of an authority file by id and by every spelling of their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ocr.grammar.issuers.authority import Authority

STATE = ("中华人民共和国", "中華人民共和國", "中华民国", "中華民國")
"""What may stand before a body's name, and is no part of it."""


@dataclass(frozen=True, eq=False)
class AuthorityFile:
    """All bodies, by id and by name. Compared by identity: one is made for each file that is read.

    `by_spelling` has names in simplified and traditional characters, short and English ones (lower case, no
    blanks). `to_simplified` is a table for `str.translate`, of the characters in those names. `digest` names the rows
    added to the shipped file; ``""`` when there are none.
    """

    by_id: Mapping[str, Authority]
    by_spelling: Mapping[str, tuple[Authority, ...]]
    to_simplified: Mapping[int, str]
    digest: str

    @classmethod
    def of(cls, bodies: tuple[Authority, ...], digest: str = "") -> AuthorityFile:
        """The file of these bodies, as `merged` gives them."""
        simplified = {
            old: new
            for body in bodies
            for old, new in zip(body.traditional, body.name, strict=False)
            if old != new
        }
        table = str.maketrans(simplified)
        spellings: dict[str, list[Authority]] = {}
        for body in bodies:
            names = (body.name, body.traditional, *body.short)
            for name in dict.fromkeys(
                (*names, *(name.translate(table) for name in names), spelling_key(body.english))
            ):
                if name and body not in spellings.setdefault(name, []):
                    spellings[name].append(body)
        return cls(
            MappingProxyType({body.id: body for body in bodies}),
            MappingProxyType({name: tuple(found) for name, found in spellings.items()}),
            MappingProxyType(table),
            digest,
        )


def spelling_key(name: str) -> str:
    """How a name stands in `AuthorityFile.by_spelling`: without blanks, in lower case."""
    return "".join(name.split()).lower()
