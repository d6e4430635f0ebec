"""From a query's tree to notices, by the index alone: which may match, and which surely do.

What lies between the two has to be looked up in the texts: a long phrase whose pairs of characters all
stand in a notice need not stand there in one piece.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np

from index.analysis import is_exact, terms_of_phrase
from index.numbers import NumberKey
from index.postings import Counts, Ids
from index.schema import CITED_NUMBER, OWN_NUMBER, TEXT_FIELDS
from index.tree import And, Everything, Node, Not, Nothing, Number, Or, Phrase
from index.view import Mask, View

# When so few are left, or the next list is so much longer than what is left, looking at the texts is cheaper.
_FEW: Final = 32
_WORTH: Final = 20


@dataclass(frozen=True, slots=True)
class Candidates:
    """Notices that may match (`maybe`) and those that do (`sure`, part of `maybe`)."""

    maybe: Mask
    sure: Mask


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in one field: notices with all terms looked up, and the count of the rarest of them in each."""

    field: str
    ids: Ids
    counts: Counts


class Lookup:
    """The answers of one view to the phrases and numbers of one query; each is looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: dict[Phrase, tuple[Found, ...]] = {}

    def candidates(self, node: Node) -> Candidates:  # noqa: PLR0911 - one for each kind of node
        """Give what may and what surely does match a node."""
        match node:
            case Everything():
                every = np.ones(self._view.count, dtype=np.bool_)
                return Candidates(every, every)
            case Nothing():
                none = np.zeros(self._view.count, dtype=np.bool_)
                return Candidates(none, none)
            case Phrase():
                return self._phrase(node)
            case Number(key, phrase):
                named = self.mask_of(OWN_NUMBER, key) | self.mask_of(CITED_NUMBER, key)
                words = self._phrase(phrase)
                return Candidates(named | words.maybe, named | words.sure)
            case And(parts):
                return self._combine(parts, np.logical_and)
            case Or(parts):
                return self._combine(parts, np.logical_or)
            case Not(part):
                inner = self.candidates(part)
                return Candidates(~inner.sure, ~inner.maybe)

    def found(self, phrase: Phrase) -> tuple[Found, ...]:
        """Look a phrase up in every field."""
        if phrase not in self._found:
            terms = terms_of_phrase(phrase.tokens)
            self._found[phrase] = tuple(self._in_field(field, terms) for field in TEXT_FIELDS)
        return self._found[phrase]

    def mask_of(self, field: str, key: NumberKey, *, same: bool = False) -> Mask:
        """Mark the notices that have (OWN_NUMBER) or cite (CITED_NUMBER) a number; `same`: stem and all."""
        mask = np.zeros(self._view.count, dtype=np.bool_)
        for term in self._view.terms_from(field, f"{key.serial}|"):
            other = NumberKey.of_term(term)
            if other.meets(key) and (not same or other.stem == key.stem):
                mask[self._view.postings(field, term)[0]] = True
        return mask

    def _phrase(self, phrase: Phrase) -> Candidates:
        maybe = np.zeros(self._view.count, dtype=np.bool_)
        for found in self.found(phrase):
            maybe[found.ids] = True
        sure = maybe if is_exact(phrase.tokens) else np.zeros_like(maybe)
        return Candidates(maybe, sure)

    def _combine(self, parts: tuple[Node, ...], combine: Callable[[Mask, Mask], Mask]) -> Candidates:
        inner = [self.candidates(part) for part in parts]
        return Candidates(
            reduce(combine, (part.maybe for part in inner)), reduce(combine, (part.sure for part in inner))
        )

    def _in_field(self, field: str, terms: tuple[str, ...]) -> Found:
        ranked = sorted((self._view.frequency(field, term), term) for term in terms)
        if ranked[0][0] == 0:
            return Found(field, np.empty(0, np.int32), np.empty(0, np.float32))
        ids, counts = self._view.postings(field, ranked[0][1])
        for frequency, term in ranked[1:]:
            if len(ids) <= _FEW or frequency > _WORTH * len(ids):
                break
            others, other_counts = self._view.postings(field, term)
            place = np.searchsorted(others, ids)
            place[place == len(others)] = 0
            both = others[place] == ids
            ids, counts = ids[both], np.minimum(counts[both], other_counts[place[both]])
        return Found(field, ids, counts)
